"""Which reports a release owes, by goods, use, country grade, date and chance: tables by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from compliance.law.default_policy import default_policy
from compliance.law.follow_up import FollowUpDuty, Owing, owed, shipped_yields
from compliance.policy.checks import mistakes_in

SINCE = date(2025, 1, 1)
DUTIES = (
    FollowUpDuty("departure", "release", 14, SINCE),
    FollowUpDuty("use", "delivery", 60, SINCE, end_uses=("solder",)),
    FollowUpDuty("use", "delivery", 120, SINCE),
    FollowUpDuty("certificate", "delivery", 30, SINCE, goods="dual_use"),
    FollowUpDuty("visit", "delivery", 90, SINCE, grades=("high_risk",)),
    FollowUpDuty("visit", "delivery", 180, SINCE, until=date(2026, 1, 1), share=Decimal("0.1")),
)
SOLDER = Owing(date(2025, 6, 1), frozenset({"metal"}), "solder", "other")


def kinds(owing: Owing, draw: str = "0.5") -> list[tuple[str, int]]:
    return [(duty.kind, duty.days) for duty in owed(DUTIES, owing, Decimal(draw))]


def test_of_each_kind_the_first_row_that_fits_counts() -> None:
    assert kinds(SOLDER) == [("departure", 14), ("use", 60)]
    assert kinds(replace(SOLDER, end_use="ito")) == [("departure", 14), ("use", 120)]


def test_goods_and_country_grade_add_certificate_and_visit() -> None:
    grave = replace(SOLDER, goods=frozenset({"dual_use"}), grade="high_risk")
    assert kinds(grave)[2:] == [("certificate", 30), ("visit", 90)]


def test_a_share_is_drawn_and_dates_bound_it() -> None:
    assert ("visit", 180) in kinds(SOLDER, "0.0999")
    assert ("visit", 180) not in kinds(SOLDER, "0.1")
    late = replace(SOLDER, released_on=date(2026, 1, 1))
    assert ("visit", 180) not in kinds(late, "0")
    assert kinds(replace(SOLDER, released_on=date(2024, 12, 31)), "0") == []


def test_a_country_has_one_grade() -> None:
    policy = replace(default_policy(), high_risk_countries=("IRN", "ARE"), transit_hubs=("ARE",))
    assert [policy.grade_of(each) for each in ("IRN", "PRK", "ARE", "KOR")] == [
        "high_risk",
        "high_risk",
        "high_risk",
        "other",
    ]
    assert default_policy().grade_of("SGP") == "transit_hub"


def test_no_use_yields_more_than_it_got() -> None:
    assert all(each.product > 0 and each.product + each.scrap <= 1 for each in shipped_yields())


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ({"kind": "postcard"}, "postcard"),
        ({"after": "christmas"}, "christmas"),
        ({"goods": "gold"}, "gold"),
        ({"grades": ("worse",)}, "worse"),
        ({"end_uses": ("jewels",)}, "jewels"),
        ({"kind": "delivery", "after": "delivery"}, "itself"),
        ({"days": 0}, "at least 1 day"),
        ({"share": Decimal(2)}, "share from 0 to 1"),
        ({"until": SINCE}, "after it begins"),
    ],
)
def test_a_policy_with_a_senseless_duty_cannot_be_kept(
    broken: dict[str, object], sentence: str
) -> None:
    duty = replace(DUTIES[0], **broken)  # type: ignore[arg-type]
    with translation.override("en"):
        found = mistakes_in(replace(default_policy(), follow_up_duties=(duty,)))
    assert any(sentence in str(each) for each in found["follow_up_duties"])


def test_what_is_shipped_can_be_kept() -> None:
    assert mistakes_in(default_policy()) == {}
