"""LST and PTY: unreliable lists, and hits on lists judged."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from compliance.law.declaration import GoodsLine
from compliance.law.facts import Facts
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, stays_silent
from tests.facts_builders import (
    a_controlled_declaration,
    a_declaration,
    a_hit,
    a_licence,
    a_line,
    a_party,
    a_statement,
    facts,
)


def with_list_state(state: str) -> Facts:
    clean = facts()
    return replace(clean, lists=(replace(clean.lists[0], state=state), *clean.lists[1:]))


def with_hit(**changes: object) -> Facts:
    return facts(hits=(a_hit(**changes),))


def owned(ownership: str, on: date, line: GoodsLine | None = None, **hit: object) -> Facts:
    statement = a_statement(ownership=ownership)
    lines = (line or a_line(),)
    declaration = a_declaration(statement=statement, declared_on=on, lines=lines)
    return facts(declaration, hits=(a_hit(party_ref="owner-1", **hit),))


@pytest.mark.parametrize("state", ["missing", "stale", "shrunken"])
@fires("LST-01", Effect.HOLD)
def test_a_list_that_is_not_fresh_holds(state: str) -> Facts:
    return with_list_state(state)


@fires("LST-01", state="missing")
def test_a_list_the_policy_names_and_nobody_took_holds() -> Facts:
    return facts(lists=facts().lists[1:])


@stays_silent("LST-01")
def test_fresh_lists_are_fine() -> Facts:
    return facts()


@fires("PTY-01", Effect.BLOCK)
def test_an_exact_name_on_the_control_list_blocks_dual_use_items() -> Facts:
    return facts(a_controlled_declaration(), hits=(a_hit(),))


@fires("PTY-01", Effect.HOLD, case="metal")
def test_an_exact_name_on_the_control_list_holds_metal() -> Facts:
    return with_hit()


@pytest.mark.parametrize(
    "change",
    [
        {"exact": False},
        {"status": "stopped"},
        {"status": "suspended"},
        {"dismissed": True},
        {"list_code": "watch_list"},
        {"party_ref": "owner-1"},
    ],
)
@stays_silent("PTY-01")
def test_anything_less_is_no_exact_hit(change: dict[str, object]) -> Facts:
    return with_hit(**change)


@fires("PTY-02", Effect.HOLD)
def test_a_similar_name_on_the_control_list_holds() -> Facts:
    return with_hit(exact=False, score=Decimal("0.88"))


@stays_silent("PTY-02")
def test_a_dismissed_likeness_stays_dismissed() -> Facts:
    return with_hit(exact=False, dismissed=True)


@pytest.mark.parametrize("exact", [True, False])
@fires("PTY-03", Effect.HOLD)
def test_the_watch_list_holds_exact_or_not(exact: bool) -> Facts:
    return with_hit(list_code="watch_list", measure="watch", exact=exact)


@stays_silent("PTY-03")
def test_the_watch_list_began_with_decree_792() -> Facts:
    hit = a_hit(list_code="watch_list")
    return facts(a_declaration(declared_on=date(2024, 11, 30)), hits=(hit,))


@fires("PTY-03")
def test_the_watch_list_counts_from_its_first_day() -> Facts:
    hit = a_hit(list_code="watch_list")
    return facts(a_declaration(declared_on=date(2024, 12, 1)), hits=(hit,))


@fires("PTY-04", Effect.BLOCK)
def test_a_banned_unreliable_entity_blocks() -> Facts:
    return with_hit(list_code="unreliable_entity_list", measure="prohibit")


@fires("PTY-04", Effect.HOLD)
def test_a_restricted_unreliable_entity_holds() -> Facts:
    return with_hit(list_code="unreliable_entity_list", measure="restrict")


@fires("PTY-04", Effect.HOLD)
def test_a_name_like_a_banned_unreliable_entity_holds() -> Facts:
    return with_hit(list_code="unreliable_entity_list", measure="prohibit", exact=False)


@stays_silent("PTY-04")
def test_a_stopped_measure_is_over() -> Facts:
    return with_hit(list_code="unreliable_entity_list", status="stopped")


@fires("PTY-05", Effect.FLAG)
def test_a_suspended_listing_is_flagged() -> Facts:
    return with_hit(status="suspended")


@stays_silent("PTY-05")
def test_a_listing_in_force_is_no_suspended_one() -> Facts:
    return with_hit()


RARE_EARTH = a_line(material="other", name_zh="镝铁合金", name_en="Dysprosium alloy")


@pytest.mark.parametrize("on", [date(2025, 10, 9), date(2025, 11, 6), date(2027, 1, 11)])
@fires("PTY-06", Effect.FLAG)
def test_the_affiliate_rule_reaches_rare_earths_outside_its_suspension(on: date) -> Facts:
    return owned("Listed Holding 50%", on, RARE_EARTH)


@pytest.mark.parametrize("on", [date(2025, 10, 8), date(2025, 11, 7), date(2027, 1, 10)])
@stays_silent("PTY-06")
def test_the_affiliate_rule_rests_before_and_while_suspended(on: date) -> Facts:
    return owned("Listed Holding 100%", on, RARE_EARTH)


@pytest.mark.parametrize("on", [date(2025, 10, 9), date(2027, 1, 11)])
@stays_silent("PTY-06")
def test_the_affiliate_rule_never_touches_indium(on: date) -> Facts:
    return owned("Listed Holding 100%", on)


@stays_silent("PTY-06")
def test_a_minority_owner_makes_no_affiliate() -> Facts:
    return owned("Listed Holding 49.9%; others 50.1%", date(2027, 1, 11), RARE_EARTH)


@fires("PTY-07", Effect.FLAG)
def test_another_countrys_list_is_information() -> Facts:
    return with_hit(list_code="ofac_sdn")


@stays_silent("PTY-07")
def test_chinese_lists_have_rules_of_their_own() -> Facts:
    return with_hit()


ANY_DAY = date(2026, 10, 20)


@pytest.mark.parametrize("list_code", ["export_control_list", "watch_list"])
@fires("PTY-09", Effect.FLAG)
def test_a_listed_owner_is_a_red_flag_on_every_day(list_code: str) -> Facts:
    return owned("Listed Holding 50%", ANY_DAY, list_code=list_code)


@pytest.mark.parametrize(
    ("ownership", "hit"),
    [
        ("Listed Holding 49.9%; others 50.1%", {}),
        ("Listed Holding 60%", {"list_code": "unreliable_entity_list"}),
        ("Listed Holding 60%", {"list_code": "countermeasures_list"}),
        ("Listed Holding 60%", {"status": "suspended"}),
        ("Listed Holding 60%", {"dismissed": True}),
    ],
)
@stays_silent("PTY-09")
def test_smaller_owners_and_other_lists_are_no_such_flag(
    ownership: str, hit: dict[str, object]
) -> Facts:
    return owned(ownership, ANY_DAY, **hit)


COUNTERED = {"list_code": "countermeasures_list"}


@fires("PTY-08", Effect.BLOCK)
def test_countermeasures_forbid_dealings_in_metal_too() -> Facts:
    return with_hit(**COUNTERED)


@fires("PTY-08", Effect.HOLD)
def test_a_likeness_to_a_party_under_countermeasures_holds() -> Facts:
    return with_hit(**COUNTERED, exact=False)


@pytest.mark.parametrize("change", [{"status": "stopped"}, {"dismissed": True}])
@stays_silent("PTY-08")
def test_countermeasures_that_have_ended_forbid_nothing(change: dict[str, object]) -> Facts:
    return with_hit(**COUNTERED, **change)


@fires("PTY-10", Effect.HOLD)
def test_a_suspension_that_is_only_said_holds() -> Facts:
    return with_hit(status="suspended", text_status="listed")


@stays_silent("PTY-10")
def test_a_published_suspension_is_no_mere_statement() -> Facts:
    return with_hit(status="suspended")


@stays_silent("PTY-05")
def test_a_suspension_that_is_only_said_has_its_own_rule() -> Facts:
    return with_hit(status="suspended", text_status="listed")


@pytest.mark.parametrize("form", ["general", "registration"])
@fires("PTY-03", Effect.BLOCK)
def test_the_watch_list_rules_out_general_licences_and_vouchers(form: str) -> Facts:
    licence = a_licence(number="26DU43000123", kind="3", form=form)
    hit = a_hit(list_code="watch_list", measure="watch")
    return facts(a_controlled_declaration(), hits=(hit,), licences=(licence,))


@fires("PTY-03", Effect.HOLD, case="metal")
def test_for_metal_the_watch_list_asks_for_what_can_exist() -> Facts:
    return with_hit(list_code="watch_list", measure="watch")


@pytest.mark.parametrize("role", ["carrier", "notify", "forwarder"])
@fires("PTY-01", Effect.HOLD)
def test_a_listed_carrier_or_notify_party_holds(role: str) -> Facts:
    party = a_party(ref="carrier-1", role=role)
    declaration = a_controlled_declaration(parties=(a_party(), party))
    return facts(declaration, hits=(a_hit(party_ref="carrier-1"),))


@pytest.mark.parametrize(
    ("declared", "listed"),
    [
        ("TechInsights Inc., Shanghai Branch", "TechInsights Inc."),
        ("TechInsights公司上海分公司", "TechInsights公司"),
        ("TechInsights Inc. Representative Office", "TechInsights Inc."),
    ],
)
@fires("PTY-04", Effect.BLOCK)
def test_a_branch_of_a_banned_entity_is_that_entity(declared: str, listed: str) -> Facts:
    names = {"declared_name": declared, "listed_name": listed, "exact": False}
    return with_hit(list_code="unreliable_entity_list", measure="prohibit", **names)


@pytest.mark.parametrize(
    ("declared", "listed"),
    [
        ("TechInsights Trading Inc.", "TechInsights Inc."),
        ("Inc. Shanghai Branch", "TechInsights Inc."),
        ("TechInsights Inc. Supplies Sales And Services Company Branch", "TechInsights Inc."),
    ],
)
@fires("PTY-04", Effect.HOLD)
def test_another_company_of_a_like_name_is_no_branch(declared: str, listed: str) -> Facts:
    names = {"declared_name": declared, "listed_name": listed, "exact": False}
    return with_hit(list_code="unreliable_entity_list", measure="prohibit", **names)
