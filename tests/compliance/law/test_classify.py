"""What a goods line is in law, and the words a declaration needs for it."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from compliance.codes.tables import CUSTOMS_REGIMES
from compliance.law.classify import Classification, classify, licence_document
from compliance.law.declaration import Component
from compliance.law.elements import remark_wording
from tests.facts_builders import (
    TODAY,
    a_controlled_line,
    a_line,
    a_policy,
    an_organoindium_line,
)

BARE = {
    "material": "other",
    "cas": "",
    "hs_code": "3824999990",
    "name_zh": "化工品",
    "name_en": "Chemical",
    "specification": "",
    "composition": (),
}


def classified(on: date = TODAY, regime: str = "0110", **line: object) -> Classification:
    return classify(a_line(**line), on, a_policy(), regime)


def antimonide(**line: object) -> Classification:
    shown = {"material": "insb", "cas": "1312-41-0", "hs_code": "2853909031", **line}
    return classified(**{**BARE, **shown})


@pytest.mark.parametrize(
    "shown",
    [
        {"cas": "22398-80-7"},
        {"material": "inp"},
        {"hs_code": "2853904051"},
        {"name_zh": "磷化铟衬底"},
        {"name_en": "InP wafer"},
        {"name_en": "Indium Phosphide powder"},
        {"specification": "0|0|磷化铟99.9999%|块"},
        {"composition": (Component("InP", Decimal(100)),)},
    ],
    ids=lambda shown: next(iter(shown)),
)
def test_one_mark_is_enough_to_recognise_indium_phosphide(shown: dict[str, object]) -> None:
    found = classified(**{**BARE, **shown})
    assert found.control_codes == ("3C004.a",)
    assert found.document_code == "3"


@pytest.mark.parametrize(
    "names",
    [
        {"name_zh": "高纯铟（用于磷化铟晶体生长）"},
        {"name_zh": "磷化铟生长用高纯铟"},
        {"name_en": "Indium shot for InP crystal growth"},
        {"specification": "0|0|粒|铟99.9999%|磷化铟晶体生长"},
    ],
    ids=lambda names: next(iter(names.values())),
)
def test_metal_for_making_indium_phosphide_is_still_metal(names: dict[str, object]) -> None:
    found = classified(**names)
    assert not found.is_controlled
    assert found.document_code == "4"


@pytest.mark.parametrize(
    ("code", "since", "line"),
    [
        ("3C004.a", date(2025, 2, 4), {"material": "inp"}),
        ("3C004.b", date(2025, 2, 4), {"material": "tmin"}),
        ("3C004.c", date(2025, 2, 4), {"material": "tein"}),
        ("3E004", date(2025, 2, 4), {"material": "technology"}),
        ("3C003.f", date(2024, 9, 15), {"material": "insb", "purity_percent": None}),
        ("3C001.f", date(2023, 8, 1), {"material": "ingaas"}),
    ],
)
def test_each_entry_counts_from_its_day(code: str, since: date, line: dict[str, object]) -> None:
    before = date.fromordinal(since.toordinal() - 1)
    assert classified(since, **{**BARE, **line}).control_codes == (code,)
    assert classified(before, **{**BARE, **line}).control_codes == ()


def test_methyl_and_ethyl_are_told_apart_by_name_not_by_their_common_code() -> None:
    methyl = classify(an_organoindium_line(), TODAY, a_policy())
    ethyl = classified(**{**BARE, "hs_code": "2931900032", "name_zh": "三乙基铟"})
    assert methyl.control_codes == ("3C004.b",)
    assert ethyl.control_codes == ("3C004.c",)


@pytest.mark.parametrize(
    ("line", "is_controlled"),
    [
        ({"form": "polycrystal", "purity_percent": Decimal("99.999991")}, True),
        ({"form": "polycrystal", "purity_percent": Decimal("99.99999")}, False),
        ({"form": "polycrystal", "purity_percent": None}, True),
        ({"form": "crystal", "specification": "位错密度<49/cm²"}, True),
        ({"form": "crystal", "specification": "位错密度 50/cm²"}, False),
        ({"form": "crystal", "specification": "EPD 500/cm2"}, False),
        ({"form": "crystal", "purity_percent": Decimal("99.9")}, True),
        ({"form": "wafer", "name_en": "single crystal InSb wafer", "name_zh": ""}, True),
    ],
)
def test_antimonide_is_controlled_by_its_parameters(
    line: dict[str, object], is_controlled: bool
) -> None:
    found = antimonide(**line)
    assert found.is_controlled is is_controlled


def test_below_the_parameters_the_reason_says_so() -> None:
    found = antimonide(form="polycrystal", purity_percent=Decimal("99.99"))
    assert any("below the parameters" in reason.en for reason in found.reasons)
    assert any("未达到" in reason.zh for reason in found.reasons)


def test_a_doped_layer_system_may_fall_under_two_entries() -> None:
    found = classified(**{**BARE, "name_en": "InGaAs on InP epitaxial wafer"})
    assert found.control_codes == ("3C004.a", "3C001.f")


@pytest.mark.parametrize(
    ("regime", "document"), [("0110", "4"), ("3010", "4"), ("0214", "x"), ("4019", "y")]
)
def test_the_regime_chooses_the_document_for_metal(regime: str, document: str) -> None:
    assert classified(regime=regime).document_code == document


# 来料加工 to 区内进料加工: what is worked on and leaves again, its scrap and what is exchanged.
PROCESSING = {
    *("0214", "0255", "0265", "0300", "0615", "0654", "0664", "0700"),
    *("0715", "0864", "0865", "4400", "4600", "5014", "5015"),
}


def test_processing_trade_takes_x_border_trade_y_and_every_other_regime_4() -> None:
    documents = {row.code: licence_document(row.code) for row in CUSTOMS_REGIMES}
    assert {regime for regime, document in documents.items() if document == "x"} == PROCESSING
    assert {regime for regime, document in documents.items() if document == "y"} == {"4019"}
    assert set(documents.values()) == {"4", "x", "y"}


@pytest.mark.parametrize("material", ["indium", "indium_scrap"])
def test_metal_and_scrap_are_licensed_under_whatever_heading(material: str) -> None:
    assert classified(**{**BARE, "material": material}).document_code == "4"


@pytest.mark.parametrize(
    ("shown", "codes", "devices"),
    [
        ({"name_en": "Laser diode, InP"}, (), ("3C004.a",)),
        ({"name_en": "Laser diode", "material": "inp"}, ("3C004.a",), ()),
        ({"name_en": "Laser diode", "cas": "22398-80-7"}, ("3C004.a",), ()),
        ({"name_en": "Laser diode"}, (), ()),
    ],
    ids=["named", "chosen", "numbered", "neither"],
)
def test_a_packaged_device_only_holds_what_is_named_and_is_what_is_chosen(
    shown: dict[str, str], codes: tuple[str, ...], devices: tuple[str, ...]
) -> None:
    found = classified(**{**BARE, "hs_code": "8541410000", **shown})
    assert (found.control_codes, found.devices) == (codes, devices)


def test_a_code_that_serves_several_entries_stands_for_the_first() -> None:
    assert classified(**{**BARE, "hs_code": "2931900032"}).control_codes == ("3C004.b",)


@pytest.mark.parametrize("material", ["indium_oxide", "ito", "inas", "inn", "indium_trichloride"])
def test_other_compounds_need_no_licence_but_a_statement(material: str) -> None:
    found = classified(**{**BARE, "material": material})
    assert found.document_code == ""
    assert not found.is_controlled


def test_an_alloy_mostly_of_gallium_is_gallium() -> None:
    parts = (
        Component("Ga", Decimal("68.5")),
        Component("In", Decimal("21.5")),
        Component("Sn", Decimal(10)),
    )
    found = classified(**{**BARE, "material": "indium_alloy", "composition": parts})
    assert found.control_codes == ("3C001.a",)
    assert found.document_code == "3"
    assert found.elements == {"Ga"}


def alloy_of_bismuth(on: date) -> Classification:
    parts = (Component("Bi", Decimal(50)), Component("In", Decimal(50)))
    return classified(on, **{**BARE, "material": "indium_alloy", "composition": parts})


def test_what_is_mostly_bismuth_is_bismuth_from_the_day_of_its_control() -> None:
    assert alloy_of_bismuth(date(2025, 2, 4)).control_codes == ("6C001.a",)
    assert alloy_of_bismuth(date(2025, 2, 3)).control_codes == ()


def test_the_reasons_tell_of_what_the_goods_mostly_are_and_what_else_they_hold() -> None:
    mostly = alloy_of_bismuth(TODAY)
    trapped = classified(**{**BARE, "composition": (Component("Ga2O3", Decimal(10)),)})
    assert any("50% or more" in reason.en and "达到 50%" in reason.zh for reason in mostly.reasons)
    assert any("gallium" in reason.en and "镓" in reason.zh for reason in trapped.reasons)


def test_a_compound_of_bismuth_is_not_the_metal() -> None:
    found = classified(**{**BARE, "composition": (Component("Bi2O3", Decimal(100)),)})
    assert found.control_codes == ()
    assert [trap.symbol for trap in found.traps] == ["Bi"]


def test_an_element_of_which_the_policy_names_no_trace_is_not_looked_for() -> None:
    line = a_line(**{**BARE, "composition": (Component("Ga2O3", Decimal(50)),)})
    assert classify(line, TODAY, a_policy(trace_percent={})).traps == ()


def test_an_oxide_counts_for_its_element() -> None:
    parts = (Component("In2O3", Decimal(90)), Component("Ga2O3", Decimal(10)))
    assert [trap.symbol for trap in classified(**{**BARE, "composition": parts}).traps] == ["Ga"]


def test_a_controlled_compound_is_no_trap_for_its_own_element() -> None:
    found = antimonide(composition=(Component("InSb", Decimal(100)),), purity_percent=None)
    assert found.traps == ()
    assert found.elements == {"Sb"}


@pytest.mark.parametrize("line", [a_line(), a_controlled_line(), an_organoindium_line()])
def test_every_classification_gives_its_reasons_in_both_languages(line) -> None:
    reasons = classify(line, TODAY, a_policy()).reasons
    assert reasons
    assert all(reason.zh and reason.en for reason in reasons)


def test_the_remark_speaks_of_every_line_once() -> None:
    lines = (a_line(), a_line(number=2), a_controlled_line(), an_organoindium_line())
    assert (
        remark_wording(lines, TODAY, a_policy())
        == "属于两用物项，3C004.a，3C004.b；不属于管制物项，铟锭，In≥99.995%，锭"
    )


def test_an_alloy_is_described_by_its_composition() -> None:
    parts = (Component("In", Decimal("52")), Component("Sn", Decimal("48.0")))
    line = a_line(name_zh="铟锡合金", purity_percent=None, composition=parts, form="wire")
    expected = "不属于管制物项，铟锡合金，In52%、Sn48%，丝"
    assert remark_wording([line], TODAY, a_policy()) == expected


def test_nobody_is_advised_to_deny_control_of_bismuth() -> None:
    parts = (Component("In", Decimal(51)), Component("Bi", Decimal(49)))
    assert remark_wording([a_line(composition=parts)], TODAY, a_policy()) == ""


def test_goods_half_of_bismuth_are_stated_to_be_controlled() -> None:
    parts = (Component("In", Decimal(50)), Component("Bi", Decimal(50)))
    line = a_line(composition=parts, specification="", name_zh="铟铋合金")
    assert remark_wording([line], TODAY, a_policy()) == "属于两用物项，6C001.a"


def test_without_lines_there_is_nothing_to_say() -> None:
    assert remark_wording([], TODAY, a_policy()) == ""


@pytest.mark.parametrize(
    ("language", "licence", "words"),
    [
        ("en", "Dual-use items export licence", "only on a dual-use licence"),
        ("zh-hans", "两用物项和技术出口许可证", "须凭两用物项出口许可证"),
        (None, "两用物项和技术出口许可证", "须凭两用物项出口许可证"),
    ],
)
def test_licence_and_reasons_speak_the_readers_language(
    language: str | None, licence: str, words: str
) -> None:
    found = classify(a_controlled_line(), TODAY, a_policy())
    with translation.override(language):
        assert found.licence_name == licence
        assert words in str(found.reasons[-1])


def test_the_reason_for_an_ordinary_licence_is_the_catalogue() -> None:
    assert "export-licence catalogue (document code 4)" in classified().reasons[-1].en


@pytest.mark.parametrize(("on", "document"), [(date(2007, 6, 14), ""), (date(2007, 6, 15), "4")])
def test_indium_is_licensed_since_2007(on: date, document: str) -> None:
    assert classified(on).document_code == document
