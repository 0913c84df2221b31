"""The exporter's home: what needs doing, what is under way, and the way to a new declaration."""

from collections import Counter
from uuid import uuid4

from django.db.models import Case, Count, OuterRef, Q, Subquery, When
from django.http import HttpResponse
from django.shortcuts import render

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.ui.home import register
from shipments.declare.listing import with_consignee
from shipments.models import Hold, Shipment
from shipments.models.shipment import ShipmentQuerySet
from shipments.moves import SHOWN, Status, shown_status

RECENT = 8


def exporter_home(request: PersonRequest) -> HttpResponse:
    """Counts by status, what waits for the exporter, and the latest shipments."""
    own = Shipment.objects.visible_to(request.user)
    counts = _counts(own)
    context = {
        "counts": [(key, label, counts[key]) for key, label in SHOWN.items()],
        "waiting": _waiting(own),
        "recent": with_consignee(own).order_by("-pk")[:RECENT],
        "creation_key": uuid4(),
    }
    return render(request, "home/exporter.html", context)


def _counts(own: ShipmentQuerySet) -> Counter[str]:
    was_seen = Case(When(revision_no__gt=0, then=1), default=0)
    rows = own.order_by().values_list("status", was_seen).annotate(Count("pk"))
    counts: Counter[str] = Counter()
    for status, revision_no, number in rows:
        counts[shown_status(status, revision_no)] += number
    return counts


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
