"""LST and PTY: unreliable lists, and hits on lists judged."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from compliance.law.facts import Facts
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, stays_silent
from tests.facts_builders import a_declaration, a_hit, a_statement, facts


def with_list_state(state: str) -> Facts:
    clean = facts()
    return replace(clean, lists=(replace(clean.lists[0], state=state), *clean.lists[1:]))


def with_hit(**changes: object) -> Facts:
    return facts(hits=(a_hit(**changes),))


def owned(ownership: str, on: date) -> Facts:
    declaration = a_declaration(statement=a_statement(ownership=ownership), declared_on=on)
    return facts(declaration, hits=(a_hit(party_ref="owner-1"),))


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
def test_an_exact_name_on_the_control_list_blocks() -> Facts:
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


@pytest.mark.parametrize("on", [date(2025, 10, 9), date(2025, 11, 6), date(2027, 1, 10)])
@fires("PTY-06", Effect.FLAG)
def test_the_affiliate_rule_applies_outside_its_suspension(on: date) -> Facts:
    return owned("Listed Holding 50%", on)


@pytest.mark.parametrize("on", [date(2025, 10, 8), date(2025, 11, 7), date(2027, 1, 9)])
@stays_silent("PTY-06")
def test_the_affiliate_rule_rests_before_and_while_suspended(on: date) -> Facts:
    return owned("Listed Holding 100%", on)


@stays_silent("PTY-06")
def test_a_minority_owner_makes_no_affiliate() -> Facts:
    return owned("Listed Holding 49.9%; others 50.1%", date(2027, 1, 10))


@fires("PTY-07", Effect.FLAG)
def test_another_countrys_list_is_information() -> Facts:
    return with_hit(list_code="ofac_sdn")


@stays_silent("PTY-07")
def test_chinese_lists_have_rules_of_their_own() -> Facts:
    return with_hit()
