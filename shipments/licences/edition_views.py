"""Pages of the issuing offices' register: bring an edition in, look at what it changes, decide."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from compliance import clock
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CUSTOMS, LICENCE_KEEPERS, for_roles
from compliance.law.rules.licence_editions import BOXES
from compliance.policy.versions import policy_on
from compliance.table_files import csv_bytes
from compliance.ui.asking_again import ask_again
from compliance.ui.downloads import CSV, streamed_file
from compliance.ui.kept_posts import typed_in
from compliance.ui.keyset import Key, keyset_page
from compliance.ui.methods import require_form
from shipments.licences import edition_actions
from shipments.licences.actions import may_register
from shipments.licences.editions import register_standing
from shipments.licences.forms import EditionForm, LossForm
from shipments.licences.register_columns import COLUMNS
from shipments.models import EditionState, Licence, RegisterEdition

NEWEST_FIRST = (Key("id", descending=True),)


@require_safe
@for_roles(*CUSTOMS)
def editions(request: PersonRequest) -> HttpResponse:
    """Every edition, the newest first, and how old the one in force is."""
    rows = RegisterEdition.objects.select_related("prepared_by", "decided_by")
    today = clock.today()
    context = {
        "page": keyset_page(rows, NEWEST_FIRST, request.GET.get("after", "")),
        "standing": register_standing(policy_on(today), today),
        "may_register": may_register(request.user),
    }
    return render(request, "licences/editions.html", context)


@require_safe
@for_roles(*LICENCE_KEEPERS)
def columns(_request: PersonRequest) -> StreamingHttpResponse:
    """The headings of a register file, to fill in below."""
    rows = csv_bytes([[each.zh for each in COLUMNS]])
    return streamed_file(rows, CSV, "licence-register.csv")


@require_form
@for_roles(*LICENCE_KEEPERS)
def new(request: PersonRequest) -> HttpResponse:
    """Choose a file; nothing is in force before a second person says so."""
    typed = typed_in(request)
    form = EditionForm(typed, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        file = given.pop("file")
        made = edition_actions.bring_in(file.read(), by=request.user, filename=file.name, **given)
        return redirect("licences:edition", made.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "columns": COLUMNS}
    return render(request, "licences/new_edition.html", context, status=status)


@require_safe
@for_roles(*CUSTOMS)
def edition(request: PersonRequest, pk: int) -> HttpResponse:
    """What one edition changes, or changed."""
    people = RegisterEdition.objects.select_related("prepared_by", "decided_by")
    found = get_object_or_404(people, pk=pk)
    is_waiting = found.state == EditionState.WAITING and may_register(request.user)
    differing = found.difference.get("differing", {}).get("first", ())
    context = {
        "edition": found,
        "differing": [(number, BOXES.get(box, box), *rest) for number, box, *rest in differing],
        "is_waiting": is_waiting,
        "may_register": may_register(request.user),
        "may_discard": may_register(request.user) and (is_waiting or found.is_moving),
        "may_put_in_force": is_waiting and found.prepared_by_id != request.user.pk,
    }
    return render(request, "licences/edition.html", context)


@require_safe
@for_roles(*CUSTOMS)
@never_cache
def progress(request: PersonRequest, pk: int) -> HttpResponse:
    """How far reading is, for the page that polls; once there is news it loads itself anew."""
    found = get_object_or_404(RegisterEdition, pk=pk)
    answer = render(request, "licences/_reading.html", {"edition": found})
    if not found.is_moving:
        answer["HX-Refresh"] = "true"
    return answer


@require_form
@for_roles(*LICENCE_KEEPERS)
def put_in_force(request: PersonRequest, pk: int) -> HttpResponse:
    """Make it what the rules read."""
    found = get_object_or_404(RegisterEdition, pk=pk)
    form = LossForm(typed_in(request), edition=found)
    if request.method != "POST" or not form.is_valid():
        back = (reverse("licences:edition", args=[pk]), _("Edition %(number)s") % {"number": pk})
        heading = _("Put this register in force")
        return ask_again(request, form, heading=heading, back=back)
    edition_actions.put_in_force(found, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("The register is in force; open cases are screened again."))
    return redirect("licences:edition", pk)


@require_POST
@for_roles(*LICENCE_KEEPERS)
def discard(request: PersonRequest, pk: int) -> HttpResponse:
    """Give an edition up."""
    edition_actions.discard(get_object_or_404(RegisterEdition, pk=pk), by=request.user)
    messages.success(request, _("The upload is discarded; nothing has changed."))
    return redirect("licences:editions")


@require_POST
@for_roles(*LICENCE_KEEPERS)
def take_over(request: PersonRequest, number: str) -> HttpResponse:
    """Make the licence what the register in force says of it."""
    row = edition_actions.take_over(get_object_or_404(Licence, number=number), by=request.user)
    told = {"number": row.number}
    messages.success(request, _("Licence %(number)s is now as the register says.") % told)
    return redirect("licences:licence", row.number)
