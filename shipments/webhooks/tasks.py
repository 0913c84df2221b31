"""Celery's door into webhooks. What cannot be delivered now, the sweep tries again."""

from celery import shared_task

from compliance.database_faults import AGAIN
from shipments.webhooks.backlog import forgotten, let_next_go
from shipments.webhooks.delivering import deliver_one, due


@shared_task(name="shipments.webhooks.deliver", **AGAIN)
def deliver(pk: int) -> None:
    """Try to deliver one message, and send on what waited for it."""
    following = deliver_one(pk)
    if following is not None:
        deliver.delay(following)


@shared_task(name="shipments.webhooks.sweep")
def sweep() -> None:
    """Try again what is due."""
    for hook in forgotten():
        let_next_go(hook)
    for pk in due():
        deliver.delay(pk)
