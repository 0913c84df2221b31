"""Shares, concentration, movers and periods, by figures worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from shipments.flows.figures import Path, Period, Row, concentration, divided, movers, rows, shift


def kg(**figures: str) -> dict[str, Decimal]:
    return {key: Decimal(figure) for key, figure in figures.items()}


def test_a_table_puts_both_periods_side_by_side() -> None:
    korea, japan, chile = rows(kg(KOR="300", JPN="100"), kg(KOR="200", CHL="50"))
    assert korea == Row("KOR", Decimal(300), Decimal("75.0"), Decimal(200))
    assert (korea.change, korea.change_percent) == (Decimal(100), Decimal("50.0"))
    assert (japan.key, japan.change_percent) == ("JPN", None)
    assert (chile.kg, chile.share, chile.change_percent) == (0, 0, Decimal(-100))


def test_who_changed_most_comes_first_up_or_down() -> None:
    table = rows(kg(A="10", B="500", C="7"), kg(A="10", B="400", C="300"))
    assert [row.key for row in movers(table)] == ["C", "B"]


@pytest.mark.parametrize(
    ("shares", "index", "three"),
    [
        ({"A": "1"}, 10_000, "100.0"),
        ({"A": "5", "B": "5"}, 5_000, "100.0"),
        ({"A": "40", "B": "30", "C": "20", "D": "10"}, 3_000, "90.0"),
        ({}, 0, "0.0"),
    ],
)
def test_concentration_is_the_sum_of_squared_shares(
    shares: dict[str, str], index: int, three: str
) -> None:
    found = concentration(kg(**shares))
    assert (found.index, found.first_three) == (index, Decimal(three))


def test_ways_are_added_up_by_any_division() -> None:
    ways = [
        Path("1", "KOR", "HANBIT", "ito", "indium", "4N", Decimal(3)),
        Path("2", "KOR", "HANBIT", "solder", "indium", "5N", Decimal(4)),
    ]
    assert divided(ways, "country") == kg(KOR="7")
    assert divided(ways, "end_use") == kg(ito="3", solder="4")


def test_the_period_before_is_as_long_and_ends_where_this_one_begins() -> None:
    period = Period(date(2026, 1, 1), date(2026, 3, 1))
    assert period.before() == Period(date(2025, 10, 1), date(2025, 12, 1))
    assert period.months == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    assert shift(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert shift(date(2026, 1, 1), -13) == date(2024, 12, 1)
