"""QTY-20 and the quotas it reads: what they count, for how long, and when they are full."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from compliance.law.facts import Facts
from compliance.law.quotas import Consignment, Quota, QuotaState, quota_of
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, stays_silent
from tests.facts_builders import TODAY, a_policy, facts

MONTHLY = Quota(
    "KR",
    "HOLD",
    Decimal(1000),
    "month",
    date(2026, 1, 1),
    country="KOR",
    basis=("DECREE-792 13",),
    reason_zh="审慎",
    reason_en="Caution",
)
SENT = Consignment(
    TODAY, "KOR", "91430200MA4L16JQ9B", "HANBIT CO., LTD. (KOR)", (("ito", Decimal(1)),)
)


def declared(used: object, kg: object = "199.99", **quota: object) -> Facts:
    """October 2026, with so much used before."""
    row = replace(MONTHLY, **quota)  # type: ignore[arg-type]
    begins = row.first_day(TODAY)
    state = QuotaState("KR", begins, Decimal(str(used)), Decimal(str(kg)))
    return facts(policy=a_policy(quotas=(row,)), quotas=(state,))


@pytest.mark.parametrize("grade", ["FLAG", "HOLD", "BLOCK"])
def test_the_row_of_the_policy_names_the_grade(grade: str) -> None:
    @fires("QTY-20", Effect[grade], quota="KR", period="2026-10", used="900", limit="1000")
    def beyond() -> Facts:
        return declared(900, effect=grade)

    beyond()


@fires("QTY-20", Effect.HOLD, declared="199.99", basis="DECREE-792 13", reason_en="Caution")
def test_a_ten_thousandth_too_much_is_too_much() -> Facts:
    return declared("800.01001")


@stays_silent("QTY-20")
def test_a_quota_may_be_used_to_the_last_gram() -> Facts:
    return declared("800.01")


@stays_silent("QTY-20")
def test_goods_without_indium_always_fit() -> Facts:
    return declared(5000, kg=0)


@stays_silent("QTY-20")
def test_what_was_declared_before_it_began_is_not_limited() -> Facts:
    return declared(5000, since=date(2026, 10, 21))


@stays_silent("QTY-20")
def test_it_has_ended_on_its_last_day() -> Facts:
    return declared(5000, until=TODAY)


@fires("QTY-20", Effect.HOLD, period="2026")
def test_a_year_is_named_by_its_digits() -> Facts:
    return declared(5000, period="year")


@pytest.mark.parametrize(
    ("period", "day", "first", "last"),
    [
        ("month", date(2026, 2, 28), date(2026, 2, 1), date(2026, 2, 1)),
        ("month", date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 1)),
        ("year", date(2026, 12, 31), date(2026, 1, 1), date(2026, 12, 1)),
        ("year", date(2027, 1, 1), date(2027, 1, 1), date(2027, 12, 1)),
    ],
)
def test_periods_are_those_of_the_calendar(period: str, day: date, first: date, last: date) -> None:
    row = replace(MONTHLY, period=period)
    assert (row.first_day(day), row.last_month(day)) == (first, last)


@pytest.mark.parametrize(
    ("narrowed", "is_counted"),
    [
        ({}, True),
        ({"country": "JPN"}, False),
        ({"exporter": SENT.exporter}, True),
        ({"exporter": "91530000MA6K49YP33"}, False),
        ({"end_user": SENT.end_user}, True),
        ({"end_user": "HANBIT CO., LTD. (JPN)"}, False),
        ({"end_use": "ito"}, True),
        ({"end_use": "solder"}, False),
        ({"country": "", "end_use": "ito"}, True),
        ({"country": "KOR", "exporter": SENT.exporter, "end_use": "solder"}, False),
    ],
)
def test_every_field_that_is_filled_in_has_to_fit(
    narrowed: dict[str, str], is_counted: bool
) -> None:
    assert replace(MONTHLY, **narrowed).counts(SENT) is is_counted  # type: ignore[arg-type]


def test_a_code_may_come_again_with_other_dates() -> None:
    first = replace(MONTHLY, until=date(2026, 7, 1))
    second = replace(MONTHLY, since=date(2026, 7, 1), kg=Decimal(7))
    assert quota_of((first, second), "KR", date(2026, 6, 30)) is first
    assert quota_of((first, second), "KR", date(2026, 7, 1)) is second
    assert quota_of((first, second), "JP", date(2026, 7, 1)) is None


def test_a_quota_of_a_use_counts_the_lines_for_that_use() -> None:
    uses = (("ito", Decimal(200)), ("epitaxy", Decimal(12)), ("ito", Decimal(1)))
    sent = replace(SENT, uses=uses)
    assert [sent.kg_for(use) for use in ("ito", "epitaxy", "solder", "")] == [201, 12, 0, 213]
    assert replace(MONTHLY, end_use="epitaxy").counts(sent)
