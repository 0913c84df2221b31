"""Words and measures the rules share: purity grades and finding listed words in declared text."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

GRADES = tuple(
    Decimal(text)
    for text in (
        "99",
        "99.5",
        "99.9",
        "99.95",
        "99.99",
        "99.995",
        "99.999",
        "99.9995",
        "99.9999",
        "99.99995",
        "99.99999",
    )
)
_RUNS = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")


def grade_of(purity: Decimal) -> Decimal:
    """The highest trade grade the purity reaches: 99.998 is 4N5 (99.995); below 2N it is 0."""
    return max((grade for grade in GRADES if grade <= purity), default=Decimal(0))


@lru_cache(maxsize=16_384)
def plain_words(text: str) -> str:
    """Lower-case words with single spaces between and around, ready for `first_mention`."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return f" {' '.join(_RUNS.findall(folded))} "


@lru_cache(maxsize=16_384)
def first_mention(words: str, wanted: tuple[str, ...]) -> str:
    """The first wanted word found in text from `plain_words`, else "".

    Latin words match whole words and their plural, Chinese ones anywhere.
    """
    return next((word for key, word in _keys(wanted) if key in words), "")


@lru_cache(maxsize=64)
def _keys(wanted: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((key, word) for word in wanted for key in _spellings(word))


def _spellings(word: str) -> tuple[str, ...]:
    plain = plain_words(word)
    if not plain.isascii():
        return (plain.strip(),)
    return (plain, f"{plain.rstrip()}s ")
