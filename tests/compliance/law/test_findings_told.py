"""Where a finding stands, what it tells, and which single word of the law brings it about."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from compliance.law.declaration import Component, GoodsLine
from compliance.law.facts import Facts
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, found_by
from tests.facts_builders import (
    a_controlled_line,
    a_declaration,
    a_hit,
    a_line,
    a_mixed_declaration,
    a_party,
    a_statement,
    an_end_user,
    facts,
)

AFTER_THE_SUSPENSION = date(2027, 1, 11)
ANTIMONIDE = a_line(
    material="insb",
    name_zh="锑化铟多晶",
    name_en="Indium antimonide polycrystal",
    cas="1312-41-0",
    form="polycrystal",
    purity_percent=Decimal("99.9999"),
    composition=(),
)
"""Not controlled, with parameters near to those of a controlled one."""


def of(*lines: GoodsLine, **header: Any) -> Facts:
    return facts(a_declaration(lines=lines, **header))


def with_bismuth(**line: Any) -> GoodsLine:
    return a_line(
        material="indium_alloy",
        name_zh="铟合金锭",
        composition=(Component("In", Decimal(68)), Component("Bi", Decimal(32))),
        **line,
    )


@pytest.mark.parametrize("code", ["CLS-01", "CLS-02"])
def test_what_the_remarks_lack_is_told_beside_the_remarks_and_of_its_line(code: str) -> None:
    remarks = facts(replace(a_mixed_declaration(), remarks=""))
    found = found_by(code, remarks)
    lines = {"CLS-01": {2, 3}, "CLS-02": {1}}[code]
    assert {each.line for each in found} == lines
    assert {each.params["line"] for each in found} == set(map(str, lines))
    assert {each.field_name for each in found} == {"remarks"}


@pytest.mark.parametrize(
    ("remarks", "is_dual_use", "effect"),
    [
        ("", False, Effect.BLOCK),
        ("不属于管制物项", False, Effect.FLAG),
        ("不属于管制物项", True, Effect.FLAG),
        ("属于两用物项", False, Effect.FLAG),
        ("属于两用物项，3C004.a", True, Effect.BLOCK),  # that is said of the other line
    ],
)
def test_silence_about_near_goods_blocks_and_words_about_them_are_for_an_officer(
    remarks: str, is_dual_use: bool, effect: Effect
) -> None:
    other = (a_controlled_line(),) if is_dual_use else ()
    found = found_by("CLS-02", of(ANTIMONIDE, *other, remarks=remarks))
    assert [each.effect for each in found] == [effect]


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        (with_bismuth(licence_kind="3", licence_no="26DU43000777"), False),
        (with_bismuth(licence_kind="3", licence_no=" "), True),
        (with_bismuth(licence_kind="4", licence_no="26-43-000123"), True),
        (a_line(licence_kind="3", licence_no="26DU43000777"), True),
    ],
    ids=["licensed for bismuth", "no number", "licensed as metal", "no other element"],
)
def test_only_a_dual_use_licence_for_another_element_spares_the_remark(
    line: GoodsLine, is_asked: bool
) -> None:
    assert bool(found_by("CLS-02", of(line, remarks=""))) is is_asked


ATTRIBUTES = {
    "ZZ01": "dual_use",
    "ZZ02": "export_licence",
    "ZZ03": "near",
    "ZZ04": "hazardous",
    "ZZ09": "none",
}
BARE: dict[str, Any] = {"cas": "", "specification": "", "composition": (), "purity_percent": None}
DEVICE = a_line(
    **BARE,
    material="other",
    form="other",
    hs_code="8541410000",
    name_zh="器件",
    name_en="InP laser diode, TO can",
)
OXIDE = a_line(
    material="indium_oxide",
    cas="1312-43-2",
    form="powder",
    hs_code="2825909001",
    name_zh="氧化铟",
    name_en="Indium oxide",
    composition=(Component("In2O3", Decimal(100)),),
)


@pytest.mark.parametrize(
    ("line", "fitting"),
    [
        (a_controlled_line(control_elements=()), {"dual_use", "hazardous"}),
        (with_bismuth(), {"dual_use", "export_licence", "near", "none"}),
        (DEVICE, {"dual_use", "export_licence", "near", "none"}),
        (a_line(), {"export_licence"}),
        (OXIDE, {"near", "hazardous", "none"}),
    ],
    ids=["controlled", "another element", "device", "licensed metal", "free"],
)
def test_an_attribute_may_say_of_goods_only_what_they_are(
    line: GoodsLine, fitting: set[str]
) -> None:
    line = replace(line, control_elements=())
    found = {
        says: found_by("CLS-10", of(replace(line, control_explain_code=code)))
        for code, says in ATTRIBUTES.items()
    }
    assert {says for says, findings in found.items() if not findings} == fitting


@pytest.mark.parametrize(
    ("line", "declared"),
    [
        (a_line(control_code="3C004.a"), "3C004.a"),
        (a_controlled_line(control_code=""), "-"),
        (with_bismuth(control_code="6C001.a"), None),
        (with_bismuth(control_code=""), None),
        (a_line(control_code=""), None),
    ],
)
def test_a_control_code_is_told_as_declared(line: GoodsLine, declared: str | None) -> None:
    told = [each.params["declared"] for each in found_by("CLS-04", of(line))]
    assert told == ([] if declared is None else [declared])


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ({"name_zh": "铟锡焊料", "name_en": "Solder"}, "铟锡焊料"),
        ({"name_zh": "", "name_en": "Solder"}, "Solder"),
        ({"name_zh": "", "name_en": ""}, "solder"),
    ],
)
def test_a_mixture_is_told_by_the_name_it_has(names: dict[str, str], told: str) -> None:
    line = a_line(**BARE, material="solder", form="paste", **names)
    fires("CLS-09", name=told)(lambda: of(line))()


def test_a_hidden_material_is_told_of_its_line_and_where_it_shows() -> None:
    hidden = a_line(**BARE, number=2, material="other", name_zh="磷化铟晶片", name_en="")
    (found,) = found_by("CLS-13", of(a_line(), hidden))
    assert (found.line, found.field_name) == (2, "name_zh")
    assert found.params["material"] == "other"


def test_an_unknown_material_may_hide_another() -> None:
    hidden = a_line(**BARE, material="unheard", name_zh="磷化铟晶片", name_en="")
    assert found_by("CLS-13", of(hidden))


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ({"end_user_name_en": "Gulf Metals Trading FZE"}, "Hanbit Target Materials Co., Ltd."),
        ({"business_kind": "trader"}, "Hanbit Target Materials Co., Ltd."),
    ],
)
def test_an_intermediary_is_named(statement: dict[str, str], name: str) -> None:
    fires("EUS-20", name=name)(lambda: facts(a_declaration(statement=a_statement(**statement))))()


@fires("EUS-20", name="-", sign="-")
def test_who_is_not_named_is_told_by_a_dash() -> Facts:
    statement = a_statement(end_user_name_en="", end_user_name_zh="")
    return facts(a_declaration(parties=(), statement=statement))


def test_a_forwarder_is_told_as_the_consignee_it_is() -> None:
    forwarder = a_party(ref="consignee-7", name_en="Swift Freight", business_kind="forwarder")
    (found,) = found_by("EUS-25", facts(a_declaration(parties=(forwarder, an_end_user()))))
    assert (found.party_ref, found.field_name) == ("consignee-7", "consignee")
    assert found.params == {"name": "Swift Freight"}


@pytest.mark.parametrize("code", ["EUS-22", "EUS-24", "EUS-25"])
def test_what_nobody_declared_is_not_judged(code: str) -> None:
    assert found_by(code, facts(a_declaration(statement=None, parties=()))) == []


@pytest.mark.parametrize(
    ("code", "name_en"),
    [
        ("EUS-21", "Indium for missile seekers"),
        ("EUS-23", "Indium for the Ministry of Defence"),
        ("EUS-27", "Indium for the police"),
    ],
)
def test_of_many_signs_five_are_told(code: str, name_en: str) -> None:
    lines = [a_line(name_en=f"{name_en} {number}") for number in range(7)]
    assert len(found_by(code, of(*lines[:4]))) == 4
    assert len(found_by(code, of(*lines[:5]))) == 5
    assert len(found_by(code, of(*lines))) == 5


def test_a_declared_tie_has_no_words_of_its_own() -> None:
    tied = facts(a_declaration(statement=a_statement(military_ties=True)))
    assert [each.params["text"] for each in found_by("EUS-23", tied)] == ["-"]
    said = facts(a_declaration(statement=a_statement(downstream="Ministry of Defence")))
    assert [each.params["text"] for each in found_by("EUS-23", said)] == ["Ministry of Defence"]


RARE_EARTHS = (
    "钐 钆 铽 镝 镥 钪 钇 钬 铒 铥 铕 镱 稀土 samarium gadolinium terbium dysprosium lutetium "
    "scandium yttrium holmium erbium thulium europium ytterbium"
).split()
"""The seven medium and heavy elements of Announcement 18 of 2025, and the five of 57 of 2025."""


@pytest.mark.parametrize("element", [*RARE_EARTHS, "rare earth"])
def test_each_rare_earth_brings_the_affiliate_rule_about(element: str) -> None:
    line = a_line(material="other", name_zh="", name_en="", specification=f"0|0|{element} alloy")
    declaration = a_declaration(
        lines=(line,),
        declared_on=AFTER_THE_SUSPENSION,
        statement=a_statement(ownership="Listed Holding 50%"),
    )
    hit = a_hit(party_ref="owner-1", notice="MOFCOM 2026 No.23")
    (found,) = found_by("PTY-06", facts(declaration, hits=(hit,)))
    assert found.party_ref == "owner-1"
    assert found.params["notice"] == "MOFCOM 2026 No.23"


@pytest.mark.parametrize(
    ("hs_code", "told"), [("8112993000", "8112923010"), ("2827399000", "8112923010")]
)
def test_a_wrong_code_is_told_with_those_that_would_fit(hs_code: str, told: str) -> None:
    (found,) = found_by("CLS-05", of(a_line(hs_code=hs_code)))
    assert told in found.params["codes"].split("、")
