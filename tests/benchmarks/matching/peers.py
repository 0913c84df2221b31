"""Other ways to screen a name, measured in the same run: a rapidfuzz scan and pg_trgm."""

from collections.abc import Callable, Sequence
from typing import Any

from rapidfuzz import fuzz, process, utils

from tests.benchmarks.matching.lists import Published
from tests.benchmarks.matching.measure import Screen
from tests.benchmarks.matching.trials import Case

LIMIT = 20


def rapidfuzz_scan(listed: Sequence[Published]) -> Screen:
    """Sorted-token ratio against every name."""
    names = [utils.default_process(row.name) for row in listed]

    def screen(case: Case) -> list[tuple[str, float]]:
        found = process.extract(
            utils.default_process(case.name), names, scorer=fuzz.token_sort_ratio, limit=LIMIT,
            score_cutoff=50,
        )  # fmt: skip
        return [(listed[place].entry, score / 100) for _, score, place in found]

    return screen


def pg_trgm(cursor: Any, listed: Sequence[Published]) -> Screen:
    """Trigram similarity through a GIN index on a temporary table of an open cursor."""
    cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    cursor.execute("CREATE TEMPORARY TABLE bench_names (entry text, name text)")
    with cursor.copy("COPY bench_names FROM STDIN") as copy:
        for row in listed:
            copy.write_row((row.entry, row.name.lower()))
    cursor.execute("CREATE INDEX ON bench_names USING gin (name gin_trgm_ops)")
    cursor.execute("ANALYZE bench_names")
    return _trigram_screen(cursor.execute, cursor.fetchall)


def _trigram_screen(execute: Callable[..., Any], fetch: Callable[[], list[Any]]) -> Screen:
    def screen(case: Case) -> list[tuple[str, float]]:
        low = case.name.lower()
        execute(
            "SELECT entry, similarity(name, %s) AS score FROM bench_names WHERE name %% %s"
            " ORDER BY score DESC LIMIT %s",
            (low, low, LIMIT),
        )
        return [(entry, float(score)) for entry, score in fetch()]

    return screen
