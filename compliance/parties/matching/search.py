"""Finds and scores the listed forms that reach a floor, in plain numpy and Python.

The native kernel does the same work; both give equal results, and this one is the reference.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from compliance.parties.matching import chance
from compliance.parties.matching.align import Alignment, align, cut_pairs
from compliance.parties.matching.build import SPAN_MAX, legal_key, whole_key
from compliance.parties.matching.calibration import (
    CAP_BELOW_EXACT,
    EXACT_FULL,
    EXACT_LEGAL_ONE_SIDE,
    EXACT_OTHER_LEGAL,
    EXACT_SAME_LEGAL,
    SCALE,
    Calibration,
)
from compliance.parties.matching.latin import Form
from compliance.parties.matching.query import Item, Query, span_key
from compliance.parties.matching.similarity import Likeness, likeness
from compliance.parties.matching.snapshot import Arrays
from compliance.parties.matching.tokens import SPELLING_END, is_dense
from compliance.parties.matching.values import Relation
from compliance.parties.matching.vocabulary import Vocabulary, values_of
from compliance.parties.matching.words import Pair, Words

PART_LEAST, KNOWN_LEAST = 3, 5
SLACK = 16 * SCALE  # what rounding down the losses may give away

_Near = Mapping[int, Sequence[tuple[Item, int, Relation]]]
_Spans = Mapping[int, Sequence[tuple[int, str]]]


class Found(NamedTuple):
    """A listed form that reached the floor; score of SCALE.

    `lost`: what its words lose by chance (`chance.of_words`), 0 where both core forms are the same.
    """

    score: int
    form: int
    lost: int
    query: Query


class Search:
    """Searches one set of arrays; holds no state but caches."""

    def __init__(self, arrays: Arrays, calibration: Calibration) -> None:
        self.arrays = arrays
        self.calibration = calibration
        self.vocabulary = Vocabulary(arrays, calibration)
        self._likeness = lru_cache(maxsize=32768)(partial(likeness, by=calibration))

    def found(self, forms: Sequence[Form], floor: int) -> list[Found]:
        """Every listed form of score `floor` or more, once for each form of the searched name."""
        queries = (Query(form, self.vocabulary, self.calibration) for form in forms)
        return [
            row for query in queries for row in self._compared(query, floor) if row.score >= floor
        ]

    def splits(self, word: str) -> int:
        """The places, as bits, at which a word may be two written together: one part is a word of
        the list."""
        if len(word) >= SPELLING_END:
            return 0
        find = self.vocabulary.find
        return sum(
            1 << at
            for at in range(PART_LEAST, len(word) - PART_LEAST + 1)
            if any(len(p) >= KNOWN_LEAST and find(p) is not None for p in (word[:at], word[at:]))
        )

    def _compared(self, query: Query, floor: int) -> Iterable[Found]:
        spans = self._span_forms(query)
        near = _pairs_by_token(query.items)
        for form in self._candidates(query, floor, spans):
            alignment = self._align_near(query, form, near, spans)
            score = self.score(query, form, alignment)
            yield Found(score, form, self._lost(query, form, score, alignment), query)

    def align(self, query: Query, form: int) -> Alignment:
        """Aligns a query with one listed form, from the tokens alone."""
        words = self.words(form)
        by = self.calibration
        pairs = [
            Pair(1 << ours, 1 << theirs, words.weights[theirs], *like)
            for theirs, listed in enumerate(words.tokens)
            for ours in query.likely(listed)
            if (like := self._like(query.words.tokens[ours], listed)).similarity
        ]
        pairs += [
            Pair(item.mask, 1 << theirs, words.weights[theirs], by.joined, "joined")
            for item, text in query.joined
            for theirs, listed in enumerate(words.tokens)
            if listed == text
        ]
        return self._aligned(query, form, words, pairs, query.spans)

    def _like(self, ours: str, theirs: str) -> Likeness:
        return self._likeness(ours, theirs, known=self.vocabulary.find(ours) is not None)

    def _align_near(self, query: Query, form: int, near: _Near, spans: _Spans) -> Alignment:
        """The same from the tables of one search."""
        words = self.words(form)
        pairs = [
            Pair(item.mask, 1 << place, words.weights[place], similarity, relation)
            for place, token in enumerate(self.token_numbers(form))
            for item, similarity, relation in near.get(token, ())
        ]
        return self._aligned(query, form, words, pairs, spans.get(form, ()))

    def _aligned(
        self,
        query: Query,
        form: int,
        words: Words,
        pairs: list[Pair],
        spans: Iterable[tuple[int, str]],
    ) -> Alignment:
        """By these pairs, by words written together or apart, and by one that was cut off."""
        by, cut = self.calibration, query.form.cut
        for mask, text in spans:
            pairs += _span_pairs(mask, text, words, by.joined)
        if cut:
            pairs += cut_pairs(query.words, words, by)
        one_legal = bool(query.form.legal) != bool(self.arrays["form_legal"][form])
        return align(query.words, words, pairs, by, one_legal=one_legal, cut=cut)

    def score(self, query: Query, form: int, alignment: Alignment) -> int:
        """The alignment's score, or the step above EXACT where both core forms are the same."""
        exact = self._exact_score(query.form, form)
        return exact or min(alignment.score, CAP_BELOW_EXACT)

    def _lost(self, query: Query, form: int, score: int, alignment: Alignment) -> int:
        if score > CAP_BELOW_EXACT:
            return 0
        forms = self._forms(query, form)
        return chance.of_words(query.words, self.words(form), alignment, forms)

    def token_numbers(self, form: int) -> list[int]:
        start = self.arrays["form_start"]
        numbers: list[int] = self.arrays["form_token"][start[form] : start[form + 1]].tolist()
        return numbers

    def words(self, form: int) -> Words:
        numbers = self.token_numbers(form)
        tokens = tuple(self.vocabulary.text(number) for number in numbers)
        return Words(tokens, tuple(self.vocabulary.weights[numbers].tolist()))

    def _forms(self, query: Query, form: int) -> chance.Forms:
        ours, theirs = legal_key(query.form.legal), int(self.arrays["form_legal"][form])
        if not ours or ours == theirs:
            return "alike"
        return "other" if theirs else "ours"

    def _exact_score(self, query: Form, form: int) -> int:
        if not (query.literal and self.arrays["form_literal"][form]):
            return 0
        if crc32(query.core.encode()) != self.arrays["form_core"][form]:
            return 0
        if len(query.tokens) != len(self.token_numbers(form)):
            return 0
        if span_key(query.full) == self.arrays["form_full"][form]:
            return EXACT_FULL
        ours, theirs = legal_key(query.legal), int(self.arrays["form_legal"][form])
        if ours == theirs:
            return EXACT_SAME_LEGAL
        return EXACT_OTHER_LEGAL if ours and theirs else EXACT_LEGAL_ONE_SIDE

    def _span_forms(self, query: Query) -> dict[int, list[tuple[int, str]]]:
        forms: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for mask, text in query.spans:
            for form in values_of(self.arrays, "span", span_key(text)):
                forms[form].append((mask, text))
        return forms

    def _candidates(self, query: Query, floor: int, spans: Iterable[int]) -> list[int]:
        """Forms that may reach the floor (see the bound in `query`)."""
        need = (
            floor * (query.least_omission * 10 * sum(query.least_losses) + query.prior * 1000)
            - SLACK
        )
        lists = [self._postings(query, item, floor) for item in query.items]
        lists.sort(key=lambda row: (sum(map(len, row[0])), row[1]))
        spare = 0
        while lists and spare + lists[-1][1] < need:
            spare += lists.pop()[1]
        forms, values = _summed(lists)
        likely = forms[values + spare >= need]
        equal = values_of(self.arrays, "span", whole_key(query.form))
        return sorted({*map(int, likely), *spans, *equal})

    def _postings(
        self, query: Query, item: Item, floor: int
    ) -> tuple[list[NDArray[Any]], int, list[int]]:
        """Posting lists of what an item may match, the greatest value and the value of each."""
        start = self.arrays["post_start"]
        value = self.arrays["post_value"]
        own = floor * query.least_omission * 10 * query.least_loss(item.mask)
        lists = [value[start[n.token] : start[n.token + 1]] for n in item.near]
        values = [
            (SCALE - floor) * n.similarity * int(self.vocabulary.weights[n.token]) + own
            for n in item.near
        ]
        return lists, max(values, default=0), values


def _summed(
    rows: Sequence[tuple[list[NDArray[Any]], int, list[int]]],
) -> tuple[NDArray[Any], NDArray[Any]]:
    lists = [forms for row in rows for forms in row[0]]
    if not lists:
        return np.zeros(0, np.int64), np.zeros(0)
    values = [value for row in rows for value in row[2]]
    forms, place = np.unique(np.concatenate(lists), return_inverse=True)
    weights = np.repeat(np.array(values, np.float64), [len(forms) for forms in lists])
    return forms, np.bincount(place, weights)


def _pairs_by_token(items: Sequence[Item]) -> dict[int, list[tuple[Item, int, Relation]]]:
    pairs: dict[int, list[tuple[Item, int, Relation]]] = defaultdict(list)
    for item in items:
        for near in item.near:
            pairs[near.token].append((item, near.similarity, near.relation))
    return pairs


def _span_pairs(mask: int, text: str, words: Words, similarity: int) -> list[Pair]:
    """Every run of listed words that, written as one, is the text."""
    pairs = []
    for first in range(len(words.tokens)):
        if is_dense(words.tokens[first]):
            continue
        joined = ""
        for last in range(first, len(words.tokens)):
            joined += words.tokens[last]
            if not text.startswith(joined):
                break
            length = last - first + 1
            if joined == text and (1 < length <= SPAN_MAX or 1 < length == len(words.tokens)):
                bits = (1 << last + 1) - (1 << first)
                weight = sum(words.weights[first : last + 1])
                pairs.append(Pair(mask, bits, weight, similarity, "joined"))
    return pairs
