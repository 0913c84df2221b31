"""Workers at once over the messages of one webhook, in real transactions: each message reaches the
other side once, and none is lost."""

import json
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from time import sleep

import pytest

from compliance import clock
from compliance.accounts.models import User
from compliance.refusals import Conflict
from shipments.models import Delivery, Webhook
from shipments.webhooks import delivering, registering, tasks
from shipments.webhooks.outbox import tell_of
from tests.builders import a_draft
from tests.shipments.review.test_races import at_once, pool
from tests.shipments.webhooks.test_webhooks import hook

__all__ = ["hook", "pool"]
Wait = Callable[[], None]


class Slow:
    """The other side: takes its time over each message, and counts them."""

    def __init__(self) -> None:
        self.got: Counter[str] = Counter()
        self.status = 200
        self.when_asked: Wait = lambda: sleep(0.05)

    def post(self, _url: str, body: bytes, _headers: dict[str, str]) -> int:
        self.got[json.loads(body)["id"]] += 1
        self.when_asked()
        return self.status


@pytest.fixture
def slow(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Slow:
    made = Slow()
    monkeypatch.setattr(delivering, "post", made.post)
    monkeypatch.setattr(tasks.deliver, "delay", tasks.deliver)
    return made


@pytest.fixture
def told(slow: Slow, hook: Webhook, exporter: User) -> list[int]:
    """Six messages that wait, by their keys."""
    shipment = a_draft(exporter)
    for _time in range(6):
        tell_of(shipment)
    return list(Delivery.objects.order_by("pk").values_list("pk", flat=True))


def ids() -> set[str]:
    return {str(uuid) for uuid in Delivery.objects.values_list("uuid", flat=True)}


def test_two_workers_with_the_same_message_send_it_once(
    pool: ThreadPoolExecutor, slow: Slow, told: list[int]
) -> None:
    for pk in told:
        at_once(pool, lambda pk=pk: tasks.deliver(pk), lambda pk=pk: tasks.deliver(pk))
    assert slow.got == dict.fromkeys(ids(), 1)
    assert not Delivery.objects.filter(taken_at=None).exists()


def test_two_sweeps_at_once_send_everything_once(
    pool: ThreadPoolExecutor, slow: Slow, told: list[int]
) -> None:
    at_once(pool, tasks.sweep, tasks.sweep)
    assert slow.got == dict.fromkeys(ids(), 1)
    assert not Delivery.objects.filter(taken_at=None).exists()


def test_what_a_pause_held_back_is_sent_once_by_two_workers(
    pool: ThreadPoolExecutor, slow: Slow, told: list[int], hook: Webhook, exporter: User
) -> None:
    Delivery.objects.update(tries=0, next_try_at=None)
    Webhook.objects.update(is_paused=True)
    hook.refresh_from_db()

    def resume() -> None:
        with suppress(Conflict):
            registering.resume(hook, by=exporter)

    at_once(pool, resume, tasks.sweep)
    at_once(pool, tasks.sweep, tasks.sweep)
    assert slow.got == dict.fromkeys(ids(), 1)
    assert not Delivery.objects.filter(taken_at=None).exists()


def sweep_when_all_are_due() -> None:
    waiting = Delivery.objects.filter(next_try_at__isnull=False)
    waiting.update(next_try_at=clock.now() - timedelta(seconds=1))
    tasks.sweep()


@pytest.mark.parametrize("status", [200, 503])
def test_one_on_its_way_while_its_webhook_is_paused_and_resumed_is_not_sent_beside_itself(
    pool: ThreadPoolExecutor,
    slow: Slow,
    told: list[int],
    hook: Webhook,
    exporter: User,
    status: int,
) -> None:
    """The other messages were given up meanwhile, and the exporter is quick to resume."""
    first, *others = told
    at_the_other_side, may_answer = threading.Event(), threading.Event()

    def hang() -> None:
        slow.when_asked = lambda: None
        at_the_other_side.set()
        assert may_answer.wait(20)
        slow.status = status

    def paused_and_resumed() -> dict[str, int]:
        assert at_the_other_side.wait(20)
        Delivery.objects.filter(pk__in=others).update(tries=7, next_try_at=None)
        delivering.pause_if_dead(hook.pk, "503")
        hook.refresh_from_db()
        assert hook.is_paused
        registering.resume(hook, by=exporter)
        tasks.sweep()
        sent = dict(slow.got)
        may_answer.set()
        return sent

    slow.when_asked = hang
    _nothing, sent = at_once(pool, lambda: tasks.deliver(first), paused_and_resumed)
    own = str(Delivery.objects.get(pk=first).uuid)
    assert sent[own] == 1
    slow.status = 200
    sweep_when_all_are_due()
    assert not Delivery.objects.filter(taken_at=None).exists()
    assert slow.got == {**dict.fromkeys(ids(), 1), own: 1 if status == 200 else 2}
