"""EUS-01 to EUS-10: the end-use statement is there and stands."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from compliance.law.facts import Facts
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, found_by, stays_silent
from tests.facts_builders import (
    TODAY,
    a_controlled_declaration,
    a_declaration,
    a_line,
    a_statement,
    attachments,
    facts,
)

DEFECTS = {
    "EUS-02": {"valid_until": TODAY - timedelta(days=1)},
    "EUS-03": {"sealed": False},
    "EUS-04": {"has_chinese_text": False},
    "EUS-05": {"address": "P.O. Box 123, Gumi"},
    "EUS-06": {"quantity_kg": Decimal(1)},
    "EUS-07": {"promises_no_transfer": False},
    "EUS-08": {"scan_sha256": ""},
    "EUS-09": {"contract_no": "OTHER-1"},
}


def stated(**statement: object) -> Facts:
    return facts(a_declaration(statement=a_statement(**statement)))


@pytest.mark.parametrize("code", DEFECTS)
def test_a_defect_holds_metal_and_blocks_dual_use_items(code: str) -> None:
    statement = a_statement(**DEFECTS[code])
    fires(code, Effect.HOLD)(lambda: facts(a_declaration(statement=statement)))()
    fires(code, Effect.BLOCK)(lambda: facts(a_controlled_declaration(statement=statement)))()


@fires("EUS-01", Effect.HOLD)
def test_metal_without_a_statement_holds() -> Facts:
    return facts(a_declaration(statement=None))


@fires("EUS-01", Effect.BLOCK)
def test_dual_use_items_without_a_statement_block() -> Facts:
    return facts(a_controlled_declaration(statement=None))


@stays_silent("EUS-01")
def test_a_statement_is_there() -> Facts:
    return facts()


@fires("EUS-02")
def test_yesterday_was_its_last_day() -> Facts:
    return stated(valid_until=TODAY - timedelta(days=1))


@stays_silent("EUS-02")
def test_its_last_day_still_counts() -> Facts:
    return stated(valid_until=TODAY)


@fires("EUS-02")
def test_without_a_last_day_it_lasts_the_policys_months_and_no_longer() -> Facts:
    return stated(valid_until=None, signed_on=date(2025, 10, 19))


@stays_silent("EUS-02")
def test_without_a_last_day_it_lasts_the_policys_months() -> Facts:
    return stated(valid_until=None, signed_on=date(2025, 10, 20))


@stays_silent("EUS-02")
def test_what_nobody_has_dated_has_no_last_day() -> Facts:
    """That the date is missing is another finding (EUS-03)."""
    return stated(valid_until=None, signed_on=None)


@pytest.mark.parametrize("code", [*DEFECTS, "EUS-10"])
def test_without_a_statement_only_its_absence_is_told(code: str) -> None:
    assert found_by(code, used(facts(a_declaration(statement=None)), "100")) == []


@pytest.mark.parametrize(
    "change",
    [
        {"sealed": False},
        {"signatory_name": " "},
        {"signed_on": None},
        {"signed_on": TODAY + timedelta(days=1)},
    ],
)
@fires("EUS-03")
def test_signature_date_and_seal_are_all_needed(change: dict[str, object]) -> Facts:
    return stated(**change)


@stays_silent("EUS-03")
def test_a_signature_of_the_same_day_is_fine() -> Facts:
    return stated(signed_on=TODAY)


@fires("EUS-04")
def test_a_statement_in_a_foreign_language_needs_a_translation() -> Facts:
    return stated(has_chinese_text=False)


@stays_silent("EUS-04")
def test_chinese_text_satisfies() -> Facts:
    return facts()


@pytest.mark.parametrize(
    "change",
    [
        {"address": "PO Box 77, Dubai"},
        {"address": "P.O.Box 77, Dubai"},
        {"address": ""},
        {"site_address": "Postfach 12, München"},
        {"address": "北京市1234信箱"},
    ],
)
@fires("EUS-05")
def test_a_box_is_no_address(change: dict[str, object]) -> Facts:
    return stated(**change)


@pytest.mark.parametrize("address", ["12 Postal Road", "Boxberg 3, Dresden"])
@stays_silent("EUS-05")
def test_a_street_is_one(address: str) -> Facts:
    return stated(address=address, site_address="")


@fires("EUS-06")
def test_more_than_the_tolerance_above_the_statement() -> Facts:
    return stated(quantity_kg=Decimal("190.4"))


@pytest.mark.parametrize("quantity", [Decimal("190.48"), Decimal(5000), None])
@stays_silent("EUS-06")
def test_within_the_tolerance_or_one_of_several_shipments(quantity: Decimal | None) -> Facts:
    return stated(quantity_kg=quantity)


@fires("EUS-10", number="EUS-2026-1", covered="400", used="220.1", declared="200")
def test_earlier_declarations_leave_too_little() -> Facts:
    return used(stated(quantity_kg=Decimal(400), number="EUS-2026-1"), "220.1")


@fires("EUS-10", Effect.BLOCK)
def test_a_statement_used_up_blocks_dual_use_items() -> Facts:
    return used(
        facts(a_controlled_declaration(statement=a_statement(quantity_kg=Decimal(5)))), "900"
    )


@fires("EUS-10", declared="210")
def test_what_fills_a_statement_and_its_tolerance_leaves_nothing_for_others() -> Facts:
    """210 kg are just what 200 kg and five in a hundred allow; another gram is used already."""
    line = a_line(net_weight_kg=Decimal(210))
    statement = a_statement(quantity_kg=Decimal(200))
    return used(facts(a_declaration(lines=(line,), statement=statement)), "0.001")


@pytest.mark.parametrize("kilograms", [None, "0", "200", "220"])
@stays_silent("EUS-10")
def test_what_earlier_declarations_leave_is_enough(kilograms: str | None) -> Facts:
    return used(stated(quantity_kg=Decimal(400)), kilograms)


@stays_silent("EUS-10")
def test_more_than_the_whole_statement_is_said_once() -> Facts:
    return used(stated(quantity_kg=Decimal(150)), "100")


def used(found: Facts, kilograms: str | None) -> Facts:
    """The facts with that much of the statement in use elsewhere."""
    return replace(found, statement_used_kg=None if kilograms is None else Decimal(kilograms))


@pytest.mark.parametrize(
    "promise", ["promises_declared_use", "promises_no_transfer", "promises_no_wmd"]
)
@fires("EUS-07")
def test_each_promise_is_needed(promise: str) -> Facts:
    return stated(**{promise: False})


@stays_silent("EUS-07")
def test_three_promises_satisfy() -> Facts:
    return stated(accepts_verification=False)


@fires("EUS-08")
def test_the_signed_original_has_to_be_scanned() -> Facts:
    return stated(scan_sha256="")


@stays_silent("EUS-08")
def test_the_scan_may_be_among_the_attachments() -> Facts:
    statement = a_statement(scan_sha256="")
    return facts(a_declaration(statement=statement, attachments=attachments("end_use_certificate")))


@pytest.mark.parametrize(
    "change", [{"contract_no": "OTHER-1"}, {"end_user_name_en": "Another Maker Ltd."}]
)
@fires("EUS-09")
def test_a_statement_for_something_else(change: dict[str, object]) -> Facts:
    return stated(**change)


@stays_silent("EUS-09")
def test_case_and_spaces_do_not_matter() -> Facts:
    return stated(end_user_name_en="HANBIT  TARGET MATERIALS CO LTD", contract_no="hb 2026 11")
