"""Exporters keep their webhooks on pages: register, see the secret once, try, read what became of
each message, revoke."""

import json
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.models import Delivery, Webhook
from shipments.webhooks import registering
from shipments.webhooks.delivering import deliver_one
from shipments.webhooks.outbox import tell_of
from tests.builders import a_shipment
from tests.shipments.api.test_filing import signed_in as as_program
from tests.shipments.review.posts import signed_in
from tests.shipments.webhooks.test_webhooks import Other, hook, names, other

__all__ = ["hook", "names", "other"]
pytestmark = pytest.mark.django_db
URL = "https://erp.example/in"


@pytest.fixture
def desk(exporter: User) -> Client:
    client = signed_in(exporter)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_secret_is_shown_once(desk: Client, names: dict[str, list[str]]) -> None:
    made = desk.post("/webhooks/", {"url": URL}).content.decode()
    hook = Webhook.objects.get()
    assert hook.secret in made
    assert Event.objects.filter(verb="webhook_made").count() == 1
    for address in ("/webhooks/", f"/webhooks/{hook.pk}/"):
        page = read(desk, address)
        assert (URL in page, hook.secret in page) == (True, False)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://erp.example/in", "must be https"),
        ("https://inside.example/", "not on the public internet"),
        ("https://nowhere.example/", "is not known"),
        ("", "required"),
    ],
)
def test_what_is_wrong_with_an_address_stands_beside_it(
    desk: Client, names: dict[str, list[str]], url: str, words: str
) -> None:
    names["inside.example"] = ["10.0.0.1"]
    answer = desk.post("/webhooks/", {"url": url})
    assert words in " ".join(answer.context["form"].errors["url"])
    assert not Webhook.objects.exists()


def test_the_same_address_twice_and_a_sixth_are_refused(
    desk: Client, hook: Webhook, exporter: User, names: dict[str, list[str]]
) -> None:
    again = desk.post("/webhooks/", {"url": hook.url})
    assert "registered already" in again.content.decode()
    for number in range(4):
        Webhook.objects.create(
            exporter=exporter.exporter, url=f"{URL}{number}", secret="s", made_by=exporter
        )
    sixth = desk.post("/webhooks/", {"url": "https://erp.example/sixth"})
    assert "5 addresses already" in sixth.content.decode()


def test_a_test_message_is_sent_signed_and_tells_of_no_shipment(
    desk: Client, hook: Webhook, other: Other
) -> None:
    assert desk.post(f"/webhooks/{hook.pk}/ping/").status_code == HTTPStatus.FOUND
    delivery = Delivery.objects.get()
    deliver_one(delivery.pk)
    ((url, body, headers),) = other.got
    assert (url, json.loads(body)["type"], "reference" in json.loads(body)) == (URL, "ping", False)
    assert "Gate49-Signature" in headers
    page = read(desk, f"/webhooks/{hook.pk}/")
    assert "Test message" in page
    assert "Taken" in page


def test_tries_and_answers_are_read_and_a_message_given_up_says_so(
    desk: Client, hook: Webhook, exporter: User
) -> None:
    shipment = a_shipment(exporter)
    common: dict[str, Any] = {"webhook": hook, "shipment": shipment, "body": "{}", "tries": 7}
    Delivery.objects.create(**common, answer="503", next_try_at=None)
    page = read(desk, f"/webhooks/{hook.pk}/")
    for words in (shipment.reference, "Given up", "7 / 7", "503"):
        assert words in page


def test_no_address_is_flooded_with_test_messages(desk: Client, hook: Webhook) -> None:
    for _time in range(registering.MOST_WAITING):
        desk.post(f"/webhooks/{hook.pk}/ping/")
    assert desk.post(f"/webhooks/{hook.pk}/ping/").status_code == HTTPStatus.CONFLICT
    assert Delivery.objects.count() == registering.MOST_WAITING


def test_a_revoked_address_is_gone_and_the_log_remembers(desk: Client, hook: Webhook) -> None:
    desk.post(f"/webhooks/{hook.pk}/revoke/")
    assert not Webhook.objects.exists()
    assert Event.objects.filter(verb="webhook_removed", subject=f"webhook:{hook.pk}").exists()
    assert desk.get(f"/webhooks/{hook.pk}/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(("method", "page"), [("get", ""), ("post", "ping/"), ("post", "revoke/")])
def test_a_rival_finds_no_address(
    hook: Webhook, rival_exporter: User, method: str, page: str
) -> None:
    answer = getattr(signed_in(rival_exporter), method)(f"/webhooks/{hook.pk}/{page}")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert Webhook.objects.exists()
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("of_the_worker", ["zh-hans", "en"])
@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "无法解析主机名"), ("en", "The name of the host is not known")],
)
def test_why_an_address_was_not_reached_is_read_in_the_reader_s_language(
    exporter: User,
    hook: Webhook,
    names: dict[str, list[str]],
    of_the_worker: str,
    language: str,
    words: str,
) -> None:
    """Whatever language the worker had."""
    names.clear()
    delivery = registering.ping(hook)
    with translation.override(of_the_worker):
        deliver_one(delivery.pk)
    client = signed_in(exporter)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert words in read(client, f"/webhooks/{hook.pk}/")
    told = {"Accept-Language": language}
    answer = as_program("exporter").get(f"/api/webhooks/{hook.pk}/deliveries/", headers=told)
    assert words in answer.json()[0]["answer"]


def test_the_pages_ask_no_more_questions_for_more_messages(
    desk: Client, hook: Webhook, exporter: User, django_assert_max_num_queries: Any
) -> None:
    def asked(messages: int) -> int:
        for _each in range(messages):
            tell_of(a_shipment(exporter))
        with django_assert_max_num_queries(20) as asking:
            for address in ("/webhooks/", f"/webhooks/{hook.pk}/"):
                assert desk.get(address).status_code == HTTPStatus.OK
        return len(asking)

    asked(1)  # what a first page looks up once
    assert asked(1) == asked(20)
