"""A returned declaration has a word of its own; a draft nobody has seen can be deleted."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.models import Attachment, GoodsLine, Shipment, ShipmentParty, WithdrawalRequest
from shipments.moves import Status
from tests.builders import a_draft, a_shipment
from tests.shipments.api.test_filing import signed_in as over_the_api
from tests.shipments.declare.conftest import signed_in


@pytest.fixture
def returned(exporter: User) -> Shipment:
    shipment = a_shipment(exporter, Status.IN_REVIEW)
    shipment.status = Status.DRAFT
    shipment.save()
    return shipment


@pytest.mark.parametrize(
    ("language", "word", "plain"), [("en", "Returned", "Draft"), ("zh-hans", "已退回", "草稿")]
)
def test_lists_and_tags_call_a_returned_declaration_returned(
    exporter: User, returned: Shipment, language: str, word: str, plain: str
) -> None:
    client = signed_in(exporter, language)
    for page in ("/shipments/", f"/shipments/{returned.reference}/"):
        html = client.get(page).content.decode()
        assert f'<span class="tag tag--returned">{word}</span>' in html
        assert f'<span class="tag tag--draft">{plain}</span>' not in html


def test_the_list_tells_returned_ones_from_drafts(
    client: Client, draft: Shipment, returned: Shipment
) -> None:
    for status, there, away in (("draft", draft, returned), ("returned", returned, draft)):
        html = client.get(f"/shipments/?status={status}").content.decode()
        assert there.reference in html
        assert away.reference not in html


def test_a_program_reads_returned_beside_the_status(returned: Shipment) -> None:
    told = over_the_api("exporter").get(f"/api/shipments/{returned.reference}/").json()
    assert told["status"] == "draft"
    assert told["status_label"] in ("Returned", "已退回")


def test_the_reason_of_a_withdrawal_stays_on_its_page(client: Client, exporter: User) -> None:
    shipment = a_shipment(exporter, Status.IN_REVIEW)
    page = f"/shipments/{shipment.reference}/"
    client.post(f"{page}withdraw/", {"reason": "The buyer cancelled the order."})
    html = client.get(page).content.decode()
    assert html.count("The buyer cancelled the order.") == 2, "in the notice and the timeline"
    api = over_the_api("exporter").get(f"/api{page}").json()
    assert api["withdrawal_reason"] == "The buyer cancelled the order."


def test_the_reason_of_a_granted_request_stays_too(client: Client, exporter: User) -> None:
    shipment = a_shipment(exporter, Status.WITHDRAWN)
    asked = {"ground": "mistake", "by": exporter, "at": shipment.submitted_at}
    WithdrawalRequest.objects.create(
        shipment=shipment,
        reason="Wrong weight.",
        is_granted=True,
        decided_at=shipment.submitted_at,
        **asked,
    )
    assert "Wrong weight." in client.get(f"/shipments/{shipment.reference}/").content.decode()


@pytest.mark.usefixtures("transactional_db")
def test_deleting_a_draft_leaves_its_event_and_nothing_else(exporter: User) -> None:
    draft, client = a_draft(exporter), signed_in(exporter)
    files = [Path(each.file.path) for each in draft.attachments.all()]
    assert files
    assert all(file.exists() for file in files)
    page = f"/shipments/{draft.reference}/"
    assert "Delete this draft" in client.get(page).content.decode()
    answer = client.post(f"{page}delete/", follow=True)
    assert f"Draft {draft.reference} is deleted." in answer.content.decode()
    for rows in (Shipment, GoodsLine, ShipmentParty, Attachment):
        assert not rows.objects.exists()
    assert not any(file.exists() for file in files)
    event = Event.objects.get(verb="delete_draft")
    assert (event.subject, event.actor) == (draft.subject, exporter)
    assert client.post(f"{page}delete/").status_code == 404


@pytest.mark.parametrize("status", [each for each in Status if each != Status.DRAFT])
def test_what_was_submitted_cannot_be_deleted(
    client: Client, exporter: User, status: Status
) -> None:
    shipment = a_shipment(exporter, status)
    assert client.post(f"/shipments/{shipment.reference}/delete/").status_code == 409
    assert Shipment.objects.filter(pk=shipment.pk).exists()


def test_a_returned_draft_cannot_be_deleted(client: Client, returned: Shipment) -> None:
    page = f"/shipments/{returned.reference}/"
    assert "Delete this draft" not in client.get(page).content.decode()
    assert client.post(f"{page}delete/").status_code == 409
    assert Shipment.objects.filter(pk=returned.pk).exists()


def test_nobody_else_deletes_a_draft(rival_client: Client, officer: User, draft: Shipment) -> None:
    for client in (rival_client, signed_in(officer)):
        assert client.post(f"/shipments/{draft.reference}/delete/").status_code == 404
    assert Shipment.objects.filter(pk=draft.pk).exists()


def test_a_program_deletes_its_draft_only(exporter: User) -> None:
    api = over_the_api("exporter")
    draft, submitted = a_draft(exporter), a_shipment(exporter, Status.RELEASED)
    assert api.delete(f"/api/shipments/{draft.reference}/").status_code == 204
    assert api.delete(f"/api/shipments/{submitted.reference}/").status_code == 409
    assert list(Shipment.objects.all()) == [submitted]


def test_a_deleted_key_may_start_anew(client: Client, exporter: User) -> None:
    key = str(uuid4())
    first = client.post("/shipments/new/", {"creation_key": key}).headers["Location"]
    client.post(f"{first}delete/")
    assert client.post("/shipments/new/", {"creation_key": key}).headers["Location"] != first
