"""Celery's door into the quarantine. What a try did not settle, the sweep tries again."""

from celery import shared_task

from compliance.database_faults import AGAIN
from compliance.quarantine.scanning import due, scan_one


@shared_task(name="compliance.quarantine.scan", **AGAIN)
def scan(pk: int) -> None:
    """Look at one file."""
    scan_one(pk)


@shared_task(name="compliance.quarantine.sweep")
def sweep() -> None:
    """Look again at what is due."""
    for pk in due():
        scan.delay(pk)
