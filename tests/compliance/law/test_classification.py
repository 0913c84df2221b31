"""CLS: remarks, control attribute, HS codes, other elements, technology and samples."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from compliance.law.declaration import Component, ControlElement
from compliance.law.facts import Facts
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, stays_silent
from tests.facts_builders import (
    a_controlled_declaration,
    a_controlled_line,
    a_declaration,
    a_line,
    a_mixed_declaration,
    a_policy,
    facts,
)


def controlled(remarks: str = "属于两用物项，3C004.a", **line: object) -> Facts:
    line = a_controlled_line(**line)
    return facts(a_controlled_declaration(lines=(line,), remarks=remarks))


def metal(on: date = date(2026, 10, 20), **line: object) -> Facts:
    return facts(a_declaration(lines=(a_line(**line),), declared_on=on))


def remarked(remarks: str, on: date = date(2026, 10, 20)) -> Facts:
    return facts(a_declaration(remarks=remarks, declared_on=on))


def alloy(percent: str, symbol: str = "Bi", on: date = date(2026, 10, 20), **line: object) -> Facts:
    share = Decimal(percent)
    parts = (Component("In", 100 - share), Component(symbol, share))
    return metal(on, material="indium_alloy", name_zh="铟合金锭", composition=parts, **line)


@pytest.mark.parametrize("remarks", ["", "样品", "按合同发货"])
@fires("CLS-01", Effect.BLOCK)
def test_controlled_goods_without_a_statement_block(remarks: str) -> Facts:
    return controlled(remarks)


@pytest.mark.parametrize("remarks", ["属于两用物项", "属于两用物项，3C004.b", "不属于管制物项，5"])
@fires("CLS-01", Effect.FLAG)
def test_a_statement_that_does_not_fit_is_flagged(remarks: str) -> Facts:
    return controlled(remarks)


def arsenide(on: date) -> Facts:
    """InGaAs, controlled since 2023, without any remark."""
    line = a_controlled_line(
        material="ingaas", cas="", name_zh="铟镓砷", name_en="InGaAs", hs_code="3818009005"
    )
    line = replace(line, composition=(), specification="")
    return facts(a_controlled_declaration(lines=(line,), remarks="", declared_on=on))


@fires("CLS-01", Effect.BLOCK, codes="3C001.f")
def test_the_remark_is_asked_for_from_the_day_of_the_announcement() -> Facts:
    return arsenide(date(2025, 2, 4))


@stays_silent("CLS-01")
def test_no_remark_was_asked_for_before_the_announcement() -> Facts:
    return arsenide(date(2025, 2, 3))


@stays_silent("CLS-01")
def test_phrase_and_code_satisfy() -> Facts:
    return controlled()


@stays_silent("CLS-01")
def test_one_remark_may_speak_of_controlled_and_other_goods() -> Facts:
    return facts(a_mixed_declaration())


@fires("CLS-02", Effect.FLAG)
def test_goods_that_are_merely_not_controlled_without_a_statement_are_flagged() -> Facts:
    return remarked("")


@fires("CLS-02", Effect.BLOCK)
def test_near_parameter_goods_without_a_statement_block() -> Facts:
    line = a_line(
        material="insb",
        name_zh="锑化铟多晶",
        name_en="Indium antimonide polycrystal",
        cas="1312-41-0",
        form="polycrystal",
        purity_percent=Decimal("99.9999"),
        composition=(),
    )
    return facts(a_declaration(lines=(line,), remarks=""))


@pytest.mark.parametrize(
    "remarks", ["不属于管制物项", "不属于管制物项，铟锭", "属于两用物项，3C004.a"]
)
@fires("CLS-02", Effect.FLAG)
def test_a_statement_without_parameters_is_flagged(remarks: str) -> Facts:
    return remarked(remarks)


@fires("CLS-02", Effect.FLAG)
def test_the_statement_is_asked_for_from_2025_04_04() -> Facts:
    return remarked("", on=date(2025, 4, 4))


@stays_silent("CLS-02")
def test_before_that_it_was_not() -> Facts:
    return remarked("", on=date(2025, 4, 3))


@stays_silent("CLS-02")
def test_phrase_and_parameters_satisfy() -> Facts:
    return remarked("不属于管制物项，铟锭，In≥99.995%，未锻轧")


@pytest.mark.parametrize(
    "line",
    [
        {"control_explain_code": ""},
        {"control_elements": ()},
        {"control_elements": (ControlElement("ZZ02", "1", " "),)},
    ],
)
@fires("CLS-03", Effect.BLOCK)
def test_a_missing_control_attribute_blocks(line: dict[str, object]) -> Facts:
    return metal(**line)


@fires("CLS-03")
def test_the_attribute_is_asked_for_from_the_day_the_policy_gives() -> Facts:
    return metal(on=date(2026, 5, 1), control_explain_code="")


@stays_silent("CLS-03")
def test_before_that_day_it_is_not() -> Facts:
    return metal(on=date(2026, 4, 30), control_explain_code="")


@stays_silent("CLS-03")
def test_code_and_element_satisfy() -> Facts:
    return metal()


@pytest.mark.parametrize("declared", ["", "3C004.b"])
@fires("CLS-04", Effect.FLAG, codes="3C004.a")
def test_a_control_code_that_does_not_fit_is_flagged(declared: str) -> Facts:
    return controlled(control_code=declared)


@fires("CLS-04", codes="-")
def test_a_control_code_on_uncontrolled_goods_is_flagged() -> Facts:
    return metal(control_code="3C004.a")


@stays_silent("CLS-04")
def test_the_fitting_control_code_is_fine() -> Facts:
    return controlled()


@fires("CLS-05", Effect.HOLD)
def test_a_wrong_hs_code_for_licensed_goods_holds() -> Facts:
    return metal(hs_code="8112993000")


@fires("CLS-05", Effect.FLAG)
def test_a_wrong_hs_code_for_free_goods_is_flagged() -> Facts:
    return metal(hs_code="2827399000", material="indium_oxide", cas="1312-43-2", form="powder")


@stays_silent("CLS-05")
def test_the_fitting_hs_code_is_fine() -> Facts:
    return metal()


@fires("CLS-06", Effect.HOLD, percent="0.11", name_en="bismuth")
def test_bismuth_above_trace_holds() -> Facts:
    return alloy("0.11")


@stays_silent("CLS-06")
def test_a_trace_of_bismuth_is_fine() -> Facts:
    return alloy("0.1")


@pytest.mark.parametrize(
    ("symbol", "since"),
    [
        ("Ga", date(2023, 8, 1)),
        ("Ge", date(2023, 8, 1)),
        ("Sb", date(2024, 9, 15)),
        ("Bi", date(2025, 2, 4)),
        ("Te", date(2025, 2, 4)),
        ("W", date(2025, 2, 4)),
    ],
)
def test_each_element_counts_from_its_announcement(symbol: str, since: date) -> None:
    before = date.fromordinal(since.toordinal() - 1)
    fires("CLS-06")(lambda: alloy("5", symbol, since))()
    stays_silent("CLS-06")(lambda: alloy("5", symbol, before))()


@fires("CLS-06", percent="?")
def test_bismuth_in_the_name_without_a_share_holds() -> Facts:
    return metal(material="indium_alloy", name_zh="铟铋锡合金", composition=())


@stays_silent("CLS-06")
def test_a_dual_use_licence_settles_it() -> Facts:
    return alloy("5", licence_kind="3", licence_no="26DU43000123")


@stays_silent("CLS-06")
def test_tin_is_not_a_controlled_element() -> Facts:
    return alloy("50", "Sn")


@pytest.mark.parametrize(
    "line",
    [
        {"name_zh": "磷化铟晶体生长工艺参数"},
        {"name_en": "Process specification for InP"},
        {"material": "technology", "form": "data"},
    ],
)
@fires("CLS-07", Effect.HOLD)
def test_technology_is_held(line: dict[str, object]) -> Facts:
    return metal(**line)


@fires("CLS-07", word="铟锭")
def test_goods_declared_as_data_are_named_as_they_are_declared() -> Facts:
    return metal(material="technology", name_zh="铟锭", name_en="")


@fires("CLS-07", word="Growth data")
def test_the_english_name_will_do() -> Facts:
    return metal(form="data", name_zh="", name_en="Growth data")


@stays_silent("CLS-07")
def test_before_2025_02_04_this_technology_was_free() -> Facts:
    return metal(date(2025, 2, 3), material="technology", form="data")


@stays_silent("CLS-07")
def test_goods_are_no_technology() -> Facts:
    return metal()


def sampled(regime: str, **policy: object) -> Facts:
    declaration = a_controlled_declaration(customs_regime=regime)
    return facts(declaration, policy=a_policy(**policy))


@fires("CLS-08", Effect.HOLD)
def test_a_controlled_sample_is_held() -> Facts:
    return sampled("3010")


@fires("CLS-08")
def test_the_policy_says_what_a_sample_is() -> Facts:
    return sampled("2700", sample_regimes=("3010", "2700"))


@stays_silent("CLS-08")
def test_general_trade_is_no_sample() -> Facts:
    return sampled("0110")


@stays_silent("CLS-02")
def test_goods_licensed_for_another_element_need_not_deny_control() -> Facts:
    licensed = alloy("32", licence_kind="3", licence_no="26DU43000777")
    return facts(replace(licensed.declaration, remarks="属于两用物项，6C001.a"))


@fires("CLS-02", Effect.BLOCK)
def test_without_that_licence_they_say_what_they_are() -> Facts:
    return facts(replace(alloy("32").declaration, remarks=""))
