"""The regime: project wiring and what holds for every shipment."""

from compliance.celery import app as celery_app

__all__ = ["celery_app"]
