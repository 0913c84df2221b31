"""A new draft from an earlier declaration, and what a next declaration begins with."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.declare.forms.goods import GoodsLineForm
from shipments.models import Shipment
from shipments.moves import Status
from tests.builders import a_draft, a_shipment
from tests.shipments.api.test_filing import signed_in as over_the_api
from tests.shipments.declared_in_full import a_full_draft
from tests.shipments.licences.conftest import registered

__all__ = ["registered"]

KEPT = (
    "office exit_customs transport_mode exit_port destination_port trading_country"
    " destination_country final_destination customs_regime levy_nature record_no contract_no"
    " declared_total incoterm freight_mark freight_amount freight_currency insurance_mark"
    " insurance_amount insurance_currency other_mark other_amount other_currency price_promises"
    " packing packages gross_weight_kg net_weight_kg marks remarks other_documents"
    " producer_name_zh producer_uscc producer_customs_code declarant_name_zh declarant_uscc"
    " declarant_customs_code declarant_person declarant_person_card declarant_phone statement"
).split()
LEFT_BEHIND = (
    "export_date contract_date invoice_no transport_name voyage_no bill_no container_nos".split()
)
KEPT_OF_A_LINE = (
    "number hs_code ciq_code material form name_zh name_en brand_type preference specification cas"
    " purity_percent composition quantity unit net_weight_kg gross_weight_kg unit_price"
    " total_price currency origin_country final_destination source_area duty_mode licence_kind"
    " licence_no control_code control_explain_code control_elements un_number dangerous_name"
    " dangerous_packing"
).split()
KEPT_OF_A_PARTY = (
    "role position name_en name_zh country address registration_no aeo_code business_kind phone"
    " email end_user"
).split()


def copy_of(client: Client, source: Shipment, key: str = "") -> Shipment:
    """Press the button; the draft it leads to."""
    body = {"creation_key": key or str(uuid4())}
    answer = client.post(f"/shipments/{source.reference}/copy/", body)
    assert answer.status_code == 302, answer.content
    return Shipment.objects.get(reference=answer.headers["Location"].split("/")[2])


def values(row: Any, names: list[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


@pytest.fixture
def source(exporter: User) -> Shipment:
    """A draft with every box filled."""
    return a_full_draft(exporter)


def test_a_copy_has_goods_parties_trade_packing_and_statement(
    client: Client, source: Shipment
) -> None:
    copy = copy_of(client, source)
    assert values(copy, KEPT) == values(source, KEPT)
    for theirs, ours in zip(source.lines.all(), copy.lines.all(), strict=True):
        assert values(ours, KEPT_OF_A_LINE) == values(theirs, KEPT_OF_A_LINE)
    for theirs, ours in zip(source.parties.all(), copy.parties.all(), strict=True):
        assert values(ours, KEPT_OF_A_PARTY) == values(theirs, KEPT_OF_A_PARTY)
    assert copy.lines.exists()
    assert copy.parties.exists()


def test_a_copy_has_no_dates_numbers_of_transport_invoice_lots_or_papers(
    client: Client, exporter: User
) -> None:
    submitted = a_shipment(exporter, Status.RELEASED)
    submitted.lines.update(lot_numbers="L-1")
    copy = copy_of(client, submitted)
    assert submitted.attachments.exists()
    assert not copy.attachments.exists()
    assert {getattr(copy, name) for name in LEFT_BEHIND} <= {None, ""}
    assert set(copy.lines.values_list("lot_numbers", flat=True)) == {""}
    assert (copy.declaration_no, copy.revision_no, copy.status) == (None, 0, Status.DRAFT)
    assert (copy.submitted_at, copy.filed_by, copy.consignee_name) == (None, None, "")


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize("status", Status)
def test_a_declaration_in_any_status_offers_its_copy(
    client: Client, exporter: User, status: Status
) -> None:
    source = a_shipment(exporter, status)
    for page in (f"/shipments/{source.reference}/", "/shipments/"):
        html = client.get(page).content.decode()
        assert f'action="/shipments/{source.reference}/copy/"' in html
    assert copy_of(client, source).lines.count() == source.lines.count()


def test_pressing_copy_twice_makes_one_draft_and_one_event(
    client: Client, source: Shipment
) -> None:
    key = str(uuid4())
    first, second = copy_of(client, source, key), copy_of(client, source, key)
    assert first == second
    assert first.lines.count() == source.lines.count()
    event = Event.objects.get(verb="create", subject=first.subject)
    assert event.detail == {"copied_from": source.reference}
    assert Event.objects.filter(subject=first.subject).count() == 1


def test_one_page_copies_two_declarations_into_two_drafts(
    client: Client, source: Shipment, exporter: User
) -> None:
    key, other = str(uuid4()), a_draft(exporter)
    assert copy_of(client, source, key) != copy_of(client, other, key)


def test_after_a_copy_was_changed_the_same_page_makes_a_new_one(
    client: Client, source: Shipment
) -> None:
    key = str(uuid4())
    first = copy_of(client, source, key)
    Shipment.objects.filter(pk=first.pk).update(version=1)
    assert copy_of(client, source, key) != first


def test_an_expired_statement_is_not_taken_over(client: Client, source: Shipment) -> None:
    assert source.statement is not None
    source.statement.signed_on = clock.today() - timedelta(days=9)
    source.statement.valid_until = clock.today() - timedelta(days=1)
    source.statement.save()
    assert copy_of(client, source).statement is None


def test_an_archived_end_user_is_no_longer_tied_to_the_copy(
    client: Client, source: Shipment
) -> None:
    assert source.statement is not None
    end_user = source.statement.end_user
    source.parties.filter(role="end_user").update(end_user=end_user)
    end_user.archived = True
    end_user.save()
    copy = copy_of(client, source)
    assert copy.statement is None
    assert copy.parties.get(role="end_user").end_user is None


def test_a_rival_cannot_copy_what_is_not_theirs(rival_client: Client, source: Shipment) -> None:
    answer = rival_client.post(f"/shipments/{source.reference}/copy/")
    assert answer.status_code == 404
    assert Shipment.objects.count() == 1


def test_a_program_copies_once_with_a_key(source: Shipment) -> None:
    api, body = over_the_api("exporter"), {"creation_key": str(uuid4())}
    address = f"/api/shipments/{source.reference}/copy/"
    first, again = (api.post(address, body, format="json") for _i in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["reference"] == again.json()["reference"] != source.reference
    assert len(first.json()["content"]["lines"]) == source.lines.count()
    assert over_the_api("rival").post(address, body, format="json").status_code == 404


def test_a_next_declaration_begins_with_the_habits_of_the_person(
    client: Client, exporter: User
) -> None:
    last = a_shipment(exporter, Status.RELEASED)
    last.levy_nature, last.declarant_person_card = "101", "3110000000001"
    last.save()
    client.post("/shipments/new/", {"creation_key": str(uuid4())})
    new = Shipment.objects.first()
    assert new is not None
    habits = "office exit_customs exit_port transport_mode customs_regime levy_nature incoterm"
    names = [*habits.split(), "declarant_person_card"]
    assert values(new, names) == values(last, names)
    assert (new.contract_no, new.destination_country, new.net_weight_kg) == ("", "", None)


def test_what_others_filed_last_is_no_habit(client: Client, rival_exporter: User) -> None:
    a_shipment(rival_exporter, Status.RELEASED)
    client.post("/shipments/new/", {"creation_key": str(uuid4())})
    new = Shipment.objects.first()
    assert new is not None
    assert (new.office, new.exit_port) == (None, "")


def test_a_line_offers_only_the_licences_that_exporter_may_cite(
    client: Client, draft: Shipment, registered: Callable[..., Any], rival_exporter: User
) -> None:
    assert rival_exporter.exporter is not None
    today = clock.today()
    registered(number="OWN-1")
    registered(number="THEIRS-1", holder_uscc=rival_exporter.exporter.uscc)
    registered(number="OVER-1", valid_until=today - timedelta(days=1))
    line = draft.lines.get()
    html = client.get(f"/shipments/{draft.reference}/goods/{line.pk}/").content.decode()
    assert '<option value="OWN-1">' in html
    assert "Left: 1,000\u00a0kg" in html
    assert "THEIRS-1" not in html
    assert "OVER-1" not in html


def test_an_own_licence_brings_its_kind(
    draft: Shipment, registered: Callable[..., Any], rival_exporter: User
) -> None:
    assert rival_exporter.exporter is not None
    registered(number="OWN-1", kind="4")
    registered(number="THEIRS-1", kind="4", holder_uscc=rival_exporter.exporter.uscc)
    for number, kind in (("OWN-1", "4"), ("THEIRS-1", None)):
        data = {"licence_no": number, "licence_kind": ""}
        form = GoodsLineForm(data, instance=draft.lines.get(), shipment=draft)
        form.is_valid()
        assert form.cleaned_data.get("licence_kind") == kind
        assert ("licence_kind" in form.errors) is (kind is None)
