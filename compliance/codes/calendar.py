"""The PRC working-day calendar and its arithmetic.

Yearly notices of the State Council General Office move working days, so a calendar is policy
data: the packaged one is the default and what it marks provisional is to be verified.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from compliance.codes.table import DATA

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off on weekdays and working days on weekends; else weekends alone are days off."""

    holidays: frozenset[date]
    makeup: frozenset[date]


@cache
def default_calendar() -> Calendar:
    """The packaged calendar for 2023 to 2027."""
    days = _packaged()
    return Calendar(_days(days["holidays"]), _days(days["makeup"]))


def expected_years() -> list[int]:
    """Years of the packaged calendar that no notice has announced yet."""
    return list(_packaged()["provisional"])


def _packaged() -> Any:
    return json.loads((DATA / "calendar.json").read_text(encoding="utf-8"))


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether offices work: weekdays that are no holiday, and make-up days."""
    if day in calendar.makeup:
        return True
    return day.weekday() < SATURDAY and day not in calendar.holidays


def add_working_days(day: date, count: int, calendar: Calendar) -> date:
    """The count-th working day after `day`, which itself is not counted.

    A period of 7 working days from receipt ends on add_working_days(received, 7, calendar).
    With 0 the day itself; ValueError for a negative count.
    """
    if count < 0:
        raise ValueError("working days are counted forward")
    while count:
        day += ONE_DAY
        count -= is_working_day(day, calendar)
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Working days after `start` up to and including `end`; negative when end comes first."""
    if end < start:
        return -working_days_between(end, start, calendar)
    span = (end - start).days
    days = (start + timedelta(days=step) for step in range(1, span + 1))
    return sum(is_working_day(day, calendar) for day in days)


def _days(texts: list[str]) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, texts))
