"""What stands around a declaration in other tables, asked for in one query: sums over earlier
shipments, and the short lists of what its exporter owes and is known for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, QuerySet, Subquery, Sum, Value
from django.db.models.functions import JSONObject, Upper

from compliance import clock
from compliance.law.declaration import Declaration
from compliance.law.facts import Standing
from compliance.law.follow_up import OverdueReport
from shipments.advisories.knowledge import in_force, standing_of
from shipments.follow_up.knowledge import overdue_rows
from shipments.models import HoldKind, Shipment
from shipments.moves import Status
from shipments.screening.statement_use import draws_elsewhere

YEAR = timedelta(days=365)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Around:
    """`received_kg` went, or waits to go, to the same end user in the year before, from any
    exporter; `statement_used_kg` is what others use of the first end-use statement; `overdue`
    the longest overdue first."""

    received_kg: Decimal
    statement_used_kg: Decimal
    standing: Standing
    overdue: tuple[OverdueReport, ...]


def around(
    shipment: Shipment, declaration: Declaration, today: date, revision_no: int | None = None
) -> Around:
    """As it stands now; without a revision's number for a draft, which comes after everything."""
    statement = declaration.statement
    used = draws_elsewhere(shipment, statement.number if statement else "", revision_no)
    found = Shipment.objects.filter(pk=shipment.pk).values_list(
        _one(to_its_end_user(shipment, declaration), Sum("total_net_kg")),
        _one(used, Sum("kg")),
        _one(_questions(shipment), Count("pk")),
        _all(in_force(shipment), kind="kind", grade="grade", dated="dated"),
        _all(overdue_rows(shipment.exporter_id, today), **REPORT),
    )
    received, used_kg, questions, advisories, overdue = found.get()
    return Around(
        received_kg=received or Decimal(0),
        statement_used_kg=used_kg or Decimal(0),
        standing=standing_of(shipment, today, questions or 0, advisories),
        overdue=tuple(
            OverdueReport(each["name"], each["kind"], date.fromisoformat(each["due"]))
            for each in overdue
        ),
    )


REPORT = {"name": "shipment__reference", "kind": "kind", "due": "due_on"}


def earlier(shipment: Shipment, first: date, last: date) -> QuerySet[Shipment]:
    """Other submitted shipments of those days, both included."""
    begin, end = clock.midnight(first), clock.midnight(last + ONE_DAY)
    rows = Shipment.objects.filter(submitted_at__gte=begin, submitted_at__lt=end)
    return rows.exclude(pk=shipment.pk).exclude(status__in=(Status.DRAFT, Status.WITHDRAWN))


def to_its_end_user(shipment: Shipment, declaration: Declaration) -> QuerySet[Shipment]:
    """Other shipments that went, or wait to go, to its end user in the year before."""
    names = {name.upper() for party in _end_users(declaration) for name in party if name}
    rows = earlier(shipment, declaration.declared_on - YEAR, declaration.declared_on)
    to_the_same = rows.alias(end_user_key=Upper("end_user_name")).filter(end_user_key__in=names)
    return to_the_same.exclude(status=Status.REFUSED)


def _end_users(declaration: Declaration) -> Iterator[tuple[str, ...]]:
    party = declaration.party("end_user")
    if party:
        yield party.names
    for statement in declaration.all_statements:
        yield (statement.end_user_name_en, statement.end_user_name_zh)


def _questions(shipment: Shipment) -> QuerySet[Shipment]:
    """Other shipments of the exporter that are being questioned."""
    return Shipment.objects.filter(
        exporter_id=shipment.exporter_id,
        holds__kind__in=(HoldKind.CTRL_DOUBT, HoldKind.QUESTION),
        holds__lifted_at__isnull=True,
    ).exclude(pk=shipment.pk)


def _one(rows: QuerySet[Any], figure: Sum | Count) -> Subquery:
    """One figure over all of the rows."""
    return Subquery(rows.order_by().values(all=Value(1)).annotate(figure=figure).values("figure"))


def _all(rows: QuerySet[Any], **columns: str) -> ArraySubquery:
    """The rows in their order, each as an object of those columns."""
    told = JSONObject(**{name: F(column) for name, column in columns.items()})
    return ArraySubquery(rows.values(told=told))
