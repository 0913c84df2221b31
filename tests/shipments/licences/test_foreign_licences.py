"""A licence of somebody else is, to an exporter, exactly what an unknown number is."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from compliance.policy import versions
from shipments.licences.actions import revoke
from shipments.models import Shipment
from shipments.screening.actions import screen
from tests.builders import a_draft, freeze
from tests.shipments.licences.conftest import Registered

pytestmark = pytest.mark.django_db

NUMBERS = {"foreign": "26-53-777001", "unknown": "26-53-777002"}
SECRETS = ("88.125", "CONTRACT-OF-ANOTHER", "Secret Optics", "2031", "VNM", "2911")
BOXES: dict[str, dict[str, Any]] = {
    "good": {},
    "expired": {
        "valid_from": clock.today() - timedelta(days=90),
        "valid_until": clock.today() - timedelta(days=1),
    },
    "far ahead": {"valid_from": clock.today().replace(year=2031, month=1, day=1)},
    "other goods": {"hs_codes": ["2911000000"], "countries": ["VNM"], "kind": "3"},
    "used up": {"quantity_kg": Decimal("88.125"), "uses": 1},
    "worth little": {"value": Decimal("88.125"), "currency": "USD"},
    "other contract": {"contract_no": "CONTRACT-OF-ANOTHER", "end_user": "Secret Optics"},
    "other district": {"customs_district": "79"},
    "nobody's": {"holder_uscc": "", "quantity_kg": Decimal("88.125")},
    "revoked": {},
}


@pytest.fixture(params=[True, False], ids=["register connected", "no register"])
def connected(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    read = versions._read

    def with_register(number: int, body_sha256: str) -> Any:
        return replace(read(number, body_sha256), licence_register_connected=request.param)

    monkeypatch.setattr(versions, "_read", with_register)
    return bool(request.param)


@pytest.fixture(params=BOXES)
def foreign(request: pytest.FixtureRequest, registered: Registered, officer: User) -> str:
    """A licence the rival does not hold, in each state that a rule would speak of."""
    boxes = {"valid_until": clock.today().replace(year=2031, month=2, day=1)}
    licence = registered(number=NUMBERS["foreign"], **{**boxes, **BOXES[request.param]})
    if request.param == "revoked":
        revoke(licence, by=officer, reason="Secret Optics")
    return licence.number


def page(user: User, address: str) -> str:
    """What the reader reads, without what differs on every page and without the number typed."""
    client = Client()
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    text = answer.content.decode()
    text = re.sub(r"[A-Za-z0-9]{64}", "TOKEN", text)
    return re.sub("|".join(NUMBERS.values()), "NUMBER", text)


def citing(rival: User, number: str) -> Shipment:
    return a_draft(rival, line=(("licence_no", number),))


def both(rival: User, show: Callable[[Shipment], str]) -> tuple[str, str]:
    """The same draft shown with the foreign number, then with an unknown one."""
    shipment = citing(rival, NUMBERS["foreign"])
    first = show(shipment)
    shipment.lines.update(licence_no=NUMBERS["unknown"])
    return first, show(shipment)


@pytest.mark.in_turn("connected")
def test_the_check_before_submitting(foreign: str, rival_exporter: User, connected: bool) -> None:
    def show(shipment: Shipment) -> str:
        return page(rival_exporter, f"/shipments/{shipment.reference}/check/")

    told, unknown = both(rival_exporter, show)
    assert told == unknown
    assert not [secret for secret in SECRETS if secret in told]
    assert ("不属于申报企业" in told) is connected


@pytest.mark.in_turn("connected")
@pytest.mark.usefixtures("prc_lists")
def test_after_screening_pages_and_api_say_no_more(
    foreign: str, rival_exporter: User, connected: bool
) -> None:
    told = {}
    for kind, number in NUMBERS.items():
        shipment = citing(rival_exporter, number)
        freeze(shipment, rival_exporter)
        screen(shipment.pk)
        told[kind] = _told_of(shipment, rival_exporter)
    assert told["foreign"] == told["unknown"]


@pytest.mark.usefixtures("prc_lists")
def test_the_officer_still_reads_the_truth(
    registered: Registered, rival_exporter: User, officer: User
) -> None:
    registered(number=NUMBERS["foreign"], quantity_kg=Decimal("88.125"))
    shipment = citing(rival_exporter, NUMBERS["foreign"])
    freeze(shipment, rival_exporter)
    screen(shipment.pk)
    case = page(officer, f"/review/{shipment.reference}/")
    assert "88.125" in case
    assert {"LIC-12", "LIC-13"} <= set(re.findall(r"LIC-\d\d", case))


def test_one_s_own_licence_is_still_told(registered: Registered, exporter: User) -> None:
    registered(number=NUMBERS["foreign"], quantity_kg=Decimal("88.125"))
    shipment = citing(exporter, NUMBERS["foreign"])
    assert "88.125" in page(exporter, f"/shipments/{shipment.reference}/check/")


def test_the_register_itself_answers_a_stranger_alike(
    registered: Registered, rival_exporter: User
) -> None:
    registered(number=NUMBERS["foreign"])
    client = Client()
    client.force_login(rival_exporter)
    answers = [client.get(f"/licences/{number}/") for number in NUMBERS.values()]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert NUMBERS["foreign"] not in client.get("/licences/", {"number": "777"}).content.decode()


def _told_of(shipment: Shipment, reader: User) -> list[str]:
    """Rules, sentences and status, from the status page and from the API."""
    from rest_framework.test import APIClient

    api = APIClient()
    api.force_authenticate(reader)
    body = api.get(f"/api/shipments/{shipment.reference}/").json()
    shown = page(reader, f"/shipments/{shipment.reference}/")
    advice = re.search(r'<ul class="stack">.*?</ul>', shown, re.DOTALL)
    text = str([body["findings"], body["status"], body["hold"], body["messages"]])
    return [advice[0] if advice else "", re.sub("|".join(NUMBERS.values()), "NUMBER", text)]
