"""Whoever replaces a draft says which one they read; what is described is what is answered."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from compliance.accounts.models import User
from shipments.models import Shipment
from tests.builders import a_draft, a_shipment
from tests.filing_by_api import content

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(exporter: User) -> APIClient:
    cache.clear()
    client = APIClient()
    client.force_authenticate(exporter)
    return client


@pytest.fixture
def address(exporter: User) -> str:
    return f"/api/shipments/{a_draft(exporter).reference}/"


def put(api: APIClient, address: str, **headers: str) -> Any:
    return api.put(address, content(3), format="json", **headers)


def test_a_put_without_a_precondition_is_428(api: APIClient, address: str) -> None:
    assert put(api, address).status_code == 428
    assert put(api, address, HTTP_IF_MATCH=" ").status_code == 428


def test_of_two_who_read_the_same_the_second_is_told(api: APIClient, address: str) -> None:
    etag = api.get(address)["ETag"]
    first = put(api, address, HTTP_IF_MATCH=etag)
    assert first.status_code == 200, first.content
    assert put(api, address, HTTP_IF_MATCH=etag).status_code == 412
    assert first["ETag"] not in ("", etag)
    assert put(api, address, HTTP_IF_MATCH=f'"other", {first["ETag"]}').status_code == 200


def test_any_change_on_the_pages_counts(api: APIClient, address: str, exporter: User) -> None:
    etag = api.get(address)["ETag"]
    shipment = Shipment.objects.get()
    page = Client()
    page.force_login(exporter)
    party = shipment.parties.last()
    assert party
    page.post(f"/shipments/{shipment.reference}/parties/{party.pk}/remove/")
    assert put(api, address, HTTP_IF_MATCH=etag).status_code == 412


def test_whoever_wants_any_says_so(api: APIClient, address: str) -> None:
    assert put(api, address, HTTP_IF_MATCH="*").status_code == 200


def test_a_stranger_learns_nothing_by_preconditions(address: str, rival_exporter: User) -> None:
    client = APIClient()
    client.force_authenticate(rival_exporter)
    assert put(client, address).status_code == 404


@pytest.mark.parametrize("hour", range(24))
def test_a_draft_s_date_is_the_day_in_china(api: APIClient, exporter: User, hour: int) -> None:
    with time_machine.travel(datetime(2026, 11, 24, hour, 30, tzinfo=UTC), tick=False):
        shipment = a_draft(exporter)
        Shipment.objects.update(created_at=datetime(2026, 11, 24, hour, 30, tzinfo=UTC))
        told = api.get(f"/api/shipments/{shipment.reference}/").json()["content"]["declared_on"]
    assert told == ("2026-11-24" if hour < 16 else "2026-11-25")


def responses() -> list[tuple[str, str, set[str]]]:
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return [
        (verb, path, set(told["responses"]))
        for path, verbs in schema["paths"].items()
        for verb, told in verbs.items()
        if isinstance(told, dict) and "responses" in told
    ]


def test_the_description_names_every_error_that_is_answered(
    api: APIClient, address: str, exporter: User, rival_exporter: User
) -> None:
    described = {(verb, path): codes for verb, path, codes in responses()}
    assert all({"401", "403", "429"} <= codes for codes in described.values())
    held = a_shipment(exporter)
    one, verb = "/api/shipments/{reference}/", "/api/shipments/{reference}/withdraw/"
    api.post(f"/api/shipments/{held.reference}/withdraw/", {"reason": "x"}, format="json")
    answered = [
        ("put", one, put(api, address)),
        ("put", one, put(api, address, HTTP_IF_MATCH='"x"')),
        ("put", one, api.put(address, {"lines": 1}, format="json", HTTP_IF_MATCH="*")),
        ("put", one, api.put(address, b"x", content_type="text/x", HTTP_IF_MATCH="*")),
        ("get", one, api.get("/api/shipments/G49-NOTHERE2/")),
        ("get", one, APIClient().get(address)),
        ("get", one, api.get(address, HTTP_ACCEPT="image/png")),
        ("post", verb, api.post(f"/api/shipments/{held.reference}/withdraw/", {"reason": "x"})),
        ("post", "/api/token/", APIClient().post("/api/token/", {"username": "x"})),
    ]
    for method, path, answer in answered:
        assert 400 <= answer.status_code < 500
        assert str(answer.status_code) in described[method, path], (method, path, answer.content)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/shipments/",
        "/shipments/{reference}/",
        "/shipments/{reference}/check/",
        "/shipments/nothing-here/",
        "/account/",
        "/account/sign-in/",
        "/documents/of/{reference}/",
        "/shipments/{reference}/attachments/{sha256}/",
    ],
)
def test_nothing_private_is_kept_by_a_browser(exporter: User, path: str) -> None:
    shipment = a_draft(exporter)
    paper = shipment.attachments.first()
    assert paper
    client = Client()
    client.force_login(exporter)
    answer = client.get(path.format(reference=shipment.reference, sha256=paper.sha256))
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_nothing_of_the_api_and_of_exports_is_kept(
    api: APIClient, address: str, auditor: User
) -> None:
    client = Client()
    client.force_login(auditor)
    for answer in (
        api.get(address),
        api.get("/api/shipments/"),
        put(api, address),
        APIClient().post("/api/token/", {}),
        client.get("/audit/events.csv"),
        client.get("/audit/events.jsonl"),
        Client().get("/"),
    ):
        assert "no-store" in answer["Cache-Control"]
