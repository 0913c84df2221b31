"""Ordinal numbers in Chinese names: 第十三研究所 is the research institute of that number."""

import re

_DIGITS, _TENS = "〇一二三四五六七八九", {"十": 10, "百": 100}
_ORDINAL = re.compile(rf"第\s?([0-9]{{1,4}}|[{_DIGITS}十百]{{1,5}})")
_BEFORE_DIGITS = re.compile(r"第(?=\s?[0-9])")


def numbered(text: str) -> str:
    """The text with what stands after 第 in digits (第十三研究所 → 13 研究所)."""
    if "第" not in text:
        return text
    return _ORDINAL.sub(lambda found: f" {_count(found[1])} ", text)


def without_ordinal(text: str) -> str:
    """The text without 第 before digits, which says nothing (第275厂 → 275厂)."""
    return _BEFORE_DIGITS.sub(" ", text) if "第" in text else text


def _count(numeral: str) -> int:
    """A number below a thousand in digits or in Chinese."""
    if numeral.isdigit():
        return int(numeral)
    number = digit = 0
    for char in numeral:
        if char in _TENS:
            number += (digit or 1) * _TENS[char]
            digit = 0
        else:
            digit = _DIGITS.index(char)
    return number + digit
