"""EXP-20 to EXP-22: what customs refused, let go while it asked, or found before."""

from datetime import date

import pytest

from compliance.law.facts import Facts
from compliance.law.precedents import PrecedentFact
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, stays_silent
from tests.facts_builders import facts


def remembered(kind: str, *shared: str, on: date = date(2026, 9, 1)) -> Facts:
    fact = PrecedentFact(kind, "G49-PAST0001", on, "2248", "no licence", shared)
    return facts(precedents=(fact,))


@fires("EXP-20", Effect.HOLD, reference="G49-PAST0001")
def test_the_same_contract_refused_before_holds() -> Facts:
    return remembered("refused", "contract")


@fires("EXP-20", Effect.FLAG)
def test_only_the_same_party_refused_before_is_flagged() -> Facts:
    return remembered("refused", "party")


@pytest.mark.parametrize("about", [remembered("withdrawn", "contract"), facts()])
@stays_silent("EXP-20")
def test_a_withdrawal_is_no_refusal(about: Facts) -> Facts:
    return about


@fires("EXP-21", Effect.HOLD)
def test_the_same_goods_withdrawn_while_customs_asked_hold() -> Facts:
    return remembered("withdrawn", "goods")


@stays_silent("EXP-21")
def test_a_refusal_is_no_withdrawal() -> Facts:
    return remembered("refused", "goods")


@fires("EXP-22", Effect.HOLD)
def test_a_party_found_listed_before_holds() -> Facts:
    return remembered("confirmed", "party")


@stays_silent("EXP-22")
def test_it_is_remembered_as_long_as_a_penalty() -> Facts:
    return remembered("confirmed", "party", on=date(2021, 10, 20))
