"""Words that are left without a partner, and what excuses them: an initial, a slip, another
character in the same place; what makes them worse: another number."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from compliance.parties.matching import han
from compliance.parties.matching.tokens import is_spelling
from compliance.parties.matching.words import Pair, Words

SLIP_LETTERS, SLIPS = 4, 2
BRIEF = 3


def initials(
    short: Words, long: Words, short_left: list[int], long_left: list[int]
) -> list[tuple[int, int]]:
    """Places of an initial (J.) on one side and of the word (John) that it stands for."""
    free = list(long_left)
    found: list[tuple[int, int]] = []
    for place in short_left:
        initial = short.tokens[place]
        if len(initial) > 1 or not "a" <= initial <= "z":
            continue
        for other in free:
            word = long.tokens[other]
            if len(word) > 1 and word[0] == initial:
                found.append((place, other))
                free.remove(other)
                break
    return found


def slips(
    query: Words, listed: Words, query_left: list[int], listed_left: list[int]
) -> list[tuple[int, int]]:
    """Places of words that are left on both sides and two slips apart (Amne, Armen)."""
    free = [place for place in listed_left if _may_slip(listed.tokens[place])]
    found: list[tuple[int, int]] = []
    for ours in query_left if free and not query.dense else ():
        word = query.tokens[ours]
        if query.known >> ours & 1 or not _may_slip(word):
            continue
        for theirs in free:
            if OSA.distance(word, listed.tokens[theirs], score_cutoff=SLIPS) <= SLIPS:
                found.append((ours, theirs))
                free.remove(theirs)
                break
    return found


def number_clash(query: Words, listed: Words, query_left: list[int], listed_left: list[int]) -> int:
    """1 where each name has a number or code that the other has not."""
    return int(_has_number(query, query_left) and _has_number(listed, listed_left))


def substituted(
    query: Words, listed: Words, chosen: Sequence[Pair]
) -> Iterator[tuple[int, int, int]]:
    """The lighter weight of one character that stands for another, and what each has more."""
    for ours, theirs in _standing_for(query, listed, chosen) if query.dense else ():
        left, right = query.weights[ours], listed.weights[theirs]
        less = min(left, right)
        yield less, left - less, right - less


def is_brief(query: Words, listed: Words) -> bool:
    """A name of three characters, of which each one tells a person from another."""
    return min(len(query.tokens), len(listed.tokens)) <= BRIEF


def _standing_for(query: Words, listed: Words, chosen: Sequence[Pair]) -> Iterator[tuple[int, int]]:
    """Places of one character that stands for another between matched neighbours."""
    partner = {p.query.bit_length() - 1: p.listed.bit_length() - 1 for p in chosen}
    taken = set(partner.values())
    ours_end, theirs_end = len(query.tokens) - 1, len(listed.tokens) - 1
    for ours in range(len(query.tokens)):
        if ours in partner:
            continue
        before, after = partner.get(ours - 1), partner.get(ours + 1)
        if before is None and after is None:
            continue
        theirs = before + 1 if before is not None else (after or 0) - 1
        fits_before = before is not None or (ours == 0 and theirs == 0)
        fits_after = after == theirs + 1 or (ours == ours_end and theirs == theirs_end)
        if fits_before and fits_after and theirs not in taken:
            yield ours, theirs


@lru_cache(maxsize=32768)
def _may_slip(word: str) -> bool:
    return len(word) >= SLIP_LETTERS and is_spelling(word) and not han.is_syllable(word)


def _has_number(words: Words, places: list[int]) -> bool:
    return any("0" <= char <= "9" for place in places for char in words.tokens[place])
