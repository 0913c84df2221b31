"""The searchable snapshot of every name on the lists that are searched together."""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path

from compliance.parties.matching import chance, families, kinds, native, odds, relations, snapshot
from compliance.parties.matching.apart import forms_apart
from compliance.parties.matching.build import build_arrays
from compliance.parties.matching.calibration import CALIBRATION, SCALE, Calibration
from compliance.parties.matching.explain import explain
from compliance.parties.matching.latin import Form
from compliance.parties.matching.native import NativeSearch
from compliance.parties.matching.normalise import forms_of
from compliance.parties.matching.search import Found, Search
from compliance.parties.matching.together import together
from compliance.parties.matching.values import (
    ALGORITHM,
    EXACT,
    KINDS,
    REVIEW,
    Hit,
    ListedName,
    Part,
)

_EXACT = round(EXACT * SCALE)
Kind = tuple[str, int]
Hits = tuple[Hit, ...]


class Index:
    """Immutable; build once for a set of list versions, save, and load in every worker."""

    def __init__(self, arrays: snapshot.Arrays, calibration: Calibration = CALIBRATION) -> None:
        self.arrays = arrays
        self._calibration = calibration
        # as plain integers, which are read faster than numpy's
        self._form_name, self._name_entry, self._name_kind = (
            memoryview(arrays[name])  # type: ignore[arg-type]
            for name in ("form_name", "name_entry", "name_kind")
        )

    @classmethod
    def build(cls, names: Iterable[ListedName]) -> "Index":
        return cls(build_arrays(names))

    def save(self, path: Path) -> None:
        """Write one file; the same names give the same bytes."""
        snapshot.save(path, self.arrays, ALGORITHM)

    @classmethod
    def load(cls, path: Path) -> "Index":
        """Map the file; raises `snapshot.BadSnapshot` for another algorithm's or a broken one."""
        arrays = snapshot.load(path, ALGORITHM, _layout())
        relations.check(arrays)
        return cls(arrays)

    @cached_property
    def size(self) -> int:
        """How many names can be found."""
        return int(self.arrays["name_entry"].size)

    def search(
        self, name: str, *, limit: int | None = 10, floor: float = REVIEW, kind: str = ""
    ) -> Hits:
        """The best matching name of each entry at `floor` or above, best entry first.

        `kind` says what the name names, where that is known. No limit: every entry.
        """
        return search_all((self,), name, limit=limit, floor=floor, kind=kind)[0]

    def best(self, rows: Iterable[Found], ours: Kind, least: int, limit: int | None) -> Hits:
        """The best row of each entry as a hit, where its score is `least` (of SCALE) or more."""
        best: dict[int, tuple[int, int, int, Found]] = {}
        for row in sorted(rows, key=lambda row: -row.score):
            number = self._form_name[row.form]
            entry = self._name_entry[number]
            score = self._score(row, ours, number)
            ranked = (-score, -row.score, number, row)
            if score >= least and (entry not in best or ranked[:3] < best[entry][:3]):
                best[entry] = ranked
        ranking = sorted(best.items(), key=lambda kept: (kept[1][:2], kept[0]))
        return tuple(
            self._hit(entry, number, -less, row, ours)
            for entry, (less, _, number, row) in ranking[:limit]
        )

    @cached_property
    def _search(self) -> Search:
        return Search(self.arrays, self._calibration)

    @cached_property
    def _native(self) -> NativeSearch | None:
        return native.open_search(self.arrays, self._search)

    def _score(self, row: Found, ours: Kind, number: int) -> int:
        """The same name keeps its score, unless it is known to name another kind of thing."""
        theirs = self._kind(number)
        weight = kinds.weight(ours, theirs)
        if row.score < _EXACT:
            return self._by_words(row, ours, weight)
        if self._is_one_word_of_a_firm(row, theirs[0]):
            return odds.ONE_WORD
        return row.score if weight > kinds.SURELY_OTHER else odds.moved(row.score, weight)

    def _by_words(self, row: Found, ours: Kind, more: int = 0) -> int:
        """What the likeness of the words is worth; `more`: thousandths of log-odds beside it."""
        size = self.size
        more -= chance.of_kind(ours[0], size) + chance.of_form(row.query.form, size)
        return odds.score(row.score, size, more - chance.grown(row.lost, size))

    def _is_one_word_of_a_firm(self, row: Found, theirs: str) -> bool:
        """Whether one word with a legal form (Karim LLC) is what alone names a person or a vessel,
        or is a given name where the list does not say of what kind the listed one is."""
        form, word = row.query.form, row.query.form.tokens[0]
        if len(form.tokens) > 1 or not form.legal or theirs == kinds.COMPANY:
            return False
        is_name = bool(theirs) or bool(families.families_of(word))
        return word.isascii() and is_name and not self.arrays["form_legal"][row.form]

    def _kind(self, number: int) -> Kind:
        code = self._name_kind[number]
        return KINDS[code % len(KINDS)], kinds.SEEN if code >= len(KINDS) else kinds.TOLD

    def _hit(self, entry: int, number: int, score: int, row: Found, ours: Kind) -> Hit:
        return Hit(
            entry_id=self._text("entry", entry),
            name=self._text("name", number),
            score=score / SCALE,
            exact=score >= _EXACT,
            why=partial(self._parts, row, number, score, ours),
        )

    def _parts(self, row: Found, number: int, score: int, ours: Kind) -> tuple[Part, ...]:
        """What the words give, then what the kinds add or take."""
        theirs = self._kind(number)
        weight = kinds.weight(ours, theirs)
        by_words = score
        if weight and score < _EXACT:
            by_words = self._by_words(row, ours) if row.score < _EXACT else row.score
        words = explain(
            row.query.words,
            self._search.words(row.form),
            self._search.align(row.query, row.form),
            by_words,
            self._calibration,
        )
        if score == by_words:
            return words
        return (*words, Part(ours[0], theirs[0], "kind", (score - by_words) / SCALE))

    def _text(self, table: str, place: int) -> str:
        start = self.arrays[f"{table}_start"]
        return bytes(self.arrays[f"{table}_bytes"][start[place] : start[place + 1]]).decode()


def search_all(
    indexes: Sequence[Index],
    name: str,
    *,
    limit: int | None = 10,
    floor: float = REVIEW,
    kind: str = "",
) -> tuple[Hits, ...]:
    """What `Index.search` finds on each list; where nothing is near, for next to nothing."""
    if not indexes:
        return ()
    forms, seen = _asked(name)
    ours = (kind, kinds.TOLD) if kind else (seen, kinds.SEEN)
    least = round(floor * SCALE)
    floors = _floors(least, ours[0], tuple([index.size for index in indexes]))
    found = _found(indexes, forms, floors)
    return tuple(
        [
            index.best(rows, ours, least, limit) if rows else ()
            for index, rows in zip(indexes, found, strict=True)
        ]
    )


def _found(
    indexes: Sequence[Index], forms: tuple[Form, ...], floors: Sequence[int]
) -> Sequence[Sequence[Found]]:
    natives = tuple([index._native for index in indexes if index._native])
    if len(natives) == len(indexes):
        lists = together(natives)
        return lists.found(floors, forms, [*forms_apart(forms, lists.splits)])
    plain = [index._search for index in indexes]
    apart = [*forms_apart(forms, lambda word: [each.splits(word) for each in plain])]
    return [
        each.found((*forms, *(form for form, lists in apart if place in lists)), floors[place])
        for place, each in enumerate(plain)
    ]


@lru_cache(maxsize=1024)
def _floors(least: int, kind: str, sizes: Sequence[int]) -> tuple[int, ...]:
    """The likeness that may reach a score, on lists of that many names."""
    most = kinds.MOST * bool(kind)
    return tuple(
        odds.likeness_for(least, size, most - chance.of_kind(kind, size)) for size in sizes
    )


@lru_cache(maxsize=1024)
def _asked(name: str) -> tuple[tuple[Form, ...], str]:
    """The forms of a searched name and its kind by its looks, read once for all lists."""
    forms = forms_of(name, "query")
    return forms, kinds.kind_seen(name, forms)


@cache
def _layout() -> snapshot.Layout:
    """What every index consists of, whatever is on the list."""
    return snapshot.layout_of(build_arrays(()))
