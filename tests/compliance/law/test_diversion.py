"""EUS-31: what the end user's earlier shipments showed becomes findings for officers."""

from decimal import Decimal

import pytest

from compliance.law.diversion import SIGNS, DiversionSign, shipped_points
from compliance.law.facts import Facts
from compliance.law.rule import CATALOGUE, Effect
from compliance.law.rules.diversion import SENTENCES
from tests.compliance.law.registry import fires, found_by, stays_silent
from tests.facts_builders import a_policy, facts

OVER = DiversionSign(
    "over_need", 30, {"received": "900.0", "until": "2026-10-01", "possible": "600.0"}
)
HUB = DiversionSign("transit_hub", 20, {"received": "400.0", "through": "HKG"})
PURER = DiversionSign("purity_mismatch", 50, {"share": "40.0", "use": "solder"})


@fires("EUS-31", Effect.FLAG, score="50")
def test_fifty_points_make_an_officer_look() -> Facts:
    return facts(diversion=(OVER, HUB))


@fires("EUS-31", Effect.HOLD, score="80")
def test_eighty_points_hold_the_goods() -> Facts:
    return facts(diversion=(OVER, PURER))


@stays_silent("EUS-31")
def test_one_sign_with_innocent_reasons_is_no_finding() -> Facts:
    return facts(diversion=(OVER,))


@stays_silent("EUS-31")
def test_an_end_user_without_signs_is_left_alone() -> Facts:
    return facts()


@pytest.mark.parametrize(("watched", "findings"), [("50", 2), ("51", 0)])
def test_the_policy_says_from_how_many_points_on(watched: str, findings: int) -> None:
    limits = {**a_policy().diversion_limits, "watched": Decimal(watched)}
    policy = a_policy(diversion_limits=limits)
    assert len(found_by("EUS-31", facts(policy=policy, diversion=(OVER, HUB)))) == findings


def test_each_sign_is_a_finding_with_its_evidence() -> None:
    first, second = found_by("EUS-31", facts(diversion=(OVER, HUB)))
    assert first.params == {**OVER.evidence, "case": "over_need", "score": "50"}
    assert second.params["through"] == "HKG"
    assert {first.field_name, second.field_name} == {"end_user"}


def test_no_exporter_is_told() -> None:
    assert not CATALOGUE["EUS-31"].disclosed


def test_every_sign_has_a_sentence_and_points() -> None:
    assert set(SIGNS) == set(SENTENCES)
    assert set(SIGNS) < set(shipped_points())
