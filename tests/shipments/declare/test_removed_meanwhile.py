"""Saving what another tab removed: nothing typed is lost, and one press adds it again."""

from typing import Any

import pytest
from django.test import Client
from lxml import html

from shipments.declare import draft_changes
from shipments.models import SavedParty, Shipment
from tests.shipments.declare.filling import fields_of


def sent_again(client: Client, refused: Any, **changes: str) -> Any:
    """Press the save button of the page that came back."""
    form = html.fromstring(refused.content).get_element_by_id("typed")
    fields = fields_of(refused.content.decode(), "stored")
    return client.post(form.get("action"), {**fields, **changes})


def test_a_removed_goods_line_can_be_added_again(client: Client, draft: Shipment) -> None:
    line = draft.lines.get()
    page = f"/shipments/{draft.reference}/goods/{line.pk}/"
    fields = fields_of(client.get(page).content.decode(), "stored")
    draft_changes.remove_line(line, by=draft.created_by)
    refused = client.post(page, {**fields, "name_en": "Typed too late"})
    assert refused.status_code == 409
    assert "removed meanwhile" in refused.content.decode()
    assert fields_of(refused.content.decode(), "stored")["name_en"] == "Typed too late"
    assert sent_again(client, refused).status_code == 302
    assert draft.lines.get().name_en == "Typed too late"


def test_elements_of_a_removed_line_lead_to_the_goods(client: Client, draft: Shipment) -> None:
    line = draft.lines.get()
    page = f"/shipments/{draft.reference}/goods/{line.pk}/elements/"
    fields = fields_of(client.get(page).content.decode(), "stored")
    draft_changes.remove_line(line, by=draft.created_by)
    answer = client.post(page, fields, follow=True)
    assert answer.redirect_chain == [(f"/shipments/{draft.reference}/goods/", 302)]
    assert "removed meanwhile" in answer.content.decode()


@pytest.mark.parametrize("role", ["consignee", "carrier"])
def test_a_removed_party_can_be_added_again(client: Client, draft: Shipment, role: str) -> None:
    party = draft.parties.get(role=role)
    page = f"/shipments/{draft.reference}/parties/{party.pk}/"
    fields = fields_of(client.get(page).content.decode(), "stored")
    draft_changes.remove_party(party, by=draft.created_by)
    refused = client.post(page, {**fields, "name_en": "Typed too late"})
    assert refused.status_code == 409
    assert sent_again(client, refused).status_code == 302
    assert draft.parties.get(role=role).name_en == "Typed too late"


def test_a_removed_entry_of_the_address_book_too(client: Client, draft: Shipment) -> None:
    entry = SavedParty.objects.create(exporter=draft.exporter, name_en="Gone Ltd.", country="HKG")
    page = f"/shipments/address-book/parties/{entry.pk}/"
    fields = fields_of(client.get(page).content.decode(), "stored")
    entry.delete()
    refused = client.post(page, {**fields, "name_en": "Gone and back Ltd."})
    assert refused.status_code == 409
    assert sent_again(client, refused).status_code == 302
    assert SavedParty.objects.get().name_en == "Gone and back Ltd."


def test_a_line_that_never_was_has_no_page(client: Client, draft: Shipment) -> None:
    assert client.get(f"/shipments/{draft.reference}/goods/999999/").status_code == 404
