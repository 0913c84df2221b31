"""What a draft would have done to flows: kilograms withheld, and stocks that run out. Pure.

Masses are kilograms of contained indium.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

NONE, WHOLE, TENTH = Decimal(0), Decimal(100), Decimal("0.1")
DAYS_OF_A_YEAR = 365
LONGEST = timedelta(days=10 * DAYS_OF_A_YEAR)
"""Beyond that nobody can say when a stock runs out."""


@dataclass(frozen=True)
class Side:
    """One value of a division: let go under the policy in force, and of that what the draft would
    have held for an officer or stopped."""

    key: str
    let_go: Decimal
    held: Decimal = NONE
    stopped: Decimal = NONE

    @property
    def withheld(self) -> Decimal:
        """Held and stopped."""
        return self.held + self.stopped

    @property
    def left(self) -> Decimal:
        """What would have flowed all the same."""
        return self.let_go - self.withheld

    @property
    def percent(self) -> Decimal:
        """Withheld, in per cent of what was let go."""
        return (self.withheld / self.let_go * WHOLE).quantize(TENTH) if self.let_go else NONE


def sides(
    let_go: Mapping[str, Decimal], held: Mapping[str, Decimal], stopped: Mapping[str, Decimal]
) -> list[Side]:
    """A table of both policies: what would be withheld first, the most of it on top."""
    found = [
        Side(key, kg, held.get(key, NONE), stopped.get(key, NONE)) for key, kg in let_go.items()
    ]
    return sorted(found, key=lambda side: (-side.withheld, -side.let_go, side.key))


@dataclass(frozen=True)
class Stock:
    """What an end user last declared: kilograms in stock on a day, needed a year, and what came
    since. None where nothing was declared."""

    declared_on: date
    stock_kg: Decimal | None
    need_kg: Decimal | None
    received_since: Decimal = NONE

    def on(self, day: date) -> Decimal | None:
        """The stock of that day, had it used as much as it needs; never below nothing."""
        if self.stock_kg is None or self.need_kg is None:
            return None
        used = self.need_kg * max((day - self.declared_on).days, 0) / DAYS_OF_A_YEAR
        return max(self.stock_kg + self.received_since - used, NONE)


@dataclass(frozen=True)
class RunningOut:
    """`day` is the first without metal. None with `is_known`: not within ten years."""

    is_known: bool
    day: date | None = None


def runs_out(stock: Stock, since: date, daily_kg: Decimal) -> RunningOut:
    """When an end user that gets so much a day from `since` on has none left."""
    kept = stock.on(since)
    if kept is None or not stock.need_kg:
        return RunningOut(is_known=False)
    missing = stock.need_kg / DAYS_OF_A_YEAR - daily_kg
    if missing <= 0:
        return RunningOut(is_known=True)
    days = (kept / missing).to_integral_value(ROUND_FLOOR)
    if days > LONGEST.days:
        return RunningOut(is_known=True)
    return RunningOut(is_known=True, day=since + timedelta(days=int(days)))


@dataclass(frozen=True)
class Way:
    """Where metal withheld may go instead: what the exporters hit sent of the same goods to end
    users of that country, what these still need, and whether goods only pass through there."""

    country: str
    kg: Decimal
    room_kg: Decimal
    is_hub: bool


def likely_ways(
    users: Mapping[tuple[str, str], tuple[Decimal, Decimal | None]],
    hubs: frozenset[str],
    share_of_year: Decimal,
) -> list[Way]:
    """By country, hubs first, then the most metal; `users` holds received kilograms and yearly need
    by country and end user. Who declared no need has no room that anybody knows of."""
    kg: dict[str, Decimal] = {}
    room: dict[str, Decimal] = {}
    for (country, _user), (received, need) in users.items():
        kg[country] = kg.get(country, NONE) + received
        left = max((need or NONE) * share_of_year - received, NONE)
        room[country] = room.get(country, NONE) + left
    ways = [Way(country, kg[country], room[country], country in hubs) for country in kg]
    return sorted(ways, key=lambda way: (not way.is_hub, -way.kg, way.country))
