"""Arabic names of two words that are as often written as one (Abdelkarim, Salahuddin)."""

import re
from collections.abc import Sequence

_SERVANT = re.compile(
    r"\babd[aeou]l(?:(?!la[heiy]|lo)(?=[a-z]{4})| )"
    r"|\babd[aeou]?(?:([rsdnzt])(?=\1[a-z]{3})|(?=ra?hm))"
)
"""Servant of one of the names of God."""
_FAITH = re.compile(
    r"\b[aeu][ld] d(?:ee|ei|ie|i)ne?\b"
    r"|(?<=[a-z]{2})(?:[aeiou]dd(?:ee|ei|ie|i)ne?|[eiu]deene?|edine)\b"
    r"|(?<=[a-z]{3})[aeu]ld(?:ee|ei|ie|i)n\b"
)
"""Of the faith."""
_SIGNS = ("abd", "bak", "din", "deen", "dien", "dein")
_FATHER = re.compile(r"\babo?u ?bak[aei]?r\b")


def apart(words: Sequence[str]) -> tuple[str, ...]:
    """The words with such names as two, always spelt alike; () where there is none."""
    text = " ".join(words)
    if not any(map(text.__contains__, _SIGNS)):
        return ()
    parts = _FAITH.sub(" aldin", _SERVANT.sub("abdul ", _FATHER.sub("abu bakr", text)))
    return tuple(parts.split()) if parts != text else ()
