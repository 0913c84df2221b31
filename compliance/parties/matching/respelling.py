"""Words in another spelling, by patterns that are replaced one after the other."""

import re
from collections.abc import Callable

Rules = tuple[tuple[frozenset[str], Callable[[str, str], str], str], ...]


def rules(*rows: tuple[str, str, str]) -> Rules:
    """Letters, pattern and what stands for it afterwards, in the order in which they are used.

    A pattern is only tried on a word that has one of the letters; "" for any word.
    """
    return tuple((frozenset(some), _replaced(pattern), plain) for some, pattern, plain in rows)


def _replaced(pattern: str) -> Callable[[str, str], str]:
    """Called with what stands for the pattern and the word; letters alone need no expression."""
    if pattern.isalpha():
        return lambda plain, word: word.replace(pattern, plain)
    return re.compile(pattern).sub


def respelt(word: str, by: Rules) -> str:
    """The word after all the rules."""
    has = set(word)
    for some, replaced, plain in by:
        if some and has.isdisjoint(some):
            continue
        changed = replaced(plain, word)
        if changed != word:
            word, has = changed, set(changed)
    return word


def letters(word: str) -> int:
    """The set of a word's letters as bits, a first; one edit changes two of them at most."""
    bits = 0
    for char in word:
        bits |= 1 << (ord(char) - ord("a") & 31)
    return bits
