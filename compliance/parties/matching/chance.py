"""How much easier some names are met by chance: persons share given names, pinyin its syllables.

At the same likeness a person, and still more a name spelt in pinyin, is another's more often than a
firm with a brand of its own; so is a Chinese firm whose brand has two characters. What that takes
grows with the list, on which some name is near; the same name keeps its score.
"""

import math
from functools import lru_cache
from typing import NamedTuple

from compliance.parties.matching import han, kinds
from compliance.parties.matching.latin import Form

FULL = 130_000
"""Names on the list on which the numbers below were fitted."""
MARKS = "~^.,'"
BRAND = 2
"""Characters of a short brand, and of the words of trade that it stands beside."""


class Chance(NamedTuple):
    """Thousandths of log-odds that a person loses, a name of pinyin alone, one of single syllables
    besides, and a Chinese brand of two characters beside words of trade."""

    person: int = 800
    pinyin: int = 1000
    syllables: int = 1200
    short_brand: int = 1000


CHANCE = Chance()


def of_kind(kind: str, names: int, by: Chance = CHANCE) -> int:
    """What a kind of party loses on a list of that many names."""
    return _grown(by.person, names) if kind == kinds.PERSON else 0


def of_form(form: Form, names: int, by: Chance = CHANCE) -> int:
    """What the words of one form lose on a list of that many names."""
    steps = _pinyin_steps(form.tokens)
    by_pinyin = (0, by.pinyin, by.pinyin + by.syllables)[steps]
    return _grown(by_pinyin or by.short_brand * _has_short_brand(form.tokens), names)


def _grown(most: int, names: int) -> int:
    return round(most * math.log(max(names, 1)) / math.log(FULL))


@lru_cache(maxsize=16384)
def _pinyin_steps(tokens: tuple[str, ...]) -> int:
    """2 for single syllables of pinyin alone, 1 for other pinyin, 0 where any word is none."""
    words = [token.strip(MARKS) for token in tokens]
    if all(map(han.is_syllable, words)):
        return 2
    return int(all(word.isascii() and bool(han.parse_pinyin(word)) for word in words))


def _has_short_brand(tokens: tuple[str, ...]) -> bool:
    """Chinese characters of which two at most are neither a place's nor a word of trade."""
    if any(map(str.isascii, tokens)):
        return False
    ends = [token[-1] for token in tokens]
    return ends.count(".") >= BRAND and sum(end not in ".," for end in ends) <= BRAND
