"""Grounds have days, words in two languages and provisions; the law's tables answer by code."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from compliance.law.canonical import sha256_of
from compliance.law.grounds import Ground
from compliance.law.instruments import CUSTOMS_LAW
from compliance.law.list_sources import LIST_SOURCES, Lists
from compliance.law.policy import UseYield
from compliance.law.rule import CATALOGUE
from tests.facts_builders import a_policy

GROUND = Ground(
    "hold",
    "doubt",
    "doc_mismatch",
    "存疑",
    "In doubt",
    ("CUSTOMS-LAW 24",),
    date(2026, 3, 1),
    date(2026, 5, 1),
    "S",
    True,
)


@pytest.mark.parametrize(
    ("day", "stands"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 4, 30), True),
        (date(2026, 5, 1), False),
    ],
)
def test_a_ground_stands_from_its_first_day_until_the_day_it_ends(day: date, stands: bool) -> None:
    assert GROUND.stands_on(day) is stands
    assert replace(GROUND, until=None).stands_on(day) is (day >= GROUND.since)


@pytest.mark.parametrize(
    ("language", "confidence", "label", "shown"),
    [
        ("zh-hans", "V2", "存疑", "存疑"),
        ("zh-hans", "S", "存疑", "存疑（单一来源）"),
        ("zh-hans", "M", "存疑", "存疑（待核实）"),
        ("en", "V2", "In doubt", "In doubt"),
        ("en", "S", "In doubt", "In doubt (one source)"),
        ("en-gb", "M", "In doubt", "In doubt (to be verified)"),
        (None, "V2", "存疑", "存疑"),
    ],
)
def test_a_screen_says_how_sure_a_ground_is_and_a_notice_does_not(
    language: str | None, confidence: str, label: str, shown: str
) -> None:
    ground = replace(GROUND, confidence=confidence)
    with translation.override(language):
        assert (ground.label, ground.shown) == (label, shown)


def test_a_ground_rests_on_provisions_of_instruments_that_are_known() -> None:
    (basis,) = GROUND.provisions
    assert (basis.instrument, basis.article) == (CUSTOMS_LAW, "24")
    (whole,) = replace(GROUND, basis=("CUSTOMS-LAW",)).provisions
    assert (whole.instrument, whole.article) == (CUSTOMS_LAW, "")
    with pytest.raises(KeyError):
        _ = replace(GROUND, basis=("NOBODYS-LAW 1",)).provisions


def test_a_policy_offers_the_grounds_of_an_act_on_that_day_in_its_order() -> None:
    second = replace(GROUND, code="other", until=None)
    policy = a_policy(grounds=(GROUND, replace(GROUND, act="refuse"), second))
    assert policy.grounds_for("hold", date(2026, 4, 1)) == (GROUND, second)
    assert policy.grounds_for("hold", date(2026, 5, 1)) == (second,)
    assert policy.grounds_for("detain", date(2026, 4, 1)) == ()


def test_a_use_divides_the_metal_as_the_policy_says_or_nobody_knows_how() -> None:
    first, second = a_policy().use_yields[:2]
    policy = a_policy(use_yields=(first, second))
    assert isinstance(second, UseYield)
    assert policy.use_yield(second.end_use) is second
    assert policy.use_yield("nothing") is None


def test_a_list_of_parties_is_known_by_its_code() -> None:
    lists: Any = Lists()
    assert lists.values[0] == "export_control_list"
    assert lists("watch_list").value == "watch_list"
    assert [code for code, _label in lists.choices] == lists.values == list(lists)
    assert dict(lists.choices)["un"] is LIST_SOURCES["un"].label
    with pytest.raises(KeyError):
        lists("nobodys_list")


def test_a_rule_cures_a_case_of_its_own_in_its_own_way() -> None:
    card = CATALOGUE["PTY-03"]
    assert card.cure_for({}) == card.cure_for({"case": "another"}) == card.cure
    assert card.cure_for({"case": "metal"}) == card.other_cures["metal"] != card.cure


ALWAYS = ["CUSTOMS-LAW", "CUSTOMS-PENALTIES"]


@pytest.mark.parametrize(
    ("day", "editions"),
    [
        (date(2019, 1, 31), ["GACC-2018-60", *ALWAYS]),
        (date(2019, 2, 1), ["GACC-2019-18", *ALWAYS]),
        (date(1990, 1, 1), ["CUSTOMS-LAW"]),
        (date(1980, 1, 1), ["GACC-2018-60", "GACC-2019-18", *ALWAYS]),
    ],
)
def test_a_rule_rests_on_the_editions_of_that_day_or_on_all(day: date, editions: list[str]) -> None:
    assert [basis.instrument.key for basis in CATALOGUE["DOC-05"].basis_on(day)] == editions


def test_a_value_is_named_by_the_hash_of_its_canonical_bytes() -> None:
    """The digest of the two bytes {} as sha256sum gives it."""
    assert sha256_of({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
