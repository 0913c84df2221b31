"""An end user's metal year by year: what it said it needs beside what it was sent. Pure.

Masses are kilograms of contained indium; a year is a calendar year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shipments.flows.signs import Receipt

WHOLE, TENTH, NONE = Decimal(100), Decimal("0.1"), Decimal(0)


@dataclass(frozen=True)
class YearBalance:
    """One year. `need_kg` is the last yearly need declared by its end, None where none ever was;
    `is_whole` is false for the year that still runs."""

    year: int
    need_kg: Decimal | None
    received_kg: Decimal
    consignments: int
    exporters: int
    is_whole: bool

    @property
    def used_percent(self) -> Decimal | None:
        """What was received, in per cent of the need."""
        if not self.need_kg:
            return None
        return (self.received_kg / self.need_kg * WHOLE).quantize(TENTH)

    @property
    def beyond_kg(self) -> Decimal:
        """What nothing declared explains: received beyond the need of the year."""
        return max(self.received_kg - self.need_kg, NONE) if self.need_kg else NONE


def years(receipts: Sequence[Receipt], today: date) -> list[YearBalance]:
    """Every year from the first receipt to today, the newest first. Receipts in order of time."""
    if not receipts:
        return []
    found, need = [], None
    for year in range(receipts[0].day.year, max(today.year, receipts[-1].day.year) + 1):
        own = [each for each in receipts if each.day.year == year]
        need = next((each.need_kg for each in reversed(own) if each.need_kg), need)
        found.append(
            YearBalance(
                year,
                need,
                sum((each.kg for each in own), NONE),
                len(own),
                len({each.exporter for each in own}),
                year < today.year,
            )
        )
    return found[::-1]
