"""The report on what a rehearsed draft would have done to the flows."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from shipments.flows.levers import RunningOut
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
from shipments.models import RehearsalRun
from shipments.rehearsal.withheld import Levers

DIVISIONS = ("country", "end_user", "end_use", "exporter", "material")
MOST_ROWS = 100


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
