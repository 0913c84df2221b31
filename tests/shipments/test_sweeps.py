"""A sweep sends everything the broker lost at once, and nothing that only waits its turn."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from redis import Redis

from compliance.celery import app, lost_from

QUEUE = "a queue of this test"
WORK, TIMED = "shipments.paperwork.render", "shipments.previews.sweep"


@pytest.fixture
def broker() -> Iterator[Redis]:
    with Redis.from_url(settings.REDIS_URL) as client:
        yield client
        client.delete(QUEUE, f"_kombu.binding.{QUEUE}")


@pytest.mark.parametrize(("waiting", "sent"), [(0, [1, 2, 3, 4]), (1, [1, 2, 3]), (4, []), (9, [])])
@pytest.mark.usefixtures("broker")
def test_as_many_are_sent_as_the_queue_lacks(waiting: int, sent: list[int]) -> None:
    for number in range(waiting):
        app.send_task(WORK, (number,), queue=QUEUE)
    assert lost_from(QUEUE, [1, 2, 3, 4]) == sent


@pytest.mark.usefixtures("broker")
def test_the_sweeps_behind_it_are_nobody_s_message() -> None:
    """Else a paper that was lost alone would wait for ever: there is always one."""
    app.send_task(TIMED, queue=QUEUE)
    app.send_task("compliance.health.beat", (QUEUE,), queue=QUEUE)
    assert lost_from(QUEUE, [1]) == [1]
    app.send_task(WORK, (1,), queue=QUEUE)
    assert lost_from(QUEUE, [1]) == []


def test_without_a_broker_everything_counts_as_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "REDIS_URL", "unix:///nowhere/redis.sock?db=0")
    assert lost_from(QUEUE, [1, 2]) == [1, 2]
