"""Celery's door into flows: every night they are counted again and read for signs."""

from celery import shared_task

from shipments.flows import recount, stories


@shared_task(name="shipments.flows.check")
def check() -> None:
    """Draw the changes of the day together and compare the sums with the shipments."""
    recount.draw_together()
    recount.check()
    stories.read_all()
