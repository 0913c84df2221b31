"""How much easier some names are met by chance: persons share given names, pinyin its syllables.

At the same likeness a person, and still more a name spelt in pinyin, is another's more often than a
firm with a brand of its own; so is a Chinese firm whose brand has two characters. What that takes
grows with the list, on which some name is near; the same name keeps its score.

So is a name that tells more than the listed one, a surname or a patronymic that the list does not
know, or a word against which another stands; and one whose word, itself on the list, only may be
another spelling of the listed one.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from compliance.parties.matching import han, kinds
from compliance.parties.matching.align import Alignment
from compliance.parties.matching.latin import Form
from compliance.parties.matching.lexicon import GENERIC, PARTICLE
from compliance.parties.matching.syllables import PERSON_MAX
from compliance.parties.matching.words import Pair, Words

Forms = Literal["alike", "ours", "other"]
"""Legal forms of two names: one of the same family on both sides or none on the searched one,
one on the searched side alone, or two that differ."""

FULL = 130_000
"""Names on the list on which the numbers below were fitted."""
MARKS = "~^.,'"
RESPELT = 930
"""Similarity below which a variant is another spelling, no translation or abbreviation."""
BRAND = 2
"""Characters of a short brand, and of the words of trade that it stands beside."""
SURE = 985
"""Similarity of words that are the same, or say the same."""


class Chance(NamedTuple):
    """Thousandths of log-odds that each takes.

    By what a name is: `person`; `pinyin` alone, `syllables` of it besides; `short_brand`, two
    Chinese characters beside words of trade. By words of letters: `inner`, one of trade more
    between the others; `inner_name`, any other; `end`, each hundred of weight more at an end;
    `other` words on both sides; another `spelling` of a word that is on the list. By what only
    resembles, the more the less it does: `partly`, each hundred of weight where listed words are
    left out; a `brand` beside the same words of trade, and one of an `other_form` besides. `firm`:
    a legal form on the searched side alone where listed words are left out.
    """

    person: int = 800
    pinyin: int = 1000
    syllables: int = 1200
    short_brand: int = 1000
    inner: int = 1200
    inner_name: int = 600
    end: int = 850
    other: int = 500
    spelling: int = 450
    partly: int = 3000
    firm: int = 2000
    brand: int = 1500
    other_form: int = 4000


CHANCE = Chance()


def of_kind(kind: str, names: int) -> int:
    """What a kind of party loses on a list of that many names."""
    return grown(CHANCE.person, names) if kind == kinds.PERSON else 0


def of_form(form: Form, names: int) -> int:
    """What the words of one form lose on a list of that many names."""
    return grown(_most_of(form.tokens), names)


def of_words(query: Words, listed: Words, alignment: Alignment, forms: Forms) -> int:
    """What searched words of letters lose that the listed name lacks, spells otherwise or shares
    with many, where the numbers were fitted."""
    if query.dense:
        return 0
    more = query.left(pair.query for pair in alignment.pairs)
    is_whole = not listed.left(pair.listed for pair in alignment.pairs)
    lost = _of_more(query, more) if is_whole else CHANCE.other * (alignment.contradicted > 0)
    lost += CHANCE.spelling * _is_respelt(query, alignment)
    return lost + _of_unsure(alignment.pairs, forms, is_whole=is_whole)


@lru_cache(maxsize=1024)
def grown(most: int, names: int) -> int:
    """What is lost on a list of that many names of what is lost where the numbers were fitted."""
    return round(most * math.log(max(names, 1)) / math.log(FULL))


@lru_cache(maxsize=1024)
def _most_of(tokens: tuple[str, ...]) -> int:
    by_pinyin = (0, CHANCE.pinyin, CHANCE.pinyin + CHANCE.syllables)[_pinyin_steps(tokens)]
    return by_pinyin or CHANCE.short_brand * _has_short_brand(tokens)


def _of_more(query: Words, more: list[int]) -> int:
    """One more between the others, or what stands at the ends by its weight."""
    ends = {0, len(query.tokens) - 1}.intersection(more)
    if ends:
        return CHANCE.end * sum(query.weights[place] for place in ends) // 100
    is_name = any(query.weights[place] > GENERIC for place in more)
    return CHANCE.inner_name if is_name else CHANCE.inner * bool(more)


def _of_unsure(pairs: Sequence[Pair], forms: Forms, *, is_whole: bool) -> int:
    """What words that only resemble, and a legal form of its own, take from a name of which little
    is the same for sure."""
    most = max((pair.weight for pair in pairs if pair.similarity >= SURE), default=0)
    off = [(pair.weight, 1000 - pair.similarity) for pair in pairs if pair.similarity < SURE]
    lost = 0
    if not is_whole:
        lost = CHANCE.partly * sum(weight * less for weight, less in off) // 100_000
        lost += CHANCE.firm * (forms == "ours")
    if PARTICLE < most <= GENERIC and off:
        brand = CHANCE.brand + CHANCE.other_form * (forms == "other")
        lost += brand * max(less for _, less in off) // 1000
    return lost


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
