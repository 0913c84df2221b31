"""Each queue's worker says now and then that it lives."""

from celery import shared_task

from compliance.health.checks import beat


@shared_task(name="compliance.health.beat")
def heartbeat(queue: str) -> None:
    """Sent to that queue."""
    beat(queue)
