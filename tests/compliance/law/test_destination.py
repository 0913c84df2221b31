"""DST-01 to DST-05: bans by destination and use, restrictions of the policy."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from compliance.law.announcements import AFFILIATE_RULE
from compliance.law.dates import standing_of
from compliance.law.declaration import Component
from compliance.law.facts import Facts
from compliance.law.instruments import DANGEROUS_CHEMICALS, INSTRUMENTS
from compliance.law.policy import Restriction
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, found_by, stays_silent
from tests.facts_builders import (
    a_controlled_declaration,
    a_controlled_line,
    a_declaration,
    a_line,
    a_party,
    a_policy,
    a_statement,
    facts,
)

LAST_DAY_OF_SUSPENSION = date(2026, 11, 27)
BAN_REVIVED = date(2026, 11, 28)
MILITARY = "radar modules for the navy"


def controlled_to(country: str, on: date = date(2026, 10, 20), **statement: object) -> Facts:
    statement = {"country": country, "site_country": country, **statement}
    return facts(
        a_controlled_declaration(
            declared_on=on,
            lines=(a_controlled_line(final_destination=country),),
            destination_country=country,
            final_destination=country,
            statement=a_statement(**statement),
        )
    )


def antimonide_to(country: str, on: date, **licence: str) -> Facts:
    licence = licence or {"licence_no": ""}
    line = a_controlled_line(
        material="insb",
        cas="1312-41-0",
        name_zh="锑化铟单晶",
        name_en="Indium antimonide single crystal",
        form="crystal",
        specification="位错密度<30/cm²",
        composition=(),
        final_destination=country,
        **licence,
    )
    return facts(a_declaration(lines=(line,), final_destination=country, declared_on=on))


def restricted(**fields: object) -> Facts:
    plain = {"since": date(2026, 10, 1), "reason_zh": "审慎", "reason_en": "Caution"}
    row = Restriction("R-1", **{"effect": "HOLD", **plain, **fields})
    return facts(policy=a_policy(restrictions=(row,)))


@fires("DST-01", Effect.BLOCK)
def test_no_dual_use_items_for_united_states_military_uses() -> Facts:
    return controlled_to("USA", end_use_detail=MILITARY)


def test_several_signs_of_one_military_are_one_finding() -> None:
    made = controlled_to("USA", end_use_detail=MILITARY, downstream="U.S. Army", military_ties=True)
    assert len(made.military_signs) > 1
    assert len(found_by("DST-01", made)) == 1


@fires("DST-01")
def test_declared_military_ties_are_enough() -> Facts:
    return controlled_to("USA", military_ties=True)


@pytest.mark.parametrize(
    "made_for",
    [
        controlled_to("USA", on=date(2024, 12, 2), end_use_detail=MILITARY),
        controlled_to("KOR", end_use_detail=MILITARY),
        controlled_to("USA", end_use_detail="lasers for data centres, not for military use"),
        facts(a_declaration(statement=a_statement(country="USA", end_use_detail=MILITARY))),
    ],
    ids=["the day before (InP not yet controlled)", "another country", "assured civil", "metal"],
)
@stays_silent("DST-01")
def test_the_united_states_ban_is_for_their_military_and_dual_use_items(made_for: Facts) -> Facts:
    return made_for


@fires("DST-02", Effect.BLOCK)
def test_no_dual_use_items_that_strengthen_japans_military() -> Facts:
    return controlled_to("JPN", on=date(2026, 1, 6), product_made="自卫队雷达组件")


@stays_silent("DST-02")
def test_the_japan_ban_began_on_2026_01_06() -> Facts:
    return controlled_to("JPN", on=date(2026, 1, 5), product_made="自卫队雷达组件")


@stays_silent("DST-02")
def test_civil_use_in_japan_is_free_of_it() -> Facts:
    return controlled_to("JPN")


@fires("DST-03", Effect.BLOCK)
def test_embargoed_countries_get_nothing() -> Facts:
    return facts(a_declaration(final_destination="PRK"))


@fires("DST-03")
def test_a_party_in_an_embargoed_country_is_enough() -> Facts:
    return facts(a_declaration(parties=(a_party(country="PRK"),)))


@stays_silent("DST-03")
def test_other_countries_are_under_no_embargo() -> Facts:
    return facts()


@pytest.mark.parametrize("on", [date(2024, 12, 3), date(2025, 11, 8), BAN_REVIVED])
@fires("DST-04", Effect.BLOCK, elements="Sb")
def test_antimonide_may_not_go_to_the_united_states(on: date) -> Facts:
    return antimonide_to("USA", on)


@fires("DST-04", Effect.HOLD, case="licensed")
def test_a_cited_dual_use_licence_is_for_two_officers_to_confirm() -> Facts:
    return antimonide_to("USA", BAN_REVIVED, licence_no="26DU43000123", licence_kind="3")


@fires("DST-04", Effect.BLOCK)
def test_an_ordinary_licence_does_not_lift_the_ban() -> Facts:
    return antimonide_to("USA", BAN_REVIVED, licence_no="26-43-000123", licence_kind="4")


@pytest.mark.parametrize("on", [date(2024, 12, 2), date(2025, 11, 9), LAST_DAY_OF_SUSPENSION])
@stays_silent("DST-04")
def test_the_materials_ban_rests_before_and_while_suspended(on: date) -> Facts:
    return antimonide_to("USA", on)


def leaving(on: date | None = None, judged: date | None = None) -> Facts:
    """Antimonide for the United States, declared on the last day of the suspension."""
    about = antimonide_to("USA", LAST_DAY_OF_SUSPENSION)
    declaration = replace(about.declaration, export_date=on)
    return replace(about, declaration=declaration, judged_on=judged)


@pytest.mark.parametrize("when", [{"on": BAN_REVIVED}, {"judged": BAN_REVIVED}])
@fires("DST-04", Effect.BLOCK)
def test_what_has_not_left_when_the_ban_revives_stays_here(when: dict[str, date]) -> Facts:
    return leaving(**when)


@pytest.mark.parametrize(
    "when", [{"on": LAST_DAY_OF_SUSPENSION}, {"judged": LAST_DAY_OF_SUSPENSION}]
)
@stays_silent("DST-04")
def test_what_leaves_on_the_last_day_of_the_suspension_may(when: dict[str, date]) -> Facts:
    return leaving(**when)


@fires("DST-04", Effect.HOLD, elements="Ga")
def test_gallium_in_an_alloy_for_the_united_states_is_for_an_officer() -> Facts:
    line = a_line(
        material="indium_alloy",
        composition=(Component("Ga", Decimal(25)), Component("In", Decimal(75))),
        specification="",
        final_destination="USA",
    )
    declared = a_declaration(lines=(line,), final_destination="USA", declared_on=BAN_REVIVED)
    return facts(declared)


@stays_silent("DST-04")
def test_the_materials_ban_is_for_the_united_states_alone() -> Facts:
    return antimonide_to("DEU", BAN_REVIVED)


TRUCE_BY_TEXT = (date(2025, 11, 7), date(2026, 11, 11))  # No.70: through 2026-11-10
TRUCE_BY_STATEMENT = (date(2025, 11, 7), date(2027, 1, 11))  # said on 2026-09-28: to 2027-01-10
CLAUSE_2 = (date(2025, 11, 9), date(2026, 11, 28))  # No.72: through 2026-11-27
OCTOBER_2025 = [f"MOFCOM-2025-{number}" for number in (55, 56, 57, 58, 61, 62)]


def test_the_texts_and_policy_1_suspend_what_the_announcements_and_the_statement_say() -> None:
    gaps = {
        each.key: (before[1], after[0])
        for each in INSTRUMENTS
        for before, after in zip(each.periods, each.periods[1:], strict=False)
    }
    kept = {each.instrument: (each.since, each.until) for each in a_policy().suspensions}
    assert gaps == {"MOFCOM-2024-46-2": CLAUSE_2, **dict.fromkeys(OCTOBER_2025, TRUCE_BY_TEXT)}
    assert kept == {"MOFCOM-2024-46-2": CLAUSE_2, **dict.fromkeys(OCTOBER_2025, TRUCE_BY_STATEMENT)}


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (date(2025, 10, 8), "not_yet"),
        (date(2025, 10, 9), "in_force"),
        (date(2025, 11, 7), "suspended"),
        (date(2026, 11, 10), "suspended"),
        (date(2026, 11, 11), "by_statement"),
        (date(2027, 1, 10), "by_statement"),
        (date(2027, 1, 11), "in_force"),
    ],
)
def test_an_officer_sees_where_text_and_statement_differ(on: date, standing: str) -> None:
    assert standing_of(AFFILIATE_RULE, on, a_policy()) == standing


@pytest.mark.parametrize(
    ("on", "standing"), [(date(2026, 4, 30), "in_force"), (date(2026, 5, 1), "ended")]
)
def test_what_a_law_replaced_has_ended_on_the_law_s_first_day(on: date, standing: str) -> None:
    assert standing_of(DANGEROUS_CHEMICALS, on, a_policy()) == standing


@pytest.mark.parametrize("effect", list(Effect))
def test_a_restriction_has_the_effect_the_policy_gives_it(effect: Effect) -> None:
    fires("DST-05", effect)(lambda: restricted(effect=effect.name, country="KOR"))()


@pytest.mark.parametrize(
    "fields",
    [
        {"country": "KOR"},
        {"end_user": "hanbit target"},
        {"end_user": "HANBIT Target Materials Co., Ltd."},
        {"end_use": "ito"},
        {"material": "indium"},
        {"country": "KOR", "end_use": "ito", "material": "indium"},
        {"country": "KOR", "since": date(2026, 10, 20)},
        {"country": "KOR", "until": date(2026, 10, 21)},
    ],
)
@fires("DST-05")
def test_a_restriction_covers_what_it_names(fields: dict[str, object]) -> Facts:
    return restricted(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"country": "JPN"},
        {"end_user": "other firm"},
        {"end_user": "anbit"},
        {"end_use": "solder"},
        {"material": "inp"},
        {"country": "KOR", "end_use": "solder"},
        {"country": "KOR", "since": date(2026, 10, 21)},
        {"country": "KOR", "until": date(2026, 10, 20)},
    ],
)
@stays_silent("DST-05")
def test_a_restriction_covers_nothing_else(fields: dict[str, object]) -> Facts:
    return restricted(**fields)


@pytest.mark.parametrize(
    ("judged", "is_hit"), [(date(2026, 10, 24), False), (date(2026, 10, 25), True)]
)
def test_a_restriction_reaches_goods_declared_before_it(judged: date, is_hit: bool) -> None:
    about = replace(restricted(country="KOR", since=date(2026, 10, 25)), judged_on=judged)
    assert bool(found_by("DST-05", about)) is is_hit


def test_a_redated_suspension_moves_the_ban() -> None:
    redated = a_policy(
        suspensions=tuple(
            replace(each, until=date(2027, 6, 1)) if each.instrument.endswith("46-2") else each
            for each in a_policy().suspensions
        )
    )
    stays_silent("DST-04")(lambda: replace(antimonide_to("USA", BAN_REVIVED), policy=redated))()
