"""Worker side of the review: what time alone brings about."""

from celery import shared_task

from shipments.review import reminders


@shared_task(name="shipments.review.remind")
def remind() -> None:
    """Give the reminders of questions that are due."""
    reminders.remind()
