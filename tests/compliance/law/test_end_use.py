"""EUS-20 onwards: end user and end use are what they seem."""

from decimal import Decimal

import pytest

from compliance.law.declaration import Component
from compliance.law.facts import Facts
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, stays_silent
from tests.facts_builders import (
    a_declaration,
    a_line,
    a_party,
    a_policy,
    a_statement,
    an_end_user,
    facts,
)


def stated(**statement: object) -> Facts:
    return facts(a_declaration(statement=a_statement(**statement)))


@pytest.mark.parametrize(
    ("statement", "sign"),
    [
        ({"business_kind": "trader"}, "贸易商 / Trader"),
        ({"business_kind": "unknown"}, "未知 / Unknown"),
        ({"end_use": "trading"}, "贸易和分销 / Trading and distribution"),
        ({"end_user_name_en": "Gulf Metals Trading FZE"}, "trading"),
        ({"end_user_name_en": "To be advised"}, "to be advised"),
        ({"end_user_name_zh": "东海贸易株式会社"}, "贸易"),
    ],
)
def test_an_intermediary_is_no_end_user(statement: dict[str, object], sign: str) -> None:
    fires("EUS-20", Effect.HOLD, sign=sign)(lambda: stated(**statement))()


@fires("EUS-20")
def test_the_declared_party_counts_as_well() -> Facts:
    return facts(a_declaration(parties=(an_end_user(business_kind="forwarder"),)))


@fires("EUS-20")
def test_nobody_named_is_no_end_user() -> Facts:
    statement = a_statement(end_user_name_en="", end_user_name_zh="")
    return facts(a_declaration(parties=(), statement=statement))


@pytest.mark.parametrize("name", ["Hanbit Target Materials", "Tradewind Optics GmbH"])
@stays_silent("EUS-20")
def test_a_maker_is_one(name: str) -> Facts:
    return stated(end_user_name_en=name)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("seals for missile guidance", "missile guidance"),
        ("control rods for a reactor", "control rods"),
        ("用于核反应堆内壁", "核反应堆"),
        ("Uranium hexafluoride lines", "uranium"),
    ],
)
def test_catch_all_words_hold(text: str, word: str) -> None:
    fires("EUS-21", Effect.HOLD, word=word)(lambda: stated(end_use_detail=text))()


@pytest.mark.parametrize(
    "text",
    [
        "display targets, non-nuclear",
        "不用于核反应堆",
        "ITO targets",
        "dismissiled is no word",
        "chemical reactor linings",
        "浓缩果汁生产线",
    ],
)
@stays_silent("EUS-21")
def test_civil_uses_and_assurances_do_not(text: str) -> Facts:
    return stated(end_use_detail=text)


@pytest.mark.parametrize("use", ["control_rod", "ir_detector"])
@fires("EUS-22", Effect.HOLD)
def test_sensitive_uses_are_always_judged_by_an_officer(use: str) -> Facts:
    return stated(end_use=use)


@stays_silent("EUS-22")
def test_display_targets_are_not_sensitive() -> Facts:
    return facts()


@pytest.mark.parametrize(
    "change",
    [
        {"military_ties": True},
        {"business_kind": "military"},
        {"downstream": "Ministry of Defence"},
        {"business_scope": "军工电子"},
    ],
)
@fires("EUS-23", Effect.HOLD)
def test_military_ties_hold_even_metal(change: dict[str, object]) -> Facts:
    return stated(**change)


@pytest.mark.parametrize("text", ["not for military use", "non-military", "非军事用途的显示屏"])
@stays_silent("EUS-23")
def test_an_assurance_is_no_tie(text: str) -> Facts:
    return stated(end_use_detail=text)


@pytest.mark.parametrize(
    "change",
    [
        {"end_use_detail": "industrial use"},
        {"end_use_detail": "工业用途"},
        {"end_use_detail": ""},
        {"end_use": "no such category"},
    ],
)
@fires("EUS-24", Effect.FLAG)
def test_a_vague_use_is_flagged(change: dict[str, object]) -> Facts:
    return stated(**change)


@fires("EUS-24", text="ito")
def test_a_blank_detail_is_shown_with_its_category() -> Facts:
    return stated(end_use_detail=" ", product_made="")


@fires("EUS-24", text="Sputtering")
def test_an_unknown_category_is_shown_with_its_detail() -> Facts:
    return stated(end_use="?", end_use_detail="Sputtering")


@stays_silent("EUS-24")
def test_a_detailed_use_is_fine() -> Facts:
    return facts()


@fires("EUS-25", Effect.FLAG)
def test_a_forwarder_as_consignee_is_flagged() -> Facts:
    return facts(a_declaration(parties=(a_party(business_kind="forwarder"), an_end_user())))


@stays_silent("EUS-25")
def test_a_forwarder_in_its_own_role_is_fine() -> Facts:
    forwarder = a_party(ref="forwarder-1", role="forwarder", business_kind="forwarder")
    return facts(a_declaration(parties=(a_party(), an_end_user(), forwarder)))


@fires("EUS-30", Effect.HOLD, tip="MOFCOM 2026-1")
def test_a_tip_from_the_ministry_holds() -> Facts:
    return facts(tips=("MOFCOM 2026-1",))


@stays_silent("EUS-30")
def test_without_a_tip_nothing_stops() -> Facts:
    return facts()


def test_words_come_from_the_policy() -> None:
    policy = a_policy(catch_all_words=("panel makers",))
    fires("EUS-21", word="panel makers")(lambda: facts(policy=policy))()


@pytest.mark.parametrize(
    "line",
    [
        {"name_zh": "核反应堆控制棒用铟锭"},
        {"name_en": "Indium for missile seekers"},
        {"specification": "0|0|锭|铟|导弹导引头用"},
    ],
)
@fires("EUS-21", Effect.HOLD)
def test_what_the_goods_are_said_to_be_for_counts_too(line: dict[str, str]) -> Facts:
    return facts(a_declaration(lines=(a_line(**line),)))


def of(*parts: tuple[str, str], **line: object) -> Facts:
    composition = tuple(Component(name, Decimal(percent)) for name, percent in parts)
    return facts(a_declaration(lines=(a_line(composition=composition, **line),)))


ANTIMONIDE = {"material": "insb", "cas": "1312-41-0", "form": "polycrystal"}


@pytest.mark.parametrize(
    "made_for",
    [
        of(("Ag", "80"), ("In", "15"), ("Cd", "5"), material="indium_alloy"),
        of(("Ag", "79"), ("In", "15"), ("Cd", "1"), material="indium_alloy"),
        of(material="indium_alloy", name_zh="银铟镉合金棒"),
        of(material="indium_alloy", name_en="Ag-In-Cd alloy bars"),
        of(**ANTIMONIDE),
    ],
)
@fires("EUS-26", Effect.HOLD)
def test_control_rod_alloy_and_antimonide_are_sensitive_whatever_the_use(made_for: Facts) -> Facts:
    return made_for


@pytest.mark.parametrize(
    "made_for",
    [
        facts(),
        of(("In", "99.9"), ("Ag", "0.05"), ("Cd", "0.05")),
        of(("Ag", "97"), ("In", "3"), material="solder"),
        of(("Ag", "79"), ("In", "20"), ("Cd", "0.99"), material="indium_alloy"),
    ],
)
@stays_silent("EUS-26")
def test_impurities_and_silver_solder_are_not(made_for: Facts) -> Facts:
    return made_for
