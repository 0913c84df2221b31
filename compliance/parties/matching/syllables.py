"""A Latin name that is pinyin as marked syllables; misspelt ones put right by the known words."""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby

from rapidfuzz.distance import OSA

from compliance.parties.matching import han, romanised, trades

PERSON_MAX = 4
APART_MIN, SYLLABLE_MAX = 4, 5
"""Syllables written apart beside which a word of a few letters (yuo) is one too, misspelt."""
CLASS_ENDS = {"generic": ".", "place": ",", "": ""}
_PINYIN_ENDS = tuple(
    tuple(form.split())
    for form in (
        "gu fen you xian gong si", "ji tuan you xian gong si", "you xian ze ren gong si",
        "zhu shi hui she", "you xian hui she", "you xian gong si", "gong si",
    )
)  # fmt: skip
_IN_AN_END = frozenset(syllable for form in _PINYIN_ENDS for syllable in form)
END_MAX = max(map(len, _PINYIN_ENDS))
_PLACE_SUFFIXES = {"shi", "sheng"}


def readings(
    core: list[str], older: tuple[str, ...], *, searched: bool
) -> Iterator[tuple[str, ...]]:
    """Readings of a Latin name, of two tokens or more, each another than its words.

    `older`: the words marked as `romanised.marked` does, where they are no pinyin.
    """
    if not any(map(_may_be_spelt, core)):
        return
    row = _syllables_of(core, searched=searched)
    yield from _cut_at_words(row, "~" if searched else "^", searched=searched)
    yield tuple(("~" if searched else "^") + word for word in older)
    if searched:
        if mixed := _beside_others(core):
            yield mixed
    elif 2 <= len(core) <= 3:
        apart = tuple(part for word in core for part in (han.parse_pinyin(word) or (word,)))
        if len(core) < len(apart) <= PERSON_MAX and all(map(han.is_syllable, apart)):
            yield apart


@lru_cache(maxsize=16384)
def _may_be_spelt(word: str) -> bool:
    """True for a number and for syllables, without any of which there is no reading."""
    return word.isdigit() or bool(han.parse_pinyin(word)) or romanised.is_older(word)


def _syllables_of(core: list[str], *, searched: bool) -> list[str]:
    """Syllables of a Latin name that is pinyin throughout, and its numbers.

    A searched name may have a misspelt syllable in three, and older spellings. A listed single word
    (Panna) is too often no Chinese name at all.
    """
    if not searched and len(core) < 2:
        return []
    row: list[str] = []
    strange = 0
    is_apart = searched and sum(map(han.is_syllable, core)) >= APART_MIN
    for word in _without_ordinal(core):
        if word.isdigit():
            row.append(word)
            continue
        parsed = han.parse_pinyin(word)
        if is_apart and len(parsed) == 2 and len(word) < SYLLABLE_MAX:
            parsed = ()
        if searched and len(parsed) != 1 and romanised.is_older(word):
            parsed = (word,)
        strange += not parsed
        row += parsed or (word,)
    allowed = len(row) // 3 if searched and len(row) > 2 else 0
    if strange > allowed:
        return []
    return _without_misspelt_tail(_mended(row) if strange else row) if searched else row


def _cut_at_words(row: list[str], mark: str, *, searched: bool) -> Iterator[tuple[str, ...]]:
    """The syllables with generic words and places marked; of a searched name, where two known
    words share a syllable (zhong guo ji: Zhongguo, guoji), in both ways."""
    cuts = [_mark_known(row)]
    if searched and (other := _mark_known(row, yielding=True)) != cuts[0]:
        cuts.append(other)
    for cut in cuts:
        if len(cut) > 1:
            yield tuple(part if part.isdigit() else mark + part for part in cut)


def _without_ordinal(core: list[str]) -> list[str]:
    """The words without di before a number (di 275 chang)."""
    pairs = zip(core, [*core[1:], ""], strict=False)
    return [word for word, then in pairs if not (word == "di" and then.isdigit())]


def _beside_others(core: list[str]) -> tuple[str, ...]:
    """Pinyin syllables beside words that are none (Zelmo Wu Ren Ji); () where few are pinyin.

    A word of several syllables is none where others are written syllable by syllable, unless it is
    a known one (hangkong).
    """
    core = _without_ordinal(core)
    known = han.words_by_reading()
    parsed = [han.parse_pinyin(word) for word in core]
    if sum(len(each) == 1 for each in parsed) > 1:
        parsed = [each if len(each) == 1 or each in known else () for each in parsed]
    parsed = [
        each if each in known or not trades.is_trade(word) else ()
        for word, each in zip(core, parsed, strict=True)
    ]
    others = sum(not each for each in parsed)
    if not others or sum(map(bool, parsed)) < max(2, others):
        return ()
    row: list[str] = []
    for is_pinyin, run in groupby(zip(core, parsed, strict=True), key=lambda pair: bool(pair[1])):
        if is_pinyin:
            marked = _mark_known([part for _, parts in run for part in parts])
            row += ["~" + syllable for syllable in marked]
        else:
            row += [word for word, _ in run]
    return tuple(row)


def _without_misspelt_tail(spelt: list[str]) -> list[str]:
    """The syllables without a legal form at the end, of which one syllable may be wrong."""
    if _IN_AN_END.isdisjoint(spelt[-END_MAX:]):
        return spelt
    for form in _PINYIN_ENDS:
        rest = len(spelt) - len(form)
        apart = (
            [(a, b) for a, b in zip(spelt[rest:], form, strict=True) if a != b] if rest > 1 else []
        )
        if len(apart) == 1 and OSA.distance(*apart[0]) <= 2 - (len(form) < 3):
            return spelt[:rest]
    return spelt


def _mended(spelt: list[str]) -> list[str]:
    """Misspelt syllables of known words put right."""
    known = han.words_by_reading()
    mended = list(spelt)
    for place, strange in enumerate(spelt):
        if han.is_syllable(strange):
            continue
        for start, end in _windows(place, len(spelt)):
            found = next(
                (
                    right
                    for right in han.resembling(strange)
                    if (*mended[start:place], right, *mended[place + 1 : end]) in known
                ),
                None,
            )
            if found:
                mended[place] = found
                break
    return mended


def _windows(place: int, count: int) -> Iterator[tuple[int, int]]:
    """Every run of 2 to WORD_MAX places that holds this one, longest first."""
    for length in range(min(han.WORD_MAX, count), 1, -1):
        for start in range(max(0, place - length + 1), min(place, count - length) + 1):
            yield start, start + length


@cache
def _lengths() -> dict[tuple[str, ...], tuple[int, ...]]:
    return han.lengths_by_start(han.words_by_reading())


def _mark_known(spelt: list[str], *, yielding: bool = False) -> list[str]:
    """With the ends of their class; `yielding`: a word gives way to one that begins inside it."""
    known = han.words_by_reading()
    marked: list[str] = []
    place = 0
    while place < len(spelt):
        length = _length_at(spelt, place)
        gives_way = yielding and length == 2 and _length_at(spelt, place + 1) > 1
        if not length or gives_way:
            marked.append(spelt[place])
            place += 1
            continue
        kind = known[tuple(spelt[place : place + length])]
        if kind != "legal":
            marked += [part + CLASS_ENDS[kind] for part in spelt[place : place + length]]
        place += length
        suffix = kind == "place" and place + 1 < len(spelt) and spelt[place] in _PLACE_SUFFIXES
        place += int(suffix)
    return marked


def _length_at(spelt: list[str], place: int) -> int:
    """Syllables of the longest known word that begins here, or 0."""
    known = han.words_by_reading()
    lengths = _lengths().get(tuple(spelt[place : place + 2]), ())
    return next((n for n in lengths if tuple(spelt[place : place + n]) in known), 0)
