"""Readings of a crystal's dislocation density (EPD), as specifications state it.

What counts is what a statement proves: "500", "≥500" and "50–500" prove 50 or more per square
centimetre, "<500" and "≤500" do not.
"""

import re
import unicodedata
from decimal import Decimal

_FIGURE = r"10\s*\^\s*\d+|\d[\d,]*(?:\.\d+)?(?:\s*[x×*·]\s*10\s*\^?\s*\d+|\s*e\s*\+?\d+)?"
_BELOW = (
    r"<=?|≤|≦|⩽|〈|小于等于|小于|低于|不大于|不超过|不高于|少于|最大|至多|以内|below|under|less"
    r" than|fewer than"
    r"|at most|not more than|not exceeding|no more than|up to|max(?:imum)?\.?|未満|以下"
)
_ABOVE = (
    r">=?|≥|≧|⩾|〉|大于等于|大于|高于|不小于|不低于|不少于|至少|最小|above|over|more than"
    r"|greater than|at least"
    r"|not less than|no less than|min(?:imum)?\.?|from"
)
_READING = re.compile(
    rf"(?:位错密度|位错|腐蚀坑密度|蚀坑密度|转位密度|転位密度|etch[ -]?pits?(?: density)?"
    rf"|dislocations?(?: density)?"
    rf"|(?<![A-Za-z])EPD(?![A-Za-z]))\s*(?:\((?:EPD|[^)]*)\))?[^\d<>≤≥≦≧⩽⩾]{{0,24}}?"
    rf"(?P<sign>{_BELOW}|{_ABOVE})?\s*(?:为|:|=|than|to)?\s*(?P<low>{_FIGURE})"
    rf"(?:\s*(?:/?\s*cm[-^]*2|个)?\s*(?:[-~–—至到]|to)\s*(?P<high>{_FIGURE}))?"
    rf"(?=(?P<behind>[^|;,。、\d]{{0,24}}))",
    re.IGNORECASE,
)
_LESS_BEHIND = re.compile(r"max|以下|以内|未満|or less|or below|or fewer|and below", re.IGNORECASE)
_POWER = re.compile(
    r"(?:(?P<times>[\d,.]+)[x×*·]10\^?|10\^)(?P<exponent>\d+)$|(?P<base>[\d,.]+)e\+?(?P<shift>\d+)$",
    re.IGNORECASE,
)


def least_density(text: str) -> Decimal | None:
    """The lowest dislocation density per cm² the text proves; None when it states none."""
    plain = _with_powers(text)
    return min((_proven(match) for match in _READING.finditer(plain)), default=None)


def _with_powers(text: str) -> str:
    """NFKC turns 10² into 102: superscripts are marked before."""
    marked = re.sub(r"(?<=\d)([⁰¹²³⁴-⁹]+)", r"^\1", text)
    return unicodedata.normalize("NFKC", marked)


def _proven(match: re.Match[str]) -> Decimal:
    sign, behind = (match["sign"] or "").lower(), match["behind"] or ""
    if re.fullmatch(_BELOW, sign, re.IGNORECASE) or _LESS_BEHIND.search(behind):
        return Decimal(0)
    return min(_value(match[group]) for group in ("low", "high") if match[group])


def _value(text: str) -> Decimal:
    """1,000; 5x10^2; 10^3; 1E3."""
    plain = text.replace(" ", "").replace(",", "")
    power = _POWER.match(plain)
    if power is None:
        return Decimal(plain)
    exponent = int(power["exponent"] or power["shift"])
    return Decimal(power["times"] or power["base"] or 1) * Decimal(10) ** min(exponent, 30)
