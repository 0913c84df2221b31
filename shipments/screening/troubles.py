"""Screenings that fail again and again, or take their worker along: parked, shown and tried again
when somebody says so. Counting comes before the try, for a worker that dies says nothing after."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import QuerySet

from compliance import clock
from compliance.audit.log import record
from compliance.database_faults import DATABASE_AWAY, uncount
from shipments.models import ScreeningTrouble, Shipment
from shipments.moves import Status

MOST_TRIES = 5
PASSING = (*DATABASE_AWAY, OSError)
"""The database or a disk is away: no fault of the shipment."""


@contextmanager
def counted(shipment_pk: int) -> Iterator[bool]:
    """Whether to try; the try counts until it ends well. A passing fault does not count."""
    if not _begin(shipment_pk):
        yield False
        return
    try:
        yield True
    except PASSING:
        uncount(_rows(shipment_pk))
        raise
    except Exception as error:
        told = f"{type(error).__name__}: {error}"[:300]
        _rows(shipment_pk).update(error=told)
        _park_if_hopeless(shipment_pk)
        raise
    _rows(shipment_pk).delete()


def parked() -> QuerySet[ScreeningTrouble]:
    """Those nobody tries any more, the oldest first, joined to their shipments."""
    rows = ScreeningTrouble.objects.filter(parked_at__isnull=False)
    return rows.select_related("shipment").order_by("since")


@transaction.atomic
def _begin(shipment_pk: int) -> bool:
    if not Shipment.objects.filter(pk=shipment_pk, status=Status.SCREENING).exists():
        return True  # nothing to do, which the screening itself finds out
    now = clock.now()
    row, _is_new = ScreeningTrouble.objects.select_for_update().get_or_create(
        shipment_id=shipment_pk, defaults={"since": now, "last_at": now}
    )
    if row.parked_at or _park_if_hopeless(shipment_pk):
        return False
    row.tries, row.last_at = row.tries + 1, now
    row.save(update_fields=["tries", "last_at"])
    return True


@transaction.atomic
def _park_if_hopeless(shipment_pk: int) -> bool:
    """Park it once all tries are used up; a worker that died at the last is found at the next."""
    hopeless = _rows(shipment_pk).filter(tries__gte=MOST_TRIES, parked_at__isnull=True)
    row = hopeless.select_for_update(of=("self",)).select_related("shipment").first()
    if row is None:
        return False
    row.parked_at = clock.now()
    row.save(update_fields=["parked_at"])
    told = {"tries": row.tries, "error": row.error}
    record("screening_parked", by=None, subject=row.shipment.subject, **told)
    return True


def _rows(shipment_pk: int) -> QuerySet[ScreeningTrouble]:
    return ScreeningTrouble.objects.filter(shipment_id=shipment_pk)
