"""What came later is closed to strangers as well: tables, messages, webhooks, questions, flows,
signs, kept views, messages to people. A stranger's answer is that of what does not exist."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from rest_framework.test import APIClient

from compliance.accounts.models import User
from shipments.bulk import actions as tables
from shipments.bulk import tasks
from shipments.models import (
    BulkFile,
    QueueView,
    Shipment,
    Webhook,
)
from tests.filing_by_api import content
from tests.shipments.declare.conftest import signed_in
from tests.shipments.foreign_things import SECRET, Things

pytestmark = pytest.mark.django_db
UNKNOWN = 987_654
TOKEN = re.compile("[A-Za-z0-9]{64}")


@pytest.fixture
def things(exporter: User, officer: User, monkeypatch: pytest.MonkeyPatch) -> Things:
    monkeypatch.setattr(tasks, "send", lambda _file: None)
    return Things(exporter, officer)


@pytest.fixture
def rival(rival_exporter: User) -> Client:
    return signed_in(rival_exporter)


@pytest.fixture
def program(rival_exporter: User) -> APIClient:
    cache.clear()
    client = APIClient()
    client.force_authenticate(rival_exporter)
    return client


GETS: dict[str, Callable[[Things], tuple[str, Any]]] = {
    "a table": lambda t: ("/bulk/{}/", t.table.pk),
    "its progress": lambda t: ("/bulk/{}/progress/", t.table.pk),
    "its bad rows": lambda t: ("/bulk/{}/bad-rows.csv", t.table.pk),
    "its bad rows as a workbook": lambda t: ("/bulk/{}/bad-rows.xlsx", t.table.pk),
    "a declaration's message": lambda t: ("/single-window/{}/", t.draft.reference),
    "the message itself": lambda t: ("/single-window/{}/message.xml", t.draft.reference),
    "a held case's status": lambda t: ("/shipments/{}/", t.held.reference),
    "a paper about a question": lambda t: ("/documents/{}/", t.paper.pk),
}


@pytest.mark.parametrize("what", GETS.values(), ids=GETS)
def test_a_page_answers_as_for_what_does_not_exist(
    things: Things, rival: Client, what: Callable[[Things], tuple[str, Any]]
) -> None:
    page, key = what(things)
    unknown = UNKNOWN if isinstance(key, int) else "G49-2345678"
    theirs, nobody_s = rival.get(page.format(key)), rival.get(page.format(unknown))
    assert (theirs.status_code, nobody_s.status_code) == (404, 404)
    assert SECRET not in theirs.content.decode()
    assert _without(theirs, page.format(key)) == _without(nobody_s, page.format(unknown))


def _without(answer: Any, address: str) -> str:
    """The page without what every page has of its own: its address and its form's token."""
    lines = TOKEN.sub("", answer.content.decode()).splitlines()
    return "\n".join(line for line in lines if address not in unquote(line))


POSTS: dict[str, Callable[[Things], tuple[str, dict[str, Any]]]] = {
    "submit a table": lambda t: (f"/bulk/{t.table.pk}/submit/", {}),
    "answer a hold": lambda t: (f"/shipments/{t.held.reference}/answer/", {"text": "x" * 20}),
    "supplement an answer": lambda t: (
        f"/shipments/{t.held.reference}/supplement/",
        {"text": "x" * 20},
    ),
    "ask for a withdrawal": lambda t: (
        f"/shipments/{t.held.reference}/withdraw/",
        {"reason": "x" * 20},
    ),
    "copy": lambda t: (f"/shipments/{t.held.reference}/copy/", {}),
    "delete a draft": lambda t: (f"/shipments/{t.draft.reference}/delete/", {}),
    "read a message to somebody": lambda t: (f"/messages/{t.notice.pk}/", {}),
    "take a case": lambda t: (f"/review/{t.held.reference}/claim/", {}),
    "receipt": lambda t: (
        f"/single-window/{t.draft.reference}/receipt/",
        {"file": SimpleUploadedFile("r.xml", b"<a/>")},
    ),
}


@pytest.mark.parametrize("what", POSTS.values(), ids=POSTS)
def test_nothing_of_another_s_is_moved(
    things: Things, rival: Client, what: Callable[[Things], tuple[str, dict[str, Any]]]
) -> None:
    address, fields = what(things)
    before = (Shipment.objects.count(), BulkFile.objects.get().state)
    assert rival.post(address, fields).status_code in (403, 404)
    assert (Shipment.objects.count(), BulkFile.objects.get().state) == before
    things.notice.refresh_from_db()
    assert things.notice.read_at is None


CALLS: dict[str, Callable[[Things], tuple[str, str, dict[str, Any]]]] = {
    "a message": lambda t: ("get", f"/api/shipments/{t.draft.reference}/message/", {}),
    "a receipt": lambda t: (
        "post",
        f"/api/shipments/{t.draft.reference}/receipts/",
        {"upload": SimpleUploadedFile("r.xml", b"<a/>")},
    ),
    "a pre-check": lambda t: ("get", f"/api/shipments/{t.draft.reference}/precheck/", {}),
    "a copy": lambda t: ("post", f"/api/shipments/{t.held.reference}/copy/", {}),
    "a supplement": lambda t: (
        "post",
        f"/api/shipments/{t.held.reference}/supplement/",
        {"text": "x" * 20},
    ),
    "a wish to withdraw": lambda t: (
        "post",
        f"/api/shipments/{t.held.reference}/request-withdrawal/",
        {"reason": "x" * 20, "ground": "other"},
    ),
    "a deletion": lambda t: ("delete", f"/api/shipments/{t.draft.reference}/", {}),
    "a webhook's messages": lambda t: ("get", f"/api/webhooks/{t.hook.pk}/deliveries/", {}),
    "a table": lambda t: ("get", f"/api/tables/{t.table.pk}/", {}),
    "its rows": lambda t: ("get", f"/api/tables/{t.table.pk}/rows/", {}),
    "its bad rows": lambda t: ("get", f"/api/tables/{t.table.pk}/bad-rows/", {}),
    "its submission": lambda t: ("post", f"/api/tables/{t.table.pk}/submit/", {}),
    "a webhook's end": lambda t: ("delete", f"/api/webhooks/{t.hook.pk}/", {}),
    "the flows": lambda t: ("get", "/api/flows/", {}),
}


@pytest.mark.parametrize("what", CALLS.values(), ids=CALLS)
def test_the_api_knows_nothing_of_it(
    things: Things, program: APIClient, what: Callable[[Things], tuple[str, str, dict[str, Any]]]
) -> None:
    method, address, body = what(things)
    form = "multipart" if "upload" in body else "json"
    call = getattr(program, method)
    answer = call(address, body, format=form) if method != "get" else call(address)
    assert answer.status_code == 404, answer.content
    assert Shipment.objects.filter(pk=things.draft.pk).exists()
    assert Webhook.objects.filter(pk=things.hook.pk).exists()


def test_another_s_message_file_makes_no_draft_and_tells_nothing(
    things: Things, rival: Client, program: APIClient
) -> None:
    before = Shipment.objects.count()
    answer = rival.post(
        "/single-window/", {"file": SimpleUploadedFile("a.xml", things.message)}, follow=True
    )
    assert answer.status_code == 422
    told = program.post(
        "/api/messages/",
        {"upload": SimpleUploadedFile("a.xml", things.message)},
        format="multipart",
    )
    assert told.status_code == 400
    assert things.draft.reference not in answer.content.decode() + told.content.decode()
    assert Shipment.objects.count() == before


def test_the_same_bytes_of_two_exporters_are_two_tables(
    things: Things, rival_exporter: User
) -> None:
    """Whoever guesses the content of another's file learns nothing by sending it."""
    own = tables.bring_in(SECRET.encode(), by=rival_exporter, filename="mine.csv")
    assert own.pk != things.table.pk
    assert (own.filename, own.exporter) == ("mine.csv", rival_exporter.exporter)


def test_another_s_key_of_a_request_makes_one_s_own_draft(
    things: Things, program: APIClient, exporter: User
) -> None:
    key = "0e1b2c3d-1111-4222-8333-444455556666"
    theirs = APIClient()
    theirs.force_authenticate(exporter)
    bodies = [{**content(1), "creation_key": key} for _who in range(2)]
    first = theirs.post("/api/shipments/", bodies[0], format="json", HTTP_IDEMPOTENCY_KEY=key)
    second = program.post("/api/shipments/", bodies[1], format="json", HTTP_IDEMPOTENCY_KEY=key)
    assert first.status_code == 201, first.content
    told = second.json()
    assert told.get("reference") != first.json()["reference"]
    assert first.json()["reference"] not in second.content.decode()


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/shipments/",
        "/bulk/",
        "/single-window/",
        "/messages/",
        "/shipments/?q=Quarz",
        "/account/",
    ],
)
def test_no_list_names_it(things: Things, rival: Client, page: str) -> None:
    answer = rival.get(page)
    assert answer.status_code == 200
    shown = answer.content.decode()
    for secret in (SECRET, things.held.reference, things.draft.reference, "secret.example"):
        assert secret not in shown


@pytest.mark.parametrize(
    "page",
    [
        "/flows/",
        "/flows/shipments/",
        "/flows/flows.csv",
        "/flows/flows.xlsx",
        "/flows/signs/",
        "/flows/balances/",
        "/flows/balances/shipments/",
        "/review/",
        "/audit/",
    ],
)
def test_what_is_for_customs_is_closed_to_exporters(rival: Client, page: str) -> None:
    assert rival.get(page).status_code in (403, 404)


def test_an_officer_of_another_office_sees_neither_case_nor_kept_view(
    things: Things, other_office_officer: User
) -> None:
    stranger = signed_in(other_office_officer)
    QueueView.objects.update(is_shared=True)
    for page in (f"/review/{things.held.reference}/", f"/documents/{things.paper.pk}/"):
        assert stranger.get(page).status_code == 404
    assert SECRET not in stranger.get("/review/").content.decode()
    assert stranger.post(f"/review/views/{things.view.pk}/drop/").status_code == 404


def test_a_colleague_may_not_drop_a_shared_view(things: Things, second_officer: User) -> None:
    QueueView.objects.update(is_shared=True)
    assert (
        signed_in(second_officer).post(f"/review/views/{things.view.pk}/drop/").status_code == 404
    )
    assert QueueView.objects.exists()


def test_private_answers_of_every_kind_are_kept_nowhere(
    things: Things, exporter: User, officer: User
) -> None:
    own = signed_in(exporter)
    program = APIClient()
    program.force_authenticate(exporter)
    answers = [
        *(own.get(page) for page in (f"/bulk/{things.table.pk}/", "/bulk/", "/messages/")),
        own.get(f"/single-window/{things.draft.reference}/message.xml"),
        own.get(f"/bulk/{things.table.pk}/bad-rows.csv"),
        own.get("/bulk/999999/"),
        program.get("/api/webhooks/"),
        program.get(f"/api/shipments/{things.draft.reference}/message/"),
        program.get("/api/shipments/G49-2345678/"),
        signed_in(officer).get("/review/"),
        Client().get("/shipments/"),
    ]
    for answer in answers:
        assert "no-store" in answer["Cache-Control"], answer
        assert "private" in answer["Cache-Control"]
