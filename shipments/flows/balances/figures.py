"""What became of metal, added up by whatever divides it. Pure; kilograms of contained indium."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal

NONE = Decimal(0)
DIVISIONS = ("end_user", "consignee", "country", "end_use", "exporter", "route")
OPENED = ("received_kg", "unexplained_kg", "awaited_kg", "used_kg", "in_stock_kg", "handed_on_kg")
"""Masses of a balance in the order in which pages show them; each opens its shipments."""


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

    def overdue(self, kg: Decimal) -> "Balance":
        """The same where so much of what is awaited should have been reported by now."""
        return replace(
            self, awaited_kg=self.awaited_kg - kg, unexplained_kg=self.unexplained_kg + kg
        )


COLUMNS = tuple(each.name for each in fields(Balance))


def total(balances: Iterable[Balance]) -> Balance:
    """All of them together."""
    return sum(balances, Balance())


def worst_first(balances: Mapping[str, Balance]) -> list[tuple[str, Balance]]:
    """The most unexplained first, then the most received; equal ones by their key."""
    rows = balances.items()
    return sorted(rows, key=lambda row: (-row[1].unexplained_kg, -row[1].received_kg, row[0]))
