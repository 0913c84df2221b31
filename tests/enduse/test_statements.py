"""End users, sites and end-use statements of one exporter."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from compliance.accounts.models import User
from compliance.audit.models import Event
from enduse import actions, ledger
from enduse.models import EndUser, EndUseStatement
from shipments.models import Shipment
from shipments.moves import Status
from tests.builders import a_draft, a_shipment
from tests.shipments.declare.conftest import signed_in
from tests.shipments.declare.filling import fields_of, fill_in

PDF = b"%PDF-1.7\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def client(exporter: User) -> Client:
    return signed_in(exporter)


@pytest.fixture
def draft(exporter: User) -> Shipment:
    return a_draft(exporter)


def page_of(statement: EndUseStatement) -> str:
    return f"/end-use/statements/{statement.pk}/"


def test_a_statement_is_changed_while_it_backs_a_draft(client: Client, draft: Shipment) -> None:
    fill_in(client, page_of(draft.statement), product_made="Wafers for lasers")
    draft.statement.refresh_from_db()
    assert draft.statement.product_made == "Wafers for lasers"
    assert Event.objects.filter(verb="edit_endusestatement").count() == 1


def test_a_statement_that_no_room_can_judge_is_not_open(
    draft: Shipment, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert actions.is_open(draft.statement)
    monkeypatch.setattr(ledger, "_tellers", [])
    with pytest.raises(RuntimeError, match="no room tells"):
        actions.is_open(draft.statement)


def test_a_submitted_statement_is_frozen_and_can_be_copied(client: Client, exporter: User) -> None:
    statement = a_shipment(exporter, Status.IN_REVIEW).statement
    fields = fields_of(client.get(page_of(statement)).content.decode(), "stored")
    assert client.post(page_of(statement), {**fields, "product_made": "Other"}).status_code == 409
    copied = fields_of(
        client.get(f"/end-use/statements/add/?copy={statement.pk}").content.decode(), "stored"
    )
    assert copied["product_made"] == statement.product_made
    assert copied["number"] == copied["signed_on"] == ""


def test_a_new_statement_leads_back_to_the_shipment_with_itself_chosen(
    client: Client, draft: Shipment
) -> None:
    back = f"/shipments/{draft.reference}/end-use/"
    add = f"/end-use/statements/add/?copy={draft.statement.pk}&next={back}"
    response = fill_in(client, add, number="EUS-NEW")
    made = EndUseStatement.objects.get(number="EUS-NEW")
    assert response.headers["Location"] == f"{back}?statement={made.pk}"
    fill_in(client, response.headers["Location"])
    draft.refresh_from_db()
    assert draft.statement == made


def test_a_foreign_address_to_return_to_is_ignored(client: Client, draft: Shipment) -> None:
    address = f"{page_of(draft.statement)}?next=https://elsewhere.example/"
    assert fill_in(client, address).headers["Location"] == "/end-use/"


def test_the_validity_is_twelve_months_when_left_empty(client: Client, draft: Shipment) -> None:
    fill_in(client, page_of(draft.statement), signed_on="2026-02-28", valid_until="")
    draft.statement.refresh_from_db()
    assert str(draft.statement.valid_until) == "2027-02-28"


def test_a_statement_cannot_expire_before_it_is_signed(client: Client, draft: Shipment) -> None:
    dates = {"signed_on": "2026-03-01", "valid_until": "2026-02-01"}
    response = fill_in(client, page_of(draft.statement), **dates)
    assert "valid_until" in response.context["form"].errors


def test_a_number_is_used_once(client: Client, draft: Shipment) -> None:
    add = f"/end-use/statements/add/?copy={draft.statement.pk}"
    response = fill_in(client, add, number=draft.statement.number)
    assert "already have a statement" in response.content.decode()


def test_the_signed_scan_is_stored_and_handed_out(
    client: Client, draft: Shipment, settings: object, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    scan = SimpleUploadedFile("signed.pdf", PDF)
    fill_in(client, page_of(draft.statement), upload=scan)
    response = client.get(f"{page_of(draft.statement)}scan/")
    assert b"".join(response.streaming_content) == PDF
    assert Event.objects.filter(verb="download_scan").count() == 1
    draft.statement.refresh_from_db()
    Path(draft.statement.scan.path).unlink()
    assert client.get(f"{page_of(draft.statement)}scan/").status_code == 404
    missed = Event.objects.get(verb="scan_missing")
    assert (missed.subject, missed.detail) == (f"endusestatement:{draft.statement.pk}", {})
    assert Event.objects.filter(verb="download_scan").count() == 1


def test_the_site_belongs_to_the_end_user(client: Client, draft: Shipment) -> None:
    other = EndUser.objects.create(
        exporter=draft.exporter, name_en="Other Ltd.", country="KOR", address="Seoul 1"
    )
    response = fill_in(client, page_of(draft.statement), end_user=str(other.pk))
    assert "site" in response.context["form"].errors


def test_a_post_office_box_is_no_address(client: Client, draft: Shipment) -> None:
    page = f"/end-use/end-users/{draft.statement.end_user.pk}/"
    response = fill_in(client, page, address="PO Box 49, Incheon")
    assert "address" in response.context["form"].errors
    assert fields_of(response.content.decode(), "stored")["address"] == "PO Box 49, Incheon"


def test_an_end_user_gets_a_site(client: Client, draft: Shipment) -> None:
    end_user = draft.statement.end_user
    values = {"name": "Plant 2", "address": "Songdo 49, Incheon", "country": "韩国"}
    fill_in(client, f"/end-use/end-users/{end_user.pk}/sites/add/", **values)
    assert end_user.sites.filter(name="Plant 2", country="KOR").exists()


def test_two_tabs_on_one_statement_show_both_versions(client: Client, draft: Shipment) -> None:
    page = page_of(draft.statement)
    fields = fields_of(client.get(page).content.decode(), "stored")
    client.post(page, {**fields, "product_made": "First"})
    response = client.post(page, {**fields, "product_made": "Second"})
    assert response.status_code == 409
    assert "First" in response.content.decode()


@pytest.mark.parametrize("room", ["statements/{statement}/", "end-users/{end_user}/"])
def test_a_rival_finds_nothing(draft: Shipment, rival_exporter: User, room: str) -> None:
    names = {"statement": draft.statement.pk, "end_user": draft.statement.end_user.pk}
    address = "/end-use/" + room.format(**names)
    assert signed_in(rival_exporter).get(address).status_code == 404


def test_a_rival_cannot_choose_the_statement(draft: Shipment, rival_exporter: User) -> None:
    own = a_draft(rival_exporter)
    page = f"/shipments/{own.reference}/end-use/"
    response = fill_in(signed_in(rival_exporter), page, statement=str(draft.statement.pk))
    assert "statement" in response.context["form"].errors


def test_a_missing_end_user_is_added_on_the_way(client: Client, draft: Shipment) -> None:
    page = f"/end-use/statements/add/?next=/shipments/{draft.reference}/end-use/"
    links = html.fromstring(client.get(page).content).cssselect("main a[href*='end-users/add']")
    [add] = [each.get("href") for each in links]
    particulars = {
        "name_en": "Newcomer Optics GmbH",
        "country": "DEU",
        "address": "Am Rossmarkt 9, Freiberg",
        "business_kind": "manufacturer",
        "business_scope": "Optics",
    }
    back = fill_in(client, add, **particulars).headers["Location"]
    assert back == page
    assert "Newcomer Optics GmbH" in client.get(back).content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("quantity_kg", "0"),
        ("value", "0"),
        ("annual_consumption_kg", "0"),
        ("stock_kg", "-1"),
        ("currency", "GOLD"),
        ("control_code", "9X999"),
        ("hs_code", "8112923011"),
        ("importer_name", "H\u0430nbit"),
        ("end_use_detail", "targets\u202e"),
        ("signatory_name", "Kim\u3164"),
    ],
)
def test_a_wrong_value_of_a_statement_is_refused_beside_it(
    client: Client, draft: Shipment, name: str, value: str
) -> None:
    response = fill_in(client, page_of(draft.statement), **{name: value})
    assert response.status_code == 200
    assert name in response.context["form"].errors


def test_an_end_user_s_names_are_spelt_or_refused(client: Client, draft: Shipment) -> None:
    end_user = draft.statement.end_user
    page = f"/end-use/end-users/{end_user.pk}/"
    wrong = fill_in(client, page, name_en="\u041d\u0410NBIT")
    assert "U+041D" in str(wrong.context["form"].errors["name_en"])
    fill_in(client, page, name_en="Ｈａｎｂｉｔ\u200b Ｌｔｄ", registration_no="１１–２２")
    end_user.refresh_from_db()
    assert (end_user.name_en, end_user.registration_no) == ("Hanbit Ltd", "11-22")
