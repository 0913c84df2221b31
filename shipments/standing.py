"""What the queue is narrowed and sorted by, kept on the shipment: the door and each screening write
it, so that a list of open cases reads one row a case however many holds and runs there are."""

from datetime import date
from decimal import Decimal
from typing import Any

from compliance.law.facts import Facts
from compliance.law.rule import Finding
from shipments.models import NO_DAY, Decision, DecisionState, Hold, HoldKind, Shipment, WaitsFor

MINISTRYS = (HoldKind.MOFCOM_TIP,)
ITSELF = (
    HoldKind.SAMPLE_PENDING,
    HoldKind.INSPECTION,
    HoldKind.RECALLED,
    HoldKind.DETENTION,
)
"""Holds that customs ends by its own work: an officer acts next."""
CENT = Decimal("0.01")


def standing_of(shipment: Shipment) -> dict[str, Any]:
    """Deadline and whom the case waits for, by the open hold and the open proposal. Two queries."""
    rows = Hold.objects.filter(shipment=shipment, lifted_at__isnull=True)
    hold = rows.select_related("stop").first()
    proposals = Decision.objects.filter(shipment=shipment, state=DecisionState.PROPOSED)
    waits_for = WaitsFor.SECOND if proposals.exists() else _waits_for(hold)
    return {"due_on": _due_on(hold), "waits_for": waits_for}


def found_in(facts: Facts, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """What a run found and what it read: rules, lists, end uses, and the value in USD by the
    policy's rates (None with an unknown currency)."""
    uses = {each.end_use for each in facts.declaration.all_statements}
    return {
        "rules": sorted({finding.rule for finding in findings}),
        "listed": sorted({hit.list_code for hit in facts.hits}),
        "end_uses": sorted(uses - {""}),
        "value_usd": _value_usd(facts),
    }


def _value_usd(facts: Facts) -> Decimal | None:
    rates = facts.policy.usd_rates or {}
    if any(line.currency not in rates for line in facts.lines):
        return None
    prices = (line.total_price * rates[line.currency] for line in facts.lines)
    return sum(prices, Decimal(0)).quantize(CENT)


def _due_on(hold: Hold | None) -> date:
    """No term ends an appraisal by the ministry."""
    return NO_DAY if hold is None or hold.with_ministry_since else hold.until


def _waits_for(hold: Hold | None) -> WaitsFor:
    if hold and hold.with_ministry_since:
        return WaitsFor.MINISTRY
    if hold is None or _is_replied(hold):
        return WaitsFor.OFFICER
    if hold.answered_at and hold.kind not in MINISTRYS:
        return WaitsFor.ANSWERED
    if hold.kind in ITSELF:
        return WaitsFor.OFFICER
    return WaitsFor.MINISTRY if hold.kind in MINISTRYS else WaitsFor.EXPORTER


def _is_replied(hold: Hold) -> bool:
    """Whether the ministry that stopped the goods has replied."""
    stop = getattr(hold, "stop", None)
    return bool(stop and stop.replied_at)
