"""The default policy: the values the law fixes, and lookups by date."""

import json
from datetime import date
from decimal import Decimal

import pytest

from compliance.codes.calendar import add_working_days
from compliance.law.announcements import ANNOUNCEMENT_2025_89, US_MATERIALS_BAN
from compliance.law.canonical import canonical_bytes, from_plain
from compliance.law.dates import applies
from compliance.law.default_policy import default_policy
from compliance.law.instruments import DUAL_USE_REGULATIONS
from compliance.law.ownership import Owner, owners_of
from compliance.law.policy import Policy
from compliance.law.vocabulary import first_mention, grade_of, plain_words
from tests.facts_builders import a_statement

POLICY = default_policy()


def test_a_policy_survives_storage() -> None:
    stored = canonical_bytes(POLICY)
    assert from_plain(json.loads(stored), Policy) == POLICY


def test_a_question_is_answered_within_seven_working_days() -> None:
    assert POLICY.question_working_days == 7
    assert add_working_days(date(2026, 9, 29), 7, POLICY.calendar) > date(2026, 10, 12)


def test_penalties_count_five_years() -> None:
    assert POLICY.penalty_years == 5


def test_every_prc_list_has_limits() -> None:
    assert [limit.list_code for limit in POLICY.list_limits] == [
        "export_control_list",
        "watch_list",
        "unreliable_entity_list",
        "countermeasures_list",
    ]
    assert POLICY.list_limit("no such list") is None


@pytest.mark.parametrize(
    ("instrument", "on", "does_apply"),
    [
        (DUAL_USE_REGULATIONS, date(2024, 11, 30), False),
        (DUAL_USE_REGULATIONS, date(2024, 12, 1), True),
        (US_MATERIALS_BAN, date(2025, 11, 8), True),
        (US_MATERIALS_BAN, date(2025, 11, 9), False),
        (US_MATERIALS_BAN, date(2026, 11, 27), False),
        (US_MATERIALS_BAN, date(2026, 11, 28), True),
        (ANNOUNCEMENT_2025_89, date(2026, 12, 31), True),
        (ANNOUNCEMENT_2025_89, date(2027, 1, 1), False),
    ],
)
def test_an_instrument_applies_within_its_periods(instrument, on, does_apply) -> None:
    assert applies(instrument, on, POLICY) is does_apply


@pytest.mark.parametrize(
    ("purity", "on", "price"),
    [
        ("99.995", date(2024, 7, 1), 370),
        ("99.995", date(2025, 3, 31), 370),
        ("99.995", date(2025, 4, 1), 400),
        ("99.995", date(2026, 1, 31), 400),
        ("99.995", date(2026, 2, 1), 550),
        ("99.99999", date(2026, 5, 31), 570),
        ("99.99999", date(2026, 6, 1), 790),
        ("99", date(2026, 6, 1), None),
        ("99.995", date(2023, 12, 31), None),
    ],
)
def test_reference_prices_by_purity_and_day(purity: str, on: date, price: int | None) -> None:
    found = POLICY.reference_price("indium", Decimal(purity), on)
    assert found == (None if price is None else Decimal(price))


@pytest.mark.parametrize(
    ("purity", "grade"),
    [
        ("99.995", "99.995"),
        ("99.99899", "99.995"),
        ("99.9999", "99.9999"),
        ("100", "99.99999"),
        ("50", "0"),
    ],
)
def test_trade_grades(purity: str, grade: str) -> None:
    assert grade_of(Decimal(purity)) == Decimal(grade)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Missiles!", "missile"),
        ("MISSILE", "missile"),
        ("ｍｉｓｓｉｌｅ", "missile"),
        ("用于missile制造", "missile"),
        ("dismissile", ""),
        ("导弹部件", "导弹"),
    ],
)
def test_words_are_found_whole_in_any_spelling(text: str, found: str) -> None:
    assert first_mention(plain_words(text), ("missile", "导弹")) == found


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("", []),
        ("Family Kim", [("Family Kim", "100")]),
        ("Acme Co., Ltd. 60%, Fund 40%", [("Acme Co., Ltd.", "60"), ("Fund", "40")]),
        ("甲公司（51%）；乙公司49％", [("甲公司", "51"), ("乙公司", "49")]),
        ("100%", []),
    ],
)
def test_owners_are_read_with_their_shares(text: str, owners: list[tuple[str, str]]) -> None:
    found = owners_of(a_statement(ownership=text))
    assert [(each.name, str(each.percent)) for each in found] == owners


def test_owners_have_references_hits_can_cite() -> None:
    assert owners_of(a_statement(ownership="A 50%; B 50%"))[1] == Owner("owner-2", "B", Decimal(50))
