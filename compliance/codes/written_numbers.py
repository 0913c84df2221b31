"""Numbers with a form of their own, as people separate their parts: written down in one way."""

import re

from compliance.codes.spelling import code_text, compact_code

_CAS = re.compile(r"(?:CAS)?(?:NO)?[^0-9A-Z]*(\d{2,7})[^0-9A-Z]*(\d{2})[^0-9A-Z]*(\d)")
_LICENCE = re.compile(r"(\d{2})[ ./_-]+([0-9A-Z]{2})[ ./_-]+(\d{6})")


def cas_number(text: str) -> str:
    """7440-74-6, also where it was typed 7440746, 7440 74 6 or CAS 7440/74/6; anything else as a
    compact code. Raises SpellingError.

    Whether it is the number of the goods is the law's affair.
    """
    plain = compact_code(text)
    found = _CAS.fullmatch(plain)
    return "-".join(found.groups()) if found else plain


def licence_number(text: str) -> str:
    """26-53-000149, also where its parts stand apart by spaces, points or strokes; other numbers
    of licences as compact codes. Raises SpellingError."""
    found = _LICENCE.fullmatch(code_text(text).upper())
    return "-".join(found.groups()) if found else compact_code(text)
