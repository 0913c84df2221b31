"""CLS-09 to CLS-13: unknown compositions, contradicting attributes, hidden materials."""

from decimal import Decimal
from typing import Any

import pytest

from compliance.law.declaration import Component, ControlElement
from compliance.law.facts import Facts
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, found_by, stays_silent
from tests.facts_builders import (
    a_controlled_declaration,
    a_controlled_line,
    a_declaration,
    a_line,
    a_policy,
    an_organoindium_line,
    facts,
)

BARE: dict[str, Any] = {"cas": "", "specification": "", "composition": (), "purity_percent": None}


def line(**changes: Any) -> Facts:
    return facts(a_declaration(lines=(a_line(**{**BARE, **changes}),)))


def solder(*parts: tuple[str, str], **changes: Any) -> Facts:
    composition = tuple(Component(symbol, Decimal(percent)) for symbol, percent in parts)
    named = {"material": "solder", "form": "wire", "name_zh": "焊丝", "name_en": "Solder wire"}
    return line(**{**named, "composition": composition, **changes})


@pytest.mark.parametrize(
    "made",
    [
        solder(),
        solder(("Ag", "3")),
        line(material="other", form="paste", name_zh="焊锡膏", name_en="Paste"),
        line(material="indium_alloy", name_zh="铟合金", name_en="Alloy"),
        line(material="other", name_zh="液态金属", name_en=""),
    ],
)
@fires("CLS-09", Effect.HOLD)
def test_a_mixture_of_unknown_composition_is_held(made: Facts) -> Facts:
    return made


@pytest.mark.parametrize(
    "made",
    [
        facts(),
        solder(("In", "52"), ("Sn", "48")),
        solder(name_en="52In48Sn wire"),
        solder(name_en="Indalloy #1E"),
        solder(name_en="In-48Sn"),
        solder(specification="铟52%、锡48%"),
        solder(name_zh="焊丝（锡42%、铟余量）"),
    ],
)
@stays_silent("CLS-09")
def test_one_statement_of_the_composition_is_enough(made: Facts) -> Facts:
    return made


def test_how_much_has_to_be_known_is_policy() -> None:
    policy = a_policy(known_composition_percent=Decimal(50))
    made = solder(("In", "52"))
    assert found_by("CLS-09", made)
    assert not found_by("CLS-09", facts(made.declaration, policy=policy))


@pytest.mark.parametrize("code", ["QQ77", "ZZ01", "ZZ09", "ZZ03"])
@fires("CLS-10", Effect.FLAG, codes="4")
def test_an_attribute_that_says_otherwise_than_licensed_metal_is_flagged(code: str) -> Facts:
    return facts(a_declaration(lines=(a_line(control_explain_code=code),)))


@pytest.mark.parametrize("code", ["ZZ02", "ZZ09", "XXXX"])
@fires("CLS-10", Effect.FLAG, codes="3C004.a")
def test_an_attribute_that_denies_control_is_flagged(code: str) -> Facts:
    return facts(a_controlled_declaration(lines=(a_controlled_line(control_explain_code=code),)))


@fires("CLS-10")
def test_an_element_that_names_another_control_code_is_flagged() -> Facts:
    elements = (ControlElement("ZZ01", "1", "3C004.b"),)
    return facts(a_controlled_declaration(lines=(a_controlled_line(control_elements=elements),)))


@pytest.mark.parametrize(
    "made",
    [
        facts(),
        facts(a_controlled_declaration()),
        facts(a_declaration(lines=(a_line(control_explain_code=""),))),
        facts(a_declaration(lines=(an_organoindium_line(control_explain_code="ZZ04"),))),
    ],
)
@stays_silent("CLS-10")
def test_a_fitting_or_missing_attribute_is_not_this_rules_affair(made: Facts) -> Facts:
    return made


HIDDEN = {"material": "other", "form": "other", "hs_code": "3818009090", "name_en": ""}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ({"name_zh": "磷化姻晶片"}, "3C004.a"),
        ({"name_zh": "鳞化铟"}, "3C004.a"),
        ({"name_zh": "三已基铟"}, "3C004.c"),
        ({"name_zh": "MO源"}, "3C004.b"),
        ({"name_zh": "有机铟"}, "3C004.b"),
        ({"name_zh": "TEI"}, "3C004.c"),
        ({"name_zh": "梯化铟"}, "3C003.f"),
        ({"name_zh": "晶片", "name_en": "indium phosfide"}, "3C004.a"),
        ({"name_zh": "晶片", "name_en": "trimethyl-indum"}, "3C004.b"),
        ({"name_zh": "材料 22398-80-1"}, "3C004.a"),
        ({"name_zh": "材料", "specification": "CAS: 3385 78 9"}, "3C004.b"),
    ],
)
def test_almost_the_name_of_a_controlled_material_is_held(text: dict[str, str], code: str) -> None:
    fires("CLS-11", Effect.HOLD, codes=code)(lambda: line(**{**HIDDEN, **text}))()


@pytest.mark.parametrize(
    "name",
    ["磷化镓", "磷化处理剂", "Indium phosphate", "trimethylgallium", "氧化铟", "订单 22398-80"],
)
@stays_silent("CLS-11")
def test_other_substances_are_themselves(name: str) -> Facts:
    return line(**{**HIDDEN, "name_zh": name, "name_en": name})


@stays_silent("CLS-11")
def test_a_name_written_right_is_no_slip() -> Facts:
    return facts(a_controlled_declaration())


DEVICE = {"material": "other", "form": "other", "name_zh": "光电二极管"}


@pytest.mark.parametrize(
    ("name", "hs_code"),
    [("Packaged InGaAs photodiode", "8541490000"), ("InP laser diode, TO can", "8541410000")],
)
def test_a_packaged_device_is_a_question(name: str, hs_code: str) -> None:
    made = line(**DEVICE, name_en=name, hs_code=hs_code)
    assert [each.effect for each in found_by("CLS-12", made)] == [Effect.FLAG]
    assert not found_by("LIC-01", made)


@pytest.mark.parametrize(
    ("changes", "blocks"),
    [
        ({"name_en": "InP wafers for photodiodes", "hs_code": "8541490000"}, True),
        ({"name_en": "InP", "hs_code": "8541490000", "cas": "22398-80-7"}, True),
        ({"name_en": "InGaAs photodiode", "hs_code": "3818009090"}, True),
        ({"name_en": "silicon photodiode", "hs_code": "8541490000"}, False),
    ],
)
def test_a_wafer_under_a_devices_heading_is_the_material(
    changes: dict[str, str], blocks: bool
) -> None:
    made = line(**{**DEVICE, **changes}, licence_no="", licence_kind="")
    assert bool(found_by("LIC-01", made)) is blocks


@fires("CLS-12")
def test_the_question_is_asked_of_devices() -> Facts:
    return line(**DEVICE, name_en="InSb detector", hs_code="8541490000")


@stays_silent("CLS-12")
def test_the_question_is_asked_of_nothing_else() -> Facts:
    return facts(a_controlled_declaration())


@pytest.mark.parametrize(
    ("changes", "field_name"),
    [
        ({"specification": "材质：InP"}, "specification"),
        ({"name_zh": "晶片 22398-80-7"}, "cas"),
        ({"name_zh": "磷化銦基板"}, "name_zh"),
        ({"name_en": "phosphanylidyneindium"}, "name_en"),
        ({"composition": (Component("InP", Decimal(100)),)}, "composition"),
        ({"dangerous_name": "三甲基铟"}, "dangerous_name"),
    ],
)
def test_a_hidden_material_is_held_with_its_evidence(
    changes: dict[str, Any], field_name: str
) -> None:
    made = line(**{**HIDDEN, "name_zh": "材料", **changes})
    found = found_by("CLS-13", made)
    assert [(each.effect, each.field_name) for each in found] == [(Effect.HOLD, field_name)]
    assert found[0].params["text"]
    assert not found[0].disclosed


@fires("CLS-13", Effect.HOLD, codes="3C004.a")
def test_metal_that_shows_phosphide_is_held() -> Facts:
    return line(name_zh="铟锭", name_en="InP")


@pytest.mark.parametrize(
    "made",
    [
        facts(),
        facts(a_controlled_declaration()),
        line(name_zh="铟锭（用于磷化铟生长）"),
        line(**{**HIDDEN, "name_zh": "不含磷化铟的材料"}),
        line(**{**HIDDEN, "name_zh": "材料", "name_en": "InP-free"}),
        line(material="ingaas", name_zh="铟镓砷外延片（磷化铟衬底）", hs_code="3818009020"),
    ],
)
@stays_silent("CLS-13")
def test_what_is_declared_by_its_name_or_denied_is_not_hidden(made: Facts) -> Facts:
    return made
