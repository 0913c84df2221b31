"""Grounds as policy data: dated, with words in both languages, provisions and a mark."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from compliance.law.default_policy import default_policy
from compliance.law.grounds import ACTS, HOLD_KINDS, Ground
from compliance.law.policy import Policy
from compliance.policy.checks import mistakes_in
from compliance.policy.parameters import PARAMETERS
from compliance.policy.rows import read_rows, write_rows
from shipments.models import HoldKind

DAY = date(2026, 11, 26)
PLAIN = Ground(
    "refuse", "x", "", "甲", "A", ("CUSTOMS-LAW 24",), date(2026, 1, 1), None, "V2", True
)


def policy_with(*grounds: Ground) -> Policy:
    return replace(default_policy(), grounds=(*default_policy().grounds, *grounds))


def test_the_first_policy_words_every_act_and_keeps_the_marks_off_the_words() -> None:
    policy = default_policy()
    assert {each.act for each in policy.grounds} == set(ACTS)
    for each in policy.grounds:
        assert each.provisions
        assert "待核实" not in each.text_zh
    assert "grounds" not in mistakes_in(policy)


def test_every_kind_of_hold_that_an_officer_chooses_has_a_ground() -> None:
    kinds = {each.kind for each in default_policy().grounds_for("hold", DAY)}
    assert kinds == set(HOLD_KINDS) == {code for code, _label in HoldKind.to_choose()}


def test_a_ground_whose_kind_no_exporter_may_know_is_not_told() -> None:
    untold = {each.kind for each in default_policy().grounds if not each.disclosed and each.kind}
    assert untold == {"party_listed", "party_watch", "catch_all"}


@pytest.mark.parametrize(
    ("since", "until", "day", "stands"),
    [
        (date(2026, 1, 1), None, date(2025, 12, 31), False),
        (date(2026, 1, 1), None, date(2026, 1, 1), True),
        (date(2026, 1, 1), date(2026, 7, 1), date(2026, 6, 30), True),
        (date(2026, 1, 1), date(2026, 7, 1), date(2026, 7, 1), False),
    ],
)
def test_a_ground_may_be_chosen_in_its_days(
    since: date, until: date | None, day: date, *, stands: bool
) -> None:
    policy = policy_with(replace(PLAIN, since=since, until=until))
    assert ("x" in {each.code for each in policy.grounds_for("refuse", day)}) is stands


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"act": "praise"}, "it is for hold"),
        ({"act": "hold", "kind": "mood"}, "no such kind"),
        ({"kind": "price_doubt"}, "only a hold"),
        ({"text_en": ""}, "both languages"),
        ({"text_zh": "甲（待核实）"}, "are printed"),
        ({"basis": ("NO-LAW 1",)}, "name provisions"),
        ({"basis": ()}, "name provisions"),
        ({"confidence": "X"}, "V2, S or M"),
        ({"until": date(2025, 1, 1)}, "has to end after"),
        ({"code": "no_licence"}, "there twice"),
    ],
)
def test_a_wrong_ground_keeps_a_policy_from_being_kept(wrong: dict, sentence: str) -> None:
    with override("en"):
        told = mistakes_in(policy_with(replace(PLAIN, **wrong))).get("grounds", [])
        assert [str(each) for each in told if sentence in str(each)]


def test_an_act_without_a_standing_ground_is_refused() -> None:
    kept = tuple(each for each in default_policy().grounds if each.act != "detain")
    with override("en"):
        (told,) = mistakes_in(replace(default_policy(), grounds=kept))["grounds"]
        assert "detain" in str(told)


def test_the_same_ground_may_be_worded_anew_from_a_day_on() -> None:
    old = replace(PLAIN, until=date(2026, 7, 1))
    new = replace(PLAIN, text_zh="乙", since=date(2026, 7, 1))
    assert "grounds" not in mistakes_in(policy_with(new, old))


def test_the_table_is_written_and_read_again() -> None:
    parameter = next(each for each in PARAMETERS if each.name == "grounds")
    shipped = default_policy().grounds
    assert read_rows(write_rows(shipped), parameter.kind) == shipped


@pytest.mark.parametrize(
    ("language", "confidence", "shown"),
    [
        ("zh-hans", "V2", "甲"),
        ("zh-hans", "M", "甲（待核实）"),
        ("en", "S", "A (one source)"),
        ("en", "M", "A (to be verified)"),
    ],
)
def test_a_screen_marks_what_is_not_verified(language: str, confidence: str, shown: str) -> None:
    with override(language):
        assert replace(PLAIN, confidence=confidence).shown == shown
