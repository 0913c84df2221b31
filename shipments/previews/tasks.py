"""Celery's door into the drawing of previews. The sweep is all that asks for it."""

from celery import shared_task

from compliance.database_faults import AGAIN
from shipments.previews import making


@shared_task(name="shipments.previews.draw", **AGAIN)
def draw(sha256: str) -> None:
    """Draw one file."""
    making.draw(sha256)


@shared_task(name="shipments.previews.sweep")
def sweep() -> None:
    """Draw what has no pictures yet."""
    for sha256 in making.due():
        draw.delay(sha256)
