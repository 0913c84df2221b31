"""What lies exactly at a limit, just beside it, or is named in a table once only: each was found by
changing the law in one place (docs/mutation-survivors.md) and seeing no test fail."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from compliance.law.dates import turning_days
from compliance.law.declaration import Component, ControlElement, GoodsLine
from compliance.law.evaluate import evaluate
from compliance.law.facts import Facts
from compliance.law.policy import Restriction, Suspension
from compliance.law.provisions import Instrument
from compliance.law.rule import CATALOGUE, Effect
from tests.compliance.law.registry import fires, found_by, stays_silent
from tests.facts_builders import (
    a_controlled_line,
    a_declaration,
    a_line,
    a_party,
    a_policy,
    a_statement,
    an_end_user,
    an_organoindium_line,
    attachments,
    facts,
)

BAN_REVIVED = date(2026, 11, 28)


def stated(**statement: object) -> Facts:
    return facts(a_declaration(statement=a_statement(**statement)))


def weighing(kg: str) -> Facts:
    """Declared by a statement of 1,000 kg, with that net weight."""
    line = a_line(net_weight_kg=Decimal(kg), quantity=Decimal(kg))
    statement = a_statement(quantity_kg=Decimal(1000))
    return facts(a_declaration(lines=(line,), statement=statement))


@pytest.mark.parametrize(("unit", "quantity"), [("036", "199"), ("070", "199"), ("036", "0.2")])
@fires("DOC-04", Effect.BLOCK)
def test_grams_and_tonnes_are_converted_and_not_just_believed(unit: str, quantity: str) -> Facts:
    return facts(a_declaration(lines=(a_line(unit=unit, quantity=Decimal(quantity)),)))


@pytest.mark.parametrize("missing", ["contract", "invoice", "packing_list"])
def test_each_of_the_three_papers_is_missed(missing: str) -> None:
    kinds = {"contract", "invoice", "packing_list"} - {missing}
    made = facts(a_declaration(attachments=attachments(*sorted(kinds))))
    fires("DOC-08", Effect.FLAG, kind=missing)(lambda: made)()


@pytest.mark.parametrize(
    ("kg", "is_found"), [("1", False), ("0.999", False), ("1.01", True), ("2", True)]
)
def test_one_kilogram_of_the_header_stands_for_no_more(kg: str, is_found: bool) -> None:
    line = a_line(net_weight_kg=Decimal(kg), gross_weight_kg=Decimal(3), quantity=Decimal(kg))
    made = facts(replace(a_declaration(lines=(line,)), net_weight_kg=Decimal(1)))
    assert bool(found_by("DOC-02", made)) is is_found


def test_the_sum_of_the_lines_is_told() -> None:
    made = facts(replace(a_declaration(), net_weight_kg=Decimal(150)))
    fires("DOC-02", declared="150", sum="200")(lambda: made)()


@pytest.mark.parametrize("number", ["3394", "3399"])
@stays_silent("DOC-21")
def test_triethylindium_goes_as_a_liquid_or_in_solution(number: str) -> Facts:
    return facts(a_declaration(lines=(a_triethylindium(un_number=number),)))


@pytest.mark.parametrize("number", ["3393", "3394", "3399"])
@stays_silent("DOC-21")
def test_trimethylindium_goes_as_a_solid_a_liquid_or_in_solution(number: str) -> Facts:
    return facts(a_declaration(lines=(an_organoindium_line(un_number=number),)))


def a_triethylindium(**changes: object) -> GoodsLine:
    return an_organoindium_line(
        material="tein",
        cas="923-34-2",
        name_zh="三乙基铟",
        name_en="Triethylindium",
        composition=(),
        specification="",
        control_code="3C004.c",
        control_elements=(ControlElement("ZZ01", "1", "3C004.c"),),
        dangerous_name="液态有机金属物质，发火，遇水反应（三乙基铟）",
        **changes,
    )


def test_triethylindium_is_nothing_but_triethylindium() -> None:
    ((_line, found),) = facts(a_declaration(lines=(a_triethylindium(),))).classified
    assert found.control_codes == ("3C004.c",)


@fires("DOC-22", Effect.HOLD)
def test_triethylindium_does_not_fly_either() -> Facts:
    line = a_triethylindium(un_number="3394")
    return facts(a_declaration(lines=(line,), transport_mode="5"))


@stays_silent("DOC-22")
def test_other_controlled_goods_fly() -> Facts:
    return facts(a_declaration(lines=(a_controlled_line(),), transport_mode="5"))


@pytest.mark.parametrize("role", ["forwarder", "carrier"])
@fires("DOC-22", Effect.HOLD)
def test_a_courier_carries_nothing_pyrophoric_whatever_it_is_called(role: str) -> Facts:
    courier = a_party(ref=f"{role}-1", role=role, name_en="DHL Express")
    parties = (a_party(), an_end_user(), courier)
    return facts(a_declaration(lines=(an_organoindium_line(),), parties=parties))


def test_the_means_are_named_by_their_name_or_else_by_their_mode() -> None:
    line = an_organoindium_line()
    for given, text in (({"transport_name": ""}, "5"), ({"transport_name": "CA1041"}, "CA1041")):
        made = facts(a_declaration(lines=(line,), transport_mode="5", **given))
        fires("DOC-22", text=text)(lambda made=made: made)()


@fires("DST-27", Effect.FLAG)
def test_nothing_leaves_an_airport_by_rail() -> Facts:
    return facts(a_declaration(transport_mode="3", exit_port="310302"))


@pytest.mark.parametrize(
    ("kg", "is_found"), [("1000", False), ("1000.01", True), ("999.99", False)]
)
def test_a_statement_serves_for_what_it_names_and_no_more(kg: str, is_found: bool) -> None:
    made = weighing(kg)
    exact = replace(made, policy=a_policy(quantity_tolerance=Decimal(0)))
    assert bool(found_by("EUS-06", exact)) is is_found


@pytest.mark.parametrize(("used", "is_found"), [("800", False), ("800.01", True), ("0", False)])
def test_what_earlier_declarations_used_is_counted_to_the_gram(used: str, is_found: bool) -> None:
    made = replace(
        weighing("200"),
        policy=a_policy(quantity_tolerance=Decimal(0)),
        statement_used_kg=Decimal(used),
    )
    assert bool(found_by("EUS-10", made)) is is_found


@pytest.mark.parametrize(("declared", "told"), [("P.O. Box 9", "P.O. Box 9"), (" ", "-")])
def test_the_address_is_told_as_declared_and_a_blank_one_as_a_dash(
    declared: str, told: str
) -> None:
    fires("EUS-05", address=told)(lambda: stated(address=declared))()


@pytest.mark.parametrize("code", ["EUS-02", "EUS-06", "EUS-08", "EUS-10"])
def test_without_a_statement_only_its_absence_is_found(code: str) -> None:
    made = facts(a_declaration(statement=None), statement_used_kg=Decimal(5000))
    assert found_by(code, made) == []
    assert found_by("EUS-01", made)


@fires("DST-04", Effect.HOLD, elements="Ge")
def test_germanium_is_among_the_elements_of_the_ban_on_the_united_states() -> Facts:
    line = a_line(
        composition=(Component("In", Decimal(90)), Component("Ge", Decimal(10))),
        name_zh="铟锗合金",
        name_en="Indium germanium alloy",
    )
    return facts(a_declaration(lines=(line,), final_destination="USA", declared_on=BAN_REVIVED))


@pytest.mark.parametrize("role", ["consignee", "end_user"])
def test_a_company_of_a_restriction_is_found_in_either_role(role: str) -> None:
    restriction = Restriction(
        code="ONE",
        effect="BLOCK",
        end_user="Zelmorian Optics",
        since=date(2026, 1, 1),
        reason_zh="试",
        reason_en="test",
    )
    named = {"name_en": "Zelmorian Optics GmbH", "name_zh": ""}
    consignee = a_party(**(named if role == "consignee" else {}))
    end_user = an_end_user(**(named if role == "end_user" else {}))
    made = facts(a_declaration(parties=(consignee, end_user)))
    policy = replace(made.policy, restrictions=(restriction,))
    found = found_by("DST-05", replace(made, policy=policy))
    assert [(each.effect, each.params["code"]) for each in found] == [(Effect.BLOCK, "ONE")]


def test_the_days_on_which_the_law_turns_are_all_told() -> None:
    instrument = Instrument(
        "TEST-1", "试", "Test", ((date(2020, 1, 1), date(2021, 2, 2)), (date(2022, 3, 3), None))
    )
    suspension = Suspension("TEST-1", date(2023, 4, 4), date(2023, 5, 5))
    restriction = Restriction(
        code="ONE", effect="FLAG", since=date(2024, 6, 6), until=date(2024, 7, 7)
    )
    policy = a_policy(suspensions=(suspension,), restrictions=(restriction,))
    assert sorted(turning_days(policy, [instrument])) == [
        date(2020, 1, 1),
        date(2021, 2, 2),
        date(2022, 3, 3),
        date(2023, 4, 4),
        date(2023, 5, 5),
        date(2024, 6, 6),
        date(2024, 7, 7),
    ]


def test_a_clean_shipment_is_no_sample_unless_it_is_drawn() -> None:
    assert not evaluate(facts()).sampled
    assert evaluate(facts(draw=Decimal(0), policy=a_policy(sampling_rate=Decimal("0.01")))).sampled


def test_a_rule_is_applied_from_its_first_day_on_and_not_a_day_before() -> None:
    for code in ("LIC-01", "LIC-02", "DOC-01", "EUS-01"):
        card = CATALOGUE[code]
        assert not card.in_force(card.begins - timedelta(days=1))
        assert card.in_force(card.begins)
