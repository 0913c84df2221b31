"""Worker side of the review: what time alone brings about."""

from celery import shared_task

from compliance.database_faults import AGAIN
from shipments.review import reminders


@shared_task(name="shipments.review.remind", **AGAIN)
def remind() -> None:
    """Give the reminders of questions that are due."""
    reminders.remind()
