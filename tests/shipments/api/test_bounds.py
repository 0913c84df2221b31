"""What one request may hold, and how often one token may ask."""

import json
import threading
import time
from copy import deepcopy
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from rest_framework.test import APIClient

from compliance import limits
from compliance.accounts import api_tokens
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.audit.models import Event
from compliance.paper_files import Paper, Upload
from compliance.refusals import Conflict
from shipments.api.bounds import depth_of
from shipments.declare import draft_changes
from shipments.models import Attachment, Shipment
from tests.builders import a_draft
from tests.filing_by_api import content as declaration
from tests.shipments.declare.filling import fill_in


@pytest.fixture
def api(exporter: User) -> APIClient:
    cache.clear()
    client = APIClient()
    client.force_authenticate(exporter)
    return client


def repeated(name: str, count: int) -> dict[str, Any]:
    """A whole declaration with that part repeated so many times."""
    content: dict[str, Any] = deepcopy(declaration(1))
    line = content["lines"][0]
    party = {**content["parties"][0], "role": "intermediary"}
    if name in ("composition", "control_elements"):
        line[name] = [{"category": "1", "number": "1", "value": "x"}] * count
    elif name == "other_documents":
        content[name] = [{"code": "1", "number": "1"}] * count
    else:
        content[name] = [line if name == "lines" else party] * count
    return content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("lines", 50),
        ("parties", 40),
        ("composition", 40),
        ("control_elements", 40),
        ("other_documents", 40),
    ],
)
def test_a_repeated_part_has_an_end(api: APIClient, name: str, most: int) -> None:
    answer = api.post("/api/shipments/", repeated(name, most + 1), format="json")
    assert answer.status_code == 400
    assert str(most) in str(answer.json())
    assert Shipment.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["post", "put"])
def test_twenty_thousand_empty_lines_are_refused_at_once(
    api: APIClient, exporter: User, verb: str
) -> None:
    address = (
        f"/api/shipments/{a_draft(exporter).reference}/" if verb == "put" else "/api/shipments/"
    )
    since = time.monotonic()
    body = {"lines": [{}] * 20_000}
    answer = getattr(api, verb)(address, body, format="json", HTTP_IF_MATCH="*")
    assert (answer.status_code, list(answer.json())) == (400, ["lines"])
    assert time.monotonic() - since < 1


@pytest.mark.django_db
def test_a_body_larger_than_any_declaration_is_not_parsed(api: APIClient) -> None:
    body = json.dumps({"marks": "x" * limits.BODY_BYTES})
    answer = api.post("/api/shipments/", body, content_type="application/json")
    assert answer.status_code == 413
    assert "detail" in answer.json()


@pytest.mark.django_db
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_deep_nesting_is_refused_before_parsing(api: APIClient, opening: str) -> None:
    body = opening * 100_000
    answer = api.post("/api/shipments/", body, content_type="application/json")
    assert answer.status_code == 400
    assert "detail" in answer.json()


def test_brackets_in_strings_are_no_depth() -> None:
    assert depth_of(rb'{"a": "[[[[{{{{", "b": ["\"[[["]}') == 2
    assert depth_of(b'{"never closed: [[[[') == 1


@pytest.mark.django_db
def test_replacing_everything_is_one_event(api: APIClient, exporter: User) -> None:
    shipment = a_draft(exporter)
    before = Event.objects.count()
    body = {**repeated("parties", 20), "lines": declaration(1)["lines"] * 20}
    body |= {"net_weight_kg": "", "gross_weight_kg": "", "declared_total": ""}
    address = f"/api/shipments/{shipment.reference}/"
    answer = api.put(address, body, format="json", HTTP_IF_MATCH="*")
    assert answer.status_code == 200, answer.content
    assert [each.verb for each in Event.objects.filter(seq__gt=before)] == ["edit_section"]


def test_a_large_put_stalls_no_other_writer(transactional_db: None, exporter: User) -> None:
    """While one person's content is being written, another's event is stored at once."""
    shipment, written, may_end = a_draft(exporter), threading.Event(), threading.Event()

    def put() -> None:
        try:
            with transaction.atomic():
                draft_changes.replace_content(shipment, draft_changes.Intake(), by=exporter)
                written.set()
                may_end.wait(10)
        finally:
            connection.close()

    slow = threading.Thread(target=put)
    slow.start()
    written.wait(10)
    since = time.monotonic()
    with transaction.atomic():
        record("claim", by=None, subject="shipment:G49-OTHER")
    took = time.monotonic() - since
    may_end.set()
    slow.join()
    assert took < 0.5


@pytest.mark.django_db
def test_one_token_may_ask_so_often_a_minute(api: APIClient, exporter: User, settings) -> None:
    settings.API_REQUESTS_PER_MINUTE = 3
    codes = [api.get("/api/shipments/").status_code for _i in range(5)]
    assert codes[:3] == [200, 200, 200]
    assert 429 in codes[3:]


@pytest.mark.django_db
def test_making_tokens_does_not_make_more_requests(exporter: User, settings) -> None:
    """Twenty tokens, or one given back and made again after each request."""
    settings.API_REQUESTS_PER_MINUTE = 2
    cache.clear()
    codes = []
    for _i in range(8):
        token, text = api_tokens.make(exporter)
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Token {text}")
        codes.append(client.get("/api/shipments/").status_code)
        api_tokens.revoke(exporter, token.pk)
    assert codes[:6] == [200] * 6
    assert 429 in codes[6:]


@pytest.mark.django_db
def test_an_exporter_has_so_many_open_drafts(
    api: APIClient, exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OPEN_DRAFTS", 2)
    page = Client()
    page.force_login(exporter)
    codes = [page.post("/shipments/new/").status_code for _i in range(3)]
    assert codes == [302, 302, 409]
    assert api.post("/api/shipments/", {}, format="json").status_code == 409
    assert Shipment.objects.count() == 2


@pytest.mark.django_db
def test_pages_add_no_more_parties_and_lines_than_the_api(
    exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PARTIES", 2)
    shipment = a_draft(exporter)
    page = Client()
    page.force_login(exporter)
    there = shipment.parties.count()
    assert there >= 2
    address = f"/shipments/{shipment.reference}/parties/add/payer/"
    answer = fill_in(page, address, name_en="Third Ltd.", country="KOR", address="Seoul 1")
    assert answer.status_code == 409
    assert shipment.parties.count() == there


def test_forty_papers_stay_forty_when_many_arrive_at_once(
    transactional_db: None, exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipment = a_draft(exporter)
    monkeypatch.setattr(limits, "PAPERS", shipment.attachments.count() + 2)
    refused: list[Conflict] = []

    def add(number: int) -> None:
        try:
            draft_changes.add_attachment(
                shipment, an_upload(number), kind="other", number=str(number), by=exporter
            )
        except Conflict as conflict:
            refused.append(conflict)
        finally:
            connection.close()

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 6
    assert Attachment.objects.filter(kind="other", shipment=shipment).count() == 2


def an_upload(number: int) -> Upload:
    from django.core.files.uploadedfile import SimpleUploadedFile

    digest = f"{number:064x}"
    paper = Paper(f"{number}.pdf", "application/pdf", 4, digest, f"{digest}.pdf")
    return Upload(SimpleUploadedFile(f"{number}.pdf", b"%PDF"), paper)
