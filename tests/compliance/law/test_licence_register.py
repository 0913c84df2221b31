"""LIC-10 to LIC-17: the licence register says whether a licence covers this export."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.law.facts import Facts
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, found_by, stays_silent
from tests.facts_builders import (
    a_controlled_declaration,
    a_controlled_line,
    a_declaration,
    a_licence,
    a_line,
    a_policy,
    facts,
)


def controlled(**line: object) -> Facts:
    return facts(a_controlled_declaration(lines=(a_controlled_line(**line),)))


def metal(**line: object) -> Facts:
    return facts(a_declaration(lines=(a_line(**line),)))


def registered(**licence: object) -> Facts:
    return facts(licences=(a_licence(**licence),))


@pytest.mark.parametrize("number", ["26-43-12", "26-43-0001234", "LICENCE", "26/43/000123"])
@fires("LIC-10", Effect.HOLD)
def test_an_odd_licence_number_holds(number: str) -> Facts:
    return metal(licence_no=number)


@stays_silent("LIC-10")
def test_year_issuer_and_sequence_make_a_number() -> Facts:
    return metal(licence_no="26-AB-000123")


@stays_silent("LIC-10")
def test_dual_use_numbers_have_a_form_of_their_own() -> Facts:
    return controlled(licence_no="3-26-5301-00149")


@pytest.mark.parametrize(
    "licence",
    [
        {"valid_until": date(2026, 10, 19)},
        {"valid_from": date(2026, 10, 21)},
        {"revoked": True},
    ],
)
@fires("LIC-11", Effect.BLOCK)
def test_a_licence_outside_its_term_blocks(licence: dict[str, object]) -> Facts:
    return registered(**licence)


@pytest.mark.parametrize(
    "licence", [{"valid_until": date(2026, 10, 20)}, {"valid_from": date(2026, 10, 20)}]
)
@stays_silent("LIC-11")
def test_both_ends_of_the_term_count(licence: dict[str, object]) -> Facts:
    return registered(**licence)


@fires("LIC-11")
def test_the_export_date_decides_not_the_declaration() -> Facts:
    declaration = a_declaration(export_date=date(2027, 1, 1))
    return facts(declaration, licences=(a_licence(),))


@pytest.mark.parametrize(
    "licence",
    [
        {"hs_codes": ("8112993000",)},
        {"countries": ("JPN", "DEU")},
        {"holder_uscc": "91310000MA1FL0000X"},
        {"kind": "x"},
        {"kind": "3"},
    ],
)
@fires("LIC-12", Effect.BLOCK)
def test_a_licence_covers_only_what_it_names(licence: dict[str, object]) -> Facts:
    return registered(**licence)


@pytest.mark.parametrize(("declared", "shown"), [("4", "4"), ("", "-")])
def test_a_licence_of_another_kind_is_told_by_the_kind_declared(declared: str, shown: str) -> None:
    what = f"监管证件代码 {shown} / document code {shown}"
    declaration = a_declaration(lines=(a_line(licence_kind=declared),))
    fires("LIC-12", what=what)(lambda: facts(declaration, licences=(a_licence(kind="3"),)))()


def on_dual_use_licence(*control_codes: str) -> Facts:
    licence = a_licence(
        number="26DU43000123",
        kind="3",
        hs_codes=(),
        control_codes=control_codes,
        valid_until=date(2027, 1, 1),
    )
    return facts(a_controlled_declaration(), licences=(licence,))


@fires("LIC-12", what="3C004.a")
def test_a_dual_use_licence_covers_only_its_control_codes() -> Facts:
    return on_dual_use_licence("3C004.b")


@pytest.mark.parametrize("codes", [(), ("3C004.a",), ("3C004.a", "3C004.b")])
@stays_silent("LIC-12")
def test_a_dual_use_licence_covers_its_control_codes(codes: tuple[str, ...]) -> Facts:
    return on_dual_use_licence(*codes)


@pytest.mark.parametrize("licence", [{}, {"hs_codes": (), "countries": (), "holder_uscc": ""}])
@stays_silent("LIC-12")
def test_boxes_left_empty_do_not_restrict(licence: dict[str, object]) -> Facts:
    return registered(**licence)


@pytest.mark.parametrize(
    ("licence", "remaining", "uses"),
    [
        ({"remaining_kg": Decimal("199.99"), "remaining_uses": 3}, "199.99", "3"),
        ({"remaining_kg": Decimal(500), "remaining_uses": 0}, "500", "0"),
        ({"remaining_kg": None, "unit": "010", "remaining_uses": 0}, "-", "0"),
    ],
)
def test_a_used_up_licence_blocks_and_says_what_is_left(
    licence: dict[str, object], remaining: str, uses: str
) -> None:
    told = {"remaining": remaining, "uses": uses, "declared": "200"}
    fires("LIC-13", Effect.BLOCK, **told)(lambda: registered(**licence))()


@stays_silent("LIC-13")
def test_the_balance_may_be_used_to_the_last_gram() -> Facts:
    return registered(remaining_kg=Decimal(200), remaining_uses=1)


@fires("LIC-13", declared="400")
def test_lines_on_one_licence_draw_together() -> Facts:
    declaration = a_declaration(lines=(a_line(), a_line(number=2)))
    return facts(declaration, licences=(a_licence(remaining_kg=Decimal(399)),))


@pytest.mark.parametrize(
    "licence",
    [{"customs_district": "5300"}, {"contract_no": "OTHER-1"}, {"end_user": "Other Firm"}],
)
@fires("LIC-14", Effect.HOLD)
def test_a_licence_for_other_circumstances_holds(licence: dict[str, object]) -> Facts:
    return registered(**licence)


@pytest.mark.parametrize(
    "licence",
    [
        {},
        {"customs_district": "", "contract_no": ""},
        {"end_user": "HANBIT TARGET MATERIALS CO., LTD."},
    ],
)
@stays_silent("LIC-14")
def test_matching_circumstances_are_fine(licence: dict[str, object]) -> Facts:
    return registered(**licence)


@fires("LIC-15", Effect.HOLD)
def test_with_a_register_an_unknown_licence_holds() -> Facts:
    return facts(policy=a_policy(licence_register_connected=True), licences=())


@stays_silent("LIC-15")
def test_with_a_register_a_known_licence_is_fine() -> Facts:
    policy = a_policy(licence_register_connected=True)
    return facts(policy=policy, licences=(a_licence(),))


@stays_silent("LIC-15")
def test_without_a_register_no_licence_is_unknown() -> Facts:
    return facts(licences=())


@fires("LIC-16", Effect.FLAG, number="26-43-000123")
def test_a_licence_nobody_has_entered_is_looked_at_by_an_officer() -> Facts:
    return facts(licences=())


@stays_silent("LIC-16")
def test_a_licence_in_the_register_was_checked() -> Facts:
    return facts(licences=(a_licence(),))


@stays_silent("LIC-16")
def test_with_a_register_connected_the_other_rule_speaks() -> Facts:
    return facts(policy=a_policy(licence_register_connected=True), licences=())


@pytest.mark.parametrize(
    ("licence", "effect"),
    [
        ({"remaining_value": Decimal("107999.99"), "currency": "USD"}, Effect.BLOCK),
        ({"remaining_value": Decimal(10**9), "currency": "EUR"}, Effect.HOLD),
    ],
)
def test_a_licence_has_a_value_too(licence: dict[str, object], effect: Effect) -> None:
    fires("LIC-17", effect)(lambda: registered(**licence))()


@stays_silent("LIC-17")
def test_the_value_may_be_used_to_the_last_cent() -> Facts:
    return registered(remaining_value=Decimal(108000), currency="USD")


@stays_silent("LIC-17")
def test_a_licence_without_a_value_limits_none() -> Facts:
    return registered()


@pytest.mark.parametrize("waited_until", [date(2026, 12, 31), date(2027, 1, 1)])
def test_a_licence_may_run_out_while_the_case_waits(waited_until: date) -> None:
    waiting = facts(licences=(a_licence(),), judged_on=waited_until)
    assert bool(found_by("LIC-11", waiting)) is (waited_until.year == 2027)
