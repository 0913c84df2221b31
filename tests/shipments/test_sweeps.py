"""A sweep sends everything the broker lost at once, and nothing that only waits its turn."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from redis import Redis

from compliance.celery import lost_from

QUEUE = "a queue of this test"


@pytest.fixture
def broker() -> Iterator[Redis]:
    with Redis.from_url(settings.REDIS_URL) as client:
        yield client
        client.delete(QUEUE)


@pytest.mark.parametrize(("waiting", "sent"), [(0, [1, 2, 3, 4]), (1, [1, 2, 3]), (4, []), (9, [])])
def test_as_many_are_sent_as_the_queue_lacks(broker: Redis, waiting: int, sent: list[int]) -> None:
    for number in range(waiting):
        broker.rpush(QUEUE, str(number))
    assert lost_from(QUEUE, [1, 2, 3, 4]) == sent


def test_without_a_broker_everything_counts_as_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "REDIS_URL", "unix:///nowhere/redis.sock?db=0")
    assert lost_from(QUEUE, [1, 2]) == [1, 2]
