"""Days of birth and of founding as either side tells them: in a remark, after a name, in the number
of an identity card. A day is (year, month, day), its month and day 0 where only the year is told.
"""

import re
from collections.abc import Iterator

Day = tuple[int, int, int]
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LABEL = re.compile(
    r"\b(?:d\.?o\.?b\b\.?|(?:date of )?birth|born|established|incorporated|founded"
    r"|registration date|registered)|出生|生于|成立|注册日期",
    re.IGNORECASE,
)
_REACH = 32
"""Characters after a label in which its day stands."""
_ISO = re.compile(r"(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?!\d)")
_NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})[- ]({'|'.join(_MONTHS)})[a-z]*\.?,?[- ](\d{{4}})(?!\d)", re.IGNORECASE
)
_AMERICAN = re.compile(
    rf"\b({'|'.join(_MONTHS)})[a-z]*\.? (\d{{1,2}}),? (\d{{4}})(?!\d)", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_IDENTITY = re.compile(r"\d{6}((?:19|20)\d\d)(\d\d)(\d\d)\d{3}[\dX]")
_FACTORS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def told_in(text: str) -> frozenset[Day]:
    """Every day that stands after a label such as DOB, born, established or 出生; day and month are
    read both ways where both readings are days."""
    found: set[Day] = set()
    for label in _LABEL.finditer(text):
        found.update(_days(text[label.end() : label.end() + _REACH]))
    return frozenset(found)


def of_identity(number: str) -> frozenset[Day]:
    """The day of birth in the number of a Chinese identity card whose check digit is right."""
    plain = number.replace(" ", "").upper()
    found = _IDENTITY.fullmatch(plain)
    if not found:
        return frozenset()
    total = sum(int(digit) * factor for digit, factor in zip(plain, _FACTORS, strict=False))
    is_right = _CHECKS[total % 11] == plain[-1]
    return frozenset(_possible(*map(int, found.groups())) if is_right else ())


def written(days: frozenset[Day]) -> str:
    """The days as digits, in order."""
    return ", ".join(
        f"{year}-{month:02}-{day:02}" if month else str(year) for year, month, day in sorted(days)
    )


def _days(text: str) -> list[Day]:
    """The first day in the text, in all its readings; else the first year."""
    if found := _ISO.search(text):
        return list(_possible(*map(int, found.groups())))
    if found := _NUMERIC.search(text):
        first, second, year = map(int, found.groups())
        return [*_possible(year, second, first), *_possible(year, first, second)]
    if found := _NAMED.search(text):
        return list(_possible(int(found[3]), _month(found[2]), int(found[1])))
    if found := _AMERICAN.search(text):
        return list(_possible(int(found[3]), _month(found[1]), int(found[2])))
    year_only = _YEAR.search(text)
    return [(int(year_only[0]), 0, 0)] if year_only else []


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()) + 1


def _possible(year: int, month: int, day: int) -> Iterator[Day]:
    if 1 <= month <= 12 and 1 <= day <= 31:
        yield year, month, day
