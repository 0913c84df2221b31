"""The tokens of an index: exact look-up, and every token that resembles a given one.

Bound. An edit (insertion, deletion, substitution, transposition of neighbours) changes at most
three of a word's padded bigrams. A word within k edits of a query with g distinct bigrams therefore
shares at least g - 3k of them: counting over their posting lists misses no word within the limit.
`edits_allowed` keeps g - 3k above zero.
"""

import itertools
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from compliance.parties.matching import lexicon
from compliance.parties.matching.calibration import Calibration
from compliance.parties.matching.respelling import letters
from compliance.parties.matching.similarity import edits_allowed, is_strange, likeness
from compliance.parties.matching.snapshot import Arrays
from compliance.parties.matching.tokens import PINYIN, grams, is_dense, is_spelling, keys_of
from compliance.parties.matching.values import Relation

PART_MIN, PART_WORDS = 4, 200
"""Letters from which the beginning of a word is looked up, and how many words it may begin."""
_CLASSES = ("", ".", ",")


class Near(NamedTuple):
    """A listed token that resembles a query token; similarity per mille."""

    token: int
    similarity: int
    relation: Relation


class Vocabulary:
    """Read-only view of the token arrays; look-ups are cached per process."""

    def __init__(self, arrays: Arrays, calibration: Calibration) -> None:
        self._arrays = arrays
        self._calibration = calibration
        self.weights: NDArray[Any] = arrays["token_weight"]
        self._lengths = np.diff(arrays["token_start"].astype(np.int64))
        self.spellings = _count_spellings(self.text, len(self.weights))
        self.near: Callable[[str], tuple[Near, ...]] = lru_cache(maxsize=8192)(self._near)
        self.text = lru_cache(maxsize=8192)(self.text)  # type: ignore[method-assign]

    def text(self, token: int) -> str:
        start = self._arrays["token_start"]
        return bytes(self._arrays["token_bytes"][start[token] : start[token + 1]]).decode()

    def find(self, token: str) -> int | None:
        """Number of the token that is spelt exactly so."""
        for number in values_of(self._arrays, "token_hash", crc32(token.encode())):
            if self.text(number) == token:
                return number
        return None

    def weight(self, token: str) -> int:
        """Weight of a query token; an unknown one weighs as the nearest it may stand for."""
        known = self.find(token)
        if known is not None:
            return int(self.weights[known])
        top = lexicon.ceiling(token)
        close = [int(self.weights[n.token]) for n in self.near(token) if n.similarity >= 750]
        return min(top, max(close)) if close else top

    def _near(self, token: str) -> tuple[Near, ...]:
        by = self._calibration
        numbers = {*self._same(token), *self._alike(token), *self._misspelt(token)}
        known = self.find(token) is not None
        found = [
            Near(number, *likeness(token, self.text(number), by, known=known))
            for number in sorted(numbers)
        ]
        return tuple(near for near in found if near.similarity)

    def _same(self, token: str) -> list[int]:
        dense = is_dense(token)
        forms = [token.rstrip(".,") + kind for kind in _CLASSES] if dense else [token]
        return [number for form in forms if (number := self.find(form)) is not None]

    def _alike(self, token: str) -> list[int]:
        numbers = (key.number for key in keys_of(token, "query"))
        return [found for key in numbers for found in values_of(self._arrays, "alike", key)]

    def _misspelt(self, token: str) -> list[int]:
        return self._syllables if is_strange(token) else self._sharing_grams(token)

    @cached_property
    def _syllables(self) -> list[int]:
        """Marked tokens: they stand right after the spellings."""
        rest = range(self.spellings, len(self.weights))
        return list(itertools.takewhile(lambda number: self.text(number)[0] in "~^", rest))

    def _sharing_grams(self, token: str) -> list[int]:
        """Spellings of a length within reach that share enough bigrams (see the module)."""
        edits = edits_allowed(token) if is_spelling(token) else 0
        if not edits:
            return []
        low = self._first_of_length(len(token) - edits)
        high = self._first_of_length(len(token) + edits + 1)
        lists = sorted((self._gram_list(g, low, high) for g in sorted(set(grams(token)))), key=len)
        shared = len(lists) - 3 * edits
        together = np.concatenate(lists)
        numbers, counts = np.unique(together, return_counts=True)
        likely = numbers[counts >= shared]
        other = self._arrays["token_letters"][likely] & np.uint32(PINYIN - 1)
        other ^= np.uint32(letters(token))
        return [int(number) for number in likely[np.bitwise_count(other) <= 2 * edits]]

    def starting(self, part: str) -> tuple[Near, ...]:
        """Longer words that begin so; none for a part that is short or begins too many."""
        if not is_spelling(part) or len(part) < PART_MIN:
            return ()
        found: list[int] = []
        first = self._first_of_length(len(part) + 1)
        while first < self.spellings and len(found) <= PART_WORDS:
            end = self._first_of_length(int(self._lengths[first]) + 1)
            low = bisect_left(range(first, end), part, key=self.text) + first
            while low < end and self.text(low).startswith(part):
                found.append(low)
                low += 1
            first = end
        like = self._calibration.prefix
        return tuple(Near(token, like, "typo") for token in found if len(found) <= PART_WORDS)

    def _gram_list(self, gram: int, low: int, high: int) -> NDArray[Any]:
        start = self._arrays["gram_start"]
        numbers = self._arrays["gram_value"][start[gram] : start[gram + 1]]
        return numbers[np.searchsorted(numbers, low) : np.searchsorted(numbers, high)]

    def _first_of_length(self, length: int) -> int:
        return int(np.searchsorted(self._lengths[: self.spellings], length))


def values_of(arrays: Arrays, name: str, key: int) -> list[int]:
    """All values stored under a key in one of the sorted tables."""
    keys = arrays[f"{name}_key"]
    wanted = np.uint32(key)
    low = int(np.searchsorted(keys, wanted))
    high = int(np.searchsorted(keys, wanted, side="right"))
    return [int(value) for value in arrays[f"{name}_value"][low:high]]


def _count_spellings(text: Callable[[int], str], count: int) -> int:
    """Spellings stand first: find where they end by halving."""
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if is_spelling(text(middle)) else (low, middle)
    return low
