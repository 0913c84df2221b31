"""What a flow page says, computed from sums: shares, concentration, movers, months. Pure.

Masses are kilograms of contained indium, shares per cent, months the first day of each.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

WHOLE = Decimal(100)
TENTH = Decimal("0.1")
NONE = Decimal(0)
DIVISIONS = ("country", "end_user", "end_use", "exporter", "material", "purity")


@dataclass(frozen=True)
class Path:
    """Metal that took one way from an exporter to a use."""

    exporter: str
    country: str
    end_user: str
    end_use: str
    material: str
    purity: str
    kg: Decimal


@dataclass(frozen=True)
class Row:
    """One line of a table: this period beside the other one. `share` is of this period."""

    key: str
    kg: Decimal
    share: Decimal
    before: Decimal

    @property
    def change(self) -> Decimal:
        """Kilograms more than in the other period."""
        return self.kg - self.before

    @property
    def change_percent(self) -> Decimal | None:
        """The same in per cent of the other period; None where there was nothing."""
        return _percent(self.change, self.before) if self.before else None


@dataclass(frozen=True)
class Concentration:
    """How few take how much: Herfindahl index 0 to 10,000, and the first three's share."""

    index: int
    first_three: Decimal


@dataclass(frozen=True)
class Period:
    """Whole months, both ends included."""

    since: date
    until: date

    @property
    def months(self) -> list[date]:
        """The first day of each."""
        found, month = [], self.since
        while month <= self.until:
            found.append(month)
            month = shift(month, 1)
        return found

    def before(self) -> "Period":
        """The period of the same length that ends where this one begins."""
        length = len(self.months)
        return Period(shift(self.since, -length), shift(self.since, -1))


def shift(month: date, by: int) -> date:
    """The first day of the month so many months on. Years stay within 1 to 9999."""
    count = month.year * 12 + month.month - 1 + by
    return date(min(max(count // 12, 1), 9999), count % 12 + 1, 1)


def total(paths: Iterable[Path]) -> Decimal:
    """All of it."""
    return sum((path.kg for path in paths), NONE)


def divided(paths: Iterable[Path], division: str) -> dict[str, Decimal]:
    """Kilograms by one of DIVISIONS."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for path in paths:
        sums[getattr(path, division)] += path.kg
    return dict(sums)


def rows(now: Mapping[str, Decimal], before: Mapping[str, Decimal]) -> list[Row]:
    """A table of both periods, the greatest first; equal ones by their key."""
    whole = sum(now.values(), NONE)
    found = [
        Row(key, now.get(key, NONE), _percent(now.get(key, NONE), whole), before.get(key, NONE))
        for key in {**now, **before}
    ]
    return sorted(found, key=lambda row: (-row.kg, -row.before, row.key))


def movers(table: Sequence[Row], most: int = 5) -> list[Row]:
    """Those that changed most, up or down."""
    moved = [row for row in table if row.change]
    return sorted(moved, key=lambda row: (-abs(row.change), row.key))[:most]


def concentration(sums: Mapping[str, Decimal]) -> Concentration:
    """Of the shares; 0 where nothing flows."""
    whole = sum(sums.values(), NONE)
    shares = sorted((kg / whole * WHOLE for kg in sums.values()), reverse=True) if whole else []
    index = sum((share * share for share in shares), NONE)
    return Concentration(round(index), sum(shares[:3], NONE).quantize(TENTH))


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part / whole * WHOLE).quantize(TENTH) if whole else NONE
