"""Celery's door into tables of declarations: batch after batch, so that other work gets between."""

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings

from compliance import clock
from compliance.celery import send_after_commit
from compliance.database_faults import AGAIN, PASSING
from shipments.bulk import checking, submitting, work
from shipments.models import BulkFile, BulkState

logger = logging.getLogger(__name__)


@shared_task(name="shipments.bulk.read", **AGAIN)
def read(pk: int) -> None:
    """Read one file into rows. One that breaks the reader is not read again and again."""
    try:
        has_rows = work.read(pk)
    except PASSING:
        raise
    except Exception:
        logger.exception("table %s cannot be read", pk)
        work.give_up(pk)
        return
    if has_rows:
        check.delay(pk)


@shared_task(name="shipments.bulk.check", **AGAIN)
def check(pk: int) -> None:
    """Make drafts of the next rows of a file."""
    if checking.check_some(pk):
        check.delay(pk)


@shared_task(name="shipments.bulk.submit", **AGAIN)
def submit(pk: int) -> None:
    """Submit the next complete drafts of a file."""
    if submitting.submit_some(pk):
        submit.delay(pk)


@shared_task(name="shipments.bulk.sweep")
def sweep() -> None:
    """Go on with files that a killed worker or a flushed broker left behind."""
    for file in work.left_behind(clock.now() - timedelta(seconds=settings.LEASE_SECONDS)):
        STEPS[file.state].delay(file.pk)


def send(file: BulkFile) -> None:
    """Send the file to the workers once the running transaction has committed."""
    send_after_commit(STEPS[file.state], file.pk)


STEPS = {
    BulkState.WAITING.value: read,
    BulkState.CHECKING.value: check,
    BulkState.SUBMITTING.value: submit,
}
