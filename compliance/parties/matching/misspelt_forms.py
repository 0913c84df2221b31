"""Legal forms of several words of which a word is misspelt, or that lost a space between letters.

A word alone may be anything; here the whole form has to come out (LIMITED LIBAILOTY COMPANY, S.A.
DEC.V.), or a long word that only forms have.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from compliance.parties.matching import trades
from compliance.parties.matching.legal_forms import PHRASES
from compliance.parties.matching.nearest import Table, nearest, table_of

LEAST, LONG, LONGEST = 5, 7, 11
"""Letters of a word of a form from which one, two and three of them may be wrong."""
ALONE = 8
"""Letters of a word that is a form by itself and may be misspelt beside no other."""
LETTERS_LEAST, LETTERS_MOST = 5, 9
"""How many letters a form of letters (S. de R.L. de C.V.) has together."""


@lru_cache(maxsize=16384)
def put_right(word: str) -> str:
    """The word of a form that is a slip or few away, the nearest and first by the alphabet."""
    if len(word) < LEAST - 1 or not word.isalpha() or _is_right(word):
        return word
    return nearest(word, _table(len(word)))


def without_letters(words: Sequence[str]) -> list[str]:
    """The words without a form of letters at their end of which a space or dot was lost, or []."""
    for first in range(1, len(words)):
        run = words[first:]
        if all(len(word) < LETTERS_LEAST for word in run) and "".join(run) in _of_letters():
            return list(words[:first])
    return []


def _is_right(word: str) -> bool:
    return word in _words_of_forms() or trades.is_trade(word) or trades.is_place(word)


@cache
def _words_of_forms() -> frozenset[str]:
    """Words that stand in forms of several words, and long ones that are forms alone."""
    several = (word for form in PHRASES if len(form) > 1 for word in form)
    alone = (form[0] for form in PHRASES if len(form) == 1 and len(form[0]) >= ALONE)
    return frozenset(word for word in (*several, *alone) if len(word) >= LEAST)


@lru_cache(maxsize=64)
def _table(length: int) -> Table:
    """Words of about that length."""
    words = (word for word in _words_of_forms() if abs(len(word) - length) <= _wrong(word))
    return table_of(words, _wrong)


def _wrong(word: str) -> int:
    """How many letters of it may be wrong."""
    return 1 + (len(word) >= LONG) + (len(word) >= LONGEST)


@cache
def _of_letters() -> frozenset[str]:
    brief = ("".join(form) for form in PHRASES if len(form) > 2 and max(map(len, form)) < 3)
    return frozenset(each for each in brief if LETTERS_LEAST <= len(each) <= LETTERS_MOST)
