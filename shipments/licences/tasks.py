"""Reading registers in the background."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings

from compliance import clock
from compliance.database_faults import AGAIN
from shipments.licences.edition_work import left_behind, read_edition


@shared_task(name="shipments.licences.read_register", **AGAIN)
def read_register(edition_pk: int) -> None:
    """Read one file of the issuing offices' register."""
    read_edition(edition_pk)


@shared_task(name="shipments.licences.sweep")
def sweep() -> None:
    """Send again the files that a killed worker or a flushed broker left behind."""
    for pk in left_behind(clock.now() - timedelta(seconds=settings.LEASE_SECONDS)):
        read_register.delay(pk)
