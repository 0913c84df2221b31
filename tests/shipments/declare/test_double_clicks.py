"""A second click before the first is answered lands where the first one does."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from enduse.models import EndUser, EndUseStatement
from shipments.demo.people import make_people
from shipments.models import SavedParty, Shipment
from shipments.moves import Status
from shipments.review.actions import hold
from tests.builders import a_shipment
from tests.shipments.declare.conftest import signed_in
from tests.shipments.declare.filling import Fields, fields_of

END_USER = {
    "name_en": "Twice Optics GmbH",
    "country": "DEU",
    "address": "Am Rossmarkt 9, Freiberg",
    "business_kind": "manufacturer",
    "business_scope": "Optics",
}
PARTY = {"name_en": "Twice Freight Ltd.", "country": "HKG"}
ADD_END_USER = "/end-use/end-users/add/"
ADD_PARTY = "/shipments/address-book/parties/add/"


def opened(client: Client, page: str) -> Fields:
    return fields_of(client.get(page).content.decode(), "stored")


def test_a_new_end_user_is_made_once(client: Client) -> None:
    fields = {**opened(client, ADD_END_USER), **END_USER}
    first, second = client.post(ADD_END_USER, fields), client.post(ADD_END_USER, fields)
    made = EndUser.objects.get(name_en="Twice Optics GmbH")
    assert first.headers["Location"] == f"/end-use/end-users/{made.pk}/"
    assert second.headers["Location"] == first.headers["Location"]


def test_a_new_statement_is_made_once(client: Client, draft: Shipment) -> None:
    add = f"/end-use/statements/add/?copy={draft.statement.pk}"
    fields = {**opened(client, add), "number": "EUS-TWICE"}
    answers = [client.post(add, fields).headers["Location"] for _click in range(2)]
    assert answers == ["/end-use/"] * 2
    assert EndUseStatement.objects.filter(number="EUS-TWICE").count() == 1


def test_a_new_party_of_the_address_book_is_made_once(client: Client) -> None:
    fields = {**opened(client, ADD_PARTY), **PARTY}
    answers = [client.post(ADD_PARTY, fields).headers["Location"] for _click in range(2)]
    assert answers == ["/shipments/address-book/"] * 2
    assert SavedParty.objects.filter(name_en="Twice Freight Ltd.").count() == 1


def test_the_same_name_typed_on_a_page_opened_anew_is_refused(client: Client) -> None:
    for status in (302, 200):
        fields = {**opened(client, ADD_END_USER), **END_USER}
        assert client.post(ADD_END_USER, fields).status_code == status


def test_a_withdrawal_is_made_once(client: Client, draft: Shipment) -> None:
    page = f"/shipments/{draft.reference}/withdraw/"
    answers = [client.post(page, {"reason": "Order cancelled"}).status_code for _click in range(2)]
    assert answers == [302, 302]
    assert Event.objects.filter(verb="withdraw", subject=draft.subject).count() == 1


def test_a_hold_is_answered_once(client: Client, exporter: User, officer: User) -> None:
    shipment = a_shipment(exporter, Status.IN_REVIEW)
    texts = {"reason": "Doubt", "message": "Explain", "version": shipment.version}
    hold(shipment, by=officer, ground="doc_mismatch", until=clock.today(), **texts)
    page = f"/shipments/{shipment.reference}/answer/"
    answers = [client.post(page, {"text": "See the report"}).status_code for _click in range(2)]
    assert answers == [302, 302]
    assert Event.objects.filter(verb="answer", subject=shipment.subject).count() == 1
    assert client.post(page, {"text": "Another answer"}).status_code == 409


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize("same_page", [True, False], ids=["one page", "two pages"])
def test_clicks_at_the_same_moment_make_one_end_user(same_page: bool) -> None:
    exporter = make_people()["exporter"]
    clients = [signed_in(exporter) for _click in range(6)]
    pages = [opened(client, ADD_END_USER) for client in clients]
    sent = [{**(pages[0] if same_page else page), **END_USER} for page in pages]
    with ThreadPoolExecutor(len(clients)) as clicks:
        answers = list(clicks.map(lambda pair: click(*pair), zip(clients, sent, strict=True)))
    assert EndUser.objects.filter(name_en="Twice Optics GmbH").count() == 1
    assert answers.count(302) == (6 if same_page else 1)
    assert set(answers) <= {302, 200, 409}


def click(client: Client, fields: Fields) -> int:
    try:
        return client.post(ADD_END_USER, fields).status_code
    finally:
        connections.close_all()
