"""The sweep over terms that end."""

from celery import shared_task

from compliance.database_faults import AGAIN
from shipments.notices.deadlines import tell_of_deadlines
from shipments.notices.of_follow_ups import tell_of_follow_ups


@shared_task(name="shipments.notices.deadlines", **AGAIN)
def deadlines() -> None:
    """Tell of terms that end soon, today, or ended; nobody is told twice."""
    tell_of_deadlines()
    tell_of_follow_ups()
