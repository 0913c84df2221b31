"""What became of released shipments, as reports, requests and duties tell it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Min, QuerySet, Sum

from compliance.law.follow_up import UseYield
from compliance.policy.versions import policy_numbered
from shipments.flows.balances.figures import MEASURES, NONE, WHOLE, Consignment, balance_of
from shipments.flows.shares import shared_out
from shipments.models import ChangeKind, ChangeRequest, FollowUp, FollowUpReport, ReportState

USE = "use"


@dataclass(frozen=True)
class Outcome:
    """What is known of one release. `due_on` is the last day of the first report that its exporter
    owes; `policy_number` the policy that asks for the report of its use."""

    used_kg: Decimal | None = None
    product_kg: Decimal | None = None
    scrap_kg: Decimal | None = None
    stock_kg: Decimal = NONE
    handed_on_kg: Decimal = NONE
    due_on: date | None = None
    policy_number: int = 0

    def consignment(self, kg: Decimal, end_use: str, today: date) -> Consignment:
        """The release with that much contained indium, as balances read it."""
        return Consignment(
            kg,
            self._norm(end_use),
            self.used_kg,
            self.product_kg,
            self.scrap_kg,
            self.stock_kg,
            self.handed_on_kg,
            is_overdue=self.due_on is not None and self.due_on < today,
        )

    def _norm(self, end_use: str) -> UseYield:
        if not self.policy_number:
            return WHOLE
        return policy_numbered(self.policy_number).use_yield(end_use) or WHOLE


def outcomes_of(ids: Collection[int]) -> dict[int, Outcome]:
    """Each shipment's; three queries, however many there are."""
    used, handed_on, due = _use_reports(ids), _handed_on(ids), _due(ids)
    found = {}
    for pk in ids:
        row = used.get(pk)
        found[pk] = Outcome(
            used_kg=row.used_kg if row else None,
            product_kg=row.product_kg if row else None,
            scrap_kg=row.scrap_kg if row else None,
            stock_kg=row.stock_kg or NONE if row else NONE,
            handed_on_kg=handed_on.get(pk, NONE),
            due_on=due.get(pk),
            policy_number=row.follow_up.policy_number if row else 0,
        )
    return found


def measures_of(
    outcome: Outcome, lines_kg: list[Decimal], end_use: str, today: date
) -> list[dict[str, Decimal]]:
    """What became of each line's metal, by the names of MEASURES: reports tell of the whole
    consignment, and each line has its share by contained indium."""
    whole = balance_of(outcome.consignment(sum(lines_kg, NONE), end_use, today))
    columns = [shared_out(getattr(whole, name), lines_kg) for name in MEASURES]
    return [dict(zip(MEASURES, row, strict=True)) for row in zip(*columns, strict=True)]


def granted_transfers() -> QuerySet[ChangeRequest]:
    """Metal that another user was allowed to have."""
    return ChangeRequest.objects.filter(kind=ChangeKind.TRANSFER, is_granted=True)


def _use_reports(ids: Collection[int]) -> dict[int, FollowUpReport]:
    rows = FollowUpReport.objects.filter(
        shipment__in=ids, follow_up__kind=USE, follow_up__ended_at__isnull=True
    ).exclude(state=ReportState.QUESTIONED)
    return {row.shipment_id: row for row in rows.select_related("follow_up")}


def _handed_on(ids: Collection[int]) -> dict[int, Decimal]:
    rows = granted_transfers().filter(shipment__in=ids).order_by()
    return dict(rows.values_list("shipment_id").annotate(kg=Sum("kg")))


def _due(ids: Collection[int]) -> dict[int, date | None]:
    """By shipment: its use, or what has to be known before, is to be reported by then."""
    rows = FollowUp.objects.unmet().owed_by_exporters().filter(shipment__in=ids).order_by()
    return dict(rows.values_list("shipment_id").annotate(due=Min("due_on")))
