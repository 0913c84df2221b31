"""The searchable snapshot of every name on one list version."""

from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path

from compliance.parties.matching import native, snapshot
from compliance.parties.matching.build import build_arrays
from compliance.parties.matching.calibration import CALIBRATION, SCALE, Calibration
from compliance.parties.matching.explain import explain
from compliance.parties.matching.native import NativeSearch
from compliance.parties.matching.normalise import forms_of
from compliance.parties.matching.search import Found, Search
from compliance.parties.matching.values import ALGORITHM, EXACT, REVIEW, Hit, ListedName


class Index:
    """Immutable; build once per list version, save, and load in every worker."""

    def __init__(self, arrays: snapshot.Arrays, calibration: Calibration = CALIBRATION) -> None:
        self.arrays = arrays
        self._calibration = calibration

    @classmethod
    def build(cls, names: Iterable[ListedName]) -> "Index":
        return cls(build_arrays(names))

    def save(self, path: Path) -> None:
        """Write one file; the same names give the same bytes."""
        snapshot.save(path, self.arrays, ALGORITHM)

    @classmethod
    def load(cls, path: Path) -> "Index":
        """Map the file; raises `snapshot.BadSnapshot` for another algorithm's or a broken one."""
        return cls(snapshot.load(path, ALGORITHM, _layout()))

    def search(
        self, name: str, *, limit: int = 10, floor: float = REVIEW, kind: str = ""
    ) -> tuple[Hit, ...]:
        """The best matching name of each entry at `floor` or above, best entry first."""
        finder = self._native or self._search
        found = finder.found(forms_of(name, "query"), round(floor * SCALE))
        best: dict[int, tuple[int, int, Found]] = {}
        for row in found:
            number = int(self.arrays["form_name"][row.form])
            entry = int(self.arrays["name_entry"][number])
            ranked = (-row.score, number, row)
            if entry not in best or ranked[:2] < best[entry][:2]:
                best[entry] = ranked
        ranking = sorted(best.items(), key=lambda kept: (kept[1][0], kept[0]))
        return tuple(self._hit(entry, number, row) for entry, (_, number, row) in ranking[:limit])

    @cached_property
    def _search(self) -> Search:
        return Search(self.arrays, self._calibration)

    @cached_property
    def _native(self) -> NativeSearch | None:
        return native.open_search(self.arrays, self._search)

    def _hit(self, entry: int, number: int, row: Found) -> Hit:
        alignment = self._search.align(row.query, row.form)
        return Hit(
            entry_id=self._text("entry", entry),
            name=self._text("name", number),
            score=row.score / SCALE,
            exact=row.score >= round(EXACT * SCALE),
            parts=explain(
                row.query.words,
                self._search.words(row.form),
                alignment,
                row.score,
                self._calibration,
            ),
        )

    def _text(self, table: str, place: int) -> str:
        start = self.arrays[f"{table}_start"]
        return bytes(self.arrays[f"{table}_bytes"][start[place] : start[place + 1]]).decode()


@cache
def _layout() -> snapshot.Layout:
    """What every index consists of, whatever is on the list."""
    return snapshot.layout_of(build_arrays(()))
