"""What became of a shipment over the API: order of the list, timeline, revisions, licences, papers
asked for and printed, answers with files."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from rest_framework.test import APIClient

from compliance import clock
from compliance.accounts.models import User
from shipments.api.pages import NewestFirst
from shipments.declare.actions import answer_hold
from shipments.declare.draft_changes import delete_draft
from shipments.demo.papers import paper
from shipments.models import Document, HoldKind, Licence, Shipment
from shipments.moves import Status
from shipments.paperwork.tasks import print_draft
from shipments.review import actions as review
from tests.builders import a_draft, a_shipment, freeze, hold_of_kind
from tests.shipments.review.test_questions import asked
from tests.shipments.test_strangers import a_licence

pytestmark = pytest.mark.django_db


def listed(api: APIClient, **filters: str) -> list[str]:
    """The references of all pages, in order."""
    answer, found = api.get("/api/shipments/", filters).json(), []
    while True:
        found += [each["reference"] for each in answer["results"]]
        if not answer["next"]:
            return found
        answer = api.get(answer["next"]).json()


@pytest.mark.parametrize("order", ["oldest", "heaviest", "contract", "departure", "submitted"])
def test_every_order_goes_through_all_pages_once(
    api: APIClient, exporter: User, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    monkeypatch.setattr(NewestFirst, "page_size", 2)
    day = clock.today()
    rows = [a_draft(exporter) for _number in range(5)]
    weights, days = ("30", "10", "50", "20", "40"), (3, None, 1, 5, 2)
    for row, weight, after in zip(rows, weights, days, strict=True):
        row.net_weight_kg = Decimal(weight)
        row.contract_no = f"C-{weight}"
        row.export_date = day + timedelta(days=after) if after else None
        row.submitted_at = clock.now() - timedelta(days=after) if after else None
        row.save()
    by_hand = {
        "oldest": [0, 1, 2, 3, 4],
        "heaviest": [2, 4, 0, 3, 1],
        "contract": [1, 3, 0, 4, 2],
        "departure": [2, 4, 0, 3, 1],
        "submitted": [2, 4, 0, 3, 1],
    }
    assert listed(api, order=order) == [rows[place].reference for place in by_hand[order]]
    newest = [row.reference for row in reversed(rows)]
    assert listed(api) == listed(api, order="newest") == newest


def test_an_order_that_is_none_is_refused_by_name(api: APIClient) -> None:
    assert list(api.get("/api/shipments/", {"order": "cheapest"}).json()) == ["order"]


def test_a_page_behind_another_s_shipment_does_not_exist(
    api: APIClient, rival: APIClient, exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NewestFirst, "page_size", 1)
    rows = [a_draft(exporter) for _number in range(2)]
    behind = api.get("/api/shipments/", {"order": "oldest"}).json()["next"]
    assert api.get(behind).status_code == 200
    assert rival.get(behind).status_code == 404
    delete_draft(rows[0], by=exporter)
    assert api.get(behind).status_code == 404


def test_every_revision_is_read_as_it_was_frozen(
    api: APIClient, rival: APIClient, exporter: User
) -> None:
    shipment = a_shipment(exporter, Status.SCREENING)
    first = shipment.revisions.get()
    shipment.contract_no = "ANOTHER"
    shipment.save()
    freeze(shipment, exporter)
    address = f"/api/shipments/{shipment.reference}/revisions/"
    rows = api.get(address).json()
    assert (rows[0]["number"], rows[0]["sha256"]) == (1, first.sha256)
    assert [row["number"] for row in rows] == [1, 2]
    told = [api.get(f"{address}{number}/").json()["content"] for number in (1, 2)]
    assert told[0] == first.content
    assert [each["contract_no"] for each in told] == [first.content["contract_no"], "ANOTHER"]
    assert api.get(f"{address}3/").status_code == 404
    for path in (address, f"{address}1/"):
        assert rival.get(path).status_code == 404


def test_the_timeline_says_what_happened_and_names_no_officer(
    api: APIClient, rival: APIClient, exporter: User, officer: User
) -> None:
    shipment = a_shipment(exporter)
    until = clock.today() + timedelta(days=9)
    review.hold(
        shipment, by=officer, ground="doc_mismatch", until=until, reason="?", message="Explain."
    )
    address = f"/api/shipments/{shipment.reference}/timeline/"
    told = api.get(address).json()
    assert "Explain." in [step["detail"] for step in told["steps"]]
    moments = [step["at"] for step in told["steps"]]
    assert moments == sorted(moments)
    assert "answer" in told["may"]
    assert told["contacts"]
    assert officer.display_name not in str(told)
    assert rival.get(address).status_code == 404
    assert api.get(f"/api/shipments/{a_draft(exporter).reference}/timeline/").status_code == 200


def test_licences_are_read_by_their_holder_alone(
    api: APIClient, rival: APIClient, exporter: User
) -> None:
    assert exporter.exporter
    licence = a_licence(exporter.exporter.uscc)
    (row,) = api.get("/api/licences/", {"state": "valid", "number": "777001"}).json()["results"]
    assert (row["number"], row["state"], row["remaining_kg"]) == (
        licence.number,
        "valid",
        "1.00000",
    )
    assert api.get("/api/licences/", {"state": "revoked"}).json()["results"] == []
    assert list(api.get("/api/licences/", {"state": "lost"}).json()) == ["state"]
    whole = api.get(f"/api/licences/{licence.number}/").json()
    assert whole == {**row, "draws": []}
    assert rival.get("/api/licences/").json()["results"] == []
    assert rival.get(f"/api/licences/{licence.number}/").status_code == 404
    Licence.objects.update(revoked_at=clock.now(), revoked_reason="A secret of customs")
    told = api.get(f"/api/licences/{licence.number}/")
    assert told.json()["state"] == "revoked"
    assert "secret" not in told.content.decode()


def test_a_paper_is_asked_for_once_of_what_was_filed(api: APIClient, exporter: User) -> None:
    filed, draft = a_shipment(exporter), a_draft(exporter)
    address = f"/api/shipments/{filed.reference}/documents/"
    first, again = (api.post(address, {"kind": "packing_list"}, format="json") for _ in range(2))
    assert (first.status_code, first.json()["kind"]) == (201, "packing_list")
    assert first.json()["id"] == again.json()["id"]
    assert Document.objects.count() == 1
    for kind in ("screening_certificate", "release_notice", "nothing"):
        refused = api.post(address, {"kind": kind}, format="json")
        assert (refused.status_code, list(refused.json())) == (400, ["kind"])
    of_a_draft = f"/api/shipments/{draft.reference}/documents/"
    assert api.post(of_a_draft, {"kind": "packing_list"}, format="json").status_code == 409


def test_a_draft_of_the_declaration_is_printed_and_says_so(
    api: APIClient, rival: APIClient, exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, asked = a_draft(exporter), []
    monkeypatch.setattr(
        "shipments.paperwork.on_request.send_after_commit",
        lambda _task, *told: asked.append(told),
    )
    address = f"/api/shipments/{draft.reference}/prints/"
    answer = api.post(address, {"kind": "declaration"}, format="json")
    assert answer.status_code == 201, answer.content
    url = answer.json()["url"]
    assert api.get(url).status_code == 409
    print_draft(*asked[0])
    pdf = api.get(url)
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")
    assert rival.get(url).status_code == 404
    assert rival.post(address, {"kind": "declaration"}, format="json").status_code == 404
    filed = a_shipment(exporter)
    late = f"/api/shipments/{filed.reference}/prints/"
    assert api.post(late, {"kind": "declaration"}, format="json").status_code == 409


@pytest.mark.parametrize("token", ["L%1E", "a b", "x" * 300, "é", "%0A"])
def test_a_print_is_looked_for_under_any_name(
    token: str, api: APIClient, client: Client, exporter: User
) -> None:
    """No cache takes such keys."""
    client.force_login(exporter)
    draft = a_draft(exporter)
    answer = api.get(f"/api/shipments/{draft.reference}/prints/{token}/")
    assert answer.status_code == 409, "it may still be made"
    assert client.get(f"/documents/of/{draft.reference}/draft/{token}/").status_code == 200


@pytest.fixture
def held(exporter: User, officer: User) -> Shipment:
    """Held for a missing paper, not answered."""
    until = clock.today() + timedelta(days=9)
    told = {"until": until, "reason": "?", "message": "Explain."}
    return hold_of_kind(a_shipment(exporter), by=officer, kind=HoldKind.DOC_MISMATCH, **told)


def files() -> list[SimpleUploadedFile]:
    return [
        SimpleUploadedFile("report.pdf", paper("test_report")),
        SimpleUploadedFile("letter.pdf", paper("contract")),
    ]


def test_an_answer_carries_files_by_their_kinds(api: APIClient, held: Shipment) -> None:
    address = f"/api/shipments/{held.reference}/answer/"
    told = {"text": "See the report.", "kind": ["test_report"], "upload": files()}
    headers = {"Idempotency-Key": "answer-1"}
    for _time in range(2):
        sent = {**told, "upload": files()}
        answer = api.post(address, sent, format="multipart", headers=headers)
        assert answer.status_code == 200, answer.content
    kept = held.holds.get().answer_files.order_by("pk")
    assert [(each.kind, each.filename) for each in kept] == [
        ("test_report", "report.pdf"),
        ("other", "letter.pdf"),
    ]


def test_words_alone_may_come_as_json(api: APIClient, held: Shipment) -> None:
    address = f"/api/shipments/{held.reference}/answer/"
    assert api.post(address, {"text": "So be it."}, format="json").status_code == 200
    assert held.holds.get().answer == "So be it."


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"upload": [SimpleUploadedFile("a.pdf", b"no paper")]}, "upload"),
        ({"kind": ["love letter"], "upload": files()}, "kind"),
        ({"kind": ["contract"]}, "kind"),
        ({"text": ""}, "text"),
        ({"first": "x"}, "first"),
    ],
)
def test_a_wrong_answer_is_refused_whole(
    api: APIClient, held: Shipment, wrong: dict[str, Any], field: str
) -> None:
    address = f"/api/shipments/{held.reference}/answer/"
    answer = api.post(address, {"text": "See the report.", **wrong}, format="multipart")
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert held.holds.get().answered_at is None


def test_a_supplement_carries_files_too(api: APIClient, exporter: User, officer: User) -> None:
    shipment = a_shipment(exporter)
    asked(shipment, officer)
    answer_hold(shipment, by=exporter, text="An answer.")
    address = f"/api/shipments/{shipment.reference}/supplement/"
    told = {"text": "And the report.", "kind": ["test_report"], "upload": files()[:1]}
    answer = api.post(address, told, format="multipart")
    assert answer.status_code == 200, answer.content
    hold = shipment.holds.get()
    assert [each.kind for each in hold.answer_files.all()] == ["test_report"]
