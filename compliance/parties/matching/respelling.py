"""Words in another spelling, by patterns that are replaced one after the other."""

import re

Rules = tuple[tuple[re.Pattern[str], str], ...]


def rules(*pairs: tuple[str, str]) -> Rules:
    """Each pattern with what stands for it afterwards, in the order in which they are used."""
    return tuple((re.compile(pattern), plain) for pattern, plain in pairs)


def respelt(word: str, by: Rules) -> str:
    """The word after all the rules."""
    for pattern, plain in by:
        word = pattern.sub(plain, word)
    return word
