"""EXP-20 to EXP-22: what was refused, withdrawn or confirmed before."""

from dataclasses import replace
from datetime import date

import pytest

from compliance.law.facts import Facts
from compliance.law.precedents import PrecedentFact
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, found_by, stays_silent
from tests.facts_builders import a_declaration, facts

BEFORE = PrecedentFact(
    "refused", "G49-AAAA2222", date(2026, 9, 1), "2248", "The licence was forged.", ("contract",)
)


def after(**changed: object) -> Facts:
    declaration = a_declaration(declared_on=date(2026, 11, 24))
    return facts(declaration, precedents=(replace(BEFORE, **changed),))  # type: ignore[arg-type]


@fires("EXP-20", Effect.HOLD, office="2248", ground="The licence was forged.", on="2026-09-01")
def test_a_refused_contract_declared_again_is_held() -> Facts:
    return after()


@fires("EXP-20", Effect.HOLD)
def test_a_refused_buyer_ordering_the_same_goods_again_is_held() -> Facts:
    return after(shared=("goods", "party"))


@fires("EXP-20", Effect.FLAG)
def test_a_refused_buyer_with_other_goods_is_a_flag() -> Facts:
    return after(shared=("party",))


@stays_silent("EXP-20")
def test_a_withdrawal_is_no_refusal() -> Facts:
    return after(kind="withdrawn")


@stays_silent("EXP-20")
def test_after_five_years_a_refusal_is_forgotten() -> Facts:
    return after(on=date(2021, 11, 24))


@fires("EXP-20", Effect.HOLD)
def test_a_day_before_the_five_years_are_over_it_is_not() -> Facts:
    return after(on=date(2021, 11, 25))


@fires("EXP-21", Effect.HOLD)
def test_what_was_withdrawn_while_customs_asked_is_held_when_it_comes_back() -> Facts:
    return after(kind="withdrawn")


@stays_silent("EXP-21")
def test_a_refusal_is_no_withdrawal() -> Facts:
    return after()


@fires("EXP-22", Effect.HOLD)
def test_a_party_once_found_to_be_listed_is_held_whatever_it_buys() -> Facts:
    return after(kind="confirmed", shared=("party",))


@stays_silent("EXP-22")
def test_nothing_was_confirmed() -> Facts:
    return after()


@pytest.mark.parametrize(
    ("shared", "box"),
    [(("contract", "party"), "contract_no"), (("goods", "party"), "consignee")],
)
def test_it_stands_beside_the_contract_or_else_the_buyer(shared: tuple[str, ...], box: str) -> None:
    (found,) = found_by("EXP-20", after(shared=shared))
    assert found.field_name == box
