"""Each queue's worker says now and then that it lives."""

from celery import shared_task

from compliance.health.checks import beat

MOST_SECONDS = 60  # a child that is frozen while it has nothing to do is ended over its next one


@shared_task(name="compliance.health.beat", time_limit=MOST_SECONDS)
def heartbeat(queue: str) -> None:
    """Sent to that queue."""
    beat(queue)
