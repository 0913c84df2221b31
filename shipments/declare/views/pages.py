"""What the exporter's pages share: whose shipment it is, and the one way to answer a form."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from compliance.accounts.requests import PersonRequest
from compliance.ui.kept_posts import KeptPost, typed_fields, typed_in
from compliance.ui.row_forms import ChangedMeanwhile, EditForm
from compliance.ui.shown_forms import tell_of_merged
from shipments.access import require
from shipments.declare.forms.rows import ADD_ROW
from shipments.declare.half_filled import forget_half_filled, keep_half_filled
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


def typed(request: PersonRequest, shipment: Shipment | None = None) -> QueryDict | None:
    """What a form is bound to: the post, one kept while the session had ended, or what was typed
    on this page of the draft and saved for later."""
    found = typed_in(request)
    if found is not None or shipment is None or "stored" in request.GET:
        return found
    fields = shipment.half_filled.get(request.path)
    return cast(KeptPost, KeptPost(fields)) if fields else None


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
    shipment = context.get("shipment")
    context = {**context, "form": form, "is_half_filled": isinstance(form.data, KeptPost)}
    if ADD_ROW in request.POST:
        form.hold_verdict()
        return render(request, template, context)
    comes_back = bool(shipment) and request.POST.get("then") == "tasks"
    if comes_back and not form.is_valid():
        return _keep_for_later(request, form, context["section"], shipment)
    if request.method != "POST" or not form.is_valid():
        made = form.made_before()
        return redirect(then(made)) if made else render(request, template, context)
    try:
        saved = save()
    except ChangedMeanwhile as change:
        return render(request, template, {**context, "change": change}, status=409)
    tell_of_merged(request, form)
    if shipment:
        forget_half_filled(shipment, request.path)
    return redirect(shipment_address(shipment) if comes_back else then(saved))


def _keep_for_later(
    request: PersonRequest, form: EditForm, section: Section, shipment: Shipment
) -> HttpResponse:
    text = typed_fields(request.POST)
    keep_half_filled(
        form, shipment, page=request.path, text=text, by=request.user, section=section.name
    )
    messages.warning(
        request,
        _("Kept as you typed it. Not everything on “%(section)s” could be accepted yet.")
        % {"section": section.title},
    )
    return redirect(shipment_address(shipment))


def removed_meanwhile(
    request: PersonRequest, template: str, context: dict[str, Any], add_address: str
) -> HttpResponse:
    """The form of a row that is gone, as it was typed; saving it adds a new row. 409."""
    context["form"].hold_verdict()
    context |= {"add_address": add_address, "language_page": add_address}
    return render(request, template, context, status=409)


def shipment_address(shipment: Shipment) -> str:
    """The shipment's own page."""
    return reverse("declare:shipment", args=[shipment.reference])
