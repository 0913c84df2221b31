"""How much easier some names are met by chance: persons share given names, pinyin its syllables.

At the same likeness a person, and still more a name spelt in pinyin, is another's more often than a
firm with a brand of its own; so is a Chinese firm whose brand has two characters. What that takes
grows with the list, on which some name is near; the same name keeps its score.

So is a name that tells more than the listed one, a surname or a patronymic that the list does not
know, or a word against which another stands; and one whose word, itself on the list, only may be
another spelling of the listed one.
"""

import math
from functools import lru_cache
from typing import NamedTuple

from compliance.parties.matching import han, kinds
from compliance.parties.matching.align import Alignment
from compliance.parties.matching.latin import Form
from compliance.parties.matching.syllables import PERSON_MAX
from compliance.parties.matching.words import Words

FULL = 130_000
"""Names on the list on which the numbers below were fitted."""
MARKS = "~^.,'"
RESPELT = 930
"""Similarity below which a variant is another spelling, no translation or abbreviation."""
BRAND = 2
"""Characters of a short brand, and of the words of trade that it stands beside."""


class Chance(NamedTuple):
    """Thousandths of log-odds that a person loses, a name of pinyin alone, one of single syllables
    besides, and a Chinese brand of two characters beside words of trade; then of words that have
    letters: one more between the others, each hundred weight of one more at an end, other words on
    both sides, and another spelling of a word that is on the list."""

    person: int = 800
    pinyin: int = 1000
    syllables: int = 1200
    short_brand: int = 1000
    inner: int = 1200
    end: int = 850
    other: int = 500
    spelling: int = 450


CHANCE = Chance()


def of_kind(kind: str, names: int, by: Chance = CHANCE) -> int:
    """What a kind of party loses on a list of that many names."""
    return grown(by.person, names) if kind == kinds.PERSON else 0


@lru_cache(maxsize=1024)
def of_form(form: Form, names: int, by: Chance = CHANCE) -> int:
    """What the words of one form lose on a list of that many names."""
    steps = _pinyin_steps(form.tokens)
    by_pinyin = (0, by.pinyin, by.pinyin + by.syllables)[steps]
    return grown(by_pinyin or by.short_brand * _has_short_brand(form.tokens), names)


def of_words(query: Words, listed: Words, alignment: Alignment, by: Chance = CHANCE) -> int:
    """What searched words of letters that the listed name lacks or spells otherwise lose, where
    the numbers were fitted."""
    if query.dense:
        return 0
    taken = sum(pair.query for pair in alignment.pairs)
    more = [place for place in range(len(query.tokens)) if not taken >> place & 1]
    is_whole = sum(pair.listed for pair in alignment.pairs) == (1 << len(listed.tokens)) - 1
    lost = _of_more(query, more, by) if is_whole else by.other * (alignment.contradicted > 0)
    return lost + by.spelling * _is_respelt(query, alignment)


@lru_cache(maxsize=1024)
def grown(most: int, names: int) -> int:
    """What is lost on a list of that many names of what is lost where the numbers were fitted."""
    return round(most * math.log(max(names, 1)) / math.log(FULL))


def _of_more(query: Words, more: list[int], by: Chance) -> int:
    """One more between the others, or what stands at the ends by its weight."""
    ends = {0, len(query.tokens) - 1}.intersection(more)
    if ends:
        return by.end * sum(query.weights[place] for place in ends) // 100
    return by.inner * bool(more)


def _is_respelt(query: Words, alignment: Alignment) -> bool:
    return any(
        pair.relation == "variant" and pair.similarity < RESPELT and query.known & pair.query
        for pair in alignment.pairs
    )


def _pinyin_steps(tokens: tuple[str, ...]) -> int:
    """2 for as few single syllables of pinyin as a person has, 1 for more or for other pinyin, 0
    where any word is none."""
    words = [token.strip(MARKS) for token in tokens]
    if all(map(han.is_syllable, words)):
        return 2 if len(words) <= PERSON_MAX else 1
    return int(all(word.isascii() and bool(han.parse_pinyin(word)) for word in words))


def _has_short_brand(tokens: tuple[str, ...]) -> bool:
    """Chinese characters of which two at most are neither a place's nor a word of trade."""
    if any(map(str.isascii, tokens)):
        return False
    ends = [token[-1] for token in tokens]
    return ends.count(".") >= BRAND and sum(end not in ".," for end in ends) <= BRAND
