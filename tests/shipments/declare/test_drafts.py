"""Starting a declaration and finding one's way in it."""

from uuid import uuid4

import pytest
from django.test import Client

from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.models import Shipment
from tests.shipments.declare.conftest import signed_in

SECTIONS = (
    "parties",
    "goods",
    "transport",
    "trade",
    "packing",
    "declarant",
    "end-use",
    "attachments",
)


def test_pressing_new_twice_starts_one_declaration(client: Client, exporter: User) -> None:
    key = str(uuid4())
    first = client.post("/shipments/new/", {"creation_key": key})
    second = client.post("/shipments/new/", {"creation_key": key})
    assert first.headers["Location"] == second.headers["Location"]
    assert Shipment.objects.count() == 1
    assert Event.objects.filter(verb="create").count() == 1


def test_a_rival_cannot_take_over_a_creation_key(client: Client, rival_client: Client) -> None:
    key = str(uuid4())
    client.post("/shipments/new/", {"creation_key": key})
    assert rival_client.post("/shipments/new/", {"creation_key": key}).status_code == 409


def test_a_new_draft_knows_its_exporter_as_producer_and_declarant(
    client: Client, exporter: User
) -> None:
    client.post("/shipments/new/", {"creation_key": str(uuid4())})
    shipment = Shipment.objects.get()
    assert shipment.producer_uscc == shipment.declarant_uscc == exporter.exporter.uscc


def test_a_new_draft_lists_every_section_as_not_started(client: Client) -> None:
    address = client.post("/shipments/new/", {"creation_key": str(uuid4())}).headers["Location"]
    page = client.get(address).content.decode()
    assert page.count("Not started") == len(SECTIONS) - 1
    assert "Complete" in page


def test_a_complete_draft_says_so(client: Client, draft: Shipment) -> None:
    page = client.get(f"/shipments/{draft.reference}/").content.decode()
    assert "All sections are complete." in page
    assert "Not started" not in page


@pytest.mark.parametrize("section", ["", *(f"{name}/" for name in (*SECTIONS, "check"))])
def test_a_stranger_finds_no_page_of_the_draft(
    rival_client: Client, draft: Shipment, section: str
) -> None:
    assert rival_client.get(f"/shipments/{draft.reference}/{section}").status_code == 404


@pytest.mark.parametrize("section", ["", *(f"{name}/" for name in (*SECTIONS, "check"))])
def test_an_officer_or_auditor_has_no_business_on_the_exporters_pages(
    officer: User, auditor: User, draft: Shipment, section: str
) -> None:
    for user in (officer, auditor):
        response = signed_in(user).get(f"/shipments/{draft.reference}/{section}")
        assert response.status_code == 404


@pytest.mark.parametrize("section", [f"{name}/" for name in (*SECTIONS, "check")])
def test_every_section_opens_in_both_languages(
    exporter: User, draft: Shipment, section: str
) -> None:
    for language in ("en", "zh-hans"):
        client = signed_in(exporter, language)
        response = client.get(f"/shipments/{draft.reference}/{section}")
        assert response.status_code == 200
        assert f'<html lang="{language[:2]}' in response.content.decode()


def test_an_unknown_section_is_no_page(client: Client, draft: Shipment) -> None:
    assert client.get(f"/shipments/{draft.reference}/nonsense/").status_code == 404
