"""One form of a searched name: its tokens, what on the list resembles them, and the search bound.

Bound. Let item i (a token, or neighbours written as one) match listed weight at most m_i and let
its query weight be w_i; W is the sum of w_i. The score is at most M / (M + a (W - w) + p), where M
and w sum over the items matched, a is the least factor of an omission and p the prior. A score of
s or more needs sum over matched items of [(1 - s) m_i + s a w_i] >= s (a W + p). Items whose
values sum to less than the right side cannot lift a name above the floor alone; their (long)
posting lists are left out. `Search` then drops every name whose values, with all of those added,
stay below it. Equal forms, and words written together or apart, are looked up by hash and never
dropped.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zlib import crc32

from compliance.parties.matching.build import SPAN_MAX
from compliance.parties.matching.calibration import Calibration
from compliance.parties.matching.latin import Form
from compliance.parties.matching.similarity import is_strange
from compliance.parties.matching.tokens import is_dense, is_spelling, keys_of
from compliance.parties.matching.values import Side
from compliance.parties.matching.vocabulary import Near, Vocabulary
from compliance.parties.matching.words import Words

DENSE_LEAST = 16


@dataclass(frozen=True, slots=True)
class Item:
    """Query tokens (bits) and the listed tokens they may stand for."""

    mask: int
    near: tuple[Near, ...]


@dataclass(frozen=True)
class Query:
    """A form against one vocabulary; `weigh` tells what tokens weigh sooner than that would."""

    form: Form
    vocabulary: Vocabulary
    calibration: Calibration
    weigh: Callable[[Form], tuple[int, ...]] | None = None

    @cached_property
    def words(self) -> Words:
        tokens = self.form.tokens
        weights = (
            self.weigh(self.form) if self.weigh else tuple(map(self.vocabulary.weight, tokens))
        )
        known = sum(1 << p for p, t in enumerate(tokens) if self.vocabulary.find(t) is not None)
        return Words(tokens, weights, any(map(is_dense, tokens)), known)

    @cached_property
    def least_losses(self) -> tuple[int, ...]:
        """What an unmatched token loses at least, before the factor of an omission.

        A character may stand for one that weighs less (see `align`), so it counts as the lightest;
        an initial may stand for a word, so it counts for nothing.
        """
        words = self.words
        if words.dense:
            return tuple(min(weight, DENSE_LEAST) for weight in words.weights)
        letters = zip(words.tokens, words.weights, strict=True)
        return tuple(weight * (len(token) > 1) for token, weight in letters)

    def least_loss(self, mask: int) -> int:
        return sum(loss for place, loss in enumerate(self.least_losses) if mask >> place & 1)

    @property
    def prior(self) -> int:
        return self.calibration.prior_dense if self.words.dense else self.calibration.prior

    @property
    def least_omission(self) -> int:
        """What an unmatched token costs at least, in per cent of its weight."""
        by = self.calibration
        return min(by.least_omission, by.cut) if self.form.cut else by.least_omission

    def likely(self, listed: str) -> set[int]:
        """Places of the tokens that may resemble a listed one; the others cannot."""
        places = {place for key in _keys(listed, "listed") for place in self._places.get(key, ())}
        return places | self._letterwise if _is_letterwise(listed) else places

    @cached_property
    def _places(self) -> dict[int | str, list[int]]:
        places: dict[int | str, list[int]] = defaultdict(list)
        for place, token in enumerate(self.form.tokens):
            for key in _keys(token, "query"):
                places[key].append(place)
        return places

    @cached_property
    def _letterwise(self) -> set[int]:
        tokens = self.form.tokens
        return {p for p, t in enumerate(tokens) if is_spelling(t) or is_strange(t)}

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Single tokens, then neighbours that are one word on the list."""
        single = (
            Item(1 << place, self.vocabulary.near(token))
            for place, token in enumerate(self.words.tokens)
        )
        return (*single, *(item for item, _ in self.joined), *self._cut)

    @property
    def _cut(self) -> tuple[Item, ...]:
        """The last word of a name that a field cut off, for all that begin so."""
        if not self.form.cut:
            return ()
        near = self.vocabulary.starting(self.words.tokens[-1])
        return (Item(1 << len(self.words.tokens) - 1, near),) if near else ()

    @cached_property
    def joined(self) -> tuple[tuple[Item, str], ...]:
        """Neighbours whose letters together are a word of the list."""
        found = []
        for first, last, text in _runs(self.words.tokens):
            number = self.vocabulary.find(text)
            if number is not None:
                near = Near(number, self.calibration.joined, "joined")
                found.append((Item(_mask(first, last), (near,)), text))
        return tuple(found)

    @cached_property
    def spans(self) -> tuple[tuple[int, str], ...]:
        """(bits, text) of words that may be several words on the list."""
        tokens = self.words.tokens
        if self.words.dense:
            return ()
        single = tuple((1 << p, t) for p, t in enumerate(tokens) if len(t) > 1)
        whole = ((_mask(0, len(tokens)), "".join(tokens)),) if len(tokens) > 1 else ()
        return (*single, *whole)


@lru_cache(maxsize=32768)
def _keys(token: str, side: Side) -> tuple[int | str, ...]:
    """Tokens that are the same or alike share one of these."""
    base = token.rstrip(".,") if is_dense(token) else token
    return (base, *(key.number for key in keys_of(token, side)))


@lru_cache(maxsize=32768)
def _is_letterwise(listed: str) -> bool:
    return is_spelling(listed) or listed[0] in "~^"


def span_key(text: str) -> int:
    return crc32(text.encode())


def _runs(tokens: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    for first in range(len(tokens)):
        for last in range(first + 2, min(first + SPAN_MAX, len(tokens)) + 1):
            if not any(map(is_dense, tokens[first:last])):
                yield first, last, "".join(tokens[first:last])


def _mask(first: int, last: int) -> int:
    return (1 << last) - (1 << first)
