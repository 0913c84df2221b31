"""DOC and EXP: figures and papers agree; dangerous goods say so; the exporter's standing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from compliance.law.declaration import Fee
from compliance.law.facts import Facts, Standing
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, stays_silent
from tests.facts_builders import (
    EXPORTER,
    a_controlled_declaration,
    a_declaration,
    a_line,
    a_mixed_declaration,
    an_organoindium_line,
    attachments,
    facts,
)

BROKER = replace(EXPORTER, name_zh="示例报关有限公司", uscc="91310000MA1FL0000X")
FREIGHT = Fee("3", Decimal(1000), "USD")


def with_line(**line: object) -> Facts:
    return facts(a_declaration(lines=(a_line(**line),)))


def with_header(**header: object) -> Facts:
    return facts(replace(a_declaration(), **header))


def pyrophoric(**line: object) -> Facts:
    return facts(a_declaration(lines=(an_organoindium_line(**line),)))


@fires("DOC-01", Effect.BLOCK)
def test_a_line_cannot_weigh_more_net_than_gross() -> Facts:
    return with_line(gross_weight_kg=Decimal("199.99"))


@fires("DOC-01", net="200")
def test_nor_can_the_shipment() -> Facts:
    return with_header(gross_weight_kg=Decimal(150))


@stays_silent("DOC-01")
def test_net_and_gross_may_be_equal() -> Facts:
    return with_line(gross_weight_kg=Decimal(200))


@pytest.mark.parametrize(
    "header",
    [
        {"net_weight_kg": Decimal("200.021")},
        {"gross_weight_kg": Decimal("210.022")},
        {"declared_total": Decimal("108010.81")},
    ],
)
@fires("DOC-02", Effect.BLOCK)
def test_totals_are_the_sum_of_the_lines(header: dict[str, object]) -> Facts:
    return with_header(**header)


@pytest.mark.parametrize(
    "header", [{"net_weight_kg": Decimal("200.02")}, {"declared_total": Decimal("108010.80")}]
)
@stays_silent("DOC-02")
def test_rounding_within_the_tolerance_is_fine(header: dict[str, object]) -> Facts:
    return with_header(**header)


def under_a_kilogram(net: str, gross: str, **header: object) -> Facts:
    """0.25 kg of goods, 0.4 kg with their packing, under the header weights given."""
    kg = Decimal("0.25")
    line = a_line(quantity=kg, net_weight_kg=kg, gross_weight_kg=Decimal("0.4"), total_price=135)
    weights = {"net_weight_kg": Decimal(net), "gross_weight_kg": Decimal(gross)}
    return facts(replace(a_declaration(lines=(line,)), **weights, **header))


@pytest.mark.parametrize(("net", "gross"), [("1", "1"), ("0.25", "0.4"), ("0.25", "1")])
@stays_silent("DOC-02")
def test_less_than_a_kilogram_may_stand_in_the_header_as_one(net: str, gross: str) -> Facts:
    return under_a_kilogram(net, gross)


@pytest.mark.parametrize(("net", "gross"), [("1.2", "1.2"), ("0.5", "1"), ("2", "2")])
@fires("DOC-02", Effect.BLOCK)
def test_no_other_weight_may_stand_there(net: str, gross: str) -> Facts:
    return under_a_kilogram(net, gross)


@fires("DOC-02", Effect.BLOCK)
def test_one_kilogram_does_not_stand_for_more() -> Facts:
    return with_header(net_weight_kg=Decimal(1), gross_weight_kg=Decimal(1))


@stays_silent("DOC-02")
def test_values_in_two_currencies_are_not_added() -> Facts:
    lines = (a_line(), a_line(number=2, currency="EUR"))
    return facts(a_declaration(lines=lines))


@fires("DOC-03", Effect.BLOCK, total="108010.81")
def test_price_times_quantity_is_the_total() -> Facts:
    return with_line(total_price=Decimal("108010.81"))


@stays_silent("DOC-03")
def test_a_rounded_total_is_fine() -> Facts:
    return with_line(total_price=Decimal("108010.80"))


@fires("DOC-04", Effect.BLOCK, unit="035", net="200")
def test_kilograms_are_the_net_weight() -> Facts:
    return with_line(quantity=Decimal(210))


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"quantity": Decimal(200000), "unit": "036"},
        {"quantity": Decimal("0.2"), "unit": "070"},
        {"quantity": Decimal(400), "unit": "007"},
    ],
)
@stays_silent("DOC-04")
def test_grams_tonnes_and_pieces_are_understood(line: dict[str, object]) -> Facts:
    return with_line(**line)


@fires("DOC-05", Effect.FLAG, currencies="EUR, USD")
def test_two_currencies_are_flagged() -> Facts:
    return facts(a_declaration(lines=(a_line(), a_line(number=2, currency="EUR"))))


@stays_silent("DOC-05")
def test_one_currency_is_fine() -> Facts:
    return facts(a_declaration(lines=(a_line(), a_line(number=2))))


@pytest.mark.parametrize(
    ("header", "fee", "state"),
    [
        ({"incoterm": "3", "freight": FREIGHT}, "freight", "+"),
        ({"incoterm": "1", "freight": FREIGHT}, "insurance", "-"),
        ({"incoterm": "2"}, "freight", "-"),
    ],
    ids=["FOB with freight", "CIF without insurance", "C&F without freight"],
)
def test_fees_have_to_fit_the_terms(header: dict[str, object], fee: str, state: str) -> None:
    fires("DOC-06", Effect.FLAG, fee=fee, state=state)(lambda: with_header(**header))()


@pytest.mark.parametrize(
    "header",
    [
        {"incoterm": "3"},
        {"incoterm": "1", "freight": FREIGHT, "insurance": FREIGHT},
        {"incoterm": "2", "freight": FREIGHT},
        {"incoterm": "?"},
    ],
)
@stays_silent("DOC-06")
def test_fitting_fees_are_fine(header: dict[str, object]) -> Facts:
    return with_header(**header)


@pytest.mark.parametrize("number", ["contract_no", "invoice_no"])
@fires("DOC-07", Effect.FLAG)
def test_a_missing_number_is_flagged(number: str) -> Facts:
    return with_header(**{number: " "})


@stays_silent("DOC-07")
def test_the_bill_of_lading_may_come_later() -> Facts:
    return with_header(bill_no="")


@fires("DOC-08", Effect.FLAG, kind="packing_list")
def test_a_missing_paper_is_flagged() -> Facts:
    return facts(a_declaration(attachments=attachments("contract", "invoice")))


@stays_silent("DOC-08")
def test_contract_invoice_and_packing_list_are_enough() -> Facts:
    return facts(a_declaration(attachments=attachments("contract", "invoice", "packing_list")))


@pytest.mark.parametrize("name", ["un_number", "dangerous_name", "dangerous_packing"])
def test_a_pyrophoric_line_needs_each_detail(name: str) -> None:
    fires("DOC-20", Effect.HOLD, field=name)(lambda: pyrophoric(**{name: ""}))()


@fires("DOC-20")
def test_triethylindium_is_pyrophoric_too() -> Facts:
    return pyrophoric(material="tein", cas="923-34-2", name_zh="三乙基铟", name_en="", un_number="")


@stays_silent("DOC-20")
def test_metal_needs_no_such_detail() -> Facts:
    return facts()


@pytest.mark.parametrize(
    "line",
    [
        {"un_number": "1325"},
        {
            "material": "tein",
            "cas": "923-34-2",
            "name_zh": "三乙基铟",
            "name_en": "",
            "composition": (),
            "specification": "",
            "un_number": "3393",
        },
    ],
)
@fires("DOC-21", Effect.FLAG)
def test_another_un_number_is_flagged(line: dict[str, object]) -> Facts:
    return pyrophoric(**line)


@pytest.mark.parametrize("number", ["3393", "UN3393", "un 3394", ""])
@stays_silent("DOC-21")
def test_expected_un_numbers_are_fine(number: str) -> Facts:
    return pyrophoric(un_number=number)


@stays_silent("DOC-20")
def test_a_mixed_shipment_in_order_is_fine() -> Facts:
    return facts(a_mixed_declaration())


@fires("EXP-01", Effect.FLAG)
def test_a_penalty_within_five_years_is_flagged() -> Facts:
    return facts(standing=Standing(penalised_on=date(2021, 10, 21)))


@fires("EXP-01", Effect.FLAG)
def test_a_penalty_of_the_same_day_counts() -> Facts:
    return facts(standing=Standing(penalised_on=date(2026, 10, 20)))


@fires("EXP-01", Effect.HOLD)
def test_with_dual_use_items_it_holds() -> Facts:
    return facts(a_controlled_declaration(), standing=Standing(penalised_on=date(2025, 1, 1)))


@pytest.mark.parametrize("on", [date(2021, 10, 20), date(2026, 10, 21), None])
@stays_silent("EXP-01")
def test_after_five_years_it_is_forgotten(on: date | None) -> Facts:
    return facts(standing=Standing(penalised_on=on))


@fires("EXP-02", Effect.FLAG, count="1")
def test_an_open_question_is_flagged() -> Facts:
    return facts(standing=Standing(open_questions=1))


@fires("EXP-02", Effect.HOLD)
def test_an_open_question_holds_dual_use_items() -> Facts:
    return facts(a_controlled_declaration(), standing=Standing(open_questions=2))


@stays_silent("EXP-02")
def test_no_open_question_no_finding() -> Facts:
    return facts()


NO_MANDATE = Standing(has_agency_mandate=False)


@fires("EXP-03", Effect.HOLD)
def test_a_broker_without_mandate_holds() -> Facts:
    return facts(a_declaration(declarant=BROKER), standing=NO_MANDATE)


@stays_silent("EXP-03")
def test_an_exporter_needs_no_mandate_for_itself() -> Facts:
    return facts(standing=NO_MANDATE)


@stays_silent("EXP-03")
def test_an_attached_agency_agreement_will_do() -> Facts:
    declaration = a_declaration(declarant=BROKER, attachments=attachments("agency_agreement"))
    return facts(declaration, standing=NO_MANDATE)


@stays_silent("EXP-03")
def test_a_mandate_on_record_will_do() -> Facts:
    return facts(a_declaration(declarant=BROKER))
