"""An exporter's program files, follows and withdraws shipments over the API."""

from copy import deepcopy
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from compliance.accounts.models import User
from shipments.demo.papers import paper
from shipments.demo.people import PASSWORD
from shipments.models import Shipment
from shipments.moves import Status
from tests.builders import a_draft, a_finding, a_shipment
from tests.filing_by_api import content as declaration

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_earlier_sign_ins() -> None:
    """Sign-ins of other tests count towards the limit."""
    cache.clear()


@pytest.fixture
def api(exporter: User) -> APIClient:
    return signed_in("exporter")


def signed_in(username: str) -> APIClient:
    client = APIClient()
    answer = client.post("/api/token/", {"username": username, "password": PASSWORD})
    assert answer.status_code == 201, answer.content
    client.credentials(HTTP_AUTHORIZATION=f"Token {answer.json()['token']}")
    return client


@pytest.fixture
def content(exporter: User) -> dict[str, Any]:
    """A complete declaration of 500 kg of ingots as JSON."""
    return declaration(450)


def test_a_shipment_is_filed_and_submitted(api: APIClient, content: dict[str, Any]) -> None:
    created = api.post("/api/shipments/", content, format="json")
    assert created.status_code == 201, created.content
    reference = created.json()["reference"]
    for kind in ("contract", "invoice", "packing_list"):
        upload = SimpleUploadedFile(f"{kind}.pdf", paper(kind))
        answer = api.post(
            f"/api/shipments/{reference}/attachments/",
            {"kind": kind, "upload": upload},
            format="multipart",
        )
        assert answer.status_code == 201, answer.content
    body = {"expected_revision": 0}
    first = api.post(f"/api/shipments/{reference}/submit/", body, format="json")
    again = api.post(f"/api/shipments/{reference}/submit/", body, format="json")
    assert first.status_code == again.status_code == 200, first.content
    assert again.json()["revision_no"] == 1
    assert again.json()["content"]["lines"][0]["net_weight_kg"] == "500.00000"
    shipment = Shipment.objects.get(reference=reference)
    assert shipment.status == Status.SCREENING
    assert shipment.revisions.count() == 1


def test_the_same_creation_key_gives_one_draft(api: APIClient, content: dict[str, Any]) -> None:
    content["creation_key"] = str(uuid4())
    references = {
        api.post("/api/shipments/", content, format="json").json()["reference"] for _i in range(2)
    }
    assert len(references) == 1


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"net_weight_kg": "600"}, ("net_weight_kg",)),
        ({"destination_port": "XXX999"}, ("destination_port",)),
        ({"producer_uscc": "915325016049"}, ("producer_uscc",)),
        ({"container_nos": "CSQU3054383 EVERCALM"}, ("container_nos",)),
    ],
)
def test_mistakes_in_the_header_are_named_by_field(
    api: APIClient, content: dict[str, Any], change: dict[str, str], path: tuple[str, ...]
) -> None:
    answer = api.post("/api/shipments/", {**content, **change}, format="json")
    assert answer.status_code == 400
    assert set(answer.json()) == set(path)
    assert Shipment.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"net_weight_kg": "530", "quantity": "530"}, "net_weight_kg"),
        ({"hs_code": "8112993000"}, "hs_code"),
        ({"composition": [{"substance": "In", "percent": "90"}]}, "composition"),
        ({"total_price": "1"}, "total_price"),
        ({"statement_no": "EUS-NOBODY"}, "statement_no"),
    ],
)
def test_mistakes_in_a_line_are_named_by_line_and_field(
    api: APIClient, content: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    wrong = deepcopy(content)
    wrong["lines"][0] |= change
    answer = api.post("/api/shipments/", wrong, format="json")
    assert answer.status_code == 400, answer.content
    assert field in answer.json()["lines"][0], answer.json()


def test_lines_name_their_statements_and_boxes_are_kept_as_painted(
    api: APIClient, exporter: User, content: dict[str, Any]
) -> None:
    statement = a_draft(exporter).statement
    assert statement
    content["lines"][0]["statement_no"] = statement.number
    content["container_nos"] = "csqu 305438 4，TASU1170000"
    created = api.post("/api/shipments/", content, format="json").json()
    draft = Shipment.objects.get(reference=created["reference"])
    assert draft.container_nos == "CSQU3054384 TASU1170000"
    assert draft.lines.get().statement_no == statement.number
    told = api.get(f"/api/shipments/{draft.reference}/precheck/").json()
    doubts = [each for each in told["problems"] if each["field"] == "container_nos"]
    assert [each["is_warning"] for each in doubts] == [True]
    assert "CSQU3054384" in doubts[0]["sentence"]


def test_an_unfinished_draft_says_what_is_missing(api: APIClient, content: dict[str, Any]) -> None:
    reference = api.post("/api/shipments/", content, format="json").json()["reference"]
    answer = api.post(
        f"/api/shipments/{reference}/submit/", {"expected_revision": 0}, format="json"
    )
    assert answer.status_code == 400
    assert {problem["field"] for problem in answer.json()["problems"]} == {
        "contract",
        "invoice",
        "packing_list",
    }


def test_a_rival_gets_404_for_everything(exporter: User, rival_exporter: User) -> None:
    shipment = a_draft(exporter)
    client = signed_in("rival")
    address = f"/api/shipments/{shipment.reference}/"
    assert client.get("/api/shipments/").json()["results"] == []
    assert client.get(address).status_code == 404
    assert client.put(address, {}, format="json").status_code == 404
    for verb in ("submit", "withdraw", "answer"):
        body = {"expected_revision": 0, "reason": "x", "text": "x"}
        assert client.post(f"{address}{verb}/", body, format="json").status_code == 404


@pytest.mark.parametrize("username", ["officer1", "auditor", "policy"])
def test_only_exporters_use_the_api(people: dict[str, User], username: str) -> None:
    assert signed_in(username).get("/api/shipments/").status_code == 403


def test_without_a_token_there_is_nothing(exporter: User) -> None:
    assert APIClient().get("/api/shipments/").status_code == 401


def test_only_disclosed_findings_are_told(api: APIClient, exporter: User) -> None:
    findings = [
        a_finding("LIC-02", params={"line": "1", "hs_code": "8112923010", "document": "4"}),
        a_finding("PTY-01", disclosed=False, effect=3, party_ref="consignee-1"),
    ]
    shipment = a_shipment(exporter, Status.IN_REVIEW, 3, findings)
    answer = api.get(f"/api/shipments/{shipment.reference}/")
    assert [each["rule"] for each in answer.json()["findings"]] == ["LIC-02"]
    assert "PTY" not in answer.content.decode()
    assert "gravity" not in answer.content.decode()


def test_withdrawing_twice_is_a_conflict(api: APIClient, exporter: User) -> None:
    shipment = a_shipment(exporter, Status.IN_REVIEW)
    address = f"/api/shipments/{shipment.reference}/withdraw/"
    assert api.post(address, {"reason": "Cancelled"}, format="json").status_code == 200
    assert api.post(address, {"reason": "Cancelled"}, format="json").status_code == 409


def test_guessing_passwords_is_slowed_down(exporter: User) -> None:
    codes = [
        APIClient().post("/api/token/", {"username": "exporter", "password": "wrong"}).status_code
        for _i in range(11)
    ]
    assert codes[0] == 401
    assert codes[-1] == 429
