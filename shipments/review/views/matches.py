"""One party match: the two sides compared, and the officer's verdict."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_READERS, for_roles
from compliance.refusals import Conflict
from compliance.ui.kept_posts import take_kept_post
from compliance.ui.methods import require_form
from shipments.access import may
from shipments.models import Shipment
from shipments.review.beside import PARTY_FACTS
from shipments.review.case import Case
from shipments.review.forms import VerdictForm
from shipments.review.match import Match
from shipments.review.match_verdicts import compare, find_match, judge_hit, key_of
from shipments.review.views.pages import conflict_page, visible_shipment
from shipments.screening.dismissals import confirmations_of, takes_two_officers


@require_form
@for_roles(*CASE_READERS)
def match(
    request: PersonRequest, reference: str, party_ref: str, list_code: str, entry_key: str
) -> HttpResponse:
    """Both names aligned, both sides' particulars, earlier verdicts, and a form for one's own."""
    shipment = visible_shipment(request, reference)
    case = Case(shipment, request.user)
    wanted = (party_ref, list_code, entry_key)
    found = next((each for each in case.matches if key_of(each.hit) == wanted), None)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _judge(request, case, found)
    form = VerdictForm(take_kept_post(request), initial={"version": shipment.version})
    return _show(request, case, found, form)


def _judge(request: PersonRequest, case: Case, found: Match) -> HttpResponse:
    form = VerdictForm(request.POST)
    may_judge = may(request.user, "judge_hit", case.shipment).allowed
    if may_judge and not form.is_valid():
        return _show(request, case, found, form)
    form.full_clean()
    given = form.cleaned_data
    try:
        judge_hit(
            case.shipment,
            by=request.user,
            hit=found.hit,
            verdict=given.get("verdict", ""),
            reason_code=given.get("reason_code", ""),
            text=given.get("text", ""),
            version=given.get("version"),
        )
    except Conflict as conflict:
        return conflict_page(request, case.shipment, conflict)
    messages.success(request, _next_step(case.shipment, found))
    return redirect("review:case", case.shipment.reference)


def _next_step(shipment: Shipment, found: Match) -> str:
    now = find_match(shipment, *key_of(found.hit))
    if now is not None and now.waits:
        return _("Your verdict is kept. The match counts until a second officer agrees.")
    return _("Your verdict is kept. Screen again to let it count.")


def _show(request: PersonRequest, case: Case, found: Match, form: VerdictForm) -> HttpResponse:
    party = next((p for p in case.declaration.parties if p.ref == found.hit.party_ref), None)
    context = {
        "case": case,
        "shipment": case.shipment,
        "match": found,
        "comparison": compare(found.hit, case.declaration),
        "facts": case.facts_of(party, PARTY_FACTS) if party else [],
        "verdicts": _earlier(case.shipment, found),
        "confirmations": confirmations_of(found.hit),
        "takes_two": found.counts and takes_two_officers(found.hit, found.confirmed),
        "form": form,
        "may_judge": may(request.user, "judge_hit", case.shipment).allowed,
    }
    return render(request, "review/match.html", context)


def _earlier(shipment: Shipment, found: Match) -> object:
    rows = shipment.hit_decisions.filter(
        list_code=found.hit.list_code, entry_key=found.hit.entry_key
    )
    return rows.select_related("by").order_by("-id")
