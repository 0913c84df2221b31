"""A program brings in a table, follows it, mends what was wrong and submits the rest."""

from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from compliance.accounts.models import User
from shipments.bulk import actions, tasks
from shipments.models import BulkFile, Shipment
from tests.shipments.api.test_filing import signed_in
from tests.shipments.bulk.test_tables import as_csv, row, work_through

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def worked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(tasks, "send", lambda file: work_through(file.pk))


@pytest.fixture
def api(exporter: User) -> APIClient:
    return signed_in("exporter")


def sent(api: APIClient, data: bytes, **beside: str) -> Any:
    upload = SimpleUploadedFile("table.csv", data)
    return api.post("/api/tables/", {"upload": upload, **beside}, format="multipart")


def test_a_program_brings_a_table_in_follows_it_and_reads_what_was_wrong(api: APIClient) -> None:
    answer = sent(api, as_csv([row(1), row(2, transport_mode="by balloon")]))
    assert answer.status_code == 201, answer.content
    place = f"/api/tables/{answer.json()['id']}/"
    told = api.get(place).json()
    assert {name: told[name] for name in ("state", "rows", "checked", "good", "bad")} == {
        "state": "done",
        "rows": 2,
        "checked": 2,
        "good": 1,
        "bad": 1,
    }
    good, bad = api.get(f"{place}rows/").json()["results"]
    assert good["reference"] == Shipment.objects.get().reference
    assert (good["status"], good["errors"]) == ("draft", {})
    assert (bad["reference"], set(bad["errors"])) == (None, {"transport_mode"})
    assert api.get(f"{place}rows/?wrong=true").json()["results"] == [bad]
    mended = api.get(f"{place}bad-rows/").content.decode("utf-8-sig").replace("by balloon", "5")
    again = sent(api, mended.encode()).json()["id"]
    latest, first = api.get("/api/tables/").json()["results"]
    assert (latest["id"], latest["good"], latest["bad"]) == (again, 1, 0)
    assert first["id"] == answer.json()["id"]


def test_the_same_table_again_makes_nothing_twice(api: APIClient) -> None:
    data = as_csv([row(1), row(2)])
    assert sent(api, data).json()["id"] == sent(api, data).json()["id"]
    assert (BulkFile.objects.count(), Shipment.objects.count()) == (1, 2)


def test_a_program_submits_what_is_complete_and_reads_what_the_others_lack(api: APIClient) -> None:
    number = sent(api, as_csv([row(1), row(2)])).json()["id"]
    complete = Shipment.objects.get(contract_no="BENCH-1")
    for kind in ("contract", "invoice", "packing_list"):
        complete.attachments.create(
            kind=kind, filename="a.pdf", size=1, sha256=kind, uploaded_by=complete.created_by
        )
    headers = {"Idempotency-Key": "tables-1"}
    answer = api.post(f"/api/tables/{number}/submit/", headers=headers)
    assert answer.status_code == 200, answer.content
    first, second = api.get(f"/api/tables/{number}/rows/").json()["results"]
    assert (first["status"], first["errors"]) == ("screening", {})
    assert (second["status"], set(second["errors"])) == ("draft", {"declaration"})


def test_the_template_that_programs_read_is_that_of_the_page(api: APIClient) -> None:
    heading = api.get("/api/tables/template/").content.decode("utf-8-sig")
    assert "[line.hs_code]" in heading


def test_what_a_program_sends_wrongly_is_refused_by_name(api: APIClient) -> None:
    assert set(api.post("/api/tables/", {}, format="multipart").json()) == {"upload"}
    assert set(sent(api, b"contract_no\nC\n", colour="red").json()) == {"colour"}
    number = sent(api, as_csv([row(1)])).json()["id"]
    assert set(api.get(f"/api/tables/{number}/rows/?worng=1").json()) == {"worng"}
    answer = api.post(f"/api/tables/{number}/submit/", {"colour": "red"}, format="json")
    assert set(answer.json()) == {"colour"}


def test_tables_of_others_do_not_exist_for_a_program(
    api: APIClient, exporter: User, rival_exporter: User
) -> None:
    number = actions.bring_in(as_csv([row(1)]), by=exporter).pk
    rival = signed_in("rival")
    for page in ("", "rows/", "bad-rows/"):
        assert rival.get(f"/api/tables/{number}/{page}").status_code == 404
    assert rival.post(f"/api/tables/{number}/submit/").status_code == 404
    assert rival.get("/api/tables/").json()["results"] == []
