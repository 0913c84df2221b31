"""Working days: the published calendar and counting over it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.codes.calendar import (
    Calendar,
    add_working_days,
    default_calendar,
    is_working_day,
    working_days_between,
)

PRC = default_calendar()
NO_NOTICE = Calendar(frozenset(), frozenset())
DAYS = st.dates(date(2023, 1, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("year", "working_days"), [(2023, 249), (2024, 251), (2025, 248), (2026, 248)]
)
def test_each_published_year_has_its_known_number_of_working_days(
    year: int, working_days: int
) -> None:
    before = date(year - 1, 12, 31)
    assert working_days_between(before, date(year, 12, 31), PRC) == working_days


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 16), False),
        (date(2026, 2, 28), True),
        (date(2026, 9, 20), True),
        (date(2026, 10, 7), False),
        (date(2026, 10, 10), True),
        (date(2026, 11, 23), True),
        (date(2026, 11, 22), False),
        (date(2024, 2, 9), True),
        (date(2025, 10, 8), False),
    ],
)
def test_holidays_and_make_up_days_are_as_published(day: date, works: bool) -> None:
    assert is_working_day(day, PRC) is works


def test_make_up_days_fall_on_weekends_and_holidays_on_weekdays() -> None:
    assert all(day.weekday() >= 5 for day in PRC.makeup)
    assert all(day.weekday() < 5 for day in PRC.holidays)


@pytest.mark.parametrize(
    ("received", "deadline"),
    [
        (date(2026, 11, 23), date(2026, 12, 2)),
        (date(2026, 9, 24), date(2026, 10, 12)),
        (date(2026, 2, 13), date(2026, 3, 2)),
    ],
)
def test_a_question_is_answered_within_seven_working_days(received: date, deadline: date) -> None:
    assert add_working_days(received, 7, PRC) == deadline


def test_no_days_later_is_the_same_day_and_counting_back_is_refused() -> None:
    assert add_working_days(date(2026, 11, 22), 0, PRC) == date(2026, 11, 22)
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2026, 11, 23), -1, PRC)


def test_counting_backwards_in_time_is_negative() -> None:
    monday, friday = date(2026, 11, 23), date(2026, 11, 27)
    assert working_days_between(monday, friday, PRC) == 4
    assert working_days_between(friday, monday, PRC) == -4
    assert working_days_between(monday, monday, PRC) == 0


@given(DAYS, st.integers(1, 60))
def test_the_day_reached_works_and_lies_that_many_working_days_off(day: date, count: int) -> None:
    reached = add_working_days(day, count, PRC)
    assert is_working_day(reached, PRC)
    assert working_days_between(day, reached, PRC) == count
    assert working_days_between(day, reached - timedelta(days=1), PRC) == count - 1


def test_an_empty_calendar_knows_only_weekends() -> None:
    assert is_working_day(date(2026, 10, 1), NO_NOTICE)
    assert not is_working_day(date(2026, 10, 3), NO_NOTICE)
