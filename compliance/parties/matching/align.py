"""Aligns the tokens of two names and scores the alignment with integers only.

matched weight M, what typos took from it R, unmatched weight U on each side. What both sides have
and the other lacks contradicts (a replaced surname); what one side alone has more was left out (a
middle name, a generic word). Score = M / (M + R + omitted + contradicted + order + thin), each
loss times its factor in `calibration`.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from compliance.parties.matching.calibration import SCALE, Calibration
from compliance.parties.matching.left_over import (
    initials,
    is_brief,
    number_clash,
    slips,
    substituted,
)
from compliance.parties.matching.values import Relation
from compliance.parties.matching.words import Pair, Words

Excused = tuple[int, int, Relation]

TELLING = 160_000
SURNAME_WEIGHT = 108
SURNAME_LETTERS = 5
PARTICLE = 24
"""What a particle (al, de) weighs at most."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs chosen and every loss, in thousandths of a weight unit.

    `excused`: places of words that are lost on both sides and do not contradict, with the reason.
    """

    pairs: tuple[Pair, ...]
    matched: int
    residual: int
    missing: int
    added: int
    contradicted: int
    replaced: int
    number: int
    order: int
    thin: int
    excused: tuple[Excused, ...] = ()

    @property
    def score(self) -> int:
        """0 to SCALE."""
        total = self.matched + self.losses
        return SCALE * self.matched // total if self.matched else 0

    @property
    def losses(self) -> int:
        parts = (self.residual, self.missing, self.added, self.contradicted, self.replaced)
        return sum(parts) + self.number + self.order + self.thin


def align(
    query: Words,
    listed: Words,
    pairs: Sequence[Pair],
    by: Calibration,
    *,
    one_legal: bool,
    cut: bool,
) -> Alignment:
    """The best greedy alignment: equal tokens first, then the heaviest pairs, ties by place;
    `one_legal`: one name has a legal form, the other none; `cut`: a field cut the query off."""
    chosen = _choose(pairs)
    query_left = query.left(pair.query for pair in chosen)
    listed_left = listed.left(pair.listed for pair in chosen)
    alone = _surname_alone(query, listed, chosen)
    lost_query, lost_listed, clash, excused = _lost(
        query, listed, query_left, listed_left, chosen, by, alone=alone
    )
    typed = sum(reason == "typo" for *_, reason in excused)
    matched = sum(pair.weight * pair.similarity for pair in chosen)
    omitted, added = _factors(query, listed, query_left, listed_left, chosen, by)
    omitted = _exceptional(query, query_left, alone, cut, by) or omitted
    added = min(added, by.inner_added) if 0 < typed == len(query_left) else added
    return Alignment(
        pairs=chosen,
        matched=matched,
        residual=_residual(query, listed, chosen, one_legal, by),
        missing=(lost_listed - clash) * omitted // 100 if lost_listed > lost_query else 0,
        added=(lost_query - clash) * added // 100 if lost_listed <= lost_query else 0,
        contradicted=clash * by.contradicted // 100,
        replaced=0 if query.dense else _replaced(clash, matched, by),
        number=number_clash(query, listed, query_left, listed_left) * by.number * 1000,
        order=_inversions(chosen, matched, by.order_dense if query.dense else by.order),
        thin=_thin(query, chosen, one_legal, by),
        excused=excused,
    )


class _Lost(NamedTuple):
    """What either side has more, how much of it contradicts, and what does not."""

    query: int
    listed: int
    clash: int
    excused: tuple[Excused, ...]


def _lost(
    query: Words,
    listed: Words,
    query_left: list[int],
    listed_left: list[int],
    chosen: Sequence[Pair],
    by: Calibration,
    *,
    alone: bool,
) -> _Lost:
    lost_query, lost_listed = (
        1000 * sum(words.weights[place] for place in left)
        for words, left in ((query, query_left), (listed, listed_left))
    )
    ours = initials(query, listed, query_left, listed_left)
    theirs = initials(listed, query, listed_left, query_left)
    stood_for = sum(listed.weights[word] for _, word in ours)
    spared = 1000 * (stood_for + sum(query.weights[word] for _, word in theirs))
    spared_of = by.initials if len(ours) > 1 else by.initial
    lost_listed -= 10 * stood_for * spared_of
    lost_query -= 10 * sum(query.weights[initial] for initial, _ in ours) * spared_of
    lost_listed = min(lost_listed, TELLING) if alone else lost_listed
    for less, ours_more, theirs_more in substituted(query, listed, chosen):
        lost_query -= 1000 * ours_more
        lost_listed -= 1000 * theirs_more
        spared += 10 * less * (by.substituted_brief if is_brief(query, listed) else by.substituted)
    typed = slips(query, listed, query_left, listed_left)
    slipped = sum(min(query.weights[one], listed.weights[other]) for one, other in typed)
    clash = max(0, min(lost_query, lost_listed) - spared - 10 * by.slipped * slipped)
    excused: list[Excused] = [(one, other, "variant") for one, other in ours]
    excused += [(word, initial, "variant") for initial, word in theirs]
    excused += [(one, other, "typo") for one, other in typed]
    return _Lost(lost_query, lost_listed, clash, tuple(excused))


def _residual(
    query: Words, listed: Words, chosen: Sequence[Pair], one_legal: bool, by: Calibration
) -> int:
    """A slip in a name of one word tells less against it than the same in one word of several; in a
    name of two characters or syllables each that is only alike tells more."""
    is_lone = len(query.tokens) == 1 == len(listed.tokens) and not (query.dense or one_legal)
    usual = by.lone if is_lone else by.residual
    alike = by.of_two if query.dense and len(query.tokens) == 2 == len(listed.tokens) else usual
    lost = 0
    for pair in chosen:
        factor = usual if pair.similarity >= by.pinyin else alike
        lost += pair.weight * (1000 - pair.similarity) * factor
    return lost // 100


def _factors(
    query: Words,
    listed: Words,
    query_left: list[int],
    listed_left: list[int],
    chosen: Sequence[Pair],
    by: Calibration,
) -> tuple[int, int]:
    """Per cent of an omitted and of an added word's weight that is lost.

    A word more or less between the first and the last (a patronymic) says less; in a name of two
    syllables each one says more, and beside a listed name of one word any other.
    """
    if query.dense and len(chosen) < 3 and min(len(query.tokens), len(listed.tokens)) < 3:
        return by.brief, by.brief
    if query.dense:
        return by.omitted, by.added
    if query.syllabic and listed.syllabic:
        return by.syllable, by.syllable
    inner = not query_left and not {0, len(listed.tokens) - 1} & set(listed_left)
    inner_added = not listed_left and not {0, len(query.tokens) - 1} & set(query_left)
    added = by.added_to_one if len(listed.tokens) == 1 else by.added
    return by.inner if inner else by.omitted, by.inner_added if inner_added else added


def _surname_alone(query: Words, listed: Words, chosen: Sequence[Pair]) -> bool:
    """The whole query, particles aside, is a rare first or last word of the other name."""
    telling = [place for place, weight in enumerate(query.weights) if weight > PARTICLE]
    if query.dense or len(telling) != 1 or len(query.tokens) == len(listed.tokens):
        return False
    (place,) = telling
    pair = next((pair for pair in chosen if pair.query == 1 << place), None)
    if pair is None or len(chosen) != len(query.tokens):
        return False
    at_an_end = pair.listed & (1 | 1 << len(listed.tokens) - 1)
    is_rare = pair.weight >= SURNAME_WEIGHT and len(query.tokens[place]) >= SURNAME_LETTERS
    return bool(at_an_end) and is_rare and pair.similarity == 1000


def _exceptional(query: Words, left: list[int], alone: bool, cut: bool, by: Calibration) -> int:
    """The factor of what a surname alone, or a name cut off in its last word, leaves out; or 0."""
    if cut and len(query.tokens) - 1 not in left:
        return by.cut
    return by.surname if alone else 0


def _replaced(clash: int, matched: int, by: Calibration) -> int:
    """What another telling word takes from all the rest, however many words agree."""
    return matched * min(clash, TELLING) // TELLING * by.replaced // 100


def cut_pairs(query: Words, listed: Words, by: Calibration) -> Iterator[Pair]:
    """The last word of a name that a field cut off for each word that begins with it."""
    last = len(query.tokens) - 1
    part = query.tokens[last]
    for place, token in enumerate(listed.tokens):
        if len(token) > len(part) and token.startswith(part):
            yield Pair(1 << last, 1 << place, listed.weights[place], by.prefix, "typo")


def _choose(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    ranked = sorted(pairs, key=_rank)
    chosen: list[Pair] = []
    query = listed = 0
    for pair in ranked:
        if not (pair.query & query or pair.listed & listed):
            chosen.append(pair)
            query |= pair.query
            listed |= pair.listed
    return tuple(sorted(chosen, key=lambda p: p.query & -p.query))


def _rank(pair: Pair) -> tuple[bool, int, int, int, int]:
    """Of words that stand twice, those at like places belong together."""
    apart = abs(pair.query.bit_length() - pair.listed.bit_length())
    worth = pair.weight * pair.similarity
    return pair.similarity < 1000, -worth, apart, pair.query, pair.listed


def _thin(query: Words, chosen: Sequence[Pair], one_legal: bool, by: Calibration) -> int:
    """Loss for little evidence, which weighs on short names."""
    prior = by.prior_dense if query.dense else by.prior
    alone = one_legal and len(chosen) == 1 and chosen[0].similarity < 1000
    return 1000 * (prior + by.alone * alone + by.legal * one_legal)


def _inversions(chosen: Sequence[Pair], matched: int, factor: int) -> int:
    """Loss for neighbours that stand in the other order."""
    if len(chosen) < 2:
        return 0
    lows = [pair.listed & -pair.listed for pair in chosen]
    turned = sum(later < earlier for earlier, later in itertools.pairwise(lows))
    return matched * turned * factor // (100 * (len(chosen) - 1))
