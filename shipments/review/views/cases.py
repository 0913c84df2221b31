"""One case: reading it, claiming it, deciding it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.models import User
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_READERS, for_roles
from compliance.refusals import Conflict
from compliance.ui.kept_posts import typed_in
from compliance.ui.methods import require_form
from shipments.access import last_word, open_proposal, require
from shipments.models import Shipment
from shipments.review import claims
from shipments.review.case import Case
from shipments.review.forms import SecondForm
from shipments.review.runs import runs_of
from shipments.review.verbs import VERB_PAGES, VerbPage
from shipments.review.views.pages import conflict_page, visible_shipment
from shipments.screening import actions as screening
from shipments.screening import parking
from shipments.screening.wording import FindingView, render_finding


@require_safe
@for_roles(*CASE_READERS)
def case(request: PersonRequest, reference: str) -> HttpResponse:
    """Findings beside what was declared, the history, and what can be done now."""
    shipment = visible_shipment(request, reference)
    case = Case(shipment, request.user)
    verbs = case.verbs if request.user.is_officer else []
    context = {
        "case": case,
        "shipment": shipment,
        "verbs": verbs,
        "pages": [page for page in VERB_PAGES.values() if page.verb in verbs],
        "is_claimed": case.is_claimed,
        "runs": runs_of(shipment, case.screening) if request.user.is_auditor else (),
    }
    return render(request, "review/case.html", context)


@require_POST
@for_roles(*CASE_READERS)
def claim(request: PersonRequest, reference: str) -> HttpResponse:
    """Take the case."""
    return _apply(request, reference, claims.claim, _("You have taken this case."))


@require_POST
@for_roles(*CASE_READERS)
def unclaim(request: PersonRequest, reference: str) -> HttpResponse:
    """Give the case back."""
    return _apply(request, reference, claims.unclaim, _("The case is back in the queue."))


@require_POST
@for_roles(*CASE_READERS)
def unpark(request: PersonRequest, reference: str) -> HttpResponse:
    """Screen a parked shipment once more."""
    parking.try_again(visible_shipment(request, reference), by=request.user)
    messages.success(request, _("The shipment is being screened once more."))
    return redirect("home")


@require_POST
@for_roles(*CASE_READERS)
def screen_again(request: PersonRequest, reference: str) -> HttpResponse:
    """Run the rules again over today's lists, policy and verdicts."""
    return _apply(request, reference, _screen_again, _("The shipment was screened again."))


@require_form
@for_roles(*CASE_READERS)
def decide(request: PersonRequest, reference: str, slug: str) -> HttpResponse:
    """The form of one verb, and the decision itself."""
    page = VERB_PAGES.get(slug)
    if page is None:
        raise Http404
    shipment = visible_shipment(request, reference)
    try:
        return _decide(request, shipment, page)
    except Conflict as conflict:
        return conflict_page(request, shipment, conflict)


def _decide(request: PersonRequest, shipment: Shipment, page: VerbPage) -> HttpResponse:
    require(request.user, page.verb, shipment)
    form = _form(request, shipment, page)
    if request.method == "POST" and form.is_valid():
        page.action(shipment, by=request.user, **form.arguments())
        messages.success(request, page.done)
        return redirect("review:case", shipment.reference)
    context = {
        "shipment": shipment,
        "page": page,
        "form": form,
        "proposal": open_proposal(shipment) if page.form is SecondForm else None,
        "findings": _views(form, Case(shipment, request.user)),
    }
    return render(request, "review/decide.html", context)


def _views(form: SecondForm, case: Case) -> list[tuple[FindingView, str, list[Any]]]:
    """Each grave finding as the officer reads it, whom or what it is about, and its boxes."""
    return [
        (
            render_finding(finding, case.reader, case.policy),
            case.title_about(finding.line, finding.party_ref),
            boxes,
        )
        for finding, boxes in getattr(form, "groups", [])
    ]


def _form(request: PersonRequest, shipment: Shipment, page: VerbPage) -> SecondForm:
    typed = typed_in(request)
    if typed is not None:
        return page.form(typed, shipment=shipment)
    seen = request.GET.get("version", "")
    if seen.isdecimal() and int(seen[:18]) != shipment.version:
        raise Conflict(last_word(shipment) or _("This case has changed since you opened it."))
    first = {"version": shipment.version, **page.form.first_values()}
    return page.form(initial=first, shipment=shipment)


def _screen_again(shipment: Shipment, *, by: User) -> None:
    screening.rescreen(shipment.pk, by=by)


def _apply(
    request: PersonRequest, reference: str, action: Callable[..., object], done: str
) -> HttpResponse:
    shipment = visible_shipment(request, reference)
    try:
        action(shipment, by=request.user)
    except Conflict as conflict:
        return conflict_page(request, shipment, conflict)
    messages.success(request, done)
    return redirect("review:case", reference)
