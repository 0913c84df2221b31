"""Where officers and auditors start their day."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from compliance import clock
from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.audit.models import Event
from compliance.audit.verification import last_verification
from compliance.policy.versions import one_policy
from compliance.ui.counting import capped_counts
from compliance.ui.home import register
from shipments.alarms import alarms
from shipments.models import Document, DocumentState, Shipment
from shipments.moves import Status
from shipments.review.claims import is_free, waiting_cases
from shipments.review.queue import counts, listed, my_cases
from shipments.screening.replay_log import open_alarms


def officer_home(request: PersonRequest) -> HttpResponse:
    """What waits, what is mine, and the most urgent free cases."""
    with one_policy():
        free = is_free()
        context = {
            "alarms": alarms(request.user),
            "counts": counts(request.user, free),
            "mine": list(my_cases(request.user, free)),
            "waiting": list(listed(waiting_cases(request.user, free))[:5]),
        }
    return render(request, "home/officer.html", context)


def auditor_home(request: PersonRequest) -> HttpResponse:
    """Where shipments stand, what happened today, and whether the log is whole."""
    day_ago, seen = clock.now() - timedelta(days=1), Shipment.objects.visible_to(request.user)
    counted = capped_counts(
        {
            **{each.value: seen.filter(status=each) for each in Status},
            "events": Event.objects.filter(at__gte=day_ago),
            "failed": Document.objects.filter(state=DocumentState.FAILED),
        }
    )
    context = {
        "alarms": alarms(request.user),
        "statuses": [(each.value, str(each.label), counted[each.value]) for each in Status],
        "events_today": counted["events"],
        "failed_documents": counted["failed"],
        "verification": last_verification(),
        "replay_alarms": len(open_alarms()),
    }
    return render(request, "home/auditor.html", context)


register(Role.OFFICER, officer_home)
register(Role.AUDITOR, auditor_home)
