"""LIC-01 to LIC-04: the right licence is cited."""

from datetime import date

import pytest

from compliance.law.facts import Facts
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, found_by, stays_silent
from tests.facts_builders import (
    a_controlled_declaration,
    a_controlled_line,
    a_declaration,
    a_line,
    a_mixed_declaration,
    an_organoindium_line,
    attachments,
    facts,
)

INP_CONTROLLED = date(2025, 2, 4)


def controlled(on: date = date(2026, 10, 20), **line: object) -> Facts:
    line = a_controlled_line(**line)
    return facts(a_controlled_declaration(lines=(line,), declared_on=on))


def metal(regime: str = "0110", **line: object) -> Facts:
    return facts(a_declaration(customs_regime=regime, lines=(a_line(**line),)))


@fires("LIC-01", Effect.BLOCK, codes="3C004.a", line="2")
def test_indium_phosphide_without_a_licence_blocks() -> Facts:
    return controlled(licence_no="")


@pytest.mark.parametrize("kind", ["4", ""])
@fires("LIC-01")
def test_an_ordinary_licence_is_not_enough_for_controlled_goods(kind: str) -> Facts:
    return controlled(licence_kind=kind)


@fires("LIC-01")
def test_a_licence_number_of_blanks_is_none() -> Facts:
    return controlled(licence_no="   ")


@fires("LIC-01")
def test_the_licence_is_needed_from_the_day_of_control() -> Facts:
    return controlled(on=INP_CONTROLLED, licence_no="")


@stays_silent("LIC-01")
def test_before_that_day_no_dual_use_licence_was_needed() -> Facts:
    return controlled(on=date(2025, 2, 3), licence_no="")


@stays_silent("LIC-01")
def test_a_dual_use_licence_will_do() -> Facts:
    return controlled(licence_kind="3")


@fires("LIC-01", Effect.HOLD, case="precursors")
def test_document_g_is_for_precursors() -> Facts:
    return controlled(licence_kind="G")


@stays_silent("LIC-01")
def test_indium_metal_needs_no_dual_use_licence() -> Facts:
    return metal(licence_no="")


@pytest.mark.parametrize("hs_code", ["8112923010", "8112923090", "8112993000"])
@fires("LIC-02", Effect.BLOCK, document="4")
def test_indium_metal_without_a_licence_blocks(hs_code: str) -> Facts:
    return metal(hs_code=hs_code, material="other", licence_no="")


@fires("LIC-02")
def test_a_wrong_hs_code_does_not_free_the_metal() -> Facts:
    return metal(hs_code="3824999990", licence_no="")


@stays_silent("LIC-02")
def test_a_licensed_line_is_fine() -> Facts:
    return metal()


@stays_silent("LIC-02")
def test_indium_oxide_needs_no_licence() -> Facts:
    return metal(hs_code="2825909090", material="indium_oxide", cas="1312-43-2", licence_no="")


@pytest.mark.parametrize("regime", ["1300", "2700"])
@fires("LIC-01", Effect.BLOCK, case="registration")
def test_where_a_voucher_would_do_the_exporter_is_told_of_it(regime: str) -> Facts:
    line = a_controlled_line(licence_no="")
    return facts(a_controlled_declaration(lines=(line,), customs_regime=regime))


def test_a_sale_is_not_told_of_vouchers() -> None:
    assert [each.params.get("case") for each in found_by("LIC-01", controlled(licence_no=""))] == [
        None
    ]


@pytest.mark.parametrize(
    ("regime", "kind", "declared"),
    [("0110", "x", "x"), ("0615", "4", "4"), ("0110", "3", "3"), ("0110", "", "-")],
)
def test_the_kind_of_licence_has_to_fit_the_regime(regime: str, kind: str, declared: str) -> None:
    document = "x" if regime == "0615" else "4"
    told = {"declared": declared, "regime": regime, "document": document}
    fires("LIC-03", Effect.BLOCK, **told)(lambda: metal(regime, licence_kind=kind))()


@fires("LIC-03", Effect.HOLD)
def test_border_trade_needs_no_licence_so_its_kind_is_for_two_officers() -> Facts:
    return metal("4019", licence_kind="4")


@pytest.mark.parametrize(("regime", "kind"), [("0110", "4"), ("0615", "x"), ("4019", "y")])
@stays_silent("LIC-03")
def test_four_x_and_y_each_have_their_regime(regime: str, kind: str) -> Facts:
    return metal(regime, licence_kind=kind)


@fires("LIC-04", Effect.FLAG)
def test_a_licence_without_its_scan_is_flagged() -> Facts:
    return facts(a_declaration(attachments=attachments("contract")))


@stays_silent("LIC-04")
def test_an_attached_scan_satisfies() -> Facts:
    return facts()


@fires("LIC-01", codes="3C004.b")
def test_trimethylindium_needs_its_own_licence() -> Facts:
    line = an_organoindium_line(licence_no="")
    return facts(a_mixed_declaration(lines=(a_line(), a_controlled_line(), line)))


RETURNED = "4500"  # directly returned goods: customs may ask for no licence


def returned(line: object) -> Facts:
    return facts(a_declaration(customs_regime=RETURNED, lines=(line,)), licences=())


@pytest.mark.parametrize(
    "line",
    [
        a_line(licence_no="", licence_kind=""),
        a_controlled_line(licence_no="", licence_kind=""),
        a_controlled_line(licence_kind="4"),
        a_controlled_line(licence_no=" ", licence_kind="3"),
    ],
    ids=["metal", "wafers", "wafers on an ordinary licence", "a number of blanks"],
)
@fires("LIC-22", Effect.HOLD)
def test_what_a_regime_may_free_is_for_two_officers_while_no_fitting_licence_is_cited(
    line: object,
) -> Facts:
    return returned(line)


@pytest.mark.parametrize(
    "line",
    [
        a_line(),
        a_controlled_line(licence_kind="3"),
        a_line(hs_code="2825909090", material="indium_oxide", cas="1312-43-2", licence_no=""),
    ],
    ids=["metal on its licence", "wafers on theirs", "oxide, which needs none"],
)
@stays_silent("LIC-22")
def test_with_its_licence_or_without_need_of_one_no_regime_has_to_free_anything(
    line: object,
) -> Facts:
    return returned(line)
