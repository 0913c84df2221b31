"""Words that may be two written together with a slip, which no listed word is near to."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from compliance.parties.matching.latin import TOKENS_MAX, Form
from compliance.parties.matching.tokens import any_dense, is_spelling

LONG = 8
TRIED = 2

Splits = Callable[[str], Sequence[tuple[int, ...]]]
"""For each list the places at which a word may be two of it."""
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
            for at in _best(word, places):
                lists_at.setdefault(at, []).append(number)
        for at in _ordered(word, lists_at):
            yield _cut(forms[0], place, at), lists_at[at]


def _cut(form: Form, place: int, at: int) -> Form:
    tokens = form.tokens
    parts = (tokens[place][:at], tokens[place][at:])
    cut = (*tokens[:place], *parts, *tokens[place + 1 :])
    return form._replace(tokens=cut[:TOKENS_MAX], literal=False, core="")


def _best(word: str, places: Sequence[int]) -> Sequence[int]:
    return _ordered(word, places)[:TRIED] if places else places


def _ordered(word: str, places: Iterable[int]) -> list[int]:
    return sorted(places, key=lambda at: (-max(at, len(word) - at), at))
