"""Redis is away: every page and every write goes on; only what it remembers is lost."""

import time
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from kombu.exceptions import OperationalError
from rest_framework.test import APIClient

from compliance.accounts.models import User
from compliance.soft_cache import SoftRedisCache
from shipments.demo.people import PASSWORD
from shipments.models import Shipment
from shipments.moves import Status
from tests.builders import a_draft, a_shipment
from tests.filing_by_api import content
from tests.shipments.declare.filling import fill_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_redis(settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    gone = {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/redis.sock?db=1"}
    settings.CACHES = {"default": gone}

    def refuse(*_args: object, **_options: object) -> None:
        raise OperationalError("no broker")

    monkeypatch.setattr("celery.app.task.Task.apply_async", refuse)
    monkeypatch.setattr(SoftRedisCache, "away_until", 0.0)
    yield
    SoftRedisCache.away_until = 0.0


def test_the_cache_takes_it_for_empty_and_asks_no_one_for_a_while() -> None:
    assert cache.get("x", 7) == 7
    assert cache.add("x", 1)
    with pytest.raises(ValueError, match="not found"):
        cache.incr("x")
    since = time.monotonic()
    for _i in range(1000):
        cache.set("x", 1)
    assert time.monotonic() - since < 0.5


def test_signing_in_and_filing_over_the_api(
    exporter: User, django_capture_on_commit_callbacks
) -> None:
    api = APIClient()
    token = api.post("/api/token/", {"username": "exporter", "password": PASSWORD})
    assert token.status_code == 201, token.content
    api.credentials(HTTP_AUTHORIZATION=f"Token {token.json()['token']}")
    assert api.post("/api/shipments/", content(1), format="json").status_code == 201
    shipment = a_draft(exporter)
    with django_capture_on_commit_callbacks(execute=True):
        answer = api.post(
            f"/api/shipments/{shipment.reference}/submit/", {"expected_revision": 0}, format="json"
        )
    assert answer.status_code == 200, answer.content
    assert Shipment.objects.get(pk=shipment.pk).status == Status.SCREENING


def test_signing_in_and_adding_a_party_on_pages(exporter: User) -> None:
    page = Client()
    signed = page.post("/account/sign-in/", {"username": "exporter", "password": PASSWORD})
    assert signed.status_code == 302
    shipment = a_draft(exporter)
    address = f"/shipments/{shipment.reference}/parties/add/payer/"
    answer = fill_in(page, address, name_en="Third Ltd.", country="KOR", address="Seoul 1")
    assert answer.status_code == 302
    assert shipment.parties.filter(role="payer").exists()


def test_taking_a_case_and_looking_a_paper_up(exporter: User, officer: User) -> None:
    case, page = a_shipment(exporter), Client()
    page.force_login(officer)
    assert page.post(f"/review/{case.reference}/claim/").status_code == 302
    assert Client().get("/documents/verify/", {"code": "0" * 20}).status_code == 200
