"""The auditor's pages: replaying a screening, its verdict, and the alarms that stand."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import LOG_READERS, for_roles
from compliance.law.ruleset import ruleset_version
from shipments.models import Screening, Shipment
from shipments.screening.replay import replayable
from shipments.screening.replay_log import (
    latest_verdicts,
    open_alarms,
    replay_and_record,
    sentences,
    verdicts_on,
)


@require_POST
@for_roles(*LOG_READERS)
def replay(request: PersonRequest, reference: str, number: int) -> HttpResponse:
    """Run a stored screening again and record the verdict."""
    screening = _screening(request, reference, number)
    replay_and_record(screening, by=request.user)
    return redirect("screening:verdict", reference, number)


@require_safe
@for_roles(*LOG_READERS)
def verdict(request: PersonRequest, reference: str, number: int) -> HttpResponse:
    """What a run used, and what replays of it found."""
    screening = _screening(request, reference, number)
    verdicts = verdicts_on(screening.shipment, number)
    latest = verdicts[0].detail if verdicts else {}
    context = {
        "shipment": screening.shipment,
        "screening": screening,
        "lists": screening.facts.get("lists", []),
        "policy": screening.facts.get("policy", {}),
        "latest": verdicts[0] if verdicts else None,
        "differences": sentences(latest.get("differences", [])),
        "notes": sentences(latest.get("notes", [])),
        "verdicts": verdicts,
        "ruleset_now": ruleset_version(),
    }
    return render(request, "replay/verdict.html", context)


@require_safe
@for_roles(*LOG_READERS)
def replays(request: PersonRequest) -> HttpResponse:
    """Standing alarms, then the newest verdict on each replayed run."""
    page = Paginator(latest_verdicts(), 50).get_page(request.GET.get("page"))
    return render(request, "replay/replays.html", {"alarms": open_alarms(), "page": page})


def _screening(request: PersonRequest, reference: str, number: int) -> Screening:
    shipments = Shipment.objects.visible_to(request.user)
    shipment = get_object_or_404(shipments, reference=reference)
    return get_object_or_404(replayable(), shipment=shipment, number=number)
