"""One worker at a time for a piece of work that is too long for a transaction, and a few tries in
all for one that kills its worker."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection
from django.db.models import F, Model, QuerySet

from compliance import clock
from compliance.database_faults import PASSING, uncount

MOST_TRIES = 3
NOTE_SECONDS = 0.5

Row = TypeVar("Row", bound=Model)


@contextmanager
def turn(lock: int, pk: int) -> Iterator[bool]:
    """Whether this worker alone has it, by the advisory lock of the two keys; a killed worker's
    turn ends with its connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [lock, pk])
        is_mine = bool(cursor.fetchone()[0])
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [lock, pk])


@contextmanager
def counted_turn(lock: int, waiting: QuerySet[Row], pk: int) -> Iterator[Row | None]:
    """The row while this worker alone has it; None when another has it or it waits no more.

    The try is counted in `tries` before it is made, for a worker that dies says nothing after; one
    that a passing fault ended counts for nothing.
    """
    with turn(lock, pk) as is_mine:
        row = waiting.filter(pk=pk)
        is_there = is_mine and row.update(tries=F("tries") + 1, moved_at=clock.now())
        try:
            yield row.first() if is_there else None
        except PASSING:
            uncount(row)
            raise


def is_hopeless(tries: int) -> bool:
    """Whether what kills its worker again and again has had tries enough."""
    return tries > MOST_TRIES


def note_in(row: QuerySet[Any], column: str) -> Callable[[int], None]:
    """Writes down in that column how far the work is, a few times a second at most, and that it
    moves."""
    last = time.monotonic()

    def note(count: int) -> None:
        nonlocal last
        if time.monotonic() - last > NOTE_SECONDS:
            last = time.monotonic()
            row.update(**{column: count}, moved_at=clock.now())

    return note
