"""How long an office took lately with cases it had to look at: what an exporter may reckon with."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F

from compliance import clock
from compliance.accounts.models import CustomsOffice
from shipments.models import Shipment
from shipments.moves import LET_GO, Status

LATELY = timedelta(days=90)
FEWEST, MOST = 5, 500
DECIDED = (*LET_GO, Status.REFUSED)


@dataclass(frozen=True)
class Usual:
    """Of `count` cases half took no longer than `median`, nine in ten no longer than `most`."""

    count: int
    median: timedelta
    most: timedelta


class Percentile(Aggregate):
    """The value below which that share of the rows lies (PostgreSQL)."""

    function = "PERCENTILE_DISC"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"


def usual_time(office: CustomsOffice | None) -> Usual | None:
    """From submission to decision of the last 500 cases at that office, none older than 90 days;
    None for fewer than five.

    Only cases with findings count: the others are released within seconds.
    """
    took = ExpressionWrapper(F("decided_at") - F("submitted_at"), output_field=DurationField())
    rows = Shipment.objects.filter(
        office=office, gravity__gt=0, status__in=DECIDED, decided_at__gte=clock.now() - LATELY
    )
    latest = rows.order_by(F("decided_at").desc()).annotate(took=took).values("took")[:MOST]
    found = latest.aggregate(
        count=Count("took"),
        median=Percentile("took", share=0.5),
        most=Percentile("took", share=0.9),
    )
    if office is None or found["count"] < FEWEST:
        return None
    return Usual(found["count"], found["median"], found["most"])
