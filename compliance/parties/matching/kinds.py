"""What a name names: a person, a company, a vessel or an aircraft, as far as it can be told.

A list or a declaration may say so; else the name itself often does, by its legal form, words of
trade, a patronymic or a surname in capitals. What the name says weighs half.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from compliance.parties.matching import families, han, trades
from compliance.parties.matching.latin import Form
from compliance.parties.matching.values import KINDS

PERSON, COMPANY, VESSEL, AIRCRAFT = KINDS[1:]
TOLD, SEEN = 2, 1
"""How sure a kind is: somebody said so, or the name looks like it."""

AGREE = 60
DIFFER = {
    frozenset({PERSON, COMPANY}): -1500, frozenset({PERSON, VESSEL}): -1100,
    frozenset({PERSON, AIRCRAFT}): -1300, frozenset({COMPANY, VESSEL}): -700,
    frozenset({COMPANY, AIRCRAFT}): -900, frozenset({VESSEL, AIRCRAFT}): -900,
}  # fmt: skip
"""Thousandths of log-odds for each step of sureness, of which there are one to two."""
NAMESAKES = 3
"""By what is divided what a name tells that looks like a person's: firms and vessels bear such."""
_WORDS = {
    "individual": PERSON, "person": PERSON, "natural person": PERSON, "p": PERSON,
    "entity": COMPANY, "enterprise": COMPANY, "company": COMPANY, "organization": COMPANY,
    "organisation": COMPANY, "legal person": COMPANY, "vessel": VESSEL, "ship": VESSEL,
    "aircraft": AIRCRAFT, "airplane": AIRCRAFT,
}  # fmt: skip
_VESSEL = re.compile(r"(?i)^(?:m[/.]?[vt]|s[/.]?s|vessel|ship|tanker)\b[. ]")
_SURNAME_LAST = re.compile(r"(?:[A-Z][a-z'’-]+ ){1,3}[A-Z][A-Z'’-]+")
_PATRONYMIC = re.compile(r"\w{3,}(?:[oe]v|av|[iy])(?:i?ch|ych|itj|itsch|na)\b", re.IGNORECASE)


def told_kind(text: str) -> str:
    """One of KINDS for what a publisher calls its entries; "" where that says nothing."""
    return _WORDS.get(text.strip().lower(), "")


def kind_seen(name: str, forms: Sequence[Form]) -> str:
    """One of KINDS by the looks of a name, "" where it might be anything."""
    if _VESSEL.match(name):
        return VESSEL
    if not forms:
        return ""
    first = forms[0]
    if first.legal or (len(first.tokens) > 1 and any(map(_is_trade, first.tokens))):
        return COMPANY
    return PERSON if _looks_like_a_person(name, first) else ""


def weight(declared: tuple[str, int], listed: tuple[str, int]) -> int:
    """Thousandths of log-odds by which the kinds speak for one party; 0 where one is unknown."""
    (ours, sure), (theirs, as_sure) = declared, listed
    if not ours or not theirs:
        return 0
    steps = min(sure, as_sure)
    if ours == theirs:
        return steps * AGREE
    differ = steps * DIFFER[frozenset({ours, theirs})]
    return differ // NAMESAKES if (ours, sure) == (PERSON, SEEN) else differ


MOST = AGREE * TOLD
SURELY_OTHER = -1400
"""At or below this even the same name is not the same party."""


def _is_trade(token: str) -> bool:
    return token.endswith(".") if not token.isascii() else trades.is_trade(token)


def _looks_like_a_person(name: str, form: Form) -> bool:
    if all(map(han.is_han, name)):
        return 1 < len(name) < 4 and name[0] in han.SURNAMES
    words = form.tokens
    if not 1 < len(words) < 6 or any(map(str.isdigit, words)):
        return False
    return any(map(_is_personal, words)) or bool(_SURNAME_LAST.fullmatch(name))


@lru_cache(maxsize=16384)
def _is_personal(word: str) -> bool:
    """True for a given name and for a patronymic."""
    return families.is_given_name(word) or bool(_PATRONYMIC.search(word))
