"""The word of a table that a searched one misspells."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from compliance.parties.matching.respelling import letters


class Table(NamedTuple):
    """Words by the alphabet, the set of letters of each, and how many edits each may be away."""

    words: tuple[str, ...]
    sets: NDArray[np.uint32]
    edits: NDArray[np.uint8]


def table_of(words: Iterable[str], edits: Callable[[str], int]) -> Table:
    """A table in which `edits` says of each word how many may be wrong."""
    ordered = tuple(sorted(words))
    sets = np.array(list(map(letters, ordered)), np.uint32)
    return Table(ordered, sets, np.array(list(map(edits, ordered)), np.uint8))


def nearest(word: str, table: Table) -> str:
    """The word of the table, the nearest and first by the alphabet, or the word itself.

    Only words that nearly have its letters are compared: an edit changes two of the set at most.
    """
    apart = np.bitwise_count(table.sets ^ np.uint32(letters(word)))
    found = []
    for place in np.flatnonzero(apart <= 2 * table.edits).tolist():
        other, most = table.words[place], int(table.edits[place])
        distance = OSA.distance(word, other, score_cutoff=most)
        if distance <= most:
            found.append((distance, other))
    return min(found)[1] if found else word
