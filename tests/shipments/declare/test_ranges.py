"""Wrong values are refused beside their field, the same on the page and over the API."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from compliance.accounts.models import User
from shipments.models import Shipment
from tests.filing_by_api import content
from tests.shipments.api.test_filing import signed_in
from tests.shipments.declare.filling import fill_in

LINE_MISTAKES = [
    ("hs_code", "8112923011"),
    ("hs_code", "9999999999"),
    ("purity_percent", "101"),
    ("purity_percent", "0"),
    ("purity_percent", "-5"),
    ("unit_price", "0"),
    ("unit_price", "-1"),
    ("total_price", "0"),
    ("net_weight_kg", "0"),
    ("gross_weight_kg", "-1"),
    ("quantity", "0"),
    ("material", "some shiny metal"),
    ("form", "lump of it"),
    ("unit", "bucket"),
    ("currency", "GOLD"),
    ("origin_country", "Atlantis"),
    ("duty_mode", "x"),
    ("control_code", "9X999"),
    ("control_explain_code", "none"),
    ("licence_kind", "Q"),
    ("name_en", "Ind\u0456um ingot"),
    ("name_zh", "铟\u202e锭"),
    ("lot_numbers", "A\u0412-1"),
    ("cas", "7440-74-7"),
]
HEADER_MISTAKES = [
    ("packing", "net_weight_kg", "0"),
    ("packing", "gross_weight_kg", "-3"),
    ("packing", "packages", "0"),
    ("packing", "marks", "MARK\u200f"),
    ("trade", "declared_total", "0"),
    ("trade", "freight_amount", "-1"),
    ("trade", "insurance_amount", "-0.1"),
    ("trade", "contract_no", "H\u0412-1"),
    ("trade", "customs_regime", "trade"),
    ("transport", "transport_mode", "rocket"),
    ("transport", "transport_name", "\u0415VER CALM"),
    ("transport", "exit_customs", "9999"),
    ("declarant", "producer_name_zh", "韶关\u2066冶炼"),
    ("declarant", "declarant_uscc", "91532501MA6K49YP38"),
]
pytestmark = pytest.mark.django_db


def line_page(draft: Shipment) -> str:
    return f"/shipments/{draft.reference}/goods/{draft.lines.get().pk}/"


@pytest.fixture
def filed(exporter: User) -> Any:
    """The API's answer to a whole declaration with some header and line values changed."""
    cache.clear()
    api = signed_in("exporter")

    def file(header: dict[str, Any], line: dict[str, Any]) -> Any:
        whole = deepcopy(content(450))
        whole.update(header)
        whole["lines"][0].update(line)
        return api.post("/api/shipments/", whole, format="json")

    return file


def test_a_wrong_line_value_is_refused_beside_it_on_the_page(
    client: Client, draft: Shipment
) -> None:
    for name, value in LINE_MISTAKES:
        response = fill_in(client, line_page(draft), **{name: value})
        assert response.status_code == 200, (name, value)
        assert name in response.context["form"].errors, (name, value)


def test_a_wrong_line_value_is_refused_by_its_name_over_the_api(filed: Any) -> None:
    for name, value in LINE_MISTAKES:
        answer = filed({}, {name: value})
        assert answer.status_code == 400, (name, value, answer.content)
        assert name in answer.json()["lines"][0], (name, value)


def test_a_wrong_header_value_is_refused_beside_it_on_the_page(
    client: Client, draft: Shipment
) -> None:
    for section, name, value in HEADER_MISTAKES:
        page = f"/shipments/{draft.reference}/{section}/"
        response = fill_in(client, page, **{name: value})
        assert response.status_code == 200, (name, value)
        assert name in response.context["form"].errors, (name, value)


def test_a_wrong_header_value_is_refused_by_its_name_over_the_api(filed: Any) -> None:
    marks = {"freight_mark": "3", "freight_currency": "USD", "insurance_mark": "1"}
    for _section, name, value in HEADER_MISTAKES:
        answer = filed({**marks, name: value}, {})
        assert answer.status_code == 400, (name, value, answer.content)
        assert name in answer.json(), (name, value)


def test_the_declaration_elements_are_judged_over_the_api_too(filed: Any) -> None:
    for name, value in (("specification", "锭|\u202e"), ("brand_type", "9"), ("preference", "x")):
        answer = filed({}, {name: value})
        assert answer.status_code == 400, name
        assert name in answer.json()["lines"][0]


def test_party_names_are_judged_and_spelt(client: Client, draft: Shipment) -> None:
    party = draft.parties.get(role="consignee")
    page = f"/shipments/{draft.reference}/parties/{party.pk}/"
    wrong = fill_in(client, page, name_en="H\u0430nbit")
    assert "U+0430 CYRILLIC SMALL LETTER A" in str(wrong.context["form"].errors["name_en"])
    fill_in(client, page, name_en="Ｈａｎｂｉｔ\u200b  Ltd", aeo_code="kr aeo–１２３")
    party.refresh_from_db()
    assert (party.name_en, party.aeo_code) == ("Hanbit Ltd", "KRAEO-123")


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("hs_code", "８１１２．９２．３０１０", "8112923010"),
        ("licence_no", "２６–53－000149", "26-53-000149"),
        ("control_code", "３ｃ００４．ａ", "3C004.a"),
        ("ciq_code", "９９９", "999"),
        ("cas", "７４４０–７４–６", "7440-74-6"),
        ("currency", "ｕｓｄ", "USD"),
        ("source_area", "5 3 0 7 9", "53079"),
        ("lot_numbers", "YP2611–００１　～　040", "YP2611-001 ~ 040"),
    ],
)
def test_every_code_of_a_line_is_normalised_on_page_and_api(
    client: Client, draft: Shipment, filed: Any, name: str, typed: str, stored: str
) -> None:
    response = fill_in(client, line_page(draft), **{name: typed})
    assert response.status_code == 302, response.context["form"].errors
    assert getattr(draft.lines.get(), name) == stored
    answer = filed({}, {name: typed})
    assert answer.status_code == 201, answer.content
    assert answer.json()["content"]["lines"][0][name] == stored


def test_less_than_a_kilogram_stands_in_the_header_as_one(client: Client, draft: Shipment) -> None:
    page = f"/shipments/{draft.reference}/packing/"
    fill_in(client, page, net_weight_kg="0.25", gross_weight_kg="0.4")
    draft.refresh_from_db()
    assert (draft.net_weight_kg, draft.gross_weight_kg) == (1, 1)


def test_a_shipment_of_less_than_a_kilogram_is_filed_whole(filed: Any) -> None:
    small = {"quantity": "0.25", "net_weight_kg": "0.25", "gross_weight_kg": "0.4"}
    answer = filed(
        {"net_weight_kg": "1", "gross_weight_kg": "0.4", "declared_total": "80"},
        {**small, "total_price": ""},
    )
    assert answer.status_code == 201, answer.content
    told = answer.json()["content"]
    assert (told["net_weight_kg"], told["gross_weight_kg"]) == ("1.00000", "1.00000")
    assert Decimal(told["lines"][0]["net_weight_kg"]) == Decimal("0.25")


def test_deductions_may_stand_in_other_charges(client: Client, draft: Shipment) -> None:
    page = f"/shipments/{draft.reference}/trade/"
    typed = {"other_mark": "3", "other_amount": "-50", "other_currency": "USD"}
    assert fill_in(client, page, **typed).status_code == 302
    draft.refresh_from_db()
    assert draft.other_amount == -50
