"""Celery's door into flows: every night they are counted again and read for signs."""

from celery import shared_task

from compliance.database_faults import AGAIN
from shipments.end_users import keeping, merging
from shipments.flows import recount, stories


@shared_task(name="shipments.flows.check", **AGAIN)
def check() -> None:
    """Draw the changes of the day together and compare the sums with the shipments; then look for
    end users that are new, may be one, or show signs."""
    recount.draw_together()
    recount.check()
    keeping.register_from_flows()
    merging.propose_merges()
    stories.read_all()
