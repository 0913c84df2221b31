"""Quotas over past consignments, one after the other: what fits, what is withheld, what counts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from compliance.law.quotas import Consignment, Quota, QuotaState
from shipments.quotas.course import Past, course_of

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
HELD = Quota("KR", "HOLD", Decimal(100), "month", date(2026, 1, 1), country="KOR")


def sent(
    number: int, kg: int, day: date = NOVEMBER, country: str = "KOR", is_let_go: bool = True
) -> Past:
    told = Consignment(day, country, "E", "USER (KOR)", (("ito", Decimal(kg)),))
    return Past(number, told, is_let_go)


def used_before(past: list[Past], *quotas: Quota) -> dict[int, list[tuple[str, int]]]:
    states = course_of(past, quotas).states
    return {
        key: [(each.code, int(each.used_kg)) for each in value] for key, value in states.items()
    }


def use_of(past: list[Past], quota: Quota) -> tuple[int, int, int]:
    """Let go, within and beyond, in November."""
    use = course_of(past, [quota]).uses[(quota.code, NOVEMBER)]
    return int(use.let_go), int(use.within), int(use.beyond)


def test_each_stands_on_what_went_before_it() -> None:
    past = [sent(1, 40), sent(2, 40), sent(3, 20), sent(4, 1)]
    assert used_before(past, HELD) == {
        1: [("KR", 0)], 2: [("KR", 40)], 3: [("KR", 80)], 4: [("KR", 100)],
    }  # fmt: skip
    assert use_of(past, HELD) == (101, 100, 1)


def test_what_is_withheld_uses_nothing_so_that_a_smaller_one_still_fits() -> None:
    past = [sent(1, 60), sent(2, 5000), sent(3, 40)]
    assert used_before(past, HELD) == {1: [("KR", 0)], 2: [("KR", 60)], 3: [("KR", 60)]}
    assert use_of(past, HELD) == (5100, 100, 5000)


def test_what_is_only_flagged_goes_and_counts() -> None:
    flagged = replace(HELD, effect="FLAG")
    past = [sent(1, 60), sent(2, 5000), sent(3, 40)]
    assert used_before(past, flagged)[3] == [("KR", 5060)]
    assert use_of(past, flagged) == (5100, 60, 5040)


def test_a_month_begins_anew_and_other_countries_do_not_count() -> None:
    past = [sent(1, 90), sent(2, 90, country="JPN"), sent(3, 90, DECEMBER)]
    assert used_before(past, HELD) == {1: [("KR", 0)], 3: [("KR", 0)]}


def test_what_was_refused_back_then_meets_the_quota_and_uses_none() -> None:
    past = [sent(1, 90, is_let_go=False), sent(2, 90)]
    assert used_before(past, HELD) == {1: [("KR", 0)], 2: [("KR", 0)]}
    assert use_of(past, HELD) == (90, 90, 0)


def test_what_one_quota_withholds_uses_no_other() -> None:
    use = replace(HELD, code="ITO", country="", end_use="ito", kg=Decimal(1000))
    past = [sent(1, 500), sent(2, 10)]
    assert used_before(past, HELD, use)[2] == [("KR", 0), ("ITO", 0)]


def test_what_went_before_a_quota_began_counts_in_its_period_and_is_not_limited() -> None:
    late = replace(HELD, since=date(2026, 11, 15))
    past = [sent(1, 90), sent(2, 20, date(2026, 11, 16))]
    course = course_of(past, [late])
    assert course.states == {2: (QuotaState("KR", NOVEMBER, Decimal(90), Decimal(20)),)}
    assert use_of(past, late) == (110, 90, 20)


def test_a_year_goes_on_from_month_to_month() -> None:
    yearly = replace(HELD, period="year")
    past = [sent(1, 60), sent(2, 60, DECEMBER), sent(3, 60, date(2027, 1, 1))]
    assert used_before(past, yearly) == {1: [("KR", 0)], 2: [("KR", 60)], 3: [("KR", 0)]}
