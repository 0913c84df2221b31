"""What a rehearsed draft would have withheld of the flows, beside the policy in force."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import F, Max, QuerySet, Sum

from compliance import clock
from compliance.law.canonical import from_plain
from compliance.law.policy import Policy
from compliance.law.quotas import Quota
from compliance.law.rule import Effect
from shipments.end_users.entries import all_keys_of, main_keys
from shipments.flows.levers import (
    DAYS_OF_A_YEAR,
    RunningOut,
    Side,
    Stock,
    likely_ways,
    runs_out,
    sides,
)
from shipments.models import Flow, RehearsalRun
from shipments.moves import LET_GO
from shipments.quotas.course import Use
from shipments.rehearsal.judging import as_if_in_force
from shipments.rehearsal.quotas import course_over

MOST_USERS, MOST_WAYS = 100, 15
NONE = Decimal(0)


class Levers:
    """Figures of one finished run over the flows of its days."""

    def __init__(self, run: RehearsalRun) -> None:
        self.run = run
        self.policy = from_plain(run.body, Policy)

    @cached_property
    def let_go(self) -> QuerySet[Flow]:
        """What the policy in force let go in those days."""
        days = {"declared_on__gte": self.run.since, "declared_on__lte": self.run.until}
        return Flow.objects.filter(**days, status__in=LET_GO).order_by()

    @cached_property
    def stopped(self) -> QuerySet[Flow]:
        """Of that, what the draft would have blocked."""
        return self._newly(Effect.BLOCK)

    @cached_property
    def held(self) -> QuerySet[Flow]:
        """Of that, what the draft would have held for an officer."""
        return self._newly(Effect.HOLD)

    def by(self, division: str) -> list[Side]:
        """Both policies by one of DIVISIONS."""
        rows = (self.let_go, self.held, self.stopped)
        return sides(*(self._sums(each, division) for each in rows))

    @cached_property
    def whole(self) -> Side:
        """All of it."""
        totals = (_total(rows) for rows in (self.let_go, self.held, self.stopped))
        return Side("", *totals)

    @property
    def freed_kg(self) -> Decimal:
        """What was refused or still waits, and would have been green under the draft."""
        cases = self.run.cases.filter(change="to_green").values("shipment_id")
        days = {"declared_on__gte": self.run.since, "declared_on__lte": self.run.until}
        return _total(Flow.objects.filter(**days, shipment__in=cases).exclude(status__in=LET_GO))

    @cached_property
    def days(self) -> int:
        """How many days were rehearsed."""
        return (self.run.until - self.run.since).days + 1

    @cached_property
    def begins(self) -> date:
        """From when on stocks are reckoned: the draft's first day, or today."""
        return max(self.policy.in_force_from, clock.today())

    def stocks(self) -> Iterator[tuple[Side, RunningOut, RunningOut]]:
        """Each end user that would get less: when its stock ends under either policy."""
        hit = [side for side in self.by("end_user") if side.withheld][:MOST_USERS]
        known = self._stocks_of([side.key for side in hit])
        for side in hit:
            daily = (each / self.days for each in (side.let_go, side.left))
            ends = (runs_out(known[side.key], self.begins, kg) for kg in daily)
            yield (side, *ends)  # type: ignore[misc]

    def ways(self) -> list[Any]:
        """Where the exporters hit already send the same goods to end users who lose nothing."""
        hit = {f"{name}__in": self._withheld(name) for name in ("exporter", "material")}
        losers = all_keys_of(map(self._main, self._withheld("end_user")))
        others = self.let_go.filter(**hit).exclude(end_user__in=losers)
        rows = others.values_list("country", "end_user").annotate(Sum("indium_kg"), Max("need_kg"))
        users: dict[tuple[str, str], tuple[Decimal, Decimal | None]] = {}
        for country, name, kg, need in rows:
            user = (country, self._main(name))
            before, known = users.get(user, (NONE, None))
            users[user] = before + kg, max(filter(None, (known, need)), default=None)
        share = Decimal(self.days) / DAYS_OF_A_YEAR
        return likely_ways(users, frozenset(self.policy.transit_hubs), share)[:MOST_WAYS]

    def quotas(self) -> list[tuple[Quota, date, Use]]:
        """Each quota of the draft by period, as if in force, and its use in order of time."""
        tried = as_if_in_force(self.policy, self.run.since).quotas
        uses = course_over(self.run.pk, tried, self.run.since, self.run.until).uses
        found = [
            (quota, begins, use)
            for (code, begins), use in uses.items()
            for quota in tried
            if quota.code == code and quota.first_day(begins) == begins
        ]
        return sorted(found, key=lambda each: (each[0].code, each[1]))

    def _withheld(self, column: str) -> list[Any]:
        rows = self.let_go.filter(shipment__in=self._graver())
        return list(rows.values_list(column, flat=True).distinct())

    def _newly(self, effect: Effect) -> QuerySet[Flow]:
        return self.let_go.filter(shipment__in=self._graver().filter(gravity_after=effect))

    def _graver(self) -> Any:
        """Shipments that the draft holds or stops, and that were graver for nobody before."""
        cases = self.run.cases.filter(
            gravity_after__gte=Effect.HOLD, gravity_before__lt=F("gravity_after")
        )
        return cases.values("shipment_id")

    def _stocks_of(self, users: list[str]) -> dict[str, Stock]:
        keys: dict[str, list[str]] = defaultdict(list)
        for key in all_keys_of(users):
            keys[self._main(key)].append(key)
        return {user: _stock(keys[user]) for user in users}

    def _sums(self, rows: QuerySet[Flow], division: str) -> dict[str, Decimal]:
        """What officers found to be one end user is one row."""
        column = "exporter_id" if division == "exporter" else division
        found: dict[str, Decimal] = defaultdict(Decimal)
        for key, kg in rows.values_list(column).annotate(Sum("indium_kg")):
            found[self._main(key) if division == "end_user" else str(key)] += kg
        return found

    def _main(self, user: str) -> str:
        """The key that stands for that of an end user."""
        return self._mains.get(user, user)

    @cached_property
    def _mains(self) -> dict[str, str]:
        return main_keys()


def _stock(keys: list[str]) -> Stock:
    """By the last statement that declared a stock under one of those names; what that consignment
    and later ones brought came on top."""
    flows = Flow.objects.filter(status__in=LET_GO, end_user__in=keys)
    told = flows.filter(stock_kg__isnull=False).order_by("-declared_on", "-id").first()
    if told is None:
        return Stock(clock.today(), None, None)
    since = flows.filter(declared_on__gte=told.declared_on)
    return Stock(told.declared_on, told.stock_kg, told.need_kg, _total(since))


def _total(rows: QuerySet[Flow]) -> Decimal:
    return rows.aggregate(kg=Sum("indium_kg"))["kg"] or NONE
