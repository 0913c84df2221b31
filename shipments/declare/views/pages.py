"""What the exporter's pages share: whose shipment it is, and the one way to answer a form."""

from collections.abc import Callable
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from compliance.accounts.requests import PersonRequest
from compliance.ui.kept_posts import take_kept_post
from compliance.ui.row_forms import ChangedMeanwhile, EditForm
from shipments.access import require
from shipments.declare.forms.rows import ADD_ROW
from shipments.declare.sections import Section
from shipments.models import Shipment


def own_shipment(request: PersonRequest, reference: str) -> Shipment:
    """The exporter's own shipment, or 404."""
    rows = Shipment.objects.visible_to(request.user).select_related(
        "exporter",
        "office",
        "statement__end_user",
        "statement__site",
        "filed_by",
        "created_by",
    )
    return get_object_or_404(rows, reference=reference)


def own_draft(request: PersonRequest, reference: str) -> Shipment:
    """The exporter's own draft. Raises Conflict once it is frozen."""
    shipment = own_shipment(request, reference)
    require(request.user, "edit", shipment)
    return shipment


def with_rows(shipment: Shipment) -> Shipment:
    """The shipment with parties, lines and attachments fetched, for pages that read them often."""
    prefetch_related_objects([shipment], "parties", "lines", "attachments")
    return shipment


def typed(request: PersonRequest) -> QueryDict | None:
    """What a form is bound to: the post, or one kept while the session had ended."""
    return request.POST if request.method == "POST" else take_kept_post(request)


def answer(
    request: PersonRequest,
    form: EditForm,
    *,
    save: Callable[[], Any],
    template: str,
    context: dict[str, Any],
    then: Callable[[Any], str],
) -> HttpResponse:
    """Show the form, or save it and go on; 409 with both versions when another tab was first."""
    section = context.get("section")
    if section:
        context["section_address"] = section.address(context["shipment"])
    context = {**context, "form": form}
    if ADD_ROW in request.POST:
        form.hold_verdict()
        return render(request, template, context)
    if request.method != "POST" or not form.is_valid():
        made = form.made_before()
        return redirect(then(made)) if made else render(request, template, context)
    try:
        saved = save()
    except ChangedMeanwhile as change:
        return render(request, template, {**context, "change": change}, status=409)
    return redirect(then(saved))


def removed_meanwhile(
    request: PersonRequest, template: str, context: dict[str, Any], add_address: str
) -> HttpResponse:
    """The form of a row that is gone, as it was typed; saving it adds a new row. 409."""
    context["form"].hold_verdict()
    context |= {"add_address": add_address, "language_page": add_address}
    return render(request, template, context, status=409)


def after_section(request: PersonRequest, section: Section, shipment: Shipment) -> str:
    """The next section, or the task list for those who come back later."""
    if request.POST.get("then") == "tasks":
        return shipment_address(shipment)
    return section.next_address(shipment)


def shipment_address(shipment: Shipment) -> str:
    """The shipment's own page."""
    return reverse("declare:shipment", args=[shipment.reference])
