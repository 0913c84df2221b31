"""Keeping the log's end outside the database, and signing checkpoints of it, now and then."""

from celery import shared_task

from compliance.audit.anchors import keep_head
from compliance.audit.transparency.checkpoints import checkpoint_now


@shared_task(name="compliance.audit.keep_head")
def keep_head_outside() -> None:
    """One line more in the file of heads, where there are new events."""
    keep_head()


@shared_task(name="compliance.audit.checkpoint")
def make_checkpoint() -> None:
    """A signed checkpoint, where there are new events."""
    checkpoint_now()
