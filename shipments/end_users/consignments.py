"""The consignments of an end user out of flows, reports and requests; the days of its reports."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Max, Min, Q, QuerySet, Sum

from shipments.end_users.accounts import NONE, Consignment
from shipments.flows.keeping import end_user_key
from shipments.models import (
    ChangeKind,
    ChangeRequest,
    Flow,
    FollowUp,
    FollowUpReport,
    ReportState,
)
from shipments.moves import LET_GO

USE = "use"


def consignments_of(keys: Iterable[str], today: date) -> list[Consignment]:
    """What was let go to these keys of the flows, in the order of time."""
    flows = Flow.objects.filter(end_user__in=list(keys), status__in=LET_GO).order_by()
    rows = list(
        flows.values("shipment_id", reference=F("shipment__reference")).annotate(
            day=Min("declared_on"), kg=Sum("indium_kg"), use=Max("end_use")
        )
    )
    ids = [row["shipment_id"] for row in rows]
    used, handed_on, overdue = _use_reports(ids), _handed_on(ids), _overdue(ids, today)
    found = [
        Consignment(
            row["reference"],
            row["day"],
            row["kg"],
            row["use"],
            **_told(used.get(row["shipment_id"])),
            handed_on_kg=handed_on.get(row["shipment_id"], NONE),
            is_overdue=row["shipment_id"] in overdue,
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (each.day, each.reference))


def taken_over(keys: Iterable[str]) -> dict[int, Decimal]:
    """Kilograms by year that other users handed on to it, as customs granted."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    wanted = set(keys)
    countries = {key.rpartition("(")[2].rstrip(")") for key in wanted}
    for row in _granted().filter(user_country__in=countries):
        if end_user_key(row.user_name, row.user_country) in wanted:
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


def _use_reports(ids: list[int]) -> dict[int, FollowUpReport]:
    rows = FollowUpReport.objects.filter(
        shipment__in=ids, follow_up__kind=USE, follow_up__ended_at__isnull=True
    )
    return {row.shipment_id: row for row in rows.exclude(state=ReportState.QUESTIONED)}


def _told(row: FollowUpReport | None) -> dict[str, Any]:
    if row is None:
        return {}
    names = ("used_kg", "product_kg", "scrap_kg")
    return {name: getattr(row, name) for name in names} | {"stock_kg": row.stock_kg or NONE}


def _handed_on(ids: list[int]) -> dict[int, Decimal]:
    rows = _granted().filter(shipment__in=ids).order_by()
    return dict(rows.values_list("shipment_id").annotate(kg=Sum("kg")))


def _granted() -> QuerySet[ChangeRequest]:
    return ChangeRequest.objects.filter(kind=ChangeKind.TRANSFER, is_granted=True)


def _overdue(ids: list[int], today: date) -> set[int]:
    """Shipments of which the use, or what has to be known before, should have been reported."""
    rows = FollowUp.objects.overdue(today).owed_by_exporters().filter(shipment__in=ids)
    return set(rows.values_list("shipment_id", flat=True))
