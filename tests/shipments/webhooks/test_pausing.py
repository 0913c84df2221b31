"""A webhook whose messages are given up again and again is paused; its exporter is told, nothing is
lost, and what came meanwhile goes out in its order once somebody resumes."""

import json
from datetime import timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.notify import feed
from compliance.notify.mail import send_due
from compliance.notify.models import Notice
from shipments.models import Delivery, Shipment, Webhook
from shipments.webhooks import tasks
from shipments.webhooks.backlog import HELD_BACK, with_backlog
from shipments.webhooks.outbox import tell_of
from tests.builders import a_draft
from tests.shipments.api.test_filing import signed_in as signed_in_program
from tests.shipments.review.posts import signed_in
from tests.shipments.review.test_plans import plan
from tests.shipments.webhooks.test_webhooks import Other, hook, names, other

__all__ = ["hook", "names", "other"]
pytestmark = pytest.mark.django_db
NEVER = timedelta(days=30)


@pytest.fixture
def desk(exporter: User) -> Client:
    client = signed_in(exporter)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def told(shipment: Shipment, times: int = 1) -> None:
    """So many messages about the shipment, as its moves would write them."""
    for _time in range(times):
        tell_of(shipment)


def run(monkeypatch: pytest.MonkeyPatch, during: timedelta = NEVER) -> None:
    """What workers do in that time, a sweep as often as something may be due."""
    monkeypatch.setattr(tasks.deliver, "delay", tasks.deliver)
    with time_machine.travel(clock.now(), tick=False) as traveller:
        end = clock.now() + during
        while clock.now() < end:
            tasks.sweep()
            due = Delivery.objects.filter(next_try_at__isnull=False).order_by("next_try_at")
            coming = due.values_list("next_try_at", flat=True).first()
            traveller.move_to(max(coming, clock.now()) if coming else end)


@pytest.fixture
def dead(
    hook: Webhook, exporter: User, other: Other, monkeypatch: pytest.MonkeyPatch
) -> tuple[Webhook, Shipment]:
    """A webhook that was paused since its program answered 503, and the shipment told of."""
    shipment = a_draft(exporter)
    other.status = 503
    told(shipment, 3)
    run(monkeypatch)
    hook.refresh_from_db()
    other.got.clear()
    return hook, shipment


def got(other: Other) -> list[str]:
    return [json.loads(body)["id"] for _url, body, _headers in other.got]


def in_order() -> list[str]:
    about = Delivery.objects.filter(shipment__isnull=False).order_by("pk")
    return [str(uuid) for uuid in about.values_list("uuid", flat=True)]


@pytest.mark.parametrize(("given_up", "is_paused"), [(1, False), (2, False), (3, True)])
def test_three_given_up_in_a_row_pause_a_webhook(
    hook: Webhook,
    exporter: User,
    other: Other,
    monkeypatch: pytest.MonkeyPatch,
    given_up: int,
    is_paused: bool,
) -> None:
    other.status = None
    told(a_draft(exporter), given_up)
    run(monkeypatch)
    hook.refresh_from_db()
    assert hook.is_paused is is_paused
    assert Event.objects.filter(verb="webhook_paused").count() == int(is_paused)


def test_one_that_is_taken_between_them_begins_the_count_anew(
    hook: Webhook, exporter: User, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipment = a_draft(exporter)
    for status in (500, 500, 200, 500, 500):
        other.status = status
        told(shipment)
        run(monkeypatch)
    hook.refresh_from_db()
    assert not hook.is_paused


def test_how_many_is_a_setting(
    hook: Webhook,
    exporter: User,
    other: Other,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other.status = 500
    told(a_draft(exporter))
    with override_settings(WEBHOOK_GIVE_UPS=1):
        run(monkeypatch)
    hook.refresh_from_db()
    assert hook.is_paused


def test_everybody_of_the_exporter_is_told_by_mail_where_to_resume(
    dead: tuple[Webhook, Shipment], exporter: User, rival_exporter: User
) -> None:
    hook, _shipment = dead
    feed.read_on()
    (notice,) = Notice.objects.filter(user=exporter)
    assert hook.url in notice.sentence
    assert notice.address == f"/webhooks/{hook.pk}/"
    assert not Notice.objects.filter(user=rival_exporter).exists()
    send_due()
    assert any(exporter.email in letter.to and hook.url in letter.body for letter in mail.outbox)


def test_the_page_says_since_when_and_why_and_offers_to_resume(
    desk: Client, dead: tuple[Webhook, Shipment]
) -> None:
    hook, shipment = dead
    told(shipment)
    page = desk.get(f"/webhooks/{hook.pk}/").content.decode()
    day = clock.today().isoformat()
    for words in (
        f"Paused since {day}",
        "The last answer: 503",
        "Held back",
        f"/webhooks/{hook.pk}/resume/",
    ):
        assert words in page
    assert "Paused" in desk.get("/webhooks/").content.decode()


def test_nothing_of_a_pause_is_lost_and_all_goes_out_in_its_order(
    desk: Client, dead: tuple[Webhook, Shipment], other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given up before it, come during it, and come while those were sent."""
    hook, shipment = dead
    told(shipment, 4)
    run(monkeypatch)
    assert got(other) == []
    other.status = 200
    assert desk.post(f"/webhooks/{hook.pk}/resume/").status_code == HTTPStatus.FOUND
    told(shipment)
    run(monkeypatch)
    assert got(other) == in_order()
    assert len(got(other)) == 8
    assert not Delivery.objects.filter(taken_at=None).exists()
    told(shipment)
    run(monkeypatch)
    assert got(other) == in_order()


def test_a_message_that_fails_after_a_pause_is_waited_for_by_those_behind_it(
    desk: Client, dead: tuple[Webhook, Shipment], other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook, shipment = dead
    desk.post(f"/webhooks/{hook.pk}/resume/")
    told(shipment)
    run(monkeypatch, timedelta(minutes=10))
    first = in_order()[0]
    assert set(got(other)) == {first}
    other.status = 200
    other.got.clear()
    run(monkeypatch)
    assert got(other) == in_order()


def test_a_webhook_that_stays_dead_is_paused_again(
    desk: Client, dead: tuple[Webhook, Shipment], monkeypatch: pytest.MonkeyPatch
) -> None:
    hook, _shipment = dead
    desk.post(f"/webhooks/{hook.pk}/resume/")
    run(monkeypatch)
    hook.refresh_from_db()
    assert hook.is_paused
    assert Event.objects.filter(verb="webhook_paused").count() == 2
    assert Event.objects.filter(verb="webhook_resumed").count() == 1


def test_a_sweep_takes_up_a_row_whose_worker_died(
    desk: Client, dead: tuple[Webhook, Shipment], other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook, _shipment = dead
    desk.post(f"/webhooks/{hook.pk}/resume/")
    other.status = 200
    Delivery.objects.exclude(next_try_at=None).update(taken_at=clock.now(), next_try_at=None)
    run(monkeypatch)
    assert got(other) == in_order()[1:]


def test_a_test_message_goes_out_during_a_pause_and_does_not_end_it(
    desk: Client, dead: tuple[Webhook, Shipment], other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook, shipment = dead
    told(shipment)
    other.status = 200
    desk.post(f"/webhooks/{hook.pk}/ping/")
    run(monkeypatch)
    assert [json.loads(body)["type"] for _url, body, _headers in other.got] == ["ping"]
    hook.refresh_from_db()
    assert hook.is_paused
    desk.post(f"/webhooks/{hook.pk}/resume/")
    run(monkeypatch)
    assert got(other)[1:] == in_order()


def test_only_a_pause_can_be_ended_and_only_by_its_exporter(
    desk: Client, dead: tuple[Webhook, Shipment], rival_exporter: User, officer: User
) -> None:
    address = f"/webhooks/{dead[0].pk}/resume/"
    assert desk.get(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert signed_in(rival_exporter).post(address).status_code == HTTPStatus.NOT_FOUND
    assert signed_in(officer).post(address).status_code == HTTPStatus.NOT_FOUND
    assert Webhook.objects.get().is_paused
    assert desk.post(address).status_code == HTTPStatus.FOUND
    assert desk.post(address).status_code == HTTPStatus.CONFLICT


def test_a_program_reads_the_pause_and_ends_it(
    dead: tuple[Webhook, Shipment], rival_exporter: User
) -> None:
    cache.clear()
    api = signed_in_program("exporter")
    assert api.get("/api/webhooks/").json()[0]["is_paused"] is True
    address = f"/api/webhooks/{dead[0].pk}/resume/"
    assert signed_in_program("rival").post(address).status_code == HTTPStatus.NOT_FOUND
    answer = api.post(address)
    assert (answer.status_code, answer.json()["is_paused"]) == (HTTPStatus.OK, False)
    assert api.post(address).status_code == HTTPStatus.CONFLICT


def test_what_is_held_back_is_read_off_an_index(hook: Webhook) -> None:
    """However many messages were taken before."""
    oldest = hook.deliveries.filter(HELD_BACK).order_by("pk")[:1]
    for rows in (oldest, with_backlog(Webhook.objects.all())):
        found = plan(rows)
        assert "delivery_left" in found
        assert "Sort" not in found
