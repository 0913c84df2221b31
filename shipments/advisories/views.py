"""Pages of advisories; customs reads them, headquarters keeps them, exporters know of none."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CUSTOMS, for_roles
from compliance.ui.kept_posts import take_kept_post, typed_in
from compliance.ui.methods import require_form
from shipments.advisories import actions
from shipments.advisories.access import keepers_only, may_keep
from shipments.advisories.forms import AdvisoryForm, EndForm
from shipments.models import Advisory
from shipments.models.advisory import AdvisoryState

PEOPLE = ("exporter", "shipment", "prepared_by", "confirmed_by", "end_proposed_by", "ended_by")


@require_safe
@for_roles(*CUSTOMS)
def advisories(request: PersonRequest) -> HttpResponse:
    """All of them, the newest first."""
    rows = Advisory.objects.select_related(*PEOPLE)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {"page": page, "may_keep": may_keep(request.user)}
    return render(request, "advisories/advisories.html", context)


@require_safe
@for_roles(*CUSTOMS)
def advisory(request: PersonRequest, pk: int) -> HttpResponse:
    """One of them with what may be done about it."""
    return _page(request, _advisory(pk), EndForm(take_kept_post(request)))


@require_form
@keepers_only
def new(request: PersonRequest) -> HttpResponse:
    """Prepare one."""
    form = AdvisoryForm(typed_in(request))
    if request.method == "POST" and form.is_valid():
        row = actions.prepare(by=request.user, **form.advisory_fields())
        messages.success(request, _("Prepared; another person has to put it in force."))
        return redirect("advisories:advisory", row.pk)
    return render(request, "advisories/new.html", {"form": form})


@require_POST
@keepers_only
def put_in_force(request: PersonRequest, pk: int) -> HttpResponse:
    """By another than the one who prepared it."""
    return _move(request, pk, actions.put_in_force)


@require_POST
@keepers_only
def discard(request: PersonRequest, pk: int) -> HttpResponse:
    """Give a prepared one up."""
    return _move(request, pk, actions.discard)


@require_POST
@keepers_only
def propose_end(request: PersonRequest, pk: int) -> HttpResponse:
    """With a reason."""
    row, form = _advisory(pk), EndForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    actions.propose_end(row, by=request.user, reason=form.cleaned_data["reason"])
    return redirect("advisories:advisory", pk)


@require_POST
@keepers_only
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """By another than the one who proposed the end."""
    return _move(request, pk, actions.end)


@require_POST
@keepers_only
def keep(request: PersonRequest, pk: int) -> HttpResponse:
    """Leave it in force."""
    return _move(request, pk, actions.keep)


def _move(request: PersonRequest, pk: int, action: Callable[..., Advisory]) -> HttpResponse:
    action(_advisory(pk), by=request.user)
    return redirect("advisories:advisory", pk)


def _advisory(pk: int) -> Advisory:
    return get_object_or_404(Advisory.objects.select_related(*PEOPLE), pk=pk)


def _page(request: PersonRequest, row: Advisory, form: EndForm) -> HttpResponse:
    keeps, state, reader = may_keep(request.user), row.state, request.user.pk
    is_own, is_own_end = row.prepared_by_id == reader, row.end_proposed_by_id == reader
    context = {
        "advisory": row,
        "form": form,
        "may_confirm": keeps and state == AdvisoryState.PREPARED and not is_own,
        "may_discard": keeps and state == AdvisoryState.PREPARED,
        "may_propose_end": keeps and state == AdvisoryState.IN_FORCE,
        "may_end": keeps and state == AdvisoryState.ENDING and not is_own_end,
        "may_stay": keeps and state == AdvisoryState.ENDING,
    }
    return render(request, "advisories/advisory.html", context)
