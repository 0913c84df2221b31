"""A program files, follows and answers with the typed client that is made from the OpenAPI document
(script/client): over HTTP messages, without knowing anything of this project."""

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from io import BytesIO
from types import SimpleNamespace
from typing import Any, get_type_hints

import httpx
import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator

from compliance import clock
from compliance.accounts.models import User
from compliance.wsgi import application
from shipments.api.pages import NewestFirst
from shipments.demo.papers import paper
from shipments.demo.people import PASSWORD
from shipments.models import Shipment
from shipments.review import actions as review
from tests.filing_by_api import content
from tests.made_client import made_client

DOORS = ("shipments", "token", "codes", "statements", "webhooks", "documents", "tables")


@pytest.fixture(scope="module")
def client_made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Imports modules of the client, by their names within it."""
    document = SchemaGenerator().get_schema(request=None, public=True)
    with made_client(document, tmp_path_factory.mktemp("client")) as modules:
        yield modules


@pytest.fixture
def api(client_made: Any, people: dict[str, User]) -> Iterator[SimpleNamespace]:
    """A client with a token of the exporter, and the operations by tag."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    told = {"transport": httpx.WSGITransport(app=application, raise_app_exceptions=True)}
    stranger = client_made("").Client(base_url="http://testserver", httpx_args=told)
    people["exporter"].set_password(PASSWORD)
    people["exporter"].save()
    asked = client_made("models").SignInRequest(
        username="exporter", password=PASSWORD, name="orders", scope="file"
    )
    token = client_made("api.token.token_create").sync(client=stranger, body=asked).token
    known = client_made("").AuthenticatedClient(
        base_url="http://testserver", token=token, prefix="Token", httpx_args=told
    )
    yield SimpleNamespace(
        client=known,
        models=client_made("models"),
        types=client_made("types"),
        at=lambda tag, name: client_made(f"api.{tag}.{name}"),
    )
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def call(api: SimpleNamespace, name: str, *path: Any, **told: Any) -> Any:
    """The parsed answer of an operation of shipments."""
    return detailed(api, name, *path, **told).parsed


def detailed(api: SimpleNamespace, name: str, *path: Any, **told: Any) -> Any:
    return api.at("shipments", name).sync_detailed(*path, client=api.client, **told)


def new_draft(api: SimpleNamespace, **others: Any) -> Any:
    body = api.models.NewShipmentRequest.from_dict({**content(0), **others})
    return call(api, "shipments_create", body=body)


def attach(api: SimpleNamespace, reference: str, kind: str) -> Any:
    file = api.types.File(BytesIO(paper(kind)), f"{kind}.pdf", "application/pdf")
    body = api.models.UploadRequest(kind=kind, upload=file)
    return call(api, "shipments_attachments_create", reference, body=body)


def test_a_program_files_a_declaration_and_answers_customs(
    api: SimpleNamespace, officer: User
) -> None:
    draft = new_draft(api)
    reference = draft.reference
    lacking = call(api, "shipments_precheck_retrieve", reference)
    assert {each.section for each in lacking.problems if not each.is_warning} == {"attachments"}
    for kind in ("contract", "invoice", "packing_list"):
        assert attach(api, reference, kind).kind == kind
    there = call(api, "shipments_precheck_retrieve", reference)
    assert all(each.is_warning for each in there.problems)
    body = api.models.SubmitRequest(expected_revision=draft.revision_no)
    filed = call(api, "shipments_submit_create", reference, body=body)
    assert (filed.status, filed.revision_no) == ("screening", 1)
    assert len(call(api, "shipments_attachments_list", reference)) == 3

    Shipment.objects.filter(reference=reference).update(status="in_review")
    shipment = Shipment.objects.get(reference=reference)
    until = clock.today() + timedelta(days=9)
    review.hold(
        shipment, by=officer, ground="doc_mismatch", until=until, reason="?", message="Explain."
    )
    held = call(api, "shipments_retrieve", reference)
    assert (held.hold.kind, held.hold.until) == ("doc_mismatch", until)
    assert [each.message for each in held.messages] == ["Explain."]
    hand_in_and_read_back(api, reference)
    answer = api.models.AnswerRequest(text="Invoice 2 replaces invoice 1.")
    assert call(api, "shipments_answer_create", reference, body=answer).reference == reference
    asked = api.models.WithdrawalRequestRequest(ground="mistake", reason="Two invoices.")
    assert call(api, "shipments_request_amendment_create", reference, body=asked).status == "held"
    listed = call(api, "shipments_list", status="held")
    assert [each.reference for each in listed.results] == [reference]


def hand_in_and_read_back(api: SimpleNamespace, reference: str) -> None:
    kinds = ["test_report", "technical_statement"]
    files = [
        api.types.File(BytesIO(paper(kind)), f"{kind}.pdf", "application/pdf") for kind in kinds
    ]
    given = api.models.HandedInRequest(text="The report.", kind=kinds, upload=files)
    handed_in = call(api, "shipments_add_papers_create", reference, body=given)
    assert [each.filename for each in handed_in] == [f"{kind}.pdf" for kind in kinds]
    for kind, row in zip(kinds, handed_in, strict=True):
        read = call(api, "shipments_attachments_retrieve", reference, row.id)
        assert read.payload.read() == paper(kind)


def test_refusals_are_typed_too(api: SimpleNamespace) -> None:
    none = detailed(api, "shipments_retrieve", "G49-NOSUCH00")
    assert (none.status_code, bool(none.parsed.detail)) == (HTTPStatus.NOT_FOUND, True)
    early = detailed(
        api,
        "shipments_submit_create",
        new_draft(api).reference,
        body=api.models.SubmitRequest(expected_revision=0),
    )
    assert early.status_code == HTTPStatus.BAD_REQUEST
    assert "problems" in early.parsed.additional_properties
    wrong = detailed(
        api,
        "shipments_create",
        body=api.models.NewShipmentRequest.from_dict({"contract": "misspelt"}),
    )
    assert (wrong.status_code, list(wrong.parsed.additional_properties)) == (400, ["contract"])


def test_a_key_makes_a_lost_answer_harmless(api: SimpleNamespace) -> None:
    body = api.models.NewShipmentRequest.from_dict(content(0))
    told = {"body": body, "idempotency_key": "order-1"}
    first, second = (call(api, "shipments_create", **told) for _time in range(2))
    assert first.reference == second.reference
    assert Shipment.objects.count() == 1
    other = detailed(
        api, "shipments_create", body=api.models.NewShipmentRequest(), idempotency_key="order-1"
    )
    assert (other.status_code, bool(other.parsed.detail)) == (422, True)


def test_a_list_goes_on_by_its_cursor(
    api: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NewestFirst, "page_size", 2)
    references = {new_draft(api, contract_no=f"C-{number}").reference for number in range(3)}
    first = call(api, "shipments_list")
    assert first.previous is None
    assert len(first.results) == 2
    found = {each.reference for each in first.results}
    cursor = httpx.URL(first.next_).params["cursor"]
    rest = call(api, "shipments_list", cursor=cursor)
    assert found | {each.reference for each in rest.results} == references
    assert rest.next_ is None


def test_what_is_read_elsewhere_parses(api: SimpleNamespace) -> None:
    rows = api.at("codes", "codes_retrieve").sync("countries", client=api.client, q="korea").rows
    assert rows[0].code == "KOR"
    assert api.at("statements", "statements_list").sync(client=api.client).results == []
    assert api.at("tables", "tables_list").sync(client=api.client).results == []
    assert api.at("webhooks", "webhooks_list").sync(client=api.client) == []
    template = api.at("tables", "tables_template_retrieve").sync(client=api.client)
    assert b"," in template.payload.read()


def test_the_list_is_added_up_and_taken_as_a_file(api: SimpleNamespace) -> None:
    draft = new_draft(api, contract_no="C-1")
    totals = call(api, "shipments_totals_retrieve", q="C-1")
    assert (totals.count, totals.is_all) == (1, True)
    assert [each.currency for each in totals.values] == ["USD"]
    written = call(api, "shipments_csv_retrieve", q="C-1").payload.read().decode()
    assert draft.reference in written
    assert call(api, "shipments_xlsx_retrieve").payload.read().startswith(b"PK")
    account = api.at("account", "account").sync(client=api.client)
    wishes = api.models.WishesRequest(language="en", mailed=account.may_be_mailed[:1])
    changed = api.at("account", "account_change").sync(client=api.client, body=wishes)
    assert (changed.language, changed.mailed) == ("en", account.may_be_mailed[:1])


def test_answers_have_types(api: SimpleNamespace) -> None:
    hints = get_type_hints(api.at("shipments", "shipments_submit_create").sync)
    assert api.models.WholeShipment in hints["return"].__args__
    assert api.models.Refusal in hints["return"].__args__
