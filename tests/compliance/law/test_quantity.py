"""QTY: purity, form, quantity, volume, price and rhythm."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.law.facts import Facts
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, found_by, stays_silent
from tests.facts_builders import (
    a_controlled_line,
    a_declaration,
    a_line,
    a_past_shipment,
    a_policy,
    a_statement,
    facts,
)

LARGEST_ITO_LOT = 5000


def used_for(end_use: str, **line: object) -> Facts:
    statement = a_statement(end_use=end_use)
    return facts(a_declaration(lines=(a_line(**line),), statement=statement))


def weighing(kg: object, **changes: object) -> Facts:
    line = a_line(net_weight_kg=Decimal(str(kg)))
    return facts(a_declaration(lines=(line,)), **changes)


def priced(usd_per_kg: object, on: date = date(2026, 10, 20), **line: object) -> Facts:
    total = Decimal(str(usd_per_kg)) * 200
    return facts(a_declaration(lines=(a_line(total_price=total, **line),), declared_on=on))


def after(*earlier: dict[str, object], kg: object = 200) -> Facts:
    history = tuple(
        a_past_shipment(reference=f"G49-PAST{number}", **changes)
        for number, changes in enumerate(earlier)
    )
    return weighing(kg, history=history)


@pytest.mark.parametrize(
    ("end_use", "purity"),
    [
        ("ito", "99.98"),
        ("ito", "99.999"),
        ("solder", "99.9999"),
        ("inp", "99.995"),
        ("alloy", "99.995"),
    ],
)
@fires("QTY-01", Effect.FLAG)
def test_a_purity_outside_the_norm_is_flagged(end_use: str, purity: str) -> Facts:
    return used_for(end_use, purity_percent=Decimal(purity))


@pytest.mark.parametrize(
    ("end_use", "purity"),
    [
        ("ito", "99.99"),
        ("ito", "99.998"),
        ("solder", "99.9994"),
        ("inp", "99.9999"),
        ("research", "12"),
        ("trading", "99.9999"),
    ],
)
@stays_silent("QTY-01")
def test_grades_within_the_norm_are_fine(end_use: str, purity: str) -> Facts:
    return used_for(end_use, purity_percent=Decimal(purity))


@stays_silent("QTY-01")
def test_alloys_have_no_grade() -> Facts:
    return used_for("solder", material="solder", purity_percent=Decimal(51))


@fires("QTY-02", Effect.FLAG)
def test_powder_for_display_targets_is_unusual() -> Facts:
    return used_for("ito", form="powder")


@pytest.mark.parametrize(("end_use", "form"), [("ito", "ingot"), ("research", "powder")])
@stays_silent("QTY-02")
def test_usual_forms_are_fine(end_use: str, form: str) -> Facts:
    return used_for(end_use, form=form)


@stays_silent("QTY-02")
def test_norms_of_form_speak_of_the_metal() -> Facts:
    return facts(a_declaration(lines=(a_controlled_line(),)))


@fires("QTY-03", Effect.FLAG)
def test_above_the_usual_lot_is_flagged() -> Facts:
    return weighing("5000.01")


@fires("QTY-03", Effect.FLAG)
def test_three_times_the_usual_lot_is_still_a_flag() -> Facts:
    return weighing(3 * LARGEST_ITO_LOT)


@fires("QTY-03", Effect.HOLD)
def test_beyond_three_times_it_holds() -> Facts:
    return weighing("15000.01")


@stays_silent("QTY-03")
def test_the_largest_usual_lot_is_fine() -> Facts:
    return weighing(LARGEST_ITO_LOT)


@fires("QTY-03", Effect.HOLD)
def test_the_policy_sets_the_multiple() -> Facts:
    return weighing(6000, policy=a_policy(excess_hold_factor=Decimal(1)))


@fires("QTY-10", Effect.HOLD, total="5000.01")
def test_more_than_the_yearly_need_holds() -> Facts:
    return after({"net_weight_kg": Decimal("4800.01")})


@stays_silent("QTY-10")
def test_exactly_the_yearly_need_is_fine() -> Facts:
    return after({"net_weight_kg": Decimal(4800)})


@fires("QTY-10")
def test_a_year_reaches_back_365_days() -> Facts:
    return after({"net_weight_kg": Decimal(4801), "declared_on": date(2025, 10, 20)})


@pytest.mark.parametrize(
    "earlier",
    [{"declared_on": date(2025, 10, 19)}, {"end_user": "Another Maker"}],
    ids=["older", "another end user"],
)
@stays_silent("QTY-10")
def test_other_shipments_do_not_count(earlier: dict[str, object]) -> Facts:
    return after({"net_weight_kg": Decimal(4801), **earlier})


@fires("QTY-10", need="60000")
def test_without_a_stated_need_the_norm_decides() -> Facts:
    statement = a_statement(annual_consumption_kg=None)
    past = a_past_shipment(net_weight_kg=Decimal(59801))
    return facts(a_declaration(statement=statement), history=(past,))


@fires("QTY-11", Effect.HOLD)
def test_more_than_a_fifth_of_a_months_exports_holds() -> Facts:
    return weighing("4540.01")


@stays_silent("QTY-11")
def test_a_fifth_is_fine() -> Facts:
    return weighing(4540)


@pytest.mark.parametrize("price", ["329.99", "880.01"])
@fires("QTY-12", Effect.FLAG)
def test_a_price_far_from_the_market_is_flagged(price: str) -> Facts:
    return priced(price)


@pytest.mark.parametrize("price", [330, 550, 880])
@stays_silent("QTY-12")
def test_sixty_to_a_hundred_and_sixty_per_cent_are_fine(price: int) -> Facts:
    return priced(price)


@fires("QTY-12", reference="370")
def test_a_past_date_has_its_own_reference() -> Facts:
    return priced(600, on=date(2025, 3, 31))


@stays_silent("QTY-12")
def test_the_reference_changes_on_its_day() -> Facts:
    return priced(600, on=date(2025, 4, 1))


@fires("QTY-12", reference="670")
def test_six_nines_have_a_reference_of_their_own() -> Facts:
    return priced(330, purity_percent=Decimal("99.9999"))


@stays_silent("QTY-12")
def test_yuan_are_converted() -> Facts:
    return priced(4000, currency="CNY")


@pytest.mark.parametrize("line", [{"currency": "XAU"}, {"material": "inp"}])
@stays_silent("QTY-12")
def test_what_has_no_rate_or_reference_is_not_judged(line: dict[str, object]) -> Facts:
    return priced(1, **line)


TWO_MORE: tuple[dict[str, object], ...] = ({}, {"declared_on": date(2026, 10, 6)})


@fires("QTY-13", Effect.FLAG, count="3")
def test_three_declarations_in_a_fortnight_are_flagged() -> Facts:
    return after(*TWO_MORE)


@fires("QTY-13", Effect.HOLD)
def test_small_ones_that_add_up_to_the_threshold_hold() -> Facts:
    return after({"net_weight_kg": Decimal(400)}, {"net_weight_kg": Decimal(400)})


@fires("QTY-13", Effect.FLAG)
def test_a_large_one_among_them_hides_nothing() -> Facts:
    return after({"net_weight_kg": Decimal(1000)}, {"net_weight_kg": Decimal(400)})


@pytest.mark.parametrize(
    "earlier",
    [
        ({},),
        ({}, {"declared_on": date(2026, 10, 5)}),
        ({}, {"exporter_uscc": "91310000MA1FL0000X"}),
        ({}, {"contract_no": "X", "consignee": "Y", "end_user": "Z"}),
    ],
    ids=["two", "one too old", "another exporter", "another deal"],
)
@stays_silent("QTY-13")
def test_fewer_in_time_on_the_deal_are_fine(earlier: tuple[dict[str, object], ...]) -> Facts:
    return after(*earlier)


JUST_BELOW = {"net_weight_kg": Decimal(990), "consignee": "Y", "end_user": "Z", "contract_no": "X"}


@pytest.mark.parametrize("kg", [900, "999.99"])
@fires("QTY-14", Effect.HOLD)
def test_three_just_below_the_threshold_hold(kg: object) -> Facts:
    return after(JUST_BELOW, JUST_BELOW, kg=kg)


@pytest.mark.parametrize("kg", ["899.99", 1000])
@stays_silent("QTY-14")
def test_this_one_has_to_be_just_below_itself(kg: object) -> Facts:
    return after(JUST_BELOW, JUST_BELOW, JUST_BELOW, kg=kg)


@stays_silent("QTY-14")
def test_two_are_no_pattern() -> Facts:
    return after(JUST_BELOW, kg=950)


@pytest.mark.parametrize(("kilograms", "is_hit"), [("4800", False), ("4800.01", True)])
def test_the_years_sum_decides_where_it_was_taken(kilograms: str, is_hit: bool) -> None:
    summed = facts(received_kg=Decimal(kilograms), history=(a_past_shipment(),))
    assert bool(found_by("QTY-10", summed)) is is_hit


@pytest.mark.parametrize("code", ["QTY-01", "QTY-02", "QTY-03"])
def test_where_no_use_is_stated_there_is_no_norm_to_compare_with(code: str) -> None:
    line = a_line(net_weight_kg=Decimal(6000), form="powder", purity_percent=Decimal(12))
    assert found_by(code, facts(a_declaration(lines=(line,), statement=None))) == []
    assert found_by(code, used_for("nobody-knows", purity_percent=Decimal(12))) == []


@stays_silent("QTY-14")
def test_earlier_ones_exactly_at_the_threshold_are_not_below_it() -> Facts:
    at_it = {**JUST_BELOW, "net_weight_kg": Decimal(1000)}
    return after(at_it, at_it, kg=950)


@stays_silent("QTY-12")
def test_metal_of_no_stated_purity_has_no_reference() -> Facts:
    return priced(1, purity_percent=None)


@pytest.mark.parametrize(("kg", "is_found"), [("0", False), ("0.5", True), ("1", True)])
def test_a_price_by_the_kilogram_needs_a_weight(kg: str, is_found: bool) -> None:
    line = a_line(net_weight_kg=Decimal(kg), total_price=Decimal(1))
    assert bool(found_by("QTY-12", facts(a_declaration(lines=(line,))))) is is_found
