"""Celery's door into reports."""

from celery import shared_task

from compliance import clock
from compliance.celery import send_after_commit
from compliance.database_faults import AGAIN
from shipments.flows.reports import work


@shared_task(name="shipments.flows.report", **AGAIN)
def report(pk: int) -> None:
    """Make the papers of one report."""
    work.make(pk)


@shared_task(name="shipments.flows.sweep_reports")
def sweep() -> None:
    """Send again what was lost."""
    for pk in work.lost_reports(clock.now()):
        report.delay(pk)


def send(pk: int) -> None:
    """Send a report to the workers once the running transaction has committed."""
    send_after_commit(report, pk)
