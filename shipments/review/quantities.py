"""How much the end user gets in a year beside what it is said to need: bars for the case page."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from compliance.law.declaration import Declaration, EndUseStatement
from compliance.law.policy import Policy

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Bar:
    """One mass in kg, drawn as long as its share of the largest; `earlier_kg` of it came before
    this shipment."""

    label: str
    kg: Decimal
    largest_kg: Decimal
    earlier_kg: Decimal = Decimal(0)
    is_limit: bool = False

    @property
    def length(self) -> str:
        """Per cent of the largest, as SVG writes numbers."""
        return self._share(self.kg)

    @property
    def earlier_length(self) -> str:
        """The same of what came before."""
        return self._share(self.earlier_kg)

    def _share(self, kg: Decimal) -> str:
        return f"{kg / self.largest_kg * HUNDRED:.1f}"


@dataclass(frozen=True)
class Quantities:
    """The bars, and by how much the year is above the least of the limits, 0 where it is not."""

    bars: tuple[Bar, ...]
    excess_kg: Decimal


def quantities_of(
    declaration: Declaration, facts: Mapping[str, Any], policy: Policy
) -> Quantities | None:
    """The twelve months before with this shipment, and every limit that is known; None where
    there is no limit to compare with. `facts` are those of a stored screening."""
    limits = [(label, kg) for label, kg in _limits(declaration, policy) if kg is not None]
    if not limits:
        return None
    own = sum((line.net_weight_kg for line in declaration.lines), Decimal(0))
    earlier = Decimal(str(facts.get("received_kg") or 0))
    year = own + earlier
    largest = max(year, *(kg for _label, kg in limits)) or Decimal(1)
    bars = [
        Bar(_("This shipment"), own, largest),
        Bar(_("Twelve months, this shipment included"), year, largest, earlier),
        *(Bar(label, kg, largest, is_limit=True) for label, kg in limits),
    ]
    return Quantities(tuple(bars), max(Decimal(0), year - min(kg for _label, kg in limits)))


def _limits(declaration: Declaration, policy: Policy) -> list[tuple[str, Decimal | None]]:
    """Of each statement; the norm of each end use once."""
    found = [limit for each in declaration.all_statements for limit in _limits_of(each, policy)]
    return list(dict.fromkeys(found))


def _limits_of(statement: EndUseStatement, policy: Policy) -> list[tuple[str, Decimal | None]]:
    norm = policy.end_use_norm(statement.end_use)
    usual = norm.yearly_max_kg if norm and norm.is_end_use else None
    return [
        (_("Yearly need by the end-use statement"), statement.annual_consumption_kg),
        (_("Most that a site of this end use needs in a year"), usual),
    ]
