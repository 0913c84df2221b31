"""Words that may be two written together with a slip, which no listed word is near to."""

from collections.abc import Callable, Iterator, Sequence

from compliance.parties.matching.latin import TOKENS_MAX, Form
from compliance.parties.matching.tokens import any_dense, is_spelling

LONG = 8
TRIED = 2

Splits = Callable[[str], tuple[int, ...]]


def forms_apart(forms: Sequence[Form], splits: Splits) -> Iterator[Form]:
    """The first form with one long word cut in two, where one of the parts is a listed word.

    Of several places those in which the listed word may be the longest; two are tried.
    """
    if not forms or any_dense(forms[0].tokens):
        return
    tokens = forms[0].tokens
    for place, word in enumerate(tokens):
        if len(word) < LONG or not is_spelling(word):
            continue
        for at in _best(word, splits(word)):
            cut = (*tokens[:place], word[:at], word[at:], *tokens[place + 1 :])
            yield forms[0]._replace(tokens=cut[:TOKENS_MAX], literal=False, core="")


def _best(word: str, places: Sequence[int]) -> list[int]:
    return sorted(places, key=lambda at: (-max(at, len(word) - at), at))[:TRIED]
