"""How an office works, for its head: who does how much, what is old or runs out, what was decided,
and how often a rule's finding ended in a plain release."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.wording import name_of
from compliance.law.rules import CATALOGUE
from shipments.models import Decision
from shipments.review.queue import open_cases

AGES = ((1, "0–1"), (3, "2–3"), (7, "4–7"), (14, "8–14"), (None, "15+"))
"""Days since the submission: the last day of each step, and how it is written."""
# A release is plain where nobody held, returned or refused the declaration before. What any run of
# the case raised counts: a match dismissed on the way has left the last run, and is the very false
# alert that is asked for. What an officer confirmed is none.
ENDS_BY_RULE = """
WITH ended AS (
  SELECT shipment.id, final.verb = 'release' AND NOT EXISTS (
    SELECT FROM shipments_decision AS other
    WHERE other.shipment_id = shipment.id AND other.verb <> 'release') AS is_plain
  FROM shipments_decision AS final JOIN shipments_shipment AS shipment
    ON shipment.id = final.shipment_id
  WHERE shipment.office_id = %(office)s AND final.verb IN ('release', 'refuse')
    AND final.state IN ('effective', 'countersigned') AND final.at >= %(since)s),
raised AS (
  SELECT finding.rule, bool_and(ended.is_plain AND NOT EXISTS (
    SELECT FROM shipments_hitdecision AS judged
    WHERE judged.shipment_id = ended.id AND judged.verdict = 'confirmed'
      AND judged.entry_key = finding.params->>'entry_key')) AS is_plain
  FROM ended JOIN shipments_screening AS run ON run.shipment_id = ended.id
    JOIN shipments_screenedfinding AS finding ON finding.screening_id = run.id
  GROUP BY ended.id, finding.rule)
SELECT rule, count(*), count(*) FILTER (WHERE is_plain)
FROM raised GROUP BY rule ORDER BY rule
"""


@dataclass(frozen=True)
class Bar:
    """One line of a table with the length of its bar, in per cent of the longest."""

    cells: tuple[Any, ...]
    length: int


@dataclass(frozen=True)
class Table:
    """A table with a bar a line; `measure` is the place of the cell that the bar shows."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    measure: int = 1
    bars: list[Bar] = field(default_factory=list)

    def __post_init__(self) -> None:
        longest = max((row[self.measure] for row in self.rows), default=0) or 1
        self.bars.extend(Bar(row, round(100 * row[self.measure] / longest)) for row in self.rows)


def tables_of(head: User, days: int) -> list[Table]:
    """The tables over the last `days` days, those of open cases as they stand now."""
    since = clock.now() - timedelta(days=days)
    decided = _decided(head, since)
    return [
        _workload(head, decided),
        _ages(head),
        _deadlines(head),
        _decisions(decided),
        _rules(head, since),
    ]


def _decided(head: User, since: Any) -> list[tuple[str, str, int]]:
    rows = Decision.objects.filter(by__office=head.office_id, at__gte=since).order_by()
    found = rows.values_list("by__display_name", "verb").annotate(Count("pk"))
    return sorted(found)


def _workload(head: User, decided: Iterable[tuple[str, str, int]]) -> Table:
    taken = open_cases(head).filter(Q(is_free=False)).order_by()
    now = dict(taken.values_list("claimed_by__display_name").annotate(Count("pk")))
    done: Counter[str] = Counter()
    for who, _verb, count in decided:
        done[who] += count
    people = User.objects.filter(office=head.office_id, is_active=True).order_by("display_name")
    rows = [
        (each.display_name, now.get(each.display_name, 0), done[each.display_name])
        for each in people
    ]
    heads = (_("Officer"), _("Cases taken now"), _("Decisions"))
    return Table("workload", _("Workload"), heads, rows, measure=2)


def _ages(head: User) -> Table:
    now, counted = clock.now(), Counter[str]()
    for submitted_at in open_cases(head).values_list("submitted_at", flat=True).iterator():
        days = (now - (submitted_at or now)).days
        counted[next(name for last, name in AGES if last is None or days <= last)] += 1
    rows = [(name, counted[name]) for _last, name in AGES]
    return Table("ages", _("Ages of open cases"), (_("Days"), _("Cases")), rows)


def _deadlines(head: User) -> Table:
    today = clock.today()
    steps = (
        (_("Overdue"), None, today - timedelta(days=1)),
        (_("Today"), today, today),
        (_("In 2 days"), today + timedelta(days=1), today + timedelta(days=2)),
        (_("In 7 days"), today + timedelta(days=3), today + timedelta(days=7)),
    )
    rows = []
    for name, first, last in steps:
        found = open_cases(head).filter(due_on__lte=last)
        rows.append((name, (found.filter(due_on__gte=first) if first else found).count()))
    return Table("deadlines", _("Deadlines at risk"), (_("Runs out"), _("Cases")), rows)


def _decisions(decided: Iterable[tuple[str, str, int]]) -> Table:
    rows = [(f"{who} · {name_of(verb)}", count) for who, verb, count in decided]
    heads = (_("Officer and decision"), _("Decisions"))
    return Table("decisions", _("Decisions by officer"), heads, rows)


def _rules(head: User, since: Any) -> Table:
    with connection.cursor() as cursor:
        cursor.execute(ENDS_BY_RULE, {"office": head.office_id, "since": since})
        found = cursor.fetchall()
    rows = [
        (code, _title(code), count, plain, round(100 * plain / count))
        for code, count, plain in found
    ]
    heads = (
        _("Rule"),
        _("Title"),
        _("Cases decided"),
        _("Ended in plain release"),
        _("False-alert rate (%)"),
    )
    return Table("rules", _("False alerts by rule"), heads, rows, measure=4)


def _title(code: str) -> str:
    rule = CATALOGUE.get(code)
    return str(rule.title) if rule else ""
