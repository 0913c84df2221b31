"""What an alignment is made of: the words of either side, and pairs of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from compliance.parties.matching import han
from compliance.parties.matching.values import Relation


class Pair(NamedTuple):
    """Query tokens (bits of `query`) that stand for listed tokens (bits of `listed`)."""

    query: int
    listed: int
    weight: int
    similarity: int
    relation: Relation


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens of one side with their weights; `dense` for characters and syllables.

    `known`: bits of the searched tokens that are words of the list themselves.
    """

    tokens: tuple[str, ...]
    weights: tuple[int, ...]
    dense: bool = False
    known: int = 0

    def left(self, masks: Iterable[int]) -> list[int]:
        """Places of the tokens that none of these bits stand for."""
        taken = 0
        for mask in masks:
            taken |= mask
        return [place for place in range(len(self.tokens)) if not taken >> place & 1]

    @property
    def syllabic(self) -> bool:
        """True for a name of single syllables of pinyin, of which each one counts."""
        return len(self.tokens) > 1 and all(map(han.is_syllable, self.tokens))
