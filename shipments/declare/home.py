"""The exporter's home: what needs doing, what is under way, and the way to a new declaration."""

from uuid import uuid4

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.ui.counting import capped_counts
from compliance.ui.home import register
from shipments.declare.listing import standing, with_consignee
from shipments.models import Shipment, WaitsFor
from shipments.models.shipment import ShipmentQuerySet
from shipments.moves import RETURNED, SHOWN, Status

RECENT = 8


def exporter_home(request: PersonRequest) -> HttpResponse:
    """Counts by status, what waits for the exporter, and the latest shipments."""
    own = Shipment.objects.visible_to(request.user)
    counts = capped_counts({key: own.filter(standing(key)) for key in SHOWN})
    context = {
        "counts": [(key, label, counts[key]) for key, label in SHOWN.items()],
        "waiting": _waiting(own),
        "recent": with_consignee(own).order_by("-pk")[:RECENT],
        "creation_key": uuid4(),
    }
    return render(request, "home/exporter.html", context)


def _waiting(own: ShipmentQuerySet) -> list[Shipment]:
    """Unanswered holds, the next to run out first, then returned drafts."""
    held = own.filter(status=Status.HELD).exclude(waits_for=WaitsFor.ANSWERED)
    by_deadline = held.annotate(answer_until=F("due_on")).order_by("due_on", "submitted_at")
    found = list(with_consignee(by_deadline)[:RECENT])
    returned = with_consignee(own.filter(standing(RETURNED))).order_by("submitted_at")
    return [*found, *returned[: RECENT - len(found)]]


register(Role.EXPORTER, exporter_home)
