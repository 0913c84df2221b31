"""The vocabulary that the rules read aloud, word by word, over one shipment changed by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from compliance.law.canonical import canonical_bytes
from compliance.law.declaration import Declaration
from compliance.law.facts import Facts, export_days
from tests.facts_builders import (
    a_controlled_line,
    a_declaration,
    a_licence,
    a_line,
    a_mixed_declaration,
    a_party,
    a_policy,
    a_statement,
    an_end_user,
    facts,
)

NOBODY = a_declaration(parties=(), statement=None)


def stated(**changes: Any) -> Declaration:
    """The shipment with another statement."""
    return a_declaration(statement=a_statement(**changes))


def used_by(**changes: Any) -> Declaration:
    """The shipment for another end user, whom no statement names."""
    return a_declaration(parties=(a_party(), an_end_user(**changes)), statement=None)


@pytest.mark.parametrize(
    ("judged_on", "leaves", "days"),
    [
        (None, None, ["20"]),
        (None, "2026-10-28", ["20", "28"]),
        (date(2026, 10, 24), "2026-10-28", ["20", "24", "28"]),
        (date(2026, 10, 29), "2026-10-28", ["20", "28", "29"]),
        (date(2026, 10, 20), "2026-10-01", ["20"]),
    ],
)
def test_bans_are_asked_for_on_the_days_of_declaring_judging_and_leaving_in_order(
    judged_on: date | None, leaves: str | None, days: list[str]
) -> None:
    declaration = a_declaration(export_date=date.fromisoformat(leaves) if leaves else None)
    expected = tuple(date(2026, 10, int(day)) for day in days)
    assert export_days(declaration, judged_on) == expected
    about = facts(declaration, judged_on=judged_on)
    assert (about.export_days, about.leaves_on) == (expected, expected[-1])
    assert about.declared_on == date(2026, 10, 20)


def test_the_weight_is_the_sum_of_the_lines() -> None:
    lines = (a_line(net_weight_kg=Decimal("200.5")), a_line(net_weight_kg=Decimal("0.25")))
    assert facts(a_declaration(lines=lines)).net_weight_kg == Decimal("200.75")
    none = replace(a_declaration(), lines=())
    assert facts(none).net_weight_kg == 0
    assert isinstance(facts(none).net_weight_kg, Decimal)


def test_controlled_and_licensed_goods_are_told_apart() -> None:
    about = facts(a_mixed_declaration())
    metal, wafers, organic = about.lines
    assert [line for line, _class in about.classified] == [metal, wafers, organic]
    assert [line for line, _class in about.controlled_lines] == [wafers, organic]
    assert [line for line, _class in about.licensed_metal_lines] == [metal]
    assert about.is_dual_use
    assert not facts().is_dual_use


@pytest.mark.parametrize("regime", ["0110", "0214", "4019"])
def test_the_ordinary_licence_is_one_under_processing_and_border_trade_too(regime: str) -> None:
    about = facts(a_declaration(customs_regime=regime))
    assert [line for line, _class in about.licensed_metal_lines] == list(about.lines)


def test_a_line_stands_with_the_licence_of_the_register_that_it_cites() -> None:
    lines = (a_line(licence_no="26-43-000123"), a_line(licence_no="26-43-000999"))
    licence = a_licence(number="26-43-000123")
    about = facts(a_declaration(lines=lines), licences=(licence, a_licence(number="26-43-000555")))
    assert about.registered_lines == ((about.lines[0], licence),)


def test_norms_of_use_speak_of_metal_alloy_solder_and_scrap() -> None:
    metals = ["indium", "indium_alloy", "solder", "indium_scrap"]
    lines = tuple(a_line(material=each) for each in (*metals, "ito", "inp"))
    assert [line.material for line in facts(a_declaration(lines=lines)).metal_lines] == metals


def test_the_norm_is_that_of_the_declared_use() -> None:
    norm = facts(stated(end_use="solder")).norm
    assert norm is not None
    assert norm.code == "solder"
    assert facts(NOBODY).norm is None


def test_parties_are_known_by_role() -> None:
    about = facts()
    assert about.roles == {"consignee-1": "consignee", "end_user-1": "end_user"}
    assert about.end_user == an_end_user()
    assert about.statement == a_statement()
    assert (facts(NOBODY).end_user, facts(NOBODY).statement) == (None, None)


@pytest.mark.parametrize(
    ("declaration", "countries"),
    [
        (used_by(country="KOR"), {"KOR"}),
        (used_by(country=""), set()),
        (NOBODY, set()),
        (stated(country="JPN", site_country="SGP"), {"KOR", "JPN", "SGP"}),
        (replace(stated(country="JPN", site_country=""), parties=()), {"JPN"}),
    ],
)
def test_the_end_user_is_where_party_statement_and_site_say(
    declaration: Declaration, countries: set[str]
) -> None:
    assert facts(declaration).end_user_countries == countries


def test_the_goods_go_where_header_lines_and_end_user_say() -> None:
    declaration = a_declaration(
        destination_country="VNM",
        final_destination="",
        lines=(a_line(final_destination="THA"), a_line(final_destination="")),
    )
    assert facts(declaration).countries == {"VNM", "THA", "KOR"}
    onward = a_declaration(destination_country="VNM", final_destination="MYS")
    assert facts(onward).countries >= {"VNM", "MYS"}


def test_the_end_user_has_every_name_it_is_declared_under_once() -> None:
    declaration = stated(end_user_name_en="Hanbit Electronics", end_user_name_zh="")
    assert facts(declaration).end_user_names == (
        "Hanbit Target Materials Co., Ltd.",
        "韩光靶材株式会社",
        "Hanbit Electronics",
    )
    named = replace(stated(end_user_name_en="A", end_user_name_zh="甲"), parties=())
    assert facts(named).end_user_names == ("A", "甲")
    assert facts(NOBODY).end_user_names == ()


def test_names_are_compared_without_signs_and_capitals() -> None:
    keys = {" hanbit target materials co ltd ", " 韩光靶材株式会社 "}
    assert facts().end_user_keys == keys
    assert facts().consignee_keys == keys
    other = a_declaration(parties=(a_party(name_en="Busan Port-Store", name_zh=""), an_end_user()))
    assert facts(other).consignee_keys == {" busan port store "}
    assert facts(NOBODY).consignee_keys == frozenset()


@pytest.mark.parametrize(
    ("declaration", "kinds", "is_military"),
    [
        (used_by(business_kind="university"), {"university"}, False),
        (used_by(business_kind=""), set(), False),
        (NOBODY, set(), False),
        (used_by(business_kind="military"), {"military"}, True),
        (stated(business_kind="military"), {"manufacturer", "military"}, True),
        (stated(military_ties=True), {"manufacturer"}, True),
        (used_by(business_kind="of no table"), {"of no table"}, False),
    ],
)
def test_the_end_user_is_of_the_kinds_that_party_and_statement_say(
    declaration: Declaration, kinds: set[str], is_military: bool
) -> None:
    about = facts(declaration)
    assert about.end_user_kinds == kinds
    assert about.has_military_end_user is is_military
    ties = [sign for sign in about.military_signs if sign.field_name == "military_ties"]
    assert [(sign.kind, sign.weight, sign.is_certain) for sign in ties] == (
        [("force", 3, True)] if is_military else []
    )


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Sputtering targets for displays", []),
        ("National Police Agency", []),
        ("fuel rods of a nuclear reactor for plutonium", []),
        ("U.S. Coast Guard", ["force"]),
    ],
)
def test_military_signs_leave_out_the_police_and_mass_destruction(
    text: str, kinds: list[str]
) -> None:
    assert [sign.kind for sign in facts(stated(downstream=text)).military_signs] == kinds


def test_declared_ties_stand_behind_the_signs_that_were_found() -> None:
    signs = facts(stated(downstream="U.S. Coast Guard", military_ties=True)).military_signs
    assert [sign.field_name for sign in signs] == ["downstream", "military_ties"]


@pytest.mark.parametrize(
    ("declaration", "sign"),
    [
        (NOBODY, "-"),
        (used_by(), ""),
        (used_by(business_kind="trader"), "贸易商 / Trader"),
        (used_by(business_kind="unknown"), "未知 / Unknown"),
        (used_by(business_kind="of no table"), ""),
        (used_by(name_en="TBA", name_zh=""), "TBA"),
        (used_by(name_en="Sunrise Trading", name_zh=""), "trading"),
        (stated(business_kind="distributor"), "经销商 / Distributor"),
        (stated(end_use="trading"), "贸易和分销 / Trading and distribution"),
    ],
)
def test_whoever_passes_goods_on_or_is_not_known_shows_it(
    declaration: Declaration, sign: str
) -> None:
    assert facts(declaration).intermediary_sign == sign


@pytest.mark.parametrize(
    ("signed_on", "valid_until", "last_day"),
    [
        (date(2026, 9, 15), None, date(2027, 3, 15)),
        (date(2026, 9, 15), date(2026, 12, 31), date(2026, 12, 31)),
        (None, date(2026, 12, 31), date(2026, 12, 31)),
        (None, None, None),
    ],
)
def test_a_statement_holds_as_it_says_or_the_policys_months_from_signing(
    signed_on: date | None, valid_until: date | None, last_day: date | None
) -> None:
    policy = a_policy(statement_validity_months=6)
    about = facts(stated(signed_on=signed_on, valid_until=valid_until), policy=policy)
    assert about.statement_valid_until == last_day
    assert facts(NOBODY).statement_valid_until is None


def test_facts_that_were_never_gathered_say_nothing_and_keep_the_bytes_of_before() -> None:
    bare = Facts(a_declaration(lines=(a_controlled_line(),)), a_policy())
    assert (bare.draw, bare.judged_on, bare.turns_on, bare.register) == (0, None, None, None)
    stored = canonical_bytes(bare)
    assert b'"register"' not in stored
    assert b'"statement_uses"' not in stored
    assert b'"quotas"' in stored
