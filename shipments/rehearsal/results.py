"""What a rehearsal found: numbers and kilograms by kind of change, country, end user, end use and
exporter."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Exporter
from compliance.law.canonical import from_plain
from compliance.law.policy import Policy
from compliance.parties.matching import odds
from compliance.ui.templatetags.gate49 import code_name
from shipments.labels import end_use_name
from shipments.models import Change, RehearsalRun

DIMENSIONS = {
    "country": capfirst(_("country or region")),
    "end_user": capfirst(_("end user")),
    "end_use": capfirst(_("end use")),
    "exporter": capfirst(_("exporter")),
}
MOST_ROWS = 50
ATTACHED_ROWS = 10


@dataclass(frozen=True)
class Cell:
    """Cases and their net weight."""

    count: int = 0
    kg: Decimal = Decimal(0)


@dataclass
class Group:
    """One value of a dimension: `cells` by kind of change, `kg` of all its changed cases."""

    value: str
    cells: dict[str, Cell] = field(default_factory=dict)
    label: str = ""

    @property
    def kg(self) -> Decimal:
        """Net weight of all its changed cases."""
        return sum((cell.kg for cell in self.cells.values()), Decimal(0))

    @property
    def row(self) -> list[Cell]:
        """A cell for every kind of change, in their order."""
        return [self.cells.get(change, Cell()) for change in Change.values]


@dataclass(frozen=True)
class Floor:
    """The likeness from which the tried policy shows a match, and the names in a hundred that are
    on no list and are expected to reach it all the same."""

    likeness: Decimal
    percent: str


def floor_of(run: RehearsalRun) -> Floor:
    """What the floor of the tried policy lets alert, as the matcher was fitted."""
    likeness = from_plain(run.body, Policy).match_floor
    return Floor(likeness, f"{100 * odds.expected_alerts(float(likeness)):.1f}")


def totals(run: RehearsalRun) -> dict[str, Cell]:
    """Changed cases by kind of change; every kind is there."""
    rows = run.cases.order_by().values("change").annotate(n=Count("pk"), kg=Sum("net_weight_kg"))
    found = {row["change"]: Cell(row["n"], row["kg"]) for row in rows}
    return {change: found.get(change, Cell()) for change in Change.values}


def groups(run: RehearsalRun, dimension: str) -> list[Group]:
    """Values of the dimension, the heaviest first."""
    rows = run.cases.order_by().values(dimension, "change")
    found: dict[str, Group] = {}
    for row in rows.annotate(n=Count("pk"), kg=Sum("net_weight_kg")):
        group = found.setdefault(row[dimension], Group(row[dimension]))
        group.cells[row["change"]] = Cell(row["n"], row["kg"])
    return sorted(found.values(), key=lambda group: (-group.kg, group.value))


def labelled(run: RehearsalRun, dimension: str) -> list[Group]:
    """The heaviest groups with their names in the active language."""
    chosen = groups(run, dimension)[:MOST_ROWS]
    names = _names(run, dimension, [group.value for group in chosen])
    for group in chosen:
        group.label = names.get(group.value) or group.value or "–"
    return chosen


def summary_of(run: RehearsalRun) -> dict[str, Any]:
    """The result as JSON, for the draft it is attached to."""
    return {
        "run": run.pk,
        "body_sha256": run.body_sha256,
        "since": run.since.isoformat(),
        "until": run.until.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else None,
        "total": run.total,
        "unreadable": unreadable(run),
        "changes": {change: _plain(cell) for change, cell in totals(run).items()},
        "by": {name: _heaviest(run, name) for name in DIMENSIONS},
    }


def unreadable(run: RehearsalRun) -> int:
    """Screenings whose stored facts could not be read."""
    return run.chunks.aggregate(sum=Sum("unreadable"))["sum"] or 0


def progress(run: RehearsalRun) -> tuple[int, float]:
    """Shipments done, and shipments a second on one core."""
    done = run.chunks.filter(done_at__isnull=False).aggregate(
        rows=Sum("rows"), seconds=Sum("cpu_seconds")
    )
    rows, seconds = done["rows"] or 0, done["seconds"] or 0
    return rows, rows / seconds if seconds else 0.0


def _heaviest(run: RehearsalRun, dimension: str) -> list[dict[str, Any]]:
    return [
        {"value": group.value, **{key: _plain(cell) for key, cell in group.cells.items()}}
        for group in groups(run, dimension)[:ATTACHED_ROWS]
    ]


def _plain(cell: Cell) -> dict[str, Any]:
    return {"count": cell.count, "kg": format(cell.kg, "f")}


def _names(run: RehearsalRun, dimension: str, values: list[str]) -> dict[str, str]:
    if dimension == "exporter":
        rows = Exporter.objects.filter(uscc__in=values)
        return {row.uscc: row.name for row in rows}
    if dimension == "country":
        return {value: code_name(value, "countries") for value in values}
    if dimension == "end_use":
        policy = from_plain(run.body, Policy)
        return {value: end_use_name(value, policy) for value in values if value}
    return {}
