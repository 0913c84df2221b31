"""This engine, a rapidfuzz scan and pg_trgm on the same names, each at its own 1 % of alerts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from compliance.parties.matching import REVIEW
from tests.benchmarks.matching import kept, peers
from tests.benchmarks.matching.lists import Published
from tests.benchmarks.matching.measure import Measured, Screen, measure, screen_of
from tests.benchmarks.matching.trials import Case, Trial

RATE = 0.01
WHAT = {"person": "persons", "company": "companies", "vessel": "vessels", "": "kind unknown"}
SCRIPTS = ("Chinese", "Latin", "other")

Wanted = Callable[[Case], bool]


def compared(
    trial: Trial, styles: Mapping[str, Sequence[str]], *, told: bool, pg: bool, folder: Path | None
) -> Iterator[str]:
    """A row for all, each script, each kind of party, each style and each kind of change.

    `styles`: the kinds of change of each style by its title.
    """
    found = _measured(trial, told=told, pg=pg, folder=folder)
    yield from _head(found, trial)
    for title, wanted in _rows(styles):
        if any(map(wanted, trial.changed)):
            yield _row(title, found, wanted)


def _rows(styles: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Wanted]]:
    yield "all", lambda case: True
    for script in SCRIPTS:
        yield f"script {script}", lambda case, script=script: case.script == script
    for what, title in WHAT.items():
        yield title, lambda case, what=what: case.what == what
    for title, kinds in styles.items():
        yield title, lambda case, kinds=kinds: case.change in kinds
        for kind in kinds:
            yield f"  {kind}", lambda case, kind=kind: case.change == kind


def overall(trial: Trial, *, told: bool, pg: bool, folder: Path | None) -> Iterator[str]:
    """The same in one row, for one size of the list."""
    found = _measured(trial, told=told, pg=pg, folder=folder)
    yield from _head(found, trial)
    yield _row("all", found, lambda case: True)


def _measured(trial: Trial, *, told: bool, pg: bool, folder: Path | None) -> dict[str, Measured]:
    index = kept.index_of(trial.listed, folder)
    found = {
        "ours": measure(screen_of(index, told=told), trial),
        "rapidfuzz": measure(peers.rapidfuzz_scan(trial.listed), trial),
    }
    if pg:
        with _trigrams(trial.listed) as screen:
            found["pg_trgm"] = measure(screen, trial)
    return found


@contextmanager
def _trigrams(listed: Sequence[Published]) -> Iterator[Screen]:
    with connection.cursor() as cursor:
        yield peers.pg_trgm(cursor, listed)
        cursor.execute("DROP TABLE bench_names")


def _head(found: Mapping[str, Measured], trial: Trial) -> Iterator[str]:
    counts = f"{len(trial.changed)} changed, {len(trial.clean)} clean names"
    yield f"\nSide by side on {len(trial.listed)} listed names: {counts}"
    ours = found["ours"]
    yield (
        f"  ours at the production floor {REVIEW:.2f}: recall {ours.recall(REVIEW):.3f}, "
        f"false alerts {ours.alerts(REVIEW):.2%}"
    )
    speeds = (f"{name} {_speed(each):.0f}" for name, each in found.items())
    yield f"  screens/s: {', '.join(speeds)}"
    yield f"  {f'recall at {RATE:.0%} false alerts':44}{''.join(f'{n:>11}' for n in found)}"


def _row(title: str, found: Mapping[str, Measured], wanted: Wanted) -> str:
    cells = "".join(f"{each.recall(each.threshold(RATE), wanted):11.3f}" for each in found.values())
    return f"  {title:44}{cells}"


def _speed(found: Measured) -> Any:
    return len(found.times) / max(sum(found.times), 1e-9)
