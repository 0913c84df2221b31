"""Phrases of trade that are written as their first letters (NPP, OKB, TsNII), and so met by them.

The table is ours: an abbreviation, then the beginnings of the words that it stands for, in Russian
and in English.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from compliance.parties.matching.han import table

_BETWEEN = frozenset({"of", "i"})
"""Words that a phrase may have between its own."""


def abbreviated(words: Sequence[str]) -> tuple[str, ...]:
    """The words with every phrase as its abbreviation; () where none has one."""
    if not any(map(_may_begin, words)):
        return ()
    short: list[str] = []
    place = 0
    while place < len(words):
        found, length = _phrase_at(tuple(words[place : place + _longest()]))
        short.append(found or words[place])
        place += length or 1
    return tuple(short) if short != list(words) else ()


@cache
def words() -> frozenset[str]:
    """The abbreviations, of which one says no more than what it stands for."""
    return frozenset(short for _, short in _phrases())


@lru_cache(maxsize=16384)
def _may_begin(word: str) -> bool:
    """True for the first word of a phrase."""
    return word.startswith(_starts())


@lru_cache(maxsize=16384)
def _phrase_at(words_: tuple[str, ...]) -> tuple[str, int]:
    """The abbreviation of the longest phrase that begins here, and its length in words."""
    if not words_ or not _may_begin(words_[0]):
        return "", 0
    for phrase, short in _phrases():
        length = _length(phrase, words_)
        if length:
            return short, length
    return "", 0


def _length(phrase: tuple[str, ...], words_: tuple[str, ...]) -> int:
    """How many words the phrase takes at the start of the words, or 0."""
    place = 0
    for beginning in phrase:
        if 0 < place < len(words_) and words_[place] in _BETWEEN and beginning not in _BETWEEN:
            place += 1
        if place == len(words_) or not words_[place].startswith(beginning):
            return 0
        place += 1
    return place


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Phrases with their abbreviations, those of more words first."""
    rows = [line.split("\t") for line in table("abbreviations.tsv")]
    phrases = [(tuple(phrase.split()), short) for short, *others in rows for phrase in others]
    return tuple(sorted(phrases, key=lambda row: (-len(row[0]), row)))


@cache
def _starts() -> tuple[str, ...]:
    return tuple(sorted({phrase[0] for phrase, _ in _phrases()}))


@cache
def _longest() -> int:
    return 2 * max(len(phrase) for phrase, _ in _phrases())
