"""Searches one name in many lists by one call of the kernel: what a word may stand for is looked up
once for all of them, and a list on which nothing is near to it costs next to nothing.

The lists stay apart: each has its own floor, its own weights of words and its own rows.
"""

import ctypes
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from threading import Lock

from compliance.parties.matching.apart import Apart
from compliance.parties.matching.latin import TOKENS_MAX, Form
from compliance.parties.matching.native import NativeSearch
from compliance.parties.matching.query import Query
from compliance.parties.matching.search import Found

ROOM = 4096
_ROW = 5
"""Numbers of a row: which list, which form, which listed one, its score, what its words lose."""
_ROWS = (ctypes.c_uint32 * (_ROW * ROOM))()
_ONE_AT_A_TIME = Lock()


class Together:
    """Lists that are searched at once; keeps what it learns of words."""

    def __init__(self, searches: tuple[NativeSearch, ...]) -> None:
        self._searches = searches
        self._library = searches[0].library
        self._pack = searches[0].pack
        self._places = ctypes.c_uint64 * len(searches)
        self._all = array("I", (len(searches), *range(len(searches)))).tobytes()
        addresses = b"".join(each.address for each in searches)
        self._lists = self._library.g49_together(addresses, len(searches))
        if not self._lists:
            raise MemoryError("no room to search lists together")

    def __del__(self) -> None:
        self._library.g49_part(self._lists)

    def splits(self, word: str) -> list[int]:
        """As `Search.splits`, for each list."""
        text, places = word.encode(), self._places()
        self._library.g49_splits(self._lists, text, len(text), places)
        return places[:]

    def found(
        self, floors: Sequence[int], forms: Sequence[Form], apart: Sequence[Apart]
    ) -> list[list[Found]]:
        """What each list finds of all forms, and of those that are for some lists, at its floor."""
        every = [*forms, *(form for form, _ in apart)]
        packed = b"".join(map(self._pack, every))
        wanted = self._all * len(forms) + b"".join([_numbers(lists) for _, lists in apart])
        rows = self._rows(array("q", floors).tobytes(), packed, len(every), wanted)
        found: list[list[Found]] = [[] for _ in floors]
        queries: dict[tuple[int, int], Query] = {}
        for number, place, listed, score, lost in rows:
            query = queries.get((number, place))
            if query is None:
                query = queries[number, place] = self._query(number, every[place])
            found[number].append(Found(score, listed, lost, query))
        return found

    def _rows(self, *asked: bytes | int) -> Iterable[tuple[int, ...]]:
        """In order of list, form and listed form."""
        with _ONE_AT_A_TIME:
            rows, room = _ROWS, ROOM
            count = self._library.g49_search(self._lists, *asked, rows, room)
            if count > room:
                rows, room = (ctypes.c_uint32 * (_ROW * count))(), count
                self._library.g49_search(self._lists, *asked, rows, room)
            numbers = rows[: _ROW * max(count, 0)]
        if count < 0:
            raise MemoryError("no room for the native search")
        return sorted(zip(*(numbers[at::_ROW] for at in range(_ROW)), strict=True))

    def _query(self, number: int, form: Form) -> Query:
        """The form against one list; what its words weigh is looked up when it is explained."""
        plain = self._searches[number].plain
        return Query(form, plain.vocabulary, plain.calibration, partial(self._weights, number))

    def _weights(self, number: int, form: Form) -> tuple[int, ...]:
        weights = (ctypes.c_uint32 * TOKENS_MAX)()
        if not self._library.g49_weights(self._lists, number, self._pack(form), weights):
            raise MemoryError("no room for the native search")
        return tuple(weights[: len(form.tokens)])


@lru_cache(maxsize=8)
def together(searches: tuple[NativeSearch, ...]) -> Together:
    """Kept, as a set is searched again and again: the lists in force."""
    return Together(searches)


def _numbers(lists: Sequence[int]) -> bytes:
    return array("I", (len(lists), *lists)).tobytes()
