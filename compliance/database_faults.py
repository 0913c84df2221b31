"""What passes by itself, whatever was being done: the database, or the store of documents, is away.

Tasks try again (`AGAIN`), and such a try counts for nothing against what it was made for."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import InterfaceError, OperationalError, connection
from django.db.models import F, QuerySet

from compliance.document_store.away import StoreAway

DATABASE_AWAY = (OperationalError, InterfaceError)
"""What the database raises when it is away, overloaded, or somebody else was faster."""

PASSING = (*DATABASE_AWAY, StoreAway)

AGAIN: dict[str, Any] = {"autoretry_for": PASSING, "retry_backoff": True, "max_retries": 5}
"""Options of a task that nobody would send again soon: it tries again by itself."""


@contextmanager
def unless_away() -> Iterator[None]:
    """Inside the block the database is told what became of a try, over a new line where the old
    one is dead. While it is away nothing is told; what was begun is found by its age."""
    with suppress(*DATABASE_AWAY):
        if connection.errors_occurred:
            connection.close_if_unusable_or_obsolete()
        yield


def uncount(rows: QuerySet[Any], column: str = "tries") -> None:
    """A fault that passes is none of the rows': their last try counts for nothing."""
    with unless_away():
        rows.update(**{column: F(column) - 1})
