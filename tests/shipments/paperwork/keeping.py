"""Rows that the database keeps, as only the owner of its tables can change them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def unkept(table: str) -> Iterator[None]:
    """Without the table's triggers, inside a test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
