"""The word of a table that a searched one misspells."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from compliance.parties.matching.respelling import letters


class Table(NamedTuple):
    """Words by the alphabet, how many edits each may be away, the set of letters of each, and how
    many of those may differ: an edit changes two at most."""

    words: tuple[str, ...]
    edits: tuple[int, ...]
    sets: NDArray[np.uint32]
    apart: NDArray[np.uint8]


def table_of(words: Iterable[str], edits: Callable[[str], int]) -> Table:
    """A table in which `edits` says of each word how many may be wrong."""
    ordered = tuple(sorted(words))
    most = tuple(map(edits, ordered))
    sets = np.array(list(map(letters, ordered)), np.uint32)
    return Table(ordered, most, sets, np.array([2 * each for each in most], np.uint8))


def nearest(word: str, table: Table) -> str:
    """The word of the table, the nearest and first by the alphabet, or the word itself.

    Only words that nearly have its letters are compared.
    """
    apart = np.bitwise_count(table.sets ^ np.uint32(letters(word)))
    found = []
    for place in (apart <= table.apart).nonzero()[0].tolist():
        other, most = table.words[place], table.edits[place]
        distance = OSA.distance(word, other, score_cutoff=most)
        if distance <= most:
            found.append((distance, other))
    return min(found)[1] if found else word
