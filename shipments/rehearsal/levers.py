"""What a rehearsed draft would have done to the flows, beside the policy in force, as a report."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import F, Max, QuerySet, Sum
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.law.canonical import from_plain
from compliance.law.policy import Policy
from compliance.law.quotas import Quota
from compliance.law.rule import Effect
from shipments.flows.levers import (
    DAYS_OF_A_YEAR,
    RunningOut,
    Side,
    Stock,
    likely_ways,
    runs_out,
    sides,
)
from shipments.flows.reports.content import (
    Cell,
    Content,
    Table,
    figures,
    headed,
    said,
    worded,
)
from shipments.flows.reports.names import BothNames
from shipments.flows.wording import HEADINGS
from shipments.models import Flow, RehearsalRun
from shipments.moves import LET_GO
from shipments.quotas.course import Use
from shipments.rehearsal.judging import as_if_in_force
from shipments.rehearsal.quotas import course_over

DIVISIONS = ("country", "end_user", "end_use", "exporter", "material")
MOST_ROWS, MOST_WAYS = 100, 15
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
        return sides(*(_sums(rows, division) for rows in (self.let_go, self.held, self.stopped)))

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
        hit = [side for side in self.by("end_user") if side.withheld][:MOST_ROWS]
        known = self._stocks_of([side.key for side in hit])
        for side in hit:
            daily = (each / self.days for each in (side.let_go, side.left))
            ends = (runs_out(known[side.key], self.begins, kg) for kg in daily)
            yield (side, *ends)  # type: ignore[misc]

    def ways(self) -> list[Any]:
        """Where the exporters hit already send the same goods to end users who lose nothing."""
        hit = {f"{name}__in": self._withheld(name) for name in ("exporter", "material")}
        others = self.let_go.filter(**hit).exclude(end_user__in=self._withheld("end_user"))
        rows = others.values_list("country", "end_user").annotate(Sum("indium_kg"), Max("need_kg"))
        users = {(country, user): (kg, need) for country, user, kg, need in rows}
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

    def _stocks_of(self, keys: list[str]) -> dict[str, Stock]:
        """By the last statement of each that declared a stock; what that consignment and later ones
        brought came on top."""
        flows = Flow.objects.filter(status__in=LET_GO, end_user__in=keys, stock_kg__isnull=False)
        last = flows.order_by("end_user", "-declared_on", "-id").distinct("end_user")
        told = {flow.end_user: flow for flow in last}
        return {key: _stock(key, told.get(key)) for key in keys}


def report_of(run: RehearsalRun) -> Content:
    """The figures of a finished run as a report."""
    levers, names = Levers(run), BothNames()
    return Content(
        said(_("What the draft would have done to the flows")),
        tuple(_facts(levers)),
        (
            *(_table(levers, each, names) for each in DIVISIONS),
            *_quotas(levers),
            _stocks(levers),
            _ways(levers),
        ),
    )


def _facts(levers: Levers) -> Iterator[tuple[Any, Cell]]:
    run, whole = levers.run, levers.whole
    tried = str(run.policy_number or run.what)
    yield said(_("what is tried")), worded("%(tried)s", tried=tried)
    yield said("SHA-256"), worded("%(sha)s", sha=run.body_sha256)
    yield said(_("Period")), worded("%(a)s – %(b)s", a=run.since, b=run.until)
    yield said(_("Let go under the policy in force (kg)")), figures(whole.let_go)[0]
    yield said(_("Of that the draft stops (kg)")), figures(whole.stopped)[0]
    yield said(_("Of that the draft holds for an officer (kg)")), figures(whole.held)[0]
    yield said(_("Left under the draft (kg)")), figures(whole.left)[0]
    yield said(_("Kept back then, green under the draft (kg)")), figures(levers.freed_kg)[0]


def _table(levers: Levers, division: str, names: BothNames) -> Table:
    found = [side for side in levers.by(division) if side.withheld][:MOST_ROWS]
    return Table(
        said(HEADINGS[division]),
        headed(HEADINGS[division], _("In force (kg)"), _("Draft stops (kg)"),
               _("Draft holds (kg)"), _("Left (kg)"), _("Withheld (%)")),
        tuple(
            (
                names.told(division, side.key),
                *figures(side.let_go, side.stopped, side.held, side.left, side.percent),
            )
            for side in found
        ),
    )  # fmt: skip


def _quotas(levers: Levers) -> Iterator[Table]:
    """Only where the draft has quotas, so that reports without any stay what they were."""
    if not levers.policy.quotas:
        return
    yield Table(
        said(_("Quotas by period")),
        headed(capfirst(_("quota")), _("Period"), _("Limit (kg)"), _("Let go (kg)"),
               _("Within (kg)"), _("Beyond (kg)")),
        tuple(
            (
                worded("%(code)s", code=quota.code),
                worded("%(period)s", period=quota.period_name(begins)),
                *figures(quota.kg, use.let_go, use.within, use.beyond),
            )
            for quota, begins, use in levers.quotas()
        ),
        said(
            _(
                "Contained indium by day of declaration, in order of time. What a quota of grade "
                "HOLD or BLOCK withholds uses none of it."
            )
        ),
    )  # fmt: skip


def _stocks(levers: Levers) -> Table:
    rows = (
        (
            worded("%(user)s", user=side.key or "–"),
            *figures(side.withheld),
            _end(in_force),
            _end(under_draft),
        )
        for side, in_force, under_draft in levers.stocks()
    )
    return Table(
        said(_("Stocks of end users that run out")),
        headed(
            capfirst(_("end user")),
            _("Withheld (kg)"),
            capfirst(_("in force")),
            _("Under the draft"),
        ),
        tuple(rows),
        said(
            _(
                "From the need and the stock last declared and what came since; deliveries go on "
                "as in the period, under the draft without what it withholds."
            )
        ),
    )


def _end(end: RunningOut) -> Cell:
    if not end.is_known:
        return worded(_("unknown: no need or stock declared"))
    return worded("%(day)s", day=end.day) if end.day else worded(_("not within ten years"))


def _ways(levers: Levers) -> Table:
    names = BothNames()
    return Table(
        said(_("Likely rerouting")),
        headed(capfirst(_("country")), _("Sent there (kg)"), _("Room within declared needs (kg)"),
               _("Transit hub")),
        tuple(
            (
                names.told("country", way.country),
                *figures(way.kg, way.room_kg),
                worded(_("Yes") if way.is_hub else _("No")),
            )
            for way in levers.ways()
        ),
        said(
            _(
                "Countries to which the exporters hit send the same goods already, transit hubs "
                "first: there a flow can grow without a new customer."
            )
        ),
    )  # fmt: skip


def _stock(key: str, flow: Flow | None) -> Stock:
    if flow is None:
        return Stock(clock.today(), None, None)
    since = Flow.objects.filter(
        status__in=LET_GO, end_user=key, declared_on__gte=flow.declared_on
    ).aggregate(kg=Sum("indium_kg"))["kg"]
    return Stock(flow.declared_on, flow.stock_kg, flow.need_kg, since or NONE)


def _sums(rows: QuerySet[Flow], division: str) -> dict[str, Decimal]:
    column = "exporter_id" if division == "exporter" else division
    return {str(key): kg for key, kg in rows.values_list(column).annotate(Sum("indium_kg"))}


def _total(rows: QuerySet[Flow]) -> Decimal:
    return rows.aggregate(kg=Sum("indium_kg"))["kg"] or NONE
