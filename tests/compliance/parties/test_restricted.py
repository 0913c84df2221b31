"""Restrictions find the companies they mean as the lists do: name, number and declared owner."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from compliance.law.declaration import Declaration
from compliance.law.evaluate import evaluate
from compliance.law.facts import Facts
from compliance.law.policy import Policy, Restriction
from compliance.parties.restricted import restricted_parties
from shipments.rehearsal.judging import rehearse
from tests.facts_builders import a_declaration, a_party, a_policy, a_statement, facts

DAY = date(2026, 10, 1)


def policy_on_company(**company: str) -> Policy:
    row = Restriction("R-1", "BLOCK", DAY, reason_zh="停", reason_en="Stop", **company)
    return a_policy(restrictions=(row,))


def for_buyer(name: str, **party: Any) -> Declaration:
    buyer = a_party(name_en=name, name_zh="", **party)
    statement = a_statement(
        end_user_name_en=name, end_user_name_zh="", importer_name=name, ownership=""
    )
    return a_declaration(parties=(buyer,), statement=statement)


def judged(policy: Policy, declaration: Declaration) -> Facts:
    found = restricted_parties(policy, declaration)
    return facts(declaration, policy=policy, restricted=found)


def effect_of(about: Facts) -> int | None:
    return next((each.effect for each in evaluate(about).findings if each.rule == "DST-05"), None)


LEVER = {"end_user": "Great Lakes Photonics Inc."}


@pytest.mark.parametrize(
    ("name", "effect"),
    [
        ("Great Lakes Photonics Inc.", 3),
        ("GREAT LAKES PHOTONICS INCORPORATED", 3),
        ("Great Lakes Fotonics Inc.", 2),
        ("Great Lake Photonics", 2),
        ("GreatLakes Photonics Inc", 2),
        ("Hanbit Target Materials Co., Ltd.", None),
    ],
)
def test_one_letter_does_not_evade(name: str, effect: int | None) -> None:
    found = effect_of(judged(policy_on_company(**LEVER), for_buyer(name)))
    assert found == effect or (effect == 2 and found == 3)


@pytest.mark.parametrize("number", ["110111-1234567", "110111 1234567", "1101111234567"])
def test_a_registration_number_is_enough_under_any_name(number: str) -> None:
    policy = policy_on_company(registration_no="110111-1234567")
    declaration = for_buyer("A New Name Ltd.", registration_no=number)
    assert effect_of(judged(policy, declaration)) == 3


def test_another_number_is_another_company() -> None:
    policy = policy_on_company(registration_no="110111-9999999")
    assert effect_of(judged(policy, a_declaration())) is None


@pytest.mark.parametrize(
    ("ownership", "effect"),
    [
        ("Great Lakes Photonics Inc. 60%", 3),
        ("Great Lakes Fotonics Inc. 60%", 2),
        ("Great Lakes Photonics Inc. 10%; others 90%", 1),
        ("Family Kim 100%", None),
    ],
)
def test_an_owner_counts_by_its_share(ownership: str, effect: int | None) -> None:
    declaration = a_declaration(statement=a_statement(ownership=ownership))
    assert effect_of(judged(policy_on_company(**LEVER), declaration)) == effect


def test_the_exporter_itself_is_not_meant() -> None:
    declaration = a_declaration()
    policy = policy_on_company(end_user=declaration.exporter.name_zh)
    assert restricted_parties(policy, declaration) == ()


def test_without_a_restriction_on_a_company_nothing_is_searched() -> None:
    country = Restriction("C", "HOLD", DAY, country="KOR", reason_zh="x", reason_en="x")
    policy = a_policy(restrictions=(country,))
    assert restricted_parties(policy, a_declaration()) == ()


def test_a_draft_with_a_new_restriction_is_rehearsed_by_likeness_too() -> None:
    stored = facts(for_buyer("Great Lakes Fotonics Inc."))
    draft = policy_on_company(**LEVER)
    codes = [each.rule for each in rehearse(stored, replace(draft, number=2)).findings]
    assert "DST-05" in codes
