"""Reading many rows as they all stood at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

ISOLATION = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


@contextmanager
def one_snapshot() -> Iterator[None]:
    """A transaction whose every query sees what was committed when it began, and which writes
    nothing. Within a transaction that runs already, what that one sees is seen."""
    is_begun = connection.in_atomic_block
    with transaction.atomic():
        if not is_begun:
            with connection.cursor() as cursor:
                cursor.execute(ISOLATION)
        yield
