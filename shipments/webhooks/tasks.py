"""Celery's door into webhooks. What cannot be delivered now, the sweep tries again."""

from celery import shared_task

from compliance.database_faults import AGAIN
from shipments.webhooks.delivering import deliver_one, due


@shared_task(name="shipments.webhooks.deliver", **AGAIN)
def deliver(pk: int) -> None:
    """Try to deliver one message."""
    deliver_one(pk)


@shared_task(name="shipments.webhooks.sweep")
def sweep() -> None:
    """Try again what is due."""
    for pk in due():
        deliver.delay(pk)
