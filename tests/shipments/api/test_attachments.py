"""Files over the API: handed in several at once and once a key, read, taken out of a draft."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.declare import actions
from shipments.demo.papers import paper
from shipments.models import Shipment, Supplement
from tests.builders import a_draft, a_shipment

pytestmark = pytest.mark.django_db
REPORT, LETTER = paper("test_report"), paper("contract")


@pytest.fixture
def waiting(exporter: User) -> Shipment:
    return a_shipment(exporter)


def file(name: str, content: bytes = REPORT) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def hand_in(api: APIClient, shipment: Shipment, key: str = "", **others: Any) -> Any:
    given = {
        "text": "Report and letter of the lot.",
        "kind": ["test_report", "contract"],
        "upload": [file("report.pdf"), file("letter.pdf", LETTER)],
    }
    headers = {"Idempotency-Key": key} if key else {}
    address = f"/api/shipments/{shipment.reference}/add-papers/"
    return api.post(address, {**given, **others}, format="multipart", headers=headers)


def test_several_papers_are_handed_in_at_once(api: APIClient, waiting: Shipment) -> None:
    told = hand_in(api, waiting)
    assert told.status_code == 201, told.content
    assert [(each["kind"], each["filename"]) for each in told.json()] == [
        ("test_report", "report.pdf"),
        ("contract", "letter.pdf"),
    ]
    assert Supplement.objects.get().files.count() == 2


def test_one_file_needs_no_list_and_no_kind(api: APIClient, waiting: Shipment) -> None:
    address = f"/api/shipments/{waiting.reference}/add-papers/"
    told = api.post(address, {"text": "A report.", "upload": file("r.pdf")}, format="multipart")
    assert [each["kind"] for each in told.json()] == ["other"]


def test_a_lost_answer_makes_nothing_twice(api: APIClient, waiting: Shipment) -> None:
    first, again = (hand_in(api, waiting, key="papers-1") for _time in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert again["Idempotent-Replayed"] == "true"
    assert Supplement.objects.count() == 1


def test_other_bytes_under_the_same_name_are_another_request(
    api: APIClient, waiting: Shipment
) -> None:
    hand_in(api, waiting, key="papers-1")
    other = [file("report.pdf", LETTER), file("letter.pdf", LETTER)]
    assert hand_in(api, waiting, key="papers-1", upload=other).status_code == 422
    assert Supplement.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"upload": [file("report.pdf"), file("letter.pdf", b"no paper")]}, ("upload", "1")),
        ({"kind": ["test_report", "love letter"]}, ("kind", "1")),
        ({"kind": ["contract"] * 3}, ("kind", 0)),
        ({"upload": []}, ("upload", 0)),
        ({"text": ""}, ("text", 0)),
        ({"first": "x"}, ("first", 0)),
    ],
)
def test_what_is_wrong_is_told_of_its_file_and_nothing_is_kept(
    api: APIClient, waiting: Shipment, wrong: dict[str, Any], place: tuple[str, Any]
) -> None:
    answer = hand_in(api, waiting, key="papers-1", **wrong)
    assert answer.status_code == 400, answer.content
    name, where = place
    assert list(answer.json()) == [name]
    assert answer.json()[name][where]
    assert not Supplement.objects.exists()


def test_a_file_is_read_back_and_each_time_recorded(api: APIClient, exporter: User) -> None:
    draft = a_draft(exporter)
    address = f"/api/shipments/{draft.reference}/attachments/"
    row = next(each for each in api.get(address).json() if each["kind"] == "contract")
    answer = api.get(f"{address}{row['id']}/")
    assert b"".join(answer.streaming_content) == LETTER
    (event,) = Event.objects.filter(verb="download_attachment")
    assert event.subject == draft.subject


def test_a_file_is_taken_out_of_a_draft_once(api: APIClient, exporter: User) -> None:
    draft = a_draft(exporter)
    address = f"/api/shipments/{draft.reference}/attachments/"
    row = next(each for each in api.get(address).json() if each["kind"] == "contract")
    for _time in range(2):
        assert api.delete(f"{address}{row['id']}/").status_code == 204
    assert "contract" not in {each["kind"] for each in api.get(address).json()}


def test_files_of_others_and_of_what_is_filed_stay(
    api: APIClient, exporter: User, rival_exporter: User
) -> None:
    foreign, filed = a_draft(rival_exporter), a_draft(exporter)
    actions.submit(filed, by=exporter, expected_revision=0)
    for shipment, code in ((foreign, 404), (filed, 409)):
        row = shipment.attachments.first()
        address = f"/api/shipments/{shipment.reference}/attachments/{row.pk}/"
        assert api.delete(address).status_code == code
        row.refresh_from_db()
        assert row.removed_at is None
    mixed = f"/api/shipments/{filed.reference}/attachments/{foreign.attachments.first().pk}/"
    assert api.get(mixed).status_code == 404
