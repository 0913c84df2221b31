"""Balances read from their yearly sums, with what became overdue since they were last written."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import F, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, ExtractYear, NullIf

from compliance import clock
from compliance.accounts.models import User
from shipments.end_users.entries import main_keys
from shipments.flows.balances.figures import COLUMNS, Balance, total, worst_first
from shipments.flows.balances.forms import ROUTE, BalanceFilter
from shipments.flows.contained import PURITIES
from shipments.models import BalanceEntry, Flow
from shipments.moves import LET_GO

SUMS = {
    name: Sum({"received_kg": "indium_kg"}.get(name, name), default=Decimal(0)) for name in COLUMNS
}
GROUPED = {
    "end_user": ("end_user",),
    "consignee": ("receiver",),
    "country": ("country",),
    "end_use": ("end_use",),
    "exporter": ("exporter_id",),
    "route": ("via", "country"),
}
"""Columns of the sums by division; the receiver is the consignee, the end user itself too."""
Key = tuple[Any, ...]


class BalanceReading:
    """The balances that were chosen."""

    def __init__(self, user: User, chosen: BalanceFilter) -> None:
        self.user, self.chosen = user, chosen

    @cached_property
    def by_year(self) -> list[tuple[int, Balance, list[tuple[str, Balance]]]]:
        """Each year, the newest first: all of it, and by purity class from the purest on."""
        years: dict[int, dict[str, Balance]] = defaultdict(dict)
        for (year, purity), balance in self._grouped("year", "purity").items():
            years[year][purity] = balance
        return [
            (year, total(found.values()), sorted(found.items(), key=_by_purity))
            for year, found in sorted(years.items(), reverse=True)
        ]

    @cached_property
    def whole(self) -> Balance:
        """All that was chosen."""
        return total(balance for _year, balance, _purities in self.by_year)

    @cached_property
    def rows(self) -> list[tuple[str, Balance]]:
        """By the division asked for, the most unexplained first."""
        found: dict[str, Balance] = defaultdict(Balance)
        key_of = _key_of(self.chosen.by_what)
        for key, balance in self._grouped(*GROUPED[self.chosen.by_what]).items():
            found[key_of(key)] += balance
        return worst_first(found)

    def details(self) -> dict[tuple[str, int, str], Balance]:
        """By the division asked for, year and purity class."""
        found: dict[tuple[str, int, str], Balance] = defaultdict(Balance)
        key_of = _key_of(self.chosen.by_what)
        names = (*GROUPED[self.chosen.by_what], "year", "purity")
        for (*key, year, purity), balance in self._grouped(*names).items():
            found[key_of(tuple(key)), year, purity] += balance
        return dict(found)

    def flows(self) -> QuerySet[Flow]:
        """The goods lines that were let go."""
        return self._seen(Flow).filter(self.chosen.of_flows, status__in=LET_GO)

    def _seen(self, model: type[Flow | BalanceEntry]) -> QuerySet[Any]:
        return model.objects.visible_to(self.user)

    def _grouped(self, *names: str) -> dict[Key, Balance]:
        sums = self._seen(BalanceEntry).filter(**self.chosen.of_sums)
        groups = sums.annotate(receiver=F("consignee")).order_by().values_list(*names)
        rows = groups.annotate(**{f"sum_{name}": each for name, each in SUMS.items()})
        count = len(names)
        found = {row[:count]: Balance(*row[count:]) for row in rows}
        for key, kg in self._overdue(names).items():
            found[key] = found.get(key, Balance()).overdue(kg)
        return {key: balance for key, balance in found.items() if any(vars(balance).values())}

    def _overdue(self, names: tuple[str, ...]) -> dict[Key, Decimal]:
        """What was awaited until a day that is over, in groups of the same names."""
        late = self.flows().filter(awaited_kg__gt=0, due_on__lt=clock.today()).order_by()
        named = late.annotate(
            year=ExtractYear("declared_on"),
            receiver=Coalesce(NullIf("consignee", Value("")), "end_user"),
        )
        rows = named.values_list(*names).annotate(kg=Sum("awaited_kg"))
        return {row[:-1]: row[-1] for row in rows}


class OneUserReading(BalanceReading):
    """The balance of one end user, whose whole story all of customs reads."""

    def _seen(self, model: type[Flow | BalanceEntry]) -> QuerySet[Any]:
        return model.objects.of_one_user(self.user, self.chosen.keys)


def _by_purity(row: tuple[str, Balance]) -> int:
    return PURITIES.index(row[0])


def _key_of(division: str) -> Callable[[Key], str]:
    """The key under which a group is shown: entries that are one end user are one row."""
    if division == "route":
        return lambda key: f"{key[0] or key[1]}{ROUTE}{key[1]}"
    if division == "end_user":
        mains = main_keys()
        return lambda key: str(mains.get(key[0], key[0]))
    return lambda key: str(key[0])
