"""Words that may be two written together with a slip, which no listed word is near to."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from compliance.parties.matching.latin import TOKENS_MAX, Form
from compliance.parties.matching.tokens import any_dense, is_spelling

LONG = 8
TRIED = 2

Splits = Callable[[str], Sequence[int]]
"""For each list the places, as bits, at which a word may be two of it."""
Apart = tuple[Form, Sequence[int]]
"""A form and the lists for which it is."""


def forms_apart(forms: Sequence[Form], splits: Splits) -> Iterator[Apart]:
    """The first form with one long word cut in two, for the lists of which one part is a word.

    Of several places those in which the listed word may be the longest; two are tried on each.
    """
    if not forms or any_dense(forms[0].tokens):
        return
    for place, word in enumerate(forms[0].tokens):
        if len(word) < LONG or not is_spelling(word):
            continue
        lists_at: dict[int, list[int]] = {}
        for number, places in enumerate(splits(word)):
            for at in _best(len(word), places) if places else ():
                lists_at.setdefault(at, []).append(number)
        for at in _ordered(len(word), lists_at):
            yield _cut(forms[0], place, at), lists_at[at]


def _cut(form: Form, place: int, at: int) -> Form:
    tokens = form.tokens
    parts = (tokens[place][:at], tokens[place][at:])
    cut = (*tokens[:place], *parts, *tokens[place + 1 :])
    return form._replace(tokens=cut[:TOKENS_MAX], literal=False, core="")


@lru_cache(maxsize=1024)
def _best(length: int, places: int) -> list[int]:
    return _ordered(length, [at for at in range(length) if places >> at & 1])[:TRIED]


def _ordered(length: int, places: Iterable[int]) -> list[int]:
    return sorted(places, key=lambda at: (-max(at, length - at), at))
