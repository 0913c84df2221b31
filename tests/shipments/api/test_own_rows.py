"""What exporters keep, over the API: statements, end users, sites, parties, goods, templates.

Each is added, read, replaced by whoever says what they read, and unknown to everybody else.
"""

from collections.abc import Mapping
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from compliance.accounts.models import User
from compliance.audit.models import Event
from enduse.models import EndUser, EndUseStatement, Site
from shipments.api.example_own import GOODS, NEW_END_USER, NEW_SITE, NEW_STATEMENT, PARTY
from shipments.demo.papers import paper
from shipments.models import DeclarationTemplate, SavedGoods, SavedParty, Shipment
from tests.builders import a_draft, a_shipment

pytestmark = pytest.mark.django_db
UNKNOWN = 987_654
END_USER = {**NEW_END_USER, "name_en": "Seoul Sputtering Co., Ltd."}
KINDS = ("parties", "goods", "templates", "own-end-users", "own-sites", "statements")
ROWS = {
    "parties": SavedParty,
    "goods": SavedGoods,
    "templates": DeclarationTemplate,
    "own-end-users": EndUser,
    "own-sites": Site,
    "statements": EndUseStatement,
}
CHANGES: Mapping[str, tuple[str, Any]] = {
    "parties": ("phone", "+82 54 111 1111"),
    "goods": ("label", "Ingots of another name"),
    "templates": ("name", "By air"),
    "own-end-users": ("ownership", "Its workers"),
    "own-sites": ("name", "Second plant"),
    "statements": ("product_made", "Other targets"),
}


@pytest.fixture
def draft(exporter: User) -> Shipment:
    return a_draft(exporter)


def add(api: APIClient, kind: str, body: Any, **headers: str) -> Any:
    return api.post(f"/api/{kind}/", body, format="json", headers=headers)


def body_of(api: APIClient, kind: str, draft: Shipment) -> dict[str, Any]:
    """A new row of that kind, with the rows it hangs on."""
    if kind == "templates":
        return {"name": "By sea", "shipment": draft.reference}
    if kind in ("parties", "goods", "own-end-users"):
        return dict({"parties": PARTY, "goods": GOODS, "own-end-users": END_USER}[kind])
    end_user = add(api, "own-end-users", {**END_USER, "name_en": f"User of {kind}"}).json()["id"]
    if kind == "own-sites":
        return {**NEW_SITE, "end_user": end_user}
    site = add(api, "own-sites", {**NEW_SITE, "end_user": end_user}).json()["id"]
    return {**NEW_STATEMENT, "end_user": end_user, "site": site}


def made(api: APIClient, kind: str, draft: Shipment) -> Any:
    answer = add(api, kind, body_of(api, kind, draft))
    assert answer.status_code == 201, answer.content
    return answer


def put(api: APIClient, kind: str, row: Mapping[str, Any], tag: str) -> Any:
    return api.put(f"/api/{kind}/{row['id']}/", row, format="json", HTTP_IF_MATCH=tag)


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_added_read_and_replaced(api: APIClient, draft: Shipment, kind: str) -> None:
    answer = made(api, kind, draft)
    row, (name, value) = answer.json(), CHANGES[kind]
    read = api.get(f"/api/{kind}/{row['id']}/")
    assert (read.json(), read["ETag"]) == (row, answer["ETag"])
    assert row["id"] in [each["id"] for each in api.get(f"/api/{kind}/").json()["results"]]
    changed = put(api, kind, {**row, name: value}, answer["ETag"])
    assert changed.status_code == 200, changed.content
    assert changed.json() == {**row, name: value}
    assert changed["ETag"] != answer["ETag"]
    assert getattr(ROWS[kind].objects.get(pk=row["id"]), name) == value


@pytest.mark.parametrize("kind", KINDS)
def test_of_two_who_read_the_same_the_second_is_told(
    api: APIClient, draft: Shipment, kind: str
) -> None:
    answer = made(api, kind, draft)
    row, tag, (name, value) = answer.json(), answer["ETag"], CHANGES[kind]
    assert put(api, kind, {**row, name: value}, tag).status_code == 200
    assert put(api, kind, row, tag).status_code == 412
    assert put(api, kind, row, " ").status_code == 428
    assert getattr(ROWS[kind].objects.get(pk=row["id"]), name) == value
    assert put(api, kind, row, "*").status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_misspelt_fields_are_refused_by_name(api: APIClient, draft: Shipment, kind: str) -> None:
    body = body_of(api, kind, draft)
    before = ROWS[kind].objects.count()
    answer = add(api, kind, {**body, "colour": "red"})
    assert (answer.status_code, list(answer.json())) == (400, ["colour"])
    assert api.get(f"/api/{kind}/", {"colour": "red"}).status_code == 400
    assert ROWS[kind].objects.count() == before


@pytest.mark.parametrize("kind", KINDS)
def test_another_s_row_is_answered_as_an_unknown_one(
    api: APIClient, rival: APIClient, draft: Shipment, kind: str
) -> None:
    row = made(api, kind, draft).json()
    count = ROWS[kind].objects.count()
    for call in (
        lambda pk: rival.get(f"/api/{kind}/{pk}/"),
        lambda pk: put(rival, kind, {**row, "id": pk}, "*"),
        lambda pk: rival.delete(f"/api/{kind}/{pk}/"),
    ):
        theirs, nobody_s = call(row["id"]), call(UNKNOWN)
        assert (theirs.status_code, theirs.content) == (nobody_s.status_code, nobody_s.content)
        assert theirs.status_code in (404, 405)
    assert row["id"] not in [each["id"] for each in rival.get(f"/api/{kind}/").json()["results"]]
    assert ROWS[kind].objects.count() == count


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("own-sites", "end_user"),
        ("statements", "end_user"),
        ("statements", "site"),
        ("templates", "shipment"),
    ],
)
def test_nothing_hangs_on_another_s_row(
    api: APIClient, rival: APIClient, rival_exporter: User, draft: Shipment, kind: str, field: str
) -> None:
    own = body_of(rival, kind, a_draft(rival_exporter))
    theirs = body_of(api, kind, draft)[field]
    unknown = "G49-NOSUCH00" if field == "shipment" else UNKNOWN
    answers = [add(rival, kind, {**own, field: value}) for value in (theirs, unknown)]
    assert [each.status_code for each in answers] == [400, 400]
    assert answers[0].json() == answers[1].json()
    assert list(answers[0].json()) == [field]


@pytest.mark.parametrize("kind", ["parties", "goods", "templates"])
def test_a_row_is_taken_out(api: APIClient, draft: Shipment, kind: str) -> None:
    row = made(api, kind, draft).json()
    assert api.delete(f"/api/{kind}/{row['id']}/").status_code == 204
    assert api.get(f"/api/{kind}/{row['id']}/").status_code == 404
    assert not ROWS[kind].objects.filter(pk=row["id"]).exists()


def test_an_end_user_is_offered_no_longer_and_stays(api: APIClient, draft: Shipment) -> None:
    row = made(api, "own-end-users", draft).json()
    assert api.delete(f"/api/own-end-users/{row['id']}/").status_code == 204
    assert api.get(f"/api/own-end-users/{row['id']}/").json() == {**row, "archived": True}
    refused = add(api, "own-sites", {**NEW_SITE, "end_user": row["id"]})
    assert list(refused.json()) == ["end_user"]


def test_the_key_of_a_lost_answer_makes_one_row(api: APIClient) -> None:
    told = {"Idempotency-Key": "party-1"}
    first, again = (add(api, "parties", PARTY, **told) for _time in range(2))
    assert first.json() == again.json()
    assert again["Idempotent-Replayed"] == "true"
    assert SavedParty.objects.count() == 1


def test_a_name_is_kept_once(api: APIClient, draft: Shipment) -> None:
    for kind in ("parties", "goods", "templates", "own-end-users", "statements"):
        body = body_of(api, kind, draft)
        assert add(api, kind, body).status_code == 201
        again = add(api, kind, body)
        assert again.status_code == 400, kind


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("parties", {"country": "Atlantis"}),
        ("goods", {"cas": "7440-74-5"}),
        ("goods", {"purity_percent": "101"}),
        ("own-end-users", {"address": "P.O. Box 7"}),
        ("own-end-users", {"website": "no address"}),
        ("own-sites", {"address": ""}),
        ("statements", {"signed_on": "2999-01-01", "valid_until": None}),
        ("statements", {"quantity_kg": "0"}),
        ("statements", {"hs_code": "0000000000"}),
        ("statements", {"end_use": "jewellery"}),
        ("statements", {"kind": "wish"}),
        ("statements", {"end_user": "Hanbit"}),
    ],
)
def test_what_the_page_refuses_the_api_refuses_beside_the_field(
    api: APIClient, draft: Shipment, kind: str, wrong: dict[str, Any]
) -> None:
    body = body_of(api, kind, draft)
    before = ROWS[kind].objects.count()
    answer = add(api, kind, {**body, **wrong})
    assert (answer.status_code, list(answer.json())) == (400, list(wrong)[:1])
    assert ROWS[kind].objects.count() == before


def test_names_and_codes_are_spelt_as_on_the_pages(api: APIClient) -> None:
    row = add(api, "parties", {**PARTY, "name_en": "Ｈａｎｂｉｔ  Ltd.", "country": "韩国"}).json()
    assert (row["name_en"], row["country"]) == ("Hanbit Ltd.", "KOR")


def test_a_statement_says_what_is_drawn_and_closes_when_customs_sees_it(
    api: APIClient, exporter: User
) -> None:
    shipment = a_shipment(exporter)
    statement = shipment.statement
    assert statement
    address = f"/api/statements/{statement.pk}/"
    row = api.get(address).json()
    assert row["is_open"] is False
    refused = put(api, "statements", {**row, "product_made": "Other"}, "*")
    assert refused.status_code == 409, refused.content
    scan = {"upload": SimpleUploadedFile("s.pdf", paper("end_use_certificate"))}
    assert api.post(f"{address}scan/", scan, format="multipart").status_code == 409
    statement.refresh_from_db()
    assert statement.product_made == row["product_made"]


def test_the_signed_scan_is_kept_and_read_back(api: APIClient, draft: Shipment) -> None:
    made_one = made(api, "statements", draft)
    row, content = made_one.json(), paper("end_use_certificate")
    address = f"/api/statements/{row['id']}/scan/"
    assert api.get(address).status_code == 404
    sent = {"upload": SimpleUploadedFile("signed.pdf", content)}
    answer = api.post(address, sent, format="multipart")
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["scan_name"], told["scan_size"]) == ("signed.pdf", len(content))
    assert {**told, **dict.fromkeys(("scan_name", "scan_sha256"), ""), "scan_size": 0} == row
    assert answer["ETag"] != made_one["ETag"]
    assert b"".join(api.get(address).streaming_content) == content
    assert Event.objects.filter(verb="download_scan").count() == 1
    broken = {"upload": SimpleUploadedFile("signed.pdf", b"no paper")}
    refused = api.post(address, broken, format="multipart")
    assert (refused.status_code, list(refused.json())) == (400, ["upload"])


def test_a_stranger_gets_no_scan(api: APIClient, rival: APIClient, draft: Shipment) -> None:
    row = made(api, "statements", draft).json()
    assert rival.get(f"/api/statements/{row['id']}/scan/").status_code == 404
    sent = {"upload": SimpleUploadedFile("s.pdf", paper("end_use_certificate"))}
    answer = rival.post(f"/api/statements/{row['id']}/scan/", sent, format="multipart")
    assert answer.status_code == 404


def test_a_template_starts_a_declaration_and_stays_with_its_own(
    api: APIClient, draft: Shipment, exporter: User
) -> None:
    row = made(api, "templates", draft).json()
    copied = api.post(f"/api/shipments/{row['shipment']}/copy/", {}, format="json")
    assert copied.status_code == 201
    other = {**row, "shipment": a_draft(exporter).reference}
    assert list(put(api, "templates", other, "*").json()) == ["shipment"]


def test_a_site_stays_with_its_end_user(api: APIClient, draft: Shipment) -> None:
    row = made(api, "own-sites", draft).json()
    other = add(api, "own-end-users", {**END_USER, "name_en": "Another"}).json()["id"]
    assert list(put(api, "own-sites", {**row, "end_user": other}, "*").json()) == ["end_user"]
    (site,) = api.get(f"/api/own-end-users/{row['end_user']}/").json()["sites"]
    assert site == row


def test_customs_has_no_such_rows(officer: User) -> None:
    customs = APIClient()
    customs.force_authenticate(officer)
    assert [customs.get(f"/api/{kind}/").status_code for kind in KINDS] == [403] * len(KINDS)


def test_a_page_of_statements_asks_once_what_is_drawn_on_them(
    api: APIClient, draft: Shipment
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert api.get("/api/statements/").status_code == 200
        return len(captured)

    queries()
    of_one = queries()
    for number in range(3):
        statement = EndUseStatement.objects.earliest("pk")
        statement.pk, statement.number = None, f"EUS-{number}"
        statement.save()
    assert queries() == of_one
