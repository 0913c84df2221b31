"""Goods lines: what must agree within a line, rows of composition, declaration elements."""

from decimal import Decimal

import pytest
from django.test import Client

from compliance.accounts.models import User
from shipments.demo.buyers import HANBIT
from shipments.demo.goods import INGOT, INP
from shipments.models import GoodsLine, SavedGoods, Shipment
from tests.builders import a_draft
from tests.shipments.declare.filling import fields_of, fill_in

INP_LINE = {
    "material": "inp",
    "form": "polycrystal",
    "hs_code": "2853904051",
    "name_zh": "磷化铟多晶",
    "name_en": "Indium phosphide polycrystal",
    "composition-0-substance": "磷化铟",
    "composition-0-percent": "100",
    "quantity": "12.5",
    "net_weight_kg": "12.5",
    "gross_weight_kg": "14",
    "unit_price": "4,200",
    "currency": "USD",
    "final_destination": "KOR",
    "source_area": "53079",
    "control_code": "3C004.a",
    "licence_kind": "3",
    "licence_no": "26-53-000049",
}


def line_page(draft: Shipment) -> str:
    return f"/shipments/{draft.reference}/goods/{draft.lines.get().pk}/"


def errors_after(client: Client, draft: Shipment, **changes: str) -> dict:
    response = fill_in(client, line_page(draft), **changes)
    assert response.status_code == 200
    return response.context["form"].errors


def test_a_line_is_added_and_leads_to_its_elements(client: Client, draft: Shipment) -> None:
    response = fill_in(client, f"/shipments/{draft.reference}/goods/add/", **INP_LINE)
    line = draft.lines.get(number=2)
    assert response.headers["Location"].endswith(f"/goods/{line.pk}/elements/")
    assert line.composition == [{"substance": "InP", "percent": "100"}]


def test_an_empty_total_becomes_price_times_quantity(client: Client, draft: Shipment) -> None:
    fill_in(client, f"/shipments/{draft.reference}/goods/add/", **INP_LINE, total_price="")
    assert draft.lines.get(number=2).total_price == Decimal("52500.00")


def test_a_wrong_total_is_refused(client: Client, draft: Shipment) -> None:
    assert "total_price" in errors_after(client, draft, total_price="1")


def test_net_above_gross_is_refused(client: Client, draft: Shipment) -> None:
    assert "net_weight_kg" in errors_after(client, draft, gross_weight_kg="1")


def test_a_quantity_in_kilograms_is_the_net_weight(client: Client, draft: Shipment) -> None:
    assert "quantity" in errors_after(client, draft, quantity="400", total_price="")


def test_a_code_of_the_wrong_heading_is_refused_with_the_fitting_ones(
    client: Client, draft: Shipment
) -> None:
    errors = errors_after(client, draft, hs_code="2853904051")
    assert INGOT.hs_code in str(errors["hs_code"])


def test_a_licence_number_needs_its_kind(client: Client, draft: Shipment) -> None:
    assert "licence_kind" in errors_after(client, draft, licence_kind="")


@pytest.mark.parametrize("cas", ["7440-74-7", "indium"])
def test_a_wrong_cas_number_is_refused(client: Client, draft: Shipment, cas: str) -> None:
    assert "cas" in errors_after(client, draft, cas=cas)


def test_a_composition_that_is_not_whole_is_refused_and_kept(
    client: Client, draft: Shipment
) -> None:
    response = fill_in(client, line_page(draft), **{"composition-0-percent": "90"})
    html = response.content.decode()
    assert "not 100 %" in html
    assert fields_of(html, "stored")["composition-0-percent"] == "90"


def test_rounding_in_the_last_place_is_no_mistake(client: Client, draft: Shipment) -> None:
    rows = {"composition-0-percent": "99.995", "composition-1-percent": "0.0051"}
    assert fill_in(client, line_page(draft), **rows).status_code == 302


def test_an_unknown_substance_is_refused(client: Client, draft: Shipment) -> None:
    response = fill_in(client, line_page(draft), **{"composition-1-substance": "Unobtainium"})
    assert response.status_code == 200
    assert response.context["form"].composition.errors[1]["substance"]


def test_a_row_can_be_added_without_a_script(client: Client, draft: Shipment) -> None:
    response = fill_in(client, line_page(draft), add_row="composition")
    fields = fields_of(response.content.decode(), "stored")
    assert fields["composition-TOTAL_FORMS"] == "6"
    assert fields["composition-0-percent"] == "99.995"


def test_removing_a_line_closes_the_gap(client: Client, exporter: User) -> None:
    draft = a_draft(exporter, goods=((INGOT, "10"), (INP, "20"), (INGOT, "30")))
    middle = draft.lines.get(number=2)
    client.post(f"/shipments/{draft.reference}/goods/{middle.pk}/remove/")
    assert [(line.number, line.net_weight_kg) for line in draft.lines.all()] == [(1, 10), (2, 30)]


def test_the_elements_are_joined_to_the_specification(client: Client, draft: Shipment) -> None:
    line = draft.lines.get()
    response = fill_in(client, f"{line_page(draft)}elements/", other="250克/锭")
    assert response.status_code == 302
    line.refresh_from_db()
    assert line.specification.startswith("0|0|锭|铟|未锻轧|非废碎|铟99.995%")
    assert line.specification.endswith("250克/锭")


def test_another_heading_drops_the_elements_of_the_old_one(client: Client, draft: Shipment) -> None:
    fill_in(client, line_page(draft), form="foil", hs_code="8112993000")
    assert draft.lines.get().specification == ""
    page = client.get(f"/shipments/{draft.reference}/check/").content.decode()
    assert "Give the declaration elements of line 1." in page


def test_a_missing_element_is_named(client: Client, draft: Shipment) -> None:
    response = fill_in(client, f"{line_page(draft)}elements/", process="")
    assert "process" in response.context["form"].errors


def test_the_elements_suggest_what_the_line_already_says(client: Client, draft: Shipment) -> None:
    GoodsLine.objects.update(specification="")
    fields = fields_of(client.get(f"{line_page(draft)}elements/").content.decode(), "stored")
    assert fields["shape"] == "锭"
    assert fields["content"] == "铟99.995%、其他0.005%"


def test_the_line_says_what_the_law_makes_of_it(client: Client, exporter: User) -> None:
    draft = a_draft(exporter, goods=((INP, "20"),), buyer=HANBIT)
    html = client.get(line_page(draft)).content.decode()
    assert "Controlled dual-use item" in html
    assert "3C004.a" in html


def test_goods_are_kept_and_copied_into_a_new_line(client: Client, draft: Shipment) -> None:
    fill_in(client, line_page(draft), keep_as="Our 4N5")
    saved = SavedGoods.objects.get(label="Our 4N5")
    page = f"/shipments/{draft.reference}/goods/add/?copy={saved.pk}"
    fields = fields_of(client.get(page).content.decode(), "stored")
    assert fields["name_zh"] == INGOT.name_zh
    assert fields["composition-0-percent"] == "99.995"


def test_goods_of_the_address_book_are_checked_like_a_line(client: Client) -> None:
    values = {
        name: value
        for name, value in INP_LINE.items()
        if name in ("material", "form", "name_zh", "name_en") or name.startswith("composition")
    }
    page = "/shipments/address-book/goods/add/"
    wrong = fill_in(client, page, label="InP", hs_code=INGOT.hs_code, **values)
    assert "hs_code" in wrong.context["form"].errors
    right = fill_in(client, page, label="InP", hs_code=INP.hs_code, **values)
    assert right.status_code == 302
    assert SavedGoods.objects.get().composition == [{"substance": "InP", "percent": "100"}]
