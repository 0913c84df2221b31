"""Celery wiring. Tasks live in their rooms; this finds them and sends them after commit."""

import json
import logging
import os
from collections.abc import Sequence
from typing import Any, cast

from celery import Celery, Task
from celery.signals import beat_init, setup_logging, worker_init, worker_ready
from celery.worker import state
from kombu.exceptions import OperationalError
from redis import Redis
from redis.exceptions import RedisError

from compliance import pulse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")

app = Celery("gate49")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    [
        "shipments.screening",
        "shipments.notices",
        "shipments.paperwork",
        "shipments.previews",
        "shipments.flows",
        "shipments.flows.reports",
        "shipments.rehearsal",
        "shipments.bulk",
        "shipments.licences",
        "shipments.review",
        "shipments.webhooks",
        "compliance.accounts",
        "compliance.audit",
        "compliance.health",
        "compliance.notify",
        "compliance.parties",
        "compliance.policy",
        "compliance.quarantine",
    ]
)


@setup_logging.connect
def _log_like_the_site(loglevel: int | str, **_told: Any) -> None:
    """Celery would set up loggers of its own; Django has set up ours when the worker starts. The
    command still says how much is told."""
    logging.getLogger().setLevel(loglevel)


@worker_init.connect
@beat_init.connect
def _show_pulse(**_told: Any) -> None:
    """In the process that watches over the children, before there are any."""
    pulse.show()


BUSY_SECONDS = 30
MOST_COUNTED = 10_000  # more than any sweep sends at once


@worker_ready.connect
def _tell_now_and_then(sender: Any, **_told: Any) -> None:
    """In the loop of the process that watches over the children: frozen, it tells nothing."""
    queues = tuple(sender.app.amqp.queues.consume_from)
    sender.timer.call_repeatedly(BUSY_SECONDS, tell_while_busy, (queues,))


def tell_while_busy(queues: Sequence[str]) -> None:
    """A worker that has a task in hand is alive, though the heartbeats in its queues wait."""
    from compliance.health.checks import beat

    for queue in queues if state.active_requests else ():
        beat(queue)


logger = logging.getLogger(__name__)


def waiting_in(queue: str) -> int:
    """How many messages nobody has taken yet, at most MOST_COUNTED; 0 while the broker is away.

    Those of the timetable do not count: a sweep always has the next one's behind it, and would take
    it for the message of whatever was lost.
    """
    from django.conf import settings

    try:
        with Redis.from_url(settings.REDIS_URL) as broker:
            messages = cast(list[bytes], broker.lrange(queue, 0, MOST_COUNTED - 1))
    except RedisError:
        return 0
    timed = {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}
    return sum(json.loads(each)["headers"]["task"] not in timed for each in messages)


def lost_from(queue: str, unfinished: Sequence[int]) -> list[int]:
    """The oldest of the unfinished, as many as the queue holds too few messages for.

    So a sweep sends everything that was lost at once, and nothing twice that only waits its turn.
    """
    if not unfinished:  # as at most looks: the queue need not be read
        return []
    return list(unfinished[: max(len(unfinished) - waiting_in(queue), 0)])


def send_after_commit(task: Task, *args: Any) -> None:
    """Send the task once the running transaction has committed.

    A broker that is away only delays the work: the sweep finds the row by its state and sends
    again, so the user's request must not fail for it.
    """
    from django.db import transaction

    def send() -> None:
        try:
            task.apply_async(args, retry=False)
        except OperationalError as error:
            logger.warning("%s%s not sent, the sweep will: %s", task.name, args, error)

    transaction.on_commit(send)
