"""What became of metal: struck for one consignment, added up by whatever divides it. Pure;
kilograms of contained indium."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from compliance.law.follow_up import UseYield

NONE = Decimal(0)
WHOLE = UseYield("", Decimal(1), Decimal(0))
DIVISIONS = ("end_user", "consignee", "country", "end_use", "exporter", "route")
OPENED = ("received_kg", "unexplained_kg", "awaited_kg", "used_kg", "in_stock_kg", "handed_on_kg")
"""Masses of a balance in the order in which pages of many show them."""


@dataclass(frozen=True)
class Consignment:
    """One release. `used_kg` is None until its use is reported; product and scrap are None where
    the report does not tell them. `is_overdue`: the report of its use should be there. `norm` is
    how the use divides metal, by the policy that the release was let go under."""

    kg: Decimal
    norm: UseYield = WHOLE
    used_kg: Decimal | None = None
    product_kg: Decimal | None = None
    scrap_kg: Decimal | None = None
    stock_kg: Decimal = NONE
    handed_on_kg: Decimal = NONE
    is_overdue: bool = False


@dataclass(frozen=True)
class Balance:
    """What was received is used (of it in products and scrap), in stock, handed on, not due yet or
    unexplained; unexplained are losses beyond the norm of the use as well. `lines` of goods."""

    received_kg: Decimal = NONE
    used_kg: Decimal = NONE
    product_kg: Decimal = NONE
    scrap_kg: Decimal = NONE
    in_stock_kg: Decimal = NONE
    handed_on_kg: Decimal = NONE
    awaited_kg: Decimal = NONE
    unexplained_kg: Decimal = NONE
    lines: int = 0

    def __add__(self, other: "Balance") -> "Balance":
        return Balance(*(getattr(self, name) + getattr(other, name) for name in COLUMNS))

    @property
    def lost_kg(self) -> Decimal:
        """What was used and is neither product nor scrap."""
        return self.used_kg - self.product_kg - self.scrap_kg

    def overdue(self, kg: Decimal) -> "Balance":
        """The same where so much of what is awaited should have been reported by now."""
        return replace(
            self, awaited_kg=self.awaited_kg - kg, unexplained_kg=self.unexplained_kg + kg
        )


COLUMNS = tuple(each.name for each in fields(Balance))
MASSES = tuple(name for name in COLUMNS if name != "lines")
MEASURES = tuple(name for name in MASSES if name != "received_kg")
"""Columns of flows and balance entries: all but what was received, which they call indium_kg."""


def balance_of(each: Consignment) -> Balance:
    """One consignment's."""
    kept = each.stock_kg + each.handed_on_kg
    told = Balance(each.kg, in_stock_kg=each.stock_kg, handed_on_kg=each.handed_on_kg)
    if each.used_kg is None:
        rest = max(each.kg - kept, NONE)
        awaited = replace(told, awaited_kg=rest)
        return awaited.overdue(rest) if each.is_overdue else awaited
    norm = each.norm
    product = each.used_kg * norm.product if each.product_kg is None else each.product_kg
    scrap = each.used_kg * norm.scrap if each.scrap_kg is None else each.scrap_kg
    lost = max(each.used_kg - product - scrap, NONE)
    beyond = max(lost - each.used_kg * (1 - norm.product - norm.scrap), NONE)
    return replace(
        told,
        used_kg=each.used_kg,
        product_kg=product,
        scrap_kg=scrap,
        unexplained_kg=max(each.kg - each.used_kg - kept, NONE) + beyond,
    )


def total(balances: Iterable[Balance]) -> Balance:
    """All of them together."""
    return sum(balances, Balance())


def worst_first(balances: Mapping[str, Balance]) -> list[tuple[str, Balance]]:
    """The most unexplained first, then the most received; equal ones by their key."""
    rows = balances.items()
    return sorted(rows, key=lambda row: (-row[1].unexplained_kg, -row[1].received_kg, row[0]))
