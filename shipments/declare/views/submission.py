"""Check your answers, submit, withdraw, answer a hold."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import for_roles
from compliance.ui.methods import require_form
from shipments.access import may, require
from shipments.declare import actions, handed_in
from shipments.declare.duplicates import duplicates_of
from shipments.declare.durations import usual_time
from shipments.declare.finding_links import linked
from shipments.declare.forms.papers import (
    AddPapersForm,
    AnswerForm,
    RequestAmendmentForm,
    RequestWithdrawalForm,
    WithdrawForm,
)
from shipments.declare.law_advice import precheck
from shipments.declare.overview import content_page
from shipments.declare.readiness import draft_of, problems_of
from shipments.declare.status import question_of
from shipments.declare.views.pages import (
    own_draft,
    own_shipment,
    shipment_address,
    typed,
)
from shipments.models import Shipment
from shipments.moves import Status
from shipments.screening.facts import precheck_facts


@require_safe
@for_roles(Role.EXPORTER)
def check(request: PersonRequest, reference: str) -> HttpResponse:
    """Everything declared, what is missing, and what the rules would say."""
    return _check_page(request, own_draft(request, reference))


@require_POST
@for_roles(Role.EXPORTER)
def submit(request: PersonRequest, reference: str) -> HttpResponse:
    """Submit once; a second press leads to the same shipment."""
    shipment = own_shipment(request, reference)
    revision = _number(request, "expected_revision", shipment.revision_no)
    version = _number(request, "expected_version", shipment.version)
    try:
        submitted = actions.submit(
            shipment, by=request.user, expected_revision=revision, expected_version=version
        )
    except actions.Incomplete:
        return _check_page(request, shipment, status=422)
    sentence = _("Submitted as %(number)s. Screening takes a few seconds.")
    messages.success(request, sentence % {"number": submitted.declaration_no})
    return redirect(shipment_address(submitted))


@require_form
@for_roles(Role.EXPORTER)
def withdraw(request: PersonRequest, reference: str) -> HttpResponse:
    """Take the declaration back, with a reason; after customs has held it, ask to."""
    shipment = own_shipment(request, reference)
    if request.method == "POST" and shipment.status == Status.WITHDRAWN:
        return redirect(shipment_address(shipment))
    asks = may(request.user, "request_withdrawal", shipment).allowed
    require(request.user, "request_withdrawal" if asks else "withdraw", shipment)
    form = (RequestWithdrawalForm if asks else WithdrawForm)(typed(request))
    if request.method != "POST" or not form.is_valid():
        context = {"shipment": shipment, "form": form, "asks": asks}
        return render(request, "declare/withdraw.html", context)
    if asks:
        actions.request_withdrawal(shipment, by=request.user, **form.cleaned_data)
        messages.success(request, _("Customs has your request; the declaration stays until then."))
    else:
        actions.withdraw(shipment, by=request.user, **form.cleaned_data)
        messages.success(request, _("The declaration is withdrawn."))
    return redirect(shipment_address(shipment))


@require_form
@for_roles(Role.EXPORTER)
def amend(request: PersonRequest, reference: str) -> HttpResponse:
    """Ask customs to let what it has be corrected, before its decision or after the release."""
    shipment = own_shipment(request, reference)
    require(request.user, "request_amendment", shipment)
    form = RequestAmendmentForm(typed(request))
    if request.method != "POST" or not form.is_valid():
        return render(request, "declare/amend.html", {"shipment": shipment, "form": form})
    actions.request_amendment(shipment, by=request.user, **form.cleaned_data)
    messages.success(request, _("Customs has your request; the declaration stays until then."))
    return redirect(shipment_address(shipment))


@require_form
@for_roles(Role.EXPORTER)
def answer(request: PersonRequest, reference: str) -> HttpResponse:
    """Answer the hold."""
    return _answer(request, reference, "answer", actions.answer_hold)


@require_form
@for_roles(Role.EXPORTER)
def supplement(request: PersonRequest, reference: str) -> HttpResponse:
    """Add to the answer of a question that has no result yet."""
    return _answer(request, reference, "supplement", actions.supplement_answer)


@require_form
@for_roles(Role.EXPORTER)
def add_papers(request: PersonRequest, reference: str) -> HttpResponse:
    """Hand in papers while customs has the declaration."""
    shipment = own_shipment(request, reference)
    require(request.user, "add_papers", shipment)
    form = AddPapersForm(typed(request), request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "declare/add_papers.html", {"shipment": shipment, "form": form})
    text, given = form.cleaned_data["text"], form.papers_given()
    handed_in.add_papers(shipment, by=request.user, text=text, **given)
    messages.success(request, _("Customs has your papers."))
    return redirect(shipment_address(shipment))


def _answer(
    request: PersonRequest, reference: str, verb: str, action: Callable[..., Shipment]
) -> HttpResponse:
    shipment = own_shipment(request, reference)
    require(request.user, verb, shipment)
    form = AnswerForm(typed(request), request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        context = {"shipment": shipment, "form": form, "verb": verb, **question_of(shipment)}
        return render(request, "declare/answer.html", context)
    action(shipment, by=request.user, text=form.cleaned_data["text"], **form.papers_given())
    messages.success(request, _("Customs has your answer."))
    return redirect(shipment_address(shipment))


def _check_page(request: PersonRequest, shipment: Shipment, status: int = 200) -> HttpResponse:
    prefetch_related_objects([shipment], "parties", "lines", "attachments")
    facts = precheck_facts(shipment)
    draft = draft_of(shipment, facts.policy)
    problems = problems_of(draft)
    advice = linked(precheck(facts, request.user), draft)
    missing = [problem for problem in problems if not problem.is_warning]
    context = {
        "shipment": shipment,
        **content_page(facts.declaration, shipment),
        "missing": missing,
        "warnings": [problem for problem in problems if problem.is_warning],
        "unfinished": {problem.section for problem in missing},
        "duplicates": duplicates_of(shipment),
        "usual": usual_time(shipment.office) if advice else None,
        "advice": advice,
    }
    return render(request, "declare/check.html", context, status=status)


def _number(request: PersonRequest, name: str, otherwise: int) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise
