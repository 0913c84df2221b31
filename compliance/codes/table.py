"""One code table: a packaged CSV read on first use, looked up by code and searched by name."""

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from django.utils.translation import get_language
from rapidfuzz import fuzz, process

from compliance.codes.spelling import SEPARATORS

DATA = Path(__file__).parent / "data"
ALIKE = 75
SHORTEST_WORD = 4
NO_EXTRA: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Code:
    """One row. `extra` holds the table's further columns, empty cells left out.

    `official` is false where the code is this system's own word, not worth showing.
    """

    code: str
    name_zh: str
    name_en: str
    extra: Mapping[str, str] = field(default_factory=lambda: NO_EXTRA, hash=False)
    official: bool = True

    @property
    def name(self) -> str:
        """The name in the active language; Chinese where none is active."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_zh

    @property
    def label(self) -> str:
        """Code and name, as shown in selects and suggestions; the name alone if not official."""
        return f"{self.code} {self.name}" if self.official else self.name

    def __str__(self) -> str:
        return self.label


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
        return self.title_en if (get_language() or "").startswith("en") else self.title_zh

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

        Spaces, points and hyphens in a code do not matter.
        """
        wanted = _fold(text)
        if not wanted:
            return None
        by_code = self._folded_codes.get(wanted) or self._folded_codes.get(wanted.split()[0])
        if by_code and wanted in _spellings(by_code):
            return by_code
        named = [row for row in self if wanted in _spellings(row)]
        return named[0] if len(named) == 1 else self._bare_codes.get(_bare(wanted))

    def search(self, text: str, limit: int = 20) -> list[Code]:
        """Rows matching a code prefix, part of the Chinese name or the starts of English words.

        Case and full width do not matter. An exact code comes first, then code prefixes, then
        names that begin with the text, then the rest, each in file order.
        """
        wanted = _fold(text)
        if not wanted:
            return []
        phrase = _words(wanted)
        ranked = ((_rank(key, wanted, phrase), row) for key, row in self._search_keys)
        found = [(rank, row) for rank, row in ranked if rank is not None]
        found.sort(key=lambda pair: pair[0])
        return [row for _, row in found[:limit]]

    def similar(self, text: str, limit: int = 20) -> list[Code]:
        """Rows with a code, name or word spelt much like the text, nearest first."""
        spellings = [spelling for spelling, _row in self._spelt]
        found = process.extract(
            _fold(text), spellings, scorer=fuzz.ratio, limit=2 * limit, score_cutoff=ALIKE
        )
        rows = {self._spelt[place][1].code: None for _spelling, _score, place in found}
        return [self._codes[code] for code in rows][:limit]

    @cached_property
    def _codes(self) -> dict[str, Code]:
        with (DATA / f"{self.name}.csv").open(encoding="utf-8", newline="") as lines:
            rows = [_read(cells, self.official) for cells in csv.DictReader(lines)]
        return {row.code: row for row in rows}

    @cached_property
    def _folded_codes(self) -> dict[str, Code]:
        return {_fold(row.code): row for row in self}

    @cached_property
    def _bare_codes(self) -> dict[str, Code]:
        return {_bare(_fold(row.code)): row for row in self}

    @cached_property
    def _search_keys(self) -> list[tuple["_SearchKey", Code]]:
        return [(_search_key(row), row) for row in self]

    @cached_property
    def _spelt(self) -> list[tuple[str, Code]]:
        return [(spelling, row) for row in self for spelling in _spellings_and_words(row)]


@dataclass(frozen=True, slots=True)
class _SearchKey:
    code: str
    former_code: str
    name_zh: str
    words: str
    """Folded English name and aliases, each word after a space."""


def _read(cells: dict[str, str], official: bool) -> Code:
    code, name_zh, name_en = cells.pop("code"), cells.pop("name_zh"), cells.pop("name_en")
    extra = {key: value for key, value in cells.items() if value}
    frozen = MappingProxyType(extra) if extra else NO_EXTRA
    return Code(code, name_zh, name_en, frozen, official)


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _bare(folded: str) -> str:
    return SEPARATORS.sub("", folded)


def _spellings(row: Code) -> set[str]:
    texts = (row.code, row.name_zh, row.name_en)
    labels = (f"{row.code} {row.name_zh}", f"{row.code} {row.name_en}")
    aliases = row.extra.get("aliases", "").split(";")
    return {_fold(text) for text in (*texts, *labels, *aliases)} - {""}


def _spellings_and_words(row: Code) -> set[str]:
    spellings = _spellings(row)
    words = {word for word in _words(row.name_en).split() if len(word) >= SHORTEST_WORD}
    return spellings | words


def _search_key(row: Code) -> _SearchKey:
    words = _words(f"{row.name_en} {row.extra.get('aliases', '')}")
    former_code = row.extra.get("former_code", "")
    return _SearchKey(_fold(row.code), former_code, _fold(row.name_zh), words)


def _words(text: str) -> str:
    plain = "".join(letter if letter.isalnum() else " " for letter in _fold(_unaccented(text)))
    return " " + " ".join(plain.split())


def _unaccented(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("'", ""))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _rank(key: _SearchKey, wanted: str, phrase: str) -> int | None:
    """0 is best; None is no match."""
    if wanted in (key.code, key.former_code):
        return 0
    if key.code.startswith(wanted):
        return 1
    if key.name_zh.startswith(wanted):
        return 2
    return _rank_by_words(key, wanted, phrase)


def _rank_by_words(key: _SearchKey, wanted: str, phrase: str) -> int | None:
    if key.words.startswith(phrase) and phrase.strip():
        return 2
    if wanted in key.name_zh:
        return 3
    terms = phrase.split()
    return 4 if terms and all(_has(key, term) for term in terms) else None


def _has(key: _SearchKey, term: str) -> bool:
    return f" {term}" in key.words or term == key.code or term in key.name_zh
