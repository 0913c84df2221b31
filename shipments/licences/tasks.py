"""Reading registers in the background."""

from datetime import timedelta
from typing import Any

from celery import shared_task
from django.conf import settings
from django.db import OperationalError

from compliance import clock
from compliance.document_store.away import StoreAway
from shipments.licences.edition_work import left_behind, read_edition

AGAIN: dict[str, Any] = {
    "autoretry_for": (OperationalError, StoreAway),
    "retry_backoff": True,
    "max_retries": 5,
}


@shared_task(name="shipments.licences.read_register", **AGAIN)
def read_register(edition_pk: int) -> None:
    """Read one file of the issuing offices' register."""
    read_edition(edition_pk)


@shared_task(name="shipments.licences.sweep")
def sweep() -> None:
    """Send again the files that a killed worker or a flushed broker left behind."""
    for pk in left_behind(clock.now() - timedelta(seconds=settings.LEASE_SECONDS)):
        read_register.delay(pk)
