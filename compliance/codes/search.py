"""Finding a row of a code table as people type it, fast enough for every key they press.

Everything a row can be found by is sorted once per process; a look-up is two bisections.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cache

from rapidfuzz import fuzz, process

from compliance.codes.folding import HAN, bare, fold, head, pinyin, simplified, words
from compliance.codes.row import Code

ALIKE = 75
SHORTEST_WORD = 4
SHORTEST_OTHER_CODE = 3
LAST_LETTER = "\U0010ffff"
OTHER_CODES = ("former_code", "alpha2", "locode", "iata", "cas", "substance")


class Kind(IntEnum):
    """What a row is found by, the surest first."""

    CODE = 0
    OTHER_CODE = 1
    NAME = 2
    PINYIN = 3
    INITIALS = 4
    WORD = 5


class Rank(IntEnum):
    """How well a row fits; within one rank the best known row comes first."""

    THE_CODE = 0
    SPELT_OUT = 1
    BEGINS = 2
    HAS_WORD = 3
    HAS_PART = 4


class SearchIndex:
    """All rows of one table, by everything they are called."""

    def __init__(self, rows: Iterable[Code]) -> None:
        self.rows = list(rows)
        marks = sorted(
            (key, kind, place)
            for place, row in enumerate(self.rows)
            for key, kind in set(_keys_of(row))
        )
        self._keys = [key for key, _kind, _place in marks]
        self._kinds = [Kind(kind) for _key, kind, _place in marks]
        self._places = [place for _key, _kind, place in marks]
        self._weights = [int(row.extra.get("weight", 0)) for row in self.rows]
        self._names = [fold(" ".join(names_of(row))) for row in self.rows]
        pairs = {pair for place, row in enumerate(self.rows) for pair in _spelt(row, place)}
        spelt = sorted(pairs, key=lambda pair: (len(pair[0]), pair))
        self._spelt = [spelling for spelling, _place in spelt]
        self._spelt_places = [place for _spelling, place in spelt]

    def search(self, text: str) -> list[Code]:
        """Every row the text can mean, the best first; none for nothing.

        An exact code, then what is spelt out in full, then what begins so, then single words.
        """
        wanted = fold(text)
        found = self._ranked(wanted) or self._ranked(simplified(wanted))
        order = sorted(
            found,
            key=lambda place: (found[place][0], -self._weights[place], found[place][1], place),
        )
        return [self.rows[place] for place in order]

    def similar(self, text: str) -> list[Code]:
        """Rows with a name or word spelt much like the text, nearest first, then best known."""
        typed = words(text) or fold(text)
        start, end = self._of_a_length_like(typed)
        found = process.extract(
            typed, self._spelt[start:end], scorer=fuzz.ratio, limit=None, score_cutoff=ALIKE
        )
        scores: dict[int, float] = {}
        for _spelling, score, at in found:
            place = self._spelt_places[start + at]
            scores[place] = max(scores.get(place, 0), score)
        order = sorted(scores, key=lambda place: (-scores[place], -self._weights[place], place))
        return [self.rows[place] for place in order]

    def _of_a_length_like(self, typed: str) -> tuple[int, int]:
        """Where those spellings stand that are not too short or too long to be alike: all letters
        of the shorter at their best, the ratio is twice its length by both lengths together."""
        least = len(typed) * ALIKE / (200 - ALIKE)
        most = len(typed) * (200 - ALIKE) / ALIKE
        return bisect_left(self._spelt, least, key=len), bisect_right(self._spelt, most, key=len)

    def _ranked(self, wanted: str) -> dict[int, tuple[Rank, Kind]]:
        """How well each row fits that has anything in common with the text."""
        found: dict[int, tuple[Rank, Kind]] = {}
        spelt = words(wanted)  # as a code it is looked for without its separators, too
        for text in {wanted, spelt, bare(wanted), bare(spelt)} - {""}:
            self._add_begun(found, text)
        parts = spelt.split()
        if len(parts) > 1:
            _add(found, set.intersection(*(self._with_part(part) for part in parts)))
        elif HAN.search(wanted):
            _add(found, self._with_han(wanted))
        return found

    def _add_begun(self, found: dict[int, tuple[Rank, Kind]], text: str) -> None:
        """Rows with a key that begins with the text. One letter begins thousands of keys."""
        is_long = len(text) >= SHORTEST_OTHER_CODE
        begun, whole = (_fits(is_whole=each, is_long=is_long) for each in (False, True))
        for key, kind, place in self._from(text):
            fit = (whole if key == text else begun)[kind]
            known = found.get(place)
            if fit is not None and (known is None or fit < known):
                found[place] = fit

    def _from(self, text: str) -> Iterator[tuple[str, Kind, int]]:
        start = bisect_left(self._keys, text)
        end = bisect_left(self._keys, text + LAST_LETTER, start)
        kinds, places = self._kinds[start:end], self._places[start:end]
        return zip(self._keys[start:end], kinds, places, strict=True)

    def _with_part(self, part: str) -> set[int]:
        """Rows with a word, code or name that begins with that word of the text."""
        found = {place for _key, kind, place in self._from(part) if kind is not Kind.INITIALS}
        return found | (self._with_han(part) if HAN.search(part) else set())

    def _with_han(self, part: str) -> set[int]:
        return {place for place, name in enumerate(self._names) if part in name}


def names_of(row: Code) -> list[str]:
    """The names in both languages and what else the row is known as."""
    others = f"{row.extra.get('aliases', '')};{row.extra.get('known_as', '')}".split(";")
    return [name for name in (row.name_zh, row.name_en, *others) if name.strip()]


def other_codes_of(row: Code) -> list[str]:
    """Codes of other systems: ISO, UN/LOCODE, IATA, CAS, formula, and what customs used before."""
    return [code for column in OTHER_CODES for code in row.extra.get(column, "").split(";") if code]


@cache
def _fits(*, is_whole: bool, is_long: bool) -> tuple[tuple[Rank, Kind] | None, ...]:
    """By kind of key, how well a row fits whose key is the text, or begins with it."""
    ranks = ((_rank_of(kind, is_whole=is_whole, is_long=is_long), kind) for kind in Kind)
    return tuple(None if rank is None else (rank, kind) for rank, kind in ranks)


def _rank_of(kind: Kind, *, is_whole: bool, is_long: bool) -> Rank | None:
    """None where a few letters of another system's code would only be noise."""
    if kind is Kind.CODE:
        return Rank.THE_CODE if is_whole else Rank.BEGINS
    if is_whole and kind in (Kind.OTHER_CODE, Kind.NAME, Kind.PINYIN):
        return Rank.SPELT_OUT
    if kind is Kind.OTHER_CODE:
        return Rank.BEGINS if is_long else None
    return Rank.HAS_WORD if kind is Kind.WORD else Rank.BEGINS


def _add(found: dict[int, tuple[Rank, Kind]], places: Iterable[int]) -> None:
    for place in places:
        found.setdefault(place, (Rank.HAS_PART, Kind.WORD))


def _keys_of(row: Code) -> Iterator[tuple[str, Kind]]:
    for code in (row.code, *other_codes_of(row)):
        kind = Kind.CODE if code == row.code else Kind.OTHER_CODE
        yield fold(code), kind
        yield bare(fold(code)), kind
    for name in names_of(row):
        yield from _keys_of_name(name)


def _keys_of_name(name: str) -> Iterator[tuple[str, Kind]]:
    """The name with and without what follows its bracket or comma, and each word on from it."""
    for each in {fold(name), words(name), fold(head(name)), words(head(name))} - {""}:
        yield each, Kind.NAME
        if " " in each:
            yield bare(each), Kind.NAME
    parts = words(name).split()
    for place in range(1, len(parts)):
        yield " ".join(parts[place:]), Kind.WORD
    whole, initials = pinyin(head(name))
    if whole:
        yield whole, Kind.PINYIN
        yield initials, Kind.INITIALS


def _spelt(row: Code, place: int) -> Iterator[tuple[str, int]]:
    yield fold(row.code), place
    for name in names_of(row):
        yield words(name), place
        yield words(head(name)), place
        for word in words(name).split():
            if len(word) >= SHORTEST_WORD:
                yield word, place
