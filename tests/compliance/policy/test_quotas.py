"""Quotas as policy data: read from a line, and refused where they could not be applied."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from compliance.law.default_policy import default_policy
from compliance.law.quotas import Quota
from compliance.policy.comparison import differences
from compliance.policy.forms import PolicyForm
from tests.compliance.policy.filling import typed

pytestmark = pytest.mark.django_db
WHY = "DECREE-792 13 | 审慎 | Caution"


def form_of(rows: str) -> PolicyForm:
    return PolicyForm(typed(quotas=rows), policy=default_policy())


def test_a_quota_is_read_from_one_line_and_shown_as_a_difference() -> None:
    row = f"KR | HOLD | 1500.5 | month | 2026-12-01 | 2027-12-01 | KOR | | | ito | {WHY}"
    form = form_of(row)
    assert form.is_valid(), form.errors
    drafted = form.drafted_policy(2)
    assert drafted.quotas == (
        Quota(
            "KR",
            "HOLD",
            Decimal("1500.5"),
            "month",
            date(2026, 12, 1),
            date(2027, 12, 1),
            country="KOR",
            end_use="ito",
            basis=("DECREE-792 13",),
            reason_zh="审慎",
            reason_en="Caution",
        ),
    )
    (difference,) = differences(default_policy(), drafted)
    assert difference.added == (row.replace("| |", "|  |").replace("|  | |", "|  |  |"),)


def test_companies_are_named_by_their_keys() -> None:
    rows = (
        f"EX | FLAG | 1 | year | 2026-12-01 | | | 91430200MA4L16JQ9J | | | {WHY}\n"
        f"EU | BLOCK | 1 | month | 2026-12-01 | | | | HANBIT CO., LTD. (KOR) | | {WHY}"
    )
    form = form_of(rows)
    assert form.is_valid(), form.errors
    exporter, end_user = form.cleaned_data["quotas"]
    assert exporter.exporter == "91430200MA4L16JQ9J"
    assert end_user.end_user == "HANBIT CO., LTD. (KOR)"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (f"A | STOP | 1 | month | 2026-12-01 | | KOR | | | | {WHY}", "FLAG, HOLD or BLOCK"),
        (f"A | HOLD | 0 | month | 2026-12-01 | | KOR | | | | {WHY}", "above 0"),
        (f"A | HOLD | 1 | week | 2026-12-01 | | KOR | | | | {WHY}", "month or year"),
        (f"A | HOLD | 1 | month | 2026-12-01 | 2026-12-01 | KOR | | | | {WHY}", "end after"),
        (f"A | HOLD | 1 | month | 2026-12-01 | | | | | | {WHY}", "name a country"),
        (f"A | HOLD | 1 | month | 2026-12-01 | | XYZ | | | | {WHY}", "no such country"),
        (f"A | HOLD | 1 | month | 2026-12-01 | | | 9143 | | | {WHY}", "USCC"),
        (f"A | HOLD | 1 | month | 2026-12-01 | | | | Hanbit (KOR) | | {WHY}", "as the flows do"),
        (f"A | HOLD | 1 | month | 2026-12-01 | | | | HANBIT | | {WHY}", "as the flows do"),
        (f"A | HOLD | 1 | month | 2026-12-01 | | | | HANBIT (XYZ) | | {WHY}", "as the flows do"),
        (f"A | HOLD | 1 | month | 2026-12-01 | | | | | tea | {WHY}", "no such end use"),
        ("A | HOLD | 1 | month | 2026-12-01 | | KOR | | | | | 审慎 | Why", "provisions"),
        ("A | HOLD | 1 | month | 2026-12-01 | | KOR | | | | LAW 1 | 审慎 | Why", "provisions"),
        ("A | HOLD | 1 | month | 2026-12-01 | | KOR | | | | DECREE-792 13 | 审慎", "both lang"),
        (
            f"A | HOLD | 1 | month | 2026-12-01 | | KOR | | | | {WHY}\n"
            f"A | HOLD | 2 | month | 2026-12-31 | | JPN | | | | {WHY}",
            "is there twice",
        ),
        (f"A | HOLD | much | month | 2026-12-01 | | KOR | | | | {WHY}", "is not a number"),
    ],
)
def test_what_could_not_be_applied_is_refused(row: str, words: str) -> None:
    with translation.override("en"):
        form = form_of(row)
        assert not form.is_valid()
        assert list(form.errors) == ["quotas"]
        assert words in " ".join(form.errors["quotas"])


def test_a_code_may_follow_itself() -> None:
    form = form_of(
        f"A | HOLD | 1 | month | 2026-12-01 | 2027-01-01 | KOR | | | | {WHY}\n"
        f"A | HOLD | 2 | month | 2027-01-01 | | KOR | | | | {WHY}"
    )
    assert form.is_valid(), form.errors
