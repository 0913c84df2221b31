"""The report to the ministry on a month or a year, from the same sums as the flow page."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery, Sum
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.law.follow_up import REPORTS
from compliance.policy.versions import policy_on
from shipments.flows.figures import Period, shift
from shipments.flows.reports.content import Cell, Content, Table, figures, headed, said, worded
from shipments.flows.reports.exports import DIVISIONS, Exports, Sums, exports, together
from shipments.flows.reports.names import BothNames
from shipments.flows.reports.refusals import refusals
from shipments.flows.wording import HEADINGS
from shipments.models import Flow, FlowEntry, FollowUp, ReportKind, Shipment
from shipments.moves import Status

MOST_ROWS = 200
OTHERS = "\0"
WHOLE, TENTH, NONE = Decimal(100), Decimal("0.1"), Decimal(0)
DEPARTURE = "departure"


def period_of(kind: str, subject: str) -> Period:
    """The months of a report: 2026-10, or 2026. Raises ValueError for what is neither."""
    if kind == ReportKind.YEAR:
        year = date(int(subject), 1, 1)
        return Period(year, shift(year, 11))
    month = datetime.strptime(subject, "%Y-%m").replace(tzinfo=timezone.get_current_timezone())
    first = date(month.year, month.month, 1)
    return Period(first, first)


def ministry_report(kind: str, subject: str) -> Content:
    """Exports, refusals with their grounds, and what is overdue, as the records stand now."""
    period = period_of(kind, subject)
    before = period.before()
    titles = {
        ReportKind.MONTH: _("Exports of indium in %(subject)s"),
        ReportKind.YEAR: _("Exports of indium in the year %(subject)s"),
    }
    now, then = exports(period, before)
    tables = [_divided(division, now, then) for division in DIVISIONS]
    return Content(
        said(titles[ReportKind(kind)], subject=subject),
        tuple(_facts((period, now.whole), (before, then.whole))),
        (*tables, _by_status(period), *refusals(period), _overdue()),
    )


def _facts(now: tuple[Period, Sums], before: tuple[Period, Sums]) -> Iterator[tuple]:
    (period, sums), (other, then) = now, before
    kg = said(capfirst(_("contained indium (kg)")))
    yield said(_("Period")), worded("%(span)s", span=_span(period))
    yield kg, figures(sums.indium_kg)[0]
    yield said(capfirst(_("net weight (kg)"))), figures(sums.net_kg)[0]
    yield said(capfirst(_("goods lines"))), figures(sums.lines)[0]
    yield said(_("Compared with")), worded("%(span)s", span=_span(other))
    yield kg, figures(then.indium_kg)[0]
    yield said(capfirst(_("as of"))), worded("%(day)s", day=clock.today().isoformat())


def _span(period: Period) -> str:
    return f"{period.since:%Y-%m} – {period.until:%Y-%m}"


def _divided(division: str, exported: Exports, before: Exports) -> Table:
    """The greatest first; beyond MOST_ROWS the rest in one row, so that the table adds up."""
    now, then = exported.by(division), before.by(division)
    whole = sum((each.indium_kg for each in now.values()), NONE)
    keys = sorted({**now, **then}, key=lambda key: (-_kg(now, key), -_kg(then, key), key))
    names = BothNames()
    rows = [
        _row(names, division, key, now.get(key, Sums()), _kg(then, key), whole)
        for key in keys[:MOST_ROWS]
    ]
    if rest := keys[MOST_ROWS:]:
        sums = together(now.get(key, Sums()) for key in rest)
        earlier = sum((_kg(then, key) for key in rest), NONE)
        rows.append(_row(names, division, OTHERS, sums, earlier, whole))
    return Table(
        said(HEADINGS[division]),
        headed(
            HEADINGS[division],
            capfirst(_("net weight (kg)")),
            capfirst(_("contained indium (kg)")),
            _("Share (%)"),
            _("Before (kg)"),
        ),
        tuple(rows),
    )


def _row(
    names: BothNames, division: str, key: str, sums: Sums, before: Decimal, whole: Decimal
) -> tuple[Cell, ...]:
    share = (sums.indium_kg / whole * WHOLE).quantize(TENTH) if whole else NONE
    name = worded(_("Others")) if key == OTHERS else names.told(division, key)
    return (name, *figures(sums.net_kg, sums.indium_kg, share, before))


def _kg(sums: dict[str, Sums], key: str) -> Decimal:
    return sums[key].indium_kg if key in sums else NONE


def _by_status(period: Period) -> Table:
    """What was declared in the period, by where it stands."""
    months = {"month__gte": period.since, "month__lte": period.until}
    entries = FlowEntry.objects.filter(**months).order_by("status")
    rows = entries.values_list("status").annotate(Sum("net_kg"), Sum("indium_kg"), Sum("lines"))
    return Table(
        said(_("Declared in the period, by status")),
        headed(capfirst(_("status")), capfirst(_("net weight (kg)")),
               capfirst(_("contained indium (kg)")), capfirst(_("goods lines"))),
        tuple(
            (worded(Status(status).label), *figures(net, kg, lines))
            for status, net, kg, lines in rows
            if lines
        ),
    )  # fmt: skip


def _overdue() -> Table:
    """Goods nobody has reported as departed in the time the policy gives, and reports after the
    release that are due."""
    today = clock.today()
    rows = FollowUp.objects.overdue(today).annotate(contained=_contained("shipment_id"))
    sums = rows.order_by().values_list("kind").annotate(Count("pk"), Sum("contained"))
    by_kind = {kind: late for kind, *late in sums}
    known = ((name, by_kind[kind]) for kind, name in REPORTS.items() if kind in by_kind)
    late = [(_("Released, and not departed in time"), _not_departed(today)), *known]
    return Table(
        said(_("Overdue today")),
        headed(_("What is due"), _("Shipments"), capfirst(_("contained indium (kg)"))),
        tuple((worded(name), *figures(count, kg or NONE)) for name, (count, kg) in late if count),
    )


def _not_departed(today: date) -> Iterable[Any]:
    """Releases from before such a report was a duty."""
    first_in_time = clock.midnight(today - timedelta(days=policy_on(today).departure_days))
    late = Shipment.objects.filter(status=Status.RELEASED, decided_at__lt=first_in_time)
    followed = FollowUp.objects.standing().filter(shipment=OuterRef("pk"), kind=DEPARTURE)
    rows = late.filter(~Exists(followed)).annotate(contained=_contained("pk"))
    return rows.aggregate(count=Count("pk"), kg=Sum("contained")).values()


def _contained(shipment: str) -> Subquery:
    """The indium in a shipment, looked up one by one: the planner takes few for many."""
    flows = Flow.objects.filter(shipment=OuterRef(shipment)).order_by().values("shipment")
    return Subquery(flows.annotate(kg=Sum("indium_kg")).values("kg"))
