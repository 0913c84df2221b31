"""Two tabs on one draft: the second to save sees both versions and loses nothing."""

from django.test import Client

from shipments.models import Shipment
from tests.shipments.declare.filling import fields_of, fill_in


def open_twice(client: Client, page: str) -> tuple[dict, dict]:
    html = client.get(page).content.decode()
    return fields_of(html, "stored"), fields_of(html, "stored")


def test_the_second_tab_gets_409_with_both_values(client: Client, draft: Shipment) -> None:
    page = f"/shipments/{draft.reference}/packing/"
    first, second = open_twice(client, page)
    assert client.post(page, {**first, "marks": "FIRST"}).status_code == 302
    response = client.post(page, {**second, "marks": "SECOND"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "FIRST" in html
    assert fields_of(html, "stored")["marks"] == "SECOND"
    draft.refresh_from_db()
    assert draft.marks == "FIRST"


def test_saving_mine_anyway_overwrites(client: Client, draft: Shipment) -> None:
    page = f"/shipments/{draft.reference}/packing/"
    first, second = open_twice(client, page)
    client.post(page, {**first, "marks": "FIRST"})
    client.post(page, {**second, "marks": "SECOND", "save_anyway": "1"})
    draft.refresh_from_db()
    assert draft.marks == "SECOND"


def test_different_sections_do_not_disturb_each_other(client: Client, draft: Shipment) -> None:
    transport = f"/shipments/{draft.reference}/transport/"
    opened = fields_of(client.get(transport).content.decode(), "stored")
    fill_in(client, f"/shipments/{draft.reference}/packing/", marks="FIRST")
    assert client.post(transport, {**opened, "voyage_no": "9"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.marks, draft.voyage_no) == ("FIRST", "9")


def test_two_tabs_on_one_goods_line_compare_its_composition(
    client: Client, draft: Shipment
) -> None:
    page = f"/shipments/{draft.reference}/goods/{draft.lines.get().pk}/"
    first, second = open_twice(client, page)
    changed = {"composition-0-percent": "99.99", "composition-1-percent": "0.01"}
    assert client.post(page, {**first, **changed}).status_code == 302
    other = {"composition-0-percent": "99.9", "composition-1-percent": "0.1"}
    response = client.post(page, {**second, **other})
    assert response.status_code == 409
    assert "99.99 %" in response.content.decode()
    assert client.post(page, second).status_code == 302
    assert draft.lines.get().composition[0]["percent"] == "99.99"
