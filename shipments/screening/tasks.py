"""Celery's door into screening: primary keys in, idempotent, swept when lost."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings

from compliance import clock, leases
from compliance.celery import lost_from, waiting_in
from compliance.database_faults import AGAIN, PASSING
from shipments.models import Shipment
from shipments.moves import Status
from shipments.screening import actions, troubles
from shipments.screening.staleness import mark_outdated, marked

MOST_RESENT = 5000
MOST_AGAIN = 200
"""Cases that wait to be screened again at a time: a new declaration waits behind them."""


@shared_task(name="shipments.screening.screen", time_limit=settings.TASK_SECONDS, **AGAIN)
def screen(shipment_pk: int) -> None:
    """Screen one submitted shipment, unless it failed too often and is parked."""
    with troubles.counted(shipment_pk) as is_to_be_tried:
        if is_to_be_tried:
            actions.screen(shipment_pk)


@shared_task(
    name="shipments.screening.rescreen",
    time_limit=settings.TASK_SECONDS,
    **AGAIN | {"autoretry_for": (*PASSING, actions.JudgedMeanwhile)},
)
def rescreen(shipment_pk: int) -> None:
    """Screen one open case again; once more when an officer judged a match meanwhile."""
    actions.rescreen(shipment_pk)


@shared_task(name="shipments.screening.sweep")
def sweep() -> None:
    """Send again what a crash or a flushed broker lost, and what new lists or policies made old."""
    cutoff = clock.now() - timedelta(seconds=settings.SWEEP_SECONDS)
    waiting = Shipment.objects.filter(
        leases.before("submitted_at", cutoff),
        status=Status.SCREENING,
        trouble__parked_at__isnull=True,
    )
    unfinished = waiting.order_by("submitted_at").values_list("pk", flat=True)[:MOST_RESENT]
    for pk in lost_from("screening", list(unfinished)):
        screen.delay(pk)
    mark_outdated()
    for pk in marked(MOST_AGAIN)[waiting_in("screening") :]:
        rescreen.delay(pk)
