"""Celery's door into rehearsals: a queue of their own, so that no screening waits for one."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings

from compliance import clock
from compliance.celery import send_after_commit
from compliance.database_faults import AGAIN
from shipments.rehearsal.chunk_work import rehearse_chunk, stuck_chunks


@shared_task(name="shipments.rehearsal.chunk", **AGAIN)
def chunk(pk: int) -> None:
    """Do one part of a rehearsal."""
    rehearse_chunk(pk)


@shared_task(name="shipments.rehearsal.sweep")
def sweep() -> None:
    """Send again the parts of rehearsals that stand still."""
    for pk in stuck_chunks(clock.now() - timedelta(seconds=settings.LEASE_SECONDS)):
        chunk.delay(pk)


def send(pk: int) -> None:
    """Send a part to the workers once the running transaction has committed."""
    send_after_commit(chunk, pk)
