"""What the pages can, programs can: filters, pre-check, codes; misspelt names and lost answers."""

from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from compliance import clock
from compliance.accounts.models import User
from shipments.declare.durations import usual_time
from shipments.models import RequestKey, Shipment
from shipments.moves import Status
from tests.builders import a_draft, a_shipment
from tests.filing_by_api import content as declaration
from tests.shipments.api.test_filing import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(exporter: User) -> dict[str, Any]:
    return declaration(450)


def test_fields_that_nobody_reads_are_refused_by_name(
    api: APIClient, content: dict[str, Any]
) -> None:
    content["contact_no"] = "X"
    content["lines"][0]["netweight"] = "1"
    content["parties"][1]["colour"] = "red"
    answer = api.post("/api/shipments/", content, format="json")
    assert answer.status_code == 400
    told = answer.json()
    assert set(told) == {"contact_no", "lines", "parties"}
    assert set(told["lines"][0]) == {"netweight"}
    assert [set(each) for each in told["parties"]] == [set(), {"colour"}]
    assert not Shipment.objects.exists()


def test_filters_that_nobody_knows_are_refused_by_name(api: APIClient) -> None:
    for address, name in (
        ("/api/shipments/?stauts=draft", "stauts"),
        ("/api/statements/?contract=x", "contract"),
        ("/api/codes/countries/?query=x", "query"),
    ):
        answer = api.get(address)
        assert answer.status_code == 400, address
        assert set(answer.json()) == {name}
    assert set(api.get("/api/shipments/?status=nowhere").json()) == {"status"}
    assert set(api.get("/api/shipments/?since=tomorrow").json()) == {"since"}


def test_the_list_is_filtered_as_on_the_page(api: APIClient, exporter: User) -> None:
    draft, released = a_draft(exporter), a_shipment(exporter, Status.RELEASED)
    found = api.get("/api/shipments/?status=released").json()["results"]
    assert [row["reference"] for row in found] == [released.reference]
    found = api.get("/api/shipments/", {"q": draft.contract_no}).json()["results"]
    assert [row["reference"] for row in found] == [draft.reference]


def test_the_same_key_makes_one_draft_and_gives_the_same_answer(
    api: APIClient, content: dict[str, Any]
) -> None:
    headers = {"Idempotency-Key": "order-4711"}
    first = api.post("/api/shipments/", content, format="json", headers=headers)
    again = api.post("/api/shipments/", content, format="json", headers=headers)
    assert first.status_code == again.status_code == 201, first.content
    assert first.json() == again.json()
    assert first["ETag"] == again["ETag"]
    assert again["Idempotent-Replayed"] == "true"
    assert Shipment.objects.count() == 1


def test_a_key_used_for_something_else_is_refused(api: APIClient, content: dict[str, Any]) -> None:
    headers = {"Idempotency-Key": "order-4711"}
    api.post("/api/shipments/", content, format="json", headers=headers)
    other = {**content, "contract_no": "ANOTHER"}
    answer = api.post("/api/shipments/", other, format="json", headers=headers)
    assert answer.status_code == 422
    assert Shipment.objects.count() == 1


def test_a_refused_request_may_be_sent_again_under_its_key(
    api: APIClient, content: dict[str, Any]
) -> None:
    headers = {"Idempotency-Key": "order-4711"}
    wrong = {**content, "transport_mode": "by balloon"}
    assert api.post("/api/shipments/", wrong, format="json", headers=headers).status_code == 400
    assert not RequestKey.objects.exists()
    assert api.post("/api/shipments/", content, format="json", headers=headers).status_code == 201


def test_keys_are_of_one_person(
    api: APIClient, content: dict[str, Any], rival_exporter: User
) -> None:
    headers = {"Idempotency-Key": "1"}
    api.post("/api/shipments/", content, format="json", headers=headers)
    signed_in("rival").post("/api/shipments/", {}, format="json", headers=headers)
    assert Shipment.objects.count() == 2


@pytest.mark.parametrize("key", ["k" * 81, "line\tbreak"])
def test_keys_are_short_and_plain(api: APIClient, key: str) -> None:
    answer = api.post("/api/shipments/", {}, format="json", headers={"Idempotency-Key": key})
    assert answer.status_code == 400
    assert set(answer.json()) == {"Idempotency-Key"}


def test_the_precheck_says_what_a_draft_lacks(api: APIClient, exporter: User) -> None:
    draft = a_draft(exporter)
    draft.attachments.all().delete()
    told = api.get(f"/api/shipments/{draft.reference}/precheck/").json()
    lacking = {each["field"] for each in told["problems"] if not each["is_warning"]}
    assert lacking == {"contract", "invoice", "packing_list"}
    assert told["usual_seconds"] is None
    filed = a_shipment(exporter)
    assert api.get(f"/api/shipments/{filed.reference}/precheck/").status_code == 409


def test_the_precheck_names_numbers_used_before(api: APIClient, exporter: User) -> None:
    other, draft = a_shipment(exporter), a_draft(exporter)
    draft.invoice_no = other.invoice_no
    draft.save()
    told = api.get(f"/api/shipments/{draft.reference}/precheck/").json()
    (again,) = [each for each in told["problems"] if other.reference in each["sentence"]]
    assert (again["field"], again["is_warning"]) == ("invoice_no", True)
    assert all("field" in each for each in told["findings"])


def test_statements_parties_and_codes_are_read(
    api: APIClient, exporter: User, rival_exporter: User
) -> None:
    a_draft(rival_exporter)
    own = a_draft(exporter)
    statements = api.get("/api/statements/").json()["results"]
    assert [each["number"] for each in statements] == [own.statement.number]
    for words, numbers in ((own.contract_no, [own.statement.number]), ("no such goods", [])):
        found = api.get("/api/statements/", {"q": words}).json()["results"]
        assert [each["number"] for each in found] == numbers
    assert set(api.get("/api/statements/", {"q": "x" * 101}).json()) == {"q"}
    assert api.get("/api/parties/").json()["results"] == []
    rows = api.get("/api/codes/countries/?q=韩国").json()["rows"]
    assert rows[0] == {"code": "KOR", "name_zh": "韩国", "name_en": rows[0]["name_en"]}
    assert api.get("/api/codes/nothing/").status_code == 404


def test_an_office_tells_how_long_its_cases_took(exporter: User) -> None:
    """Of 1, 2, 3, 4 and 50 hours half took no longer than 3, nine in ten no longer than 50."""
    office = None
    for hours in (1, 2, 3, 4, 50):
        case = a_shipment(exporter, Status.RELEASED)
        case.decided_at = clock.now()
        case.submitted_at = case.decided_at - timedelta(hours=hours)
        case.save()
        office = case.office
        if hours < 50:
            assert usual_time(office) is None
    green = a_shipment(exporter, Status.RELEASED, gravity=0)
    Shipment.objects.filter(pk=green.pk).update(decided_at=clock.now())
    usual = usual_time(office)
    assert usual is not None
    hour = timedelta(hours=1)
    assert (usual.count, usual.median, usual.most) == (5, 3 * hour, 50 * hour)
