"""Programs are told of each change of status: signed, again until it is taken, never inwards."""

import hmac
import json
import socket
import threading
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from rest_framework.test import APIClient

from compliance import clock
from compliance.accounts.models import User
from shipments.declare import actions
from shipments.models import Delivery, Webhook
from shipments.webhooks import delivering, sending
from shipments.webhooks.sending import NotSent, WrongAddress
from tests.builders import a_draft, a_shipment
from tests.shipments.api.test_filing import signed_in

pytestmark = pytest.mark.django_db
PUBLIC, SECRET = "93.184.216.34", "s" * 43


@pytest.fixture
def api(exporter: User) -> APIClient:
    cache.clear()
    return signed_in("exporter")


@pytest.fixture
def hook(exporter: User) -> Webhook:
    return Webhook.objects.create(
        exporter=exporter.exporter, url="https://erp.example/in", secret=SECRET, made_by=exporter
    )


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What the name server answers."""
    known: dict[str, list[str]] = {"erp.example": [PUBLIC]}

    def look_up(host: str, *_args: Any, **_kwargs: Any) -> list[Any]:
        if host not in known:
            raise socket.gaierror
        return [(0, 0, 0, "", (address, 443)) for address in known[host]]

    monkeypatch.setattr(sending.socket, "getaddrinfo", look_up)
    return known


class Other:
    """The other side: answers with what it is told, remembers what it got."""

    def __init__(self) -> None:
        self.status: int | None = 200
        self.got: list[tuple[str, bytes, dict[str, str]]] = []

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        self.got.append((url, body, headers))
        if self.status is None:
            raise NotSent("refused")
        return self.status


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> Other:
    made = Other()
    monkeypatch.setattr(delivering, "post", made.post)
    return made


def test_a_change_of_status_is_told_once_to_each_address(hook: Webhook, exporter: User) -> None:
    draft = a_draft(exporter)
    actions.submit(draft, by=exporter, expected_revision=0)
    delivery = Delivery.objects.get()
    told = json.loads(delivery.body)
    assert (told["reference"], told["status"]) == (draft.reference, "screening")
    assert set(told) == {
        *("id", "type", "reference", "declaration_no", "status", "revision_no", "at")
    }


def test_what_changes_no_status_is_not_told(hook: Webhook, officer: User, exporter: User) -> None:
    from shipments.review.claims import claim

    claim(a_shipment(exporter), by=officer)
    assert not Delivery.objects.exists()


def test_others_are_told_nothing(hook: Webhook, rival_exporter: User) -> None:
    actions.submit(a_draft(rival_exporter), by=rival_exporter, expected_revision=0)
    assert not Delivery.objects.exists()


def test_a_message_is_signed_with_the_time(hook: Webhook, exporter: User, other: Other) -> None:
    delivery = a_delivery(hook, exporter)
    delivering.deliver_one(delivery.pk)
    ((url, body, headers),) = other.got
    assert url == "https://erp.example/in"
    stamp, digest = headers["Gate49-Signature"].split(",")
    signed = stamp.removeprefix("t=").encode() + b"." + body
    assert digest == "v1=" + hmac.new(SECRET.encode(), signed, sha256).hexdigest()
    delivery.refresh_from_db()
    assert delivery.taken_at
    assert delivery.next_try_at is None
    delivering.deliver_one(delivery.pk)
    assert len(other.got) == 1


@pytest.mark.parametrize("status", [None, 500, 404, 301])
def test_what_is_not_taken_is_tried_again_ever_later_and_given_up(
    hook: Webhook, exporter: User, other: Other, status: int | None
) -> None:
    """After 1, 5 and 30 minutes, 2, 8 and 24 hours."""
    other.status = status
    begun = clock.now()
    with time_machine.travel(begun, tick=False) as traveller:
        delivery = a_delivery(hook, exporter)
        minutes = []
        for _try in range(20):
            delivering.deliver_one(delivery.pk)
            delivery.refresh_from_db()
            if delivery.next_try_at is None:
                break
            minutes.append((delivery.next_try_at - clock.now()) / timedelta(minutes=1))
            assert delivery.pk not in delivering.due()
            traveller.move_to(delivery.next_try_at)
            assert delivery.pk in delivering.due()
    assert minutes == [1, 5, 30, 120, 480, 1440]
    assert delivery.tries == 7
    assert delivery.taken_at is None
    assert delivery.answer


def test_an_address_that_does_not_answer_is_tried_with_one_message_at_a_time(
    hook: Webhook, exporter: User, other: Other
) -> None:
    other.status = None
    first, second = a_delivery(hook, exporter), a_delivery(hook, exporter)
    delivering.deliver_one(first.pk)
    delivering.deliver_one(second.pk)
    assert len(other.got) == 1
    assert delivering.due() == []


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1", "::"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b:1::1", "ff02::1"),
        *("fec0::1", "::7f00:1", "3fff::1", "5f00::1", "64:ff9b::a00:1", "2001:db8::1", "ff0e::1"),
    ],
)
def test_no_address_of_ours_is_called(names: dict[str, list[str]], address: str) -> None:
    for answer in ([address], [PUBLIC, address]):
        names["inside.example"] = answer
        with pytest.raises(WrongAddress):
            sending.public_address("inside.example")
        with pytest.raises(NotSent):
            sending.post("https://inside.example/", b"{}", {})


@pytest.mark.parametrize(
    "url",
    [
        "http://erp.example/",
        "https://erp.example:8443/",
        "https://me:secret@erp.example/",
        "ftp://erp.example/",
        "https://",
        "https://nowhere.example/",
        "https://erp.example/ x",
        "nonsense",
    ],
)
def test_only_plain_https_is_registered(
    api: APIClient, names: dict[str, list[str]], url: str
) -> None:
    answer = api.post("/api/webhooks/", {"url": url}, format="json")
    assert answer.status_code == 400
    assert set(answer.json()) == {"url"}
    assert not Webhook.objects.exists()


def test_the_connection_goes_to_the_address_that_was_judged(
    names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def connect(where: Any, timeout: float) -> Any:
        asked.append(where)
        raise OSError("no network in tests")

    monkeypatch.setattr(sending.socket, "create_connection", connect)
    with pytest.raises(NotSent):
        sending.post("https://erp.example/in", b"{}", {})
    assert asked == [(PUBLIC, 443)]


@pytest.mark.parametrize("address", [PUBLIC, "2606:4700:4700::1111", "::ffff:93.184.216.34"])
def test_public_addresses_are_called(names: dict[str, list[str]], address: str) -> None:
    names["outside.example"] = [address]
    assert sending.public_address("outside.example") == address


def test_a_name_server_that_never_answers_blocks_nobody(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = threading.Event()
    monkeypatch.setattr(sending, "SECONDS", 0.05)
    monkeypatch.setattr(sending.socket, "getaddrinfo", lambda *_a, **_k: answered.wait(60))
    answer = api.post("/api/webhooks/", {"url": "https://slow.example/"}, format="json")
    answered.set()
    assert answer.status_code == 400


def test_an_answer_that_drips_byte_by_byte_is_cut_off(
    names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte comes within the time for one wait; all together would never end."""
    ours, theirs = socket.socketpair()
    monkeypatch.setattr(sending, "SECONDS_IN_ALL", 0.3)
    monkeypatch.setattr(sending._Pinned, "connect", lambda self: setattr(self, "sock", ours))
    is_over = threading.Event()

    def drip() -> None:
        with suppress(OSError):
            theirs.sendall(b"HTTP/1.1 200 OK\r\nX: ")
            while not is_over.wait(0.02):
                theirs.sendall(b"x")

    dripping = threading.Thread(target=drip)
    dripping.start()
    with pytest.raises(NotSent):
        sending.post("https://erp.example/in", b"{}", {})
    is_over.set()
    dripping.join()
    theirs.close()


def test_an_address_is_registered_with_a_secret_told_once(
    api: APIClient, names: dict[str, list[str]], rival_exporter: User
) -> None:
    made = api.post("/api/webhooks/", {"url": "https://erp.example/in"}, format="json")
    assert made.status_code == 201, made.content
    assert len(made.json()["secret"]) >= 32
    assert "secret" not in api.get("/api/webhooks/").json()[0]
    again = api.post("/api/webhooks/", {"url": "https://erp.example/in"}, format="json")
    assert again.status_code == 400
    address = f"/api/webhooks/{made.json()['id']}/"
    rival = signed_in("rival")
    assert rival.get("/api/webhooks/").json() == []
    assert rival.delete(address).status_code == 404
    assert api.get(f"{address}deliveries/").json() == []
    assert api.delete(address).status_code == 204


def a_delivery(hook: Webhook, exporter: User) -> Delivery:
    return Delivery.objects.create(
        webhook=hook, shipment=a_draft(exporter), body='{"a": 1}', next_try_at=clock.now()
    )
