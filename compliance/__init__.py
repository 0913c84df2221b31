"""The regime: project wiring and what holds for every shipment."""

import gc

# Before anything else is imported: the million objects that come with the program stay to its end,
# and collecting after every 700 takes a sixth of each start. Requests and tasks leave few circles.
gc.set_threshold(50_000, 20, 50)

from compliance.celery import app as celery_app  # noqa: E402

__all__ = ["celery_app"]
