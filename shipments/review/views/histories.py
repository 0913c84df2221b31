"""The history of a declared party, and that of a listed entry, over all shipments one may see."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_READERS, for_roles
from compliance.parties.models import ListCode, ListedParty
from shipments.review.forms import PartyFilter
from shipments.review.histories import EntryHistory, PartyHistory

ROWS_A_PAGE = 25


@require_safe
@for_roles(*CASE_READERS)
def party(request: PersonRequest) -> HttpResponse:
    """`?name=`: where somebody of that name stood, in what role, its matches and verdicts."""
    chosen = PartyFilter(request.GET)
    history = PartyHistory(request.user, (chosen.value("name") or "").strip())
    context: dict[str, Any] = {"filter": chosen, "history": history}
    if history.key:
        namings = history.namings()
        context |= {
            "namings": namings,
            "same_number": history.same_number(namings),
            "alike": history.alike(),
            **_shown(request, history),
        }
    return render(request, "review/party.html", context)


@require_safe
@for_roles(*CASE_READERS)
def entry(request: PersonRequest, list_code: str, entry_key: str) -> HttpResponse:
    """Every shipment that one entry of a list was found in, whatever the version."""
    rows = ListedParty.objects.filter(version__list_code=list_code, key=entry_key)
    latest = rows.select_related("version").order_by("-version__number").first()
    if latest is None:
        raise Http404
    history = EntryHistory(request.user, list_code, entry_key)
    context = {"entry": latest, "list_name": ListCode(list_code).label, **_shown(request, history)}
    return render(request, "review/entry.html", context)


def _shown(request: PersonRequest, history: PartyHistory | EntryHistory) -> dict[str, Any]:
    page = Paginator(history.shipments, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "stands": history.stands(list(page)), "verdicts": history.verdicts()}
