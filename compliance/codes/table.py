"""One code table: a packaged CSV read on first use, looked up by code and searched by name.

Beside `countries.csv` may stand `countries_known_as.csv`: what else people call a row, its codes
in other systems, and its `weight`, how well known it is to those who export indium.
"""

import csv
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from compliance.codes.folding import bare, fold, simplified
from compliance.codes.row import NO_EXTRA, Code, in_language
from compliance.codes.search import SearchIndex, names_of, other_codes_of

__all__ = ["DATA", "Code", "CodeTable", "Found"]

DATA = Path(__file__).parent / "data"


class Found(NamedTuple):
    """The first rows that a text can mean, how many more there are, and whether they are only
    spelt alike."""

    rows: list[Code]
    more: int
    is_guess: bool


class CodeTable:
    """A table by name. Codes keep the order of the file."""

    def __init__(self, name: str, title_zh: str, title_en: str, *, official: bool = True) -> None:
        self.name = name
        self.title_zh = title_zh
        self.title_en = title_en
        self.official = official

    @property
    def title(self) -> str:
        """The table's title in the active language."""
        return in_language(self.title_zh, self.title_en)

    def __iter__(self) -> Iterator[Code]:
        return iter(self._codes.values())

    def __len__(self) -> int:
        return len(self._codes)

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    def __repr__(self) -> str:
        return f"<CodeTable {self.name}>"

    def get(self, code: str) -> Code | None:
        """The row with exactly this code."""
        return self._codes.get(code)

    def require(self, code: str) -> Code:
        """The row with this code; KeyError naming table and code when there is none."""
        found = self._codes.get(code)
        if found is None:
            raise KeyError(f"{self.name} has no code {code!r}")
        return found

    def pairs(self) -> list[tuple[str, str]]:
        """Every code with its Chinese name, in the order of the file."""
        return [(row.code, row.name_zh) for row in self]

    def choices(self) -> list[tuple[str, str]]:
        """(code, label) pairs for a select, in the active language."""
        return [(row.code, row.label) for row in self]

    def resolve(self, text: str) -> Code | None:
        """The one row meant by a code, a label or a full name in either language, else None.

        Codes of other systems and traditional characters are understood; spaces, points and
        hyphens in a code do not matter. Where several rows are meant the code of one counts most.
        """
        wanted = fold(text)
        as_typed = self.get(text.strip())
        return as_typed or self._resolve(wanted) or self._resolve(simplified(wanted))

    def search(self, text: str, limit: int = 20) -> list[Code]:
        """Rows the text can mean, the best first: by code, name, pinyin or their beginnings.

        What `resolve` takes the text for stands first.
        """
        return self._all(text)[:limit]

    def similar(self, text: str, limit: int = 20) -> list[Code]:
        """Rows with a code, name or word spelt much like the text, nearest first."""
        return self._index.similar(text)[:limit]

    def find(self, text: str, limit: int = 20) -> Found:
        """What the text can mean; where nothing is called so, what is spelt alike."""
        exact = self._all(text)
        rows = exact or self._index.similar(text)
        return Found(rows[:limit], max(len(rows) - limit, 0), is_guess=not exact)

    def beginning(self, limit: int) -> Found:
        """The first rows of the file, before anything is asked."""
        return Found(list(self)[:limit], max(len(self) - limit, 0), is_guess=False)

    def _all(self, text: str) -> list[Code]:
        rows, meant = self._index.search(text), self.resolve(text)
        return [meant, *(row for row in rows if row is not meant)] if meant else rows

    def _resolve(self, wanted: str) -> Code | None:
        if not wanted:
            return None
        for row in self._folded_codes.get(wanted.split()[0], ()):
            if wanted in (fold(row.code), *self._labels_of(row)):
                return row
        named = self._spellings.get(wanted) or self._spellings.get(bare(wanted)) or []
        return self._bare_codes.get(bare(wanted)) or (named[0] if len(named) == 1 else None)

    @staticmethod
    def _labels_of(row: Code) -> list[str]:
        return [fold(f"{row.code} {name}") for name in (row.name_zh, row.name_en)]

    @cached_property
    def _codes(self) -> dict[str, Code]:
        known = {cells.pop("code"): cells for cells in _lines(f"{self.name}_known_as")}
        rows = [_read(cells, known, self.official) for cells in _lines(self.name)]
        return {row.code: row for row in rows}

    @cached_property
    def _folded_codes(self) -> dict[str, list[Code]]:
        """Some tables have codes that differ in nothing but their case: G and g."""
        found: dict[str, list[Code]] = {}
        for row in self:
            found.setdefault(fold(row.code), []).append(row)
        return found

    @cached_property
    def _bare_codes(self) -> dict[str, Code]:
        return {bare(fold(row.code)): row for row in self}

    @cached_property
    def _spellings(self) -> dict[str, list[Code]]:
        """Full names and other codes, each with the rows that are called so."""
        found: dict[str, list[Code]] = {}
        for row in self:
            texts = {fold(text) for text in (*names_of(row), *other_codes_of(row))}
            for text in texts | {bare(text) for text in map(fold, other_codes_of(row))}:
                found.setdefault(text, []).append(row)
        return found

    @cached_property
    def _index(self) -> SearchIndex:
        return SearchIndex(self)


def _lines(name: str) -> list[dict[str, str]]:
    path = DATA / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _read(cells: dict[str, str], known: dict[str, dict[str, str]], official: bool) -> Code:
    code, name_zh, name_en = cells.pop("code"), cells.pop("name_zh"), cells.pop("name_en")
    beside = {key: value for key, value in known.get(code, {}).items() if key != "confidence"}
    extra = {key: value for key, value in {**cells, **beside}.items() if value}
    frozen = MappingProxyType(extra) if extra else NO_EXTRA
    return Code(code, name_zh, name_en, frozen, official)
