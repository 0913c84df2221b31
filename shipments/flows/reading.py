"""Flows read from their monthly sums, as values for figures and pictures."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import QuerySet, Sum

from compliance.accounts.models import User
from shipments.end_users.entries import main_keys
from shipments.flows.figures import (
    Concentration,
    Path,
    Period,
    Row,
    concentration,
    divided,
    rows,
    shift,
    total,
)
from shipments.flows.forms import WAY, FlowFilter
from shipments.flows.sankey import Picture, draw
from shipments.models import Flow, FlowEntry

GROUPED = ("exporter_id", "country", "end_user", "end_use", "material", "purity")


class Reading:
    """What the chosen flows are, now and in the period they are compared with."""

    def __init__(self, user: User, chosen: FlowFilter) -> None:
        self.user, self.chosen = user, chosen
        self._tables: dict[str, list[Row]] = {}

    @cached_property
    def now(self) -> list[Path]:
        """Ways of the metal in the period."""
        return self._paths(self.chosen.period)

    @cached_property
    def before(self) -> list[Path]:
        """The same in the other period."""
        return self._paths(self.chosen.compared)

    @cached_property
    def kg(self) -> Decimal:
        """Contained indium of the period."""
        return total(self.now)

    @cached_property
    def kg_before(self) -> Decimal:
        """That of the other period."""
        return total(self.before)

    @cached_property
    def series(self) -> list[tuple[date, Decimal]]:
        """Every month of the period, those without metal too."""
        sums = self.entries(self.chosen.period).values_list("month").annotate(Sum("indium_kg"))
        found = dict(sums.order_by("month"))
        return [(month, found.get(month, Decimal(0))) for month in self.chosen.period.months]

    @cached_property
    def picture(self) -> Picture:
        """The Sankey of exporter, country, end user and use."""
        return draw([([getattr(path, name) for name in WAY], path.kg) for path in self.now])

    def table(self, division: str) -> list[Row]:
        """Both periods by one of figures.DIVISIONS."""
        if division not in self._tables:
            now, before = divided(self.now, division), divided(self.before, division)
            self._tables[division] = rows(now, before)
        return self._tables[division]

    def concentration(self, division: str) -> Concentration:
        """How few take how much of the period."""
        return concentration(divided(self.now, division))

    def entries(self, period: Period) -> QuerySet[FlowEntry]:
        """The sums that count."""
        seen = FlowEntry.objects.visible_to(self.user)
        months = {"month__gte": period.since, "month__lte": period.until}
        return seen.filter(self.chosen.narrowed, **months)

    def flows(self) -> QuerySet[Flow]:
        """The goods lines behind the figures of the period."""
        end = shift(self.chosen.period.until, 1)
        seen = Flow.objects.visible_to(self.user).filter(self.chosen.narrowed)
        return seen.filter(declared_on__gte=self.chosen.period.since, declared_on__lt=end)

    def _paths(self, period: Period) -> list[Path]:
        sums = self.entries(period).values_list(*GROUPED).annotate(kg=Sum("indium_kg"))
        return _as_paths(sums.order_by(), self._mains)

    @cached_property
    def _mains(self) -> dict[str, str]:
        return main_keys()


def _as_paths(sums: Iterable[Any], mains: dict[str, str]) -> list[Path]:
    """Entries of the register that are one end user are one here, too."""
    found: dict[tuple[str, str, str, str, str, str], Decimal] = defaultdict(Decimal)
    for exporter, country, end_user, end_use, material, purity, kg in sums:
        user = mains.get(end_user, end_user)
        found[str(exporter), country, user, end_use, material, purity] += kg
    return [Path(*keys, kg) for keys, kg in found.items() if kg]
