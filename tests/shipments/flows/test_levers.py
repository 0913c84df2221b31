"""Levers on flows reckoned by hand: what is withheld, when stocks run out, where flows may go."""

from datetime import date
from decimal import Decimal

import pytest

from shipments.flows.levers import (
    RunningOut,
    Side,
    Stock,
    Way,
    likely_ways,
    runs_out,
    sides,
)

DAY = date(2026, 1, 1)


def kg(number: str) -> Decimal:
    return Decimal(number)


def test_both_policies_stand_side_by_side_with_the_most_withheld_on_top() -> None:
    let_go = {"A": kg("100"), "B": kg("300"), "C": kg("50")}
    table = sides(let_go, {"A": kg("40")}, {"A": kg("20"), "C": kg("50")})
    assert [side.key for side in table] == ["A", "C", "B"]
    first = table[0]
    assert (first.withheld, first.left, first.percent) == (60, 40, 60)
    assert (table[2].withheld, table[2].left) == (0, 300)
    assert Side("nothing", kg("0")).percent == 0


@pytest.mark.parametrize(
    ("daily", "expected"),
    [
        # 365 a year are 1 a day; 100 in stock
        ("0", RunningOut(True, date(2026, 4, 11))),  # 100 days
        ("0.5", RunningOut(True, date(2026, 7, 20))),  # 200 days
        ("1", RunningOut(True)),  # gets as much as it uses
        ("0.98", RunningOut(True)),  # in 5,000 days: not within ten years
    ],
)
def test_a_stock_lasts_as_long_as_need_and_deliveries_let_it(
    daily: str, expected: RunningOut
) -> None:
    assert runs_out(Stock(DAY, kg("100"), kg("365")), DAY, kg(daily)) == expected


def test_what_was_used_and_received_since_the_statement_counts() -> None:
    stock = Stock(DAY, kg("100"), kg("365"), received_since=kg("30"))
    assert stock.on(date(2026, 1, 11)) == 120
    assert stock.on(date(2027, 1, 1)) == 0
    assert stock.on(date(2025, 1, 1)) == 130  # before the statement nothing is known to be used
    assert runs_out(stock, date(2027, 1, 1), kg("0")).day == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("stock", "need"), [(None, kg("365")), (kg("5"), None), (kg("5"), kg("0"))]
)
def test_where_nothing_was_declared_it_says_so(stock: Decimal | None, need: Decimal | None) -> None:
    assert not runs_out(Stock(DAY, stock, need), DAY, kg("0")).is_known


def test_likely_ways_are_hubs_first_with_the_room_that_declared_needs_leave() -> None:
    users = {
        ("VNM", "X"): (kg("100"), kg("800")),  # a quarter of 800 is 200: room for 100
        ("VNM", "Y"): (kg("90"), kg("200")),  # more than its 50: no room
        ("HKG", "Z"): (kg("10"), None),
    }
    ways = likely_ways(users, frozenset({"HKG"}), kg("0.25"))
    assert ways == [Way("HKG", kg("10"), kg("0"), True), Way("VNM", kg("190"), kg("100"), False)]
