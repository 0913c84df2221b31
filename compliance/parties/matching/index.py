"""The searchable snapshot of every name on one list version."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from compliance.parties.matching import snapshot
from compliance.parties.matching.build import build_arrays
from compliance.parties.matching.calibration import CALIBRATION, SCALE, Calibration
from compliance.parties.matching.explain import explain
from compliance.parties.matching.normalise import forms_of
from compliance.parties.matching.query import Query
from compliance.parties.matching.search import Found, Search
from compliance.parties.matching.values import ALGORITHM, EXACT, REVIEW, Hit, ListedName


class Index:
    """Immutable; build once per list version, save, and load in every worker."""

    def __init__(self, arrays: snapshot.Arrays, calibration: Calibration = CALIBRATION) -> None:
        self._arrays = arrays
        self._calibration = calibration

    @classmethod
    def build(cls, names: Iterable[ListedName]) -> "Index":
        return cls(build_arrays(names))

    def save(self, path: Path) -> None:
        """Write one file; the same names give the same bytes."""
        snapshot.save(path, self._arrays, ALGORITHM)

    @classmethod
    def load(cls, path: Path) -> "Index":
        """Map the file; raises `snapshot.BadSnapshot` for another algorithm's or a broken one."""
        return cls(snapshot.load(path, ALGORITHM))

    def search(self, name: str, *, limit: int = 10, floor: float = REVIEW) -> tuple[Hit, ...]:
        """The best matching name of each entry at `floor` or above, best entry first."""
        queries = [self._search.query(form) for form in forms_of(name, "query")]
        found = self._search.found(queries, round(floor * SCALE))
        best: dict[int, tuple[int, str, Found]] = {}
        for row in found:
            number = int(self._arrays["form_name"][row.form])
            entry = int(self._arrays["name_entry"][number])
            ranked = (-row.score, number, row)
            best[entry] = min(best.get(entry, ranked), ranked)
        ranking = sorted((score, entry, number, row) for entry, (score, number, row) in best.items())
        return tuple(self._hit(queries, entry, number, row) for _, entry, number, row in ranking[:limit])

    @cached_property
    def _search(self) -> Search:
        return Search(self._arrays, self._calibration)

    def _hit(self, queries: Sequence[Query], entry: int, number: int, row: Found) -> Hit:
        query = queries[row.query]
        alignment = self._search.align(query, row.form)
        words = self._search.words(row.form)
        return Hit(
            entry_id=self._text("entry", entry),
            name=self._text("name", number),
            score=row.score / SCALE,
            exact=row.score >= round(EXACT * SCALE),
            parts=explain(query.words, words, alignment, row.score, self._calibration),
        )

    def _text(self, table: str, place: int) -> str:
        start = self._arrays[f"{table}_start"]
        return bytes(self._arrays[f"{table}_bytes"][start[place] : start[place + 1]]).decode()
