"""What alloys sold by a name or number consist of, and when goods count as one element: policy
data as the program brings it. Figures of confidence M are from memory and to be verified."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from compliance.codes.table import DATA


@dataclass(frozen=True)
class TradeAlloy:
    """Names in plain spelling, and parts written "Ga 75.5" in mass percent."""

    names: tuple[str, ...]
    parts: tuple[str, ...]
    confidence: str = ""

    @property
    def shares(self) -> dict[str, Decimal]:
        """Mass percent by element symbol."""
        pairs = (part.split() for part in self.parts)
        return {symbol: Decimal(percent) for symbol, percent in pairs}


@dataclass(frozen=True)
class MostlyElement:
    """From that mass percent on, metal, alloys and solders are that element in law."""

    symbol: str
    percent: Decimal
    control_code: str
    confidence: str = ""


@cache
def shipped_alloys() -> tuple[TradeAlloy, ...]:
    """The table trade_alloys."""
    return tuple(
        TradeAlloy(
            tuple(row["names"].split(";")), tuple(row["parts"].split(";")), row["confidence"]
        )
        for row in _rows("trade_alloys")
    )


@cache
def shipped_elements() -> tuple[MostlyElement, ...]:
    """The table mostly_elements."""
    return tuple(
        MostlyElement(
            row["symbol"], Decimal(row["percent"]), row["control_code"], row["confidence"]
        )
        for row in _rows("mostly_elements")
    )


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
