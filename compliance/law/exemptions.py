"""Where a customs regime frees goods from a licence, by the rows of the policy."""

from decimal import Decimal

from compliance.law.classify import Classification
from compliance.law.facts import Facts
from compliance.law.policy import LicenceExemption

HOME = "CHN"
ZONE_TRANSPORT = frozenset("178HTWXYZ")
"""Means of transport that stand for a bonded place of the mainland the goods are brought into."""


def is_zone_entry(facts: Facts) -> bool:
    """From the mainland into a bonded place: no border is crossed (Decree 792 art. 48.2). Regime
    and transport alone prove nothing when the goods are declared to go abroad."""
    declaration = facts.declaration
    goes_home = declaration.destination_country == HOME
    return goes_home and declaration.transport_mode in ZONE_TRANSPORT


def exemption_of(facts: Facts, found: Classification) -> LicenceExemption | None:
    """The first row of the policy that frees goods so classified in this declaration."""
    return next((row for row in facts.policy.licence_exemptions if _frees(row, facts, found)), None)


def value_cny(facts: Facts) -> Decimal | None:
    """What the shipment is worth in CNY by the policy's rates; None with an unknown currency."""
    rates = facts.policy.usd_rates or {}
    yuan = rates.get("CNY")
    if not yuan or any(line.currency not in rates for line in facts.lines):
        return None
    return sum((line.total_price * rates[line.currency] / yuan for line in facts.lines), Decimal(0))


def _frees(row: LicenceExemption, facts: Facts, found: Classification) -> bool:
    on = facts.declared_on
    return (
        row.since <= on
        and (row.until is None or on < row.until)
        and row.goods in ("any", "dual_use" if found.is_controlled else "metal")
        and (not row.regimes or facts.declaration.customs_regime in row.regimes)
        and (not row.zone_entry or is_zone_entry(facts))
        and _is_within(row.value_limit_cny, facts)
    )


def _is_within(limit: Decimal | None, facts: Facts) -> bool:
    if limit is None:
        return True
    worth = value_cny(facts)
    return worth is not None and worth <= limit
