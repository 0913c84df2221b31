"""Parties of a draft: one a page, copied from and saved to the address book."""

from django.test import Client

from compliance.accounts.models import User
from shipments.models import SavedParty, Shipment
from tests.shipments.declare.filling import fields_of, fill_in

NOTIFY = {
    "name_en": "Rotterdam Metals Broking B.V.",
    "country": "荷兰",
    "address": "Boompjes 49, Rotterdam",
    "business_kind": "trader",
}


def test_a_party_is_added_in_its_role(client: Client, draft: Shipment) -> None:
    page = f"/shipments/{draft.reference}/parties/"
    response = fill_in(client, f"{page}add/notify/", **NOTIFY)
    assert response.headers["Location"] == page
    party = draft.parties.get(role="notify")
    assert (party.ref, party.country) == ("notify-1", "NLD")


def test_a_second_party_of_a_role_gets_the_next_place(client: Client, draft: Shipment) -> None:
    for name in ("Carrier A", "Carrier B"):
        fill_in(
            client,
            f"/shipments/{draft.reference}/parties/add/notify/",
            **NOTIFY | {"name_en": name},
        )
    assert [party.ref for party in draft.parties.filter(role="notify")] == ["notify-1", "notify-2"]


def test_there_is_one_consignee_only(client: Client, draft: Shipment) -> None:
    page = f"/shipments/{draft.reference}/parties/add/consignee/"
    assert fill_in(client, page, **NOTIFY).status_code == 409


def test_a_party_is_changed_and_removed(client: Client, draft: Shipment) -> None:
    party = draft.parties.get(role="consignee")
    page = f"/shipments/{draft.reference}/parties/{party.pk}/"
    fill_in(client, page, name_en="Changed Name Ltd.")
    party.refresh_from_db()
    assert party.name_en == "Changed Name Ltd."
    client.post(f"{page}remove/")
    assert not draft.parties.filter(role="consignee").exists()


def test_a_party_may_be_kept_in_the_address_book(client: Client, draft: Shipment) -> None:
    fill_in(client, f"/shipments/{draft.reference}/parties/add/notify/", **NOTIFY, keep="on")
    assert SavedParty.objects.get().name_en == NOTIFY["name_en"]


def test_a_party_is_filled_in_from_the_address_book(
    client: Client, draft: Shipment, exporter: User
) -> None:
    saved = SavedParty.objects.create(
        exporter=exporter.exporter, name_en="Saved Ltd.", country="KOR"
    )
    page = f"/shipments/{draft.reference}/parties/add/payer/?copy={saved.pk}"
    fields = fields_of(client.get(page).content.decode(), "stored")
    assert fields["name_en"] == "Saved Ltd."
    assert fields["country"].startswith("KOR")


def test_a_rivals_address_book_cannot_be_copied_from(
    client: Client, draft: Shipment, rival_exporter: User
) -> None:
    saved = SavedParty.objects.create(
        exporter=rival_exporter.exporter, name_en="Secret Ltd.", country="KOR"
    )
    page = f"/shipments/{draft.reference}/parties/add/payer/?copy={saved.pk}"
    assert "Secret Ltd." not in client.get(page).content.decode()


def test_an_end_user_needs_a_physical_address(client: Client, draft: Shipment) -> None:
    party = draft.parties.get(role="end_user")
    page = f"/shipments/{draft.reference}/parties/{party.pk}/"
    response = fill_in(client, page, address="P.O. Box 49, Seoul")
    assert "post-office box" in str(response.context["form"].errors["address"])


def test_a_rival_cannot_remove_a_party(rival_client: Client, draft: Shipment) -> None:
    party = draft.parties.first()
    page = f"/shipments/{draft.reference}/parties/{party.pk}/remove/"
    assert rival_client.post(page).status_code == 404
    assert draft.parties.filter(pk=party.pk).exists()


def test_a_party_of_the_address_book_stands_there_once(client: Client, exporter: User) -> None:
    values = {"name_en": "Twice Ltd.", "country": "KOR"}
    assert fill_in(client, "/shipments/address-book/parties/add/", **values).status_code == 302
    response = fill_in(client, "/shipments/address-book/parties/add/", **values)
    assert "already in your address book" in response.content.decode()
    assert SavedParty.objects.count() == 1


def test_another_role_is_filled_in_from_the_consignee(client: Client, draft: Shipment) -> None:
    draft.parties.filter(role="payer").delete()
    consignee = draft.parties.get(role="consignee")
    listing = f"/shipments/{draft.reference}/parties/"
    add = f"{listing}add/payer/?same=consignee"
    assert f'href="{add}"' in client.get(listing).content.decode()
    assert fill_in(client, add).headers["Location"] == listing
    payer = draft.parties.get(role="payer")
    assert (payer.name_en, payer.address) == (consignee.name_en, consignee.address)
    assert client.get(f"{listing}add/notify/?same=nobody").status_code == 200
