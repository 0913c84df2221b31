"""What reports and granted requests tell of an end user: the days of its reports, and what it took
over from others."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from shipments.flows.keeping import end_user_key
from shipments.flows.outcomes import USE, granted_transfers
from shipments.models import ChangeRequest, Flow, FollowUp, FollowUpReport, ReportState
from shipments.moves import LET_GO


def takings(keys: Iterable[str]) -> list[ChangeRequest]:
    """What other users handed on to it, as customs granted, the newest plan first."""
    wanted = set(keys)
    countries = {key.rpartition("(")[2].rstrip(")") for key in wanted}
    rows = granted_transfers().filter(user_country__in=countries).select_related("shipment")
    return [
        row
        for row in rows.order_by("-planned_on", "-id")
        if end_user_key(row.user_name, row.user_country) in wanted
    ]


def by_year(rows: Iterable[ChangeRequest]) -> dict[int, Decimal]:
    """Kilograms by the year of the plan."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    for row in rows:
        found[row.planned_on.year] += row.kg
    return dict(found)


def report_days(keys: Iterable[str], today: date) -> list[date] | None:
    """The days of its reports of use; None where none was due yet."""
    flows = Flow.objects.filter(end_user__in=list(keys), status__in=LET_GO)
    found = _days(FollowUp.objects.filter(shipment__in=flows.values("shipment")), today)
    return sorted(day for _key, day in found if day) if found else None


def all_report_days(today: date) -> dict[str, list[date]]:
    """The same of every end user for whom a report of use was due or made, by key of the flows."""
    found: dict[str, list[date]] = defaultdict(list)
    for key, day in _days(FollowUp.objects.all(), today):
        found[key] += [day] if day else []
    return dict(found)


def _days(rows: QuerySet[FollowUp], today: date) -> list[tuple[str, date | None]]:
    asked = rows.filter(kind=USE, ended_at__isnull=True).filter(
        Q(due_on__lt=today) | Q(met_at__isnull=False)
    )
    stands = FollowUpReport.objects.exclude(state=ReportState.QUESTIONED)
    told = dict(
        stands.filter(follow_up__kind=USE, follow_up__in=asked.values("pk")).values_list(
            "follow_up_id", "happened_on"
        )
    )
    pairs = asked.values_list("pk", "shipment__flows__end_user").distinct()
    return [(key, told.get(pk)) for pk, key in pairs if key]
