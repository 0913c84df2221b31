"""The exporter's home: what needs doing, what is under way, and the way to a new declaration."""

from uuid import uuid4

from django.db.models import Count, OuterRef, Q, Subquery
from django.http import HttpResponse
from django.shortcuts import render

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.ui.home import register
from shipments.declare.views.lists import with_consignee
from shipments.models import Hold, Shipment
from shipments.models.shipment import ShipmentQuerySet
from shipments.moves import Status

RECENT = 8


def exporter_home(request: PersonRequest) -> HttpResponse:
    """Counts by status, what waits for the exporter, and the latest shipments."""
    own = Shipment.objects.visible_to(request.user)
    counts = dict(own.order_by().values_list("status").annotate(Count("pk")))
    context = {
        "counts": [(status, status.label, counts.get(status, 0)) for status in Status],
        "waiting": _waiting(own),
        "recent": with_consignee(own).order_by("-pk")[:RECENT],
        "creation_key": uuid4(),
    }
    return render(request, "home/exporter.html", context)


def _waiting(own: ShipmentQuerySet) -> list[Shipment]:
    """Unanswered holds, the next to run out first, then returned drafts."""
    unanswered = Hold.objects.filter(lifted_at__isnull=True, answered_at__isnull=True)
    own_holds = unanswered.filter(shipment__in=own).values("shipment_id")
    returned = Q(status=Status.DRAFT, revision_no__gt=0)
    held = Q(status=Status.HELD, pk__in=own_holds)
    until = Subquery(unanswered.filter(shipment=OuterRef("pk")).values("until")[:1])
    rows = with_consignee(own).filter(returned | held).annotate(answer_until=until)
    return list(rows.order_by("answer_until", "submitted_at")[:RECENT])


register(Role.EXPORTER, exporter_home)
