"""LIC-18 to LIC-23, EXP-04, EXP-05: age, year, form and unit of a licence; what needs none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from compliance.law.facts import Facts, LicenceState, Standing
from compliance.law.licence_editions import RegisteredLicence, RegisterState
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, stays_silent
from tests.facts_builders import (
    TODAY,
    a_controlled_declaration,
    a_controlled_line,
    a_declaration,
    a_licence,
    a_line,
    a_policy,
    facts,
)

DUAL_USE = {"number": "26DU43000123", "kind": "3", "hs_codes": (), "customs_district": ""}


def metal_on(licence: LicenceState | None, **declaration: object) -> Facts:
    licences = (licence,) if licence else ()
    return facts(a_declaration(**declaration), licences=licences)


def wafers_on(licence: LicenceState | None, **line: object) -> Facts:
    declaration = a_controlled_declaration(lines=(a_controlled_line(**line),))
    return facts(declaration, licences=(licence,) if licence else ())


def numbered(number: str, kind: str, on: date, leaving: date | None = None) -> Facts:
    line = a_line(licence_no=number, licence_kind=kind)
    return metal_on(None, lines=(line,), declared_on=on, export_date=leaving)


@fires("LIC-18", Effect.BLOCK)
def test_a_licence_younger_than_the_declaration_was_not_shown() -> Facts:
    younger = a_licence(valid_from=date(2026, 10, 21))
    return metal_on(younger, declared_on=TODAY, export_date=date(2026, 10, 25))


@stays_silent("LIC-18")
def test_a_licence_of_the_same_day_was_there() -> Facts:
    return metal_on(a_licence(valid_from=TODAY), declared_on=TODAY)


@pytest.mark.parametrize(
    ("number", "kind", "on", "leaving"),
    [
        ("25-43-000123", "4", date(2026, 1, 2), None),
        ("26-43-000123", "4", date(2026, 12, 30), date(2027, 1, 2)),
        ("27-43-000123", "4", date(2026, 12, 30), None),
        ("25DU43000123", "3", date(2026, 4, 1), None),
    ],
    ids=["last year's", "leaves next year", "a year to come", "dual-use after March"],
)
@fires("LIC-19", Effect.HOLD)
def test_a_number_whose_year_does_not_fit_holds(
    number: str, kind: str, on: date, leaving: date | None
) -> Facts:
    return numbered(number, kind, on, leaving)


@pytest.mark.parametrize(
    ("number", "kind", "on"),
    [
        ("26-43-000123", "4", date(2026, 12, 31)),
        ("25DU43000123", "3", date(2026, 3, 31)),
        ("odd number", "4", date(2026, 12, 31)),
    ],
)
@stays_silent("LIC-19")
def test_a_number_of_its_year_is_fine(number: str, kind: str, on: date) -> Facts:
    return numbered(number, kind, on)


@stays_silent("LIC-19")
def test_what_the_register_holds_is_judged_by_its_term() -> Facts:
    line = a_line(licence_no="25-43-000123")
    return metal_on(a_licence(number="25-43-000123"), lines=(line,))


def entered(on: date, register: RegisterState | None = None) -> Facts:
    """Declared on 2026-10-20, on a number of the year before."""
    line = a_line(licence_no="25-43-000123")
    found = metal_on(a_licence(number="25-43-000123", entered_on=on), lines=(line,))
    return replace(found, register=register)


@pytest.mark.parametrize("on", [date(2026, 10, 20), date(2026, 10, 21)])
@fires("LIC-19", Effect.HOLD)
def test_one_entered_here_only_once_the_case_waits_proves_no_term(on: date) -> Facts:
    return entered(on)


@stays_silent("LIC-19")
def test_one_entered_the_day_before_is_judged_by_its_term() -> Facts:
    return entered(date(2026, 10, 19))


@stays_silent("LIC-19")
def test_one_that_the_issuing_offices_know_is_judged_by_its_term() -> Facts:
    known = RegisteredLicence("25-43-000123", "valid")
    return entered(
        date(2026, 10, 21), RegisterState(1, "a" * 64, date(2026, 10, 1), 1, "fresh", (known,))
    )


def wafers_with(boxes: dict[str, Any]) -> Facts:
    return wafers_on(a_licence(**boxes), licence_no=DUAL_USE["number"])


GENERAL = {**DUAL_USE, "form": "general"}
DECLARED = date(2026, 10, 20)
BARS = [
    {"convicted_on": date(2015, 1, 1)},
    {"convicted_on": DECLARED},
    {"affiliated_on": DECLARED},
    {"penalised_on": date(2021, 10, 21)},
    {"penalised_on": DECLARED, "icp": "sound"},
]


@pytest.mark.parametrize("standing", BARS)
@fires("EXP-05", Effect.BLOCK)
def test_art_20_bars_the_exporter_from_general_licences(standing: dict[str, Any]) -> Facts:
    return replace(wafers_with(GENERAL), standing=Standing(**standing))


@pytest.mark.parametrize("form", ["individual", "registration", ""])
@pytest.mark.parametrize("standing", BARS)
@stays_silent("EXP-05")
def test_art_20_leaves_other_forms_alone(standing: dict[str, Any], form: str) -> Facts:
    return replace(wafers_with({**GENERAL, "form": form}), standing=Standing(**standing))


@pytest.mark.parametrize(
    "standing",
    [
        {},
        {"penalised_on": date(2021, 10, 20)},
        {"penalised_on": date(2026, 10, 21)},
        {"convicted_on": date(2026, 10, 21)},
        {"affiliated_on": date(2026, 10, 21)},
        {"icp": "deficient", "aeo": "dishonest"},
    ],
)
@stays_silent("EXP-05")
def test_a_record_that_art_20_does_not_name_bars_nothing(standing: dict[str, Any]) -> Facts:
    return replace(wafers_with(GENERAL), standing=Standing(**standing))


INDIVIDUAL = {**DUAL_USE, "form": "individual", "end_user": "Hanbit Target Materials Co., Ltd."}


@pytest.mark.parametrize(
    ("boxes", "effect"),
    [
        ({"used": 1}, Effect.BLOCK),
        ({"end_user": "Another Maker Ltd."}, Effect.BLOCK),
        ({"end_user": ""}, Effect.HOLD),
    ],
)
def test_an_individual_licence_serves_one_export_to_one_end_user(
    boxes: dict[str, object], effect: Effect
) -> None:
    fires("LIC-20", effect)(lambda: wafers_on(a_licence(**{**INDIVIDUAL, **boxes})))()


@pytest.mark.parametrize("boxes", [{}, {"form": "general", "used": 3, "end_user": ""}])
@stays_silent("LIC-20")
def test_its_first_use_and_general_licences_are_fine(boxes: dict[str, object]) -> Facts:
    return wafers_on(a_licence(**{**INDIVIDUAL, **boxes}))


def test_the_rule_on_individual_licences_is_named() -> None:
    fires("LIC-20")(lambda: wafers_on(a_licence(**{**INDIVIDUAL, "used": 1})))()
    fires("LIC-21")(lambda: counted("020", 3))()


def counted(unit: str, left: int, declared_in: str = "") -> Facts:
    """5 kg of wafers, declared as 5 in the licence's unit unless told otherwise."""
    licence = a_licence(**DUAL_USE, unit=unit, remaining_quantity=Decimal(left))
    return wafers_on(licence, unit=declared_in or unit)


@pytest.mark.parametrize(
    ("made_for", "effect", "remaining"),
    [
        (counted("020", 4), Effect.BLOCK, "4"),
        (counted("020", 0), Effect.BLOCK, "0"),
        (counted("036", 4999, declared_in="035"), Effect.BLOCK, "4999"),
        (counted("020", 4, declared_in="035"), Effect.HOLD, "4"),
    ],
    ids=["too few pieces", "none", "too few grams", "pieces against kilograms"],
)
def test_a_licence_is_counted_in_its_own_unit(
    made_for: Facts, effect: Effect, remaining: str
) -> None:
    fires("LIC-21", effect, remaining=remaining)(lambda: made_for)()


@pytest.mark.parametrize(
    "made_for",
    [
        counted("020", 5),
        counted("036", 5000, declared_in="035"),
        wafers_on(a_licence(**DUAL_USE)),
        wafers_on(a_licence(**DUAL_USE, unit="020"), unit="035"),
    ],
    ids=["pieces", "grams", "no unit", "a unit, but no limit in it"],
)
@stays_silent("LIC-21")
def test_enough_in_its_unit_is_fine(made_for: Facts) -> Facts:
    return made_for


def on_voucher(regime: str) -> Facts:
    line = a_controlled_line()
    declaration = a_controlled_declaration(lines=(line,), customs_regime=regime)
    return facts(declaration, licences=(a_licence(**DUAL_USE, form="registration"),))


@fires("LIC-23", Effect.BLOCK)
def test_a_registration_voucher_does_not_serve_a_sale() -> Facts:
    return on_voucher("0110")


@pytest.mark.parametrize("regime", ["1300", "2700"])
@stays_silent("LIC-23")
def test_repair_and_exhibition_leave_on_a_voucher(regime: str) -> Facts:
    return on_voucher(regime)


def freed(regime: str, **declaration: object) -> Facts:
    line = a_line(licence_no="", total_price=Decimal(4000), unit_price=Decimal(20))
    return facts(a_declaration(customs_regime=regime, lines=(line,), **declaration), licences=())


@fires("LIC-22", Effect.FLAG, confidence="S")
def test_cheap_samples_of_metal_are_flagged() -> Facts:
    return freed("3010")


@pytest.mark.parametrize("currency", ["ZZZ", ""])
@stays_silent("LIC-22")
def test_samples_of_a_value_nobody_can_tell_are_not_freed(currency: str) -> Facts:
    worthless = {"total_price": Decimal(1), "unit_price": Decimal("0.005"), "currency": currency}
    line = a_line(licence_no="", **worthless)
    return facts(a_declaration(customs_regime="3010", lines=(line,)), licences=())


@stays_silent("LIC-22")
def test_without_a_rate_of_the_yuan_no_sample_is_freed() -> Facts:
    return replace(freed("3010"), policy=a_policy(usd_rates={"USD": Decimal(1)}))


@stays_silent("LIC-22")
def test_general_trade_is_freed_from_nothing() -> Facts:
    return freed("0110")


@stays_silent("LIC-22")
def test_a_policy_without_exemptions_frees_nothing() -> Facts:
    return replace(freed("3010"), policy=a_policy(licence_exemptions=()))


@pytest.mark.parametrize("standing", [Standing(aeo="dishonest"), Standing(icp="deficient")])
@fires("EXP-04", Effect.FLAG)
def test_a_poor_standing_is_flagged(standing: Standing) -> Facts:
    return facts(standing=standing)


@fires("EXP-04", Effect.HOLD)
def test_a_poor_standing_holds_dual_use_items() -> Facts:
    return facts(a_controlled_declaration(), standing=Standing(aeo="dishonest"))


@stays_silent("EXP-04")
def test_a_good_standing_is_no_finding() -> Facts:
    return facts(standing=Standing(aeo="advanced", icp="sound"))


@fires("EXP-01", Effect.FLAG)
def test_a_sound_compliance_programme_softens_a_penalty() -> Facts:
    standing = Standing(penalised_on=date(2025, 1, 1), icp="sound")
    return facts(a_controlled_declaration(), standing=standing)
