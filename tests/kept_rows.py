"""Rows that a process makes once and puts back as they were: by COPY, with the numbers they had.

Sequences have moved on since, so nothing made afterwards gets one of these numbers.
"""

from collections.abc import Sequence

from django.db import connection

Rows = list[bytes]


def copy_out(tables: Sequence[str]) -> Rows:
    """All rows of each table."""
    return [_copy_out(table) for table in tables]


def copy_in(tables: Sequence[str], rows: Rows) -> None:
    """Put the rows back, into tables that are empty."""
    for table, kept in zip(tables, rows, strict=True):
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
            copy.write(kept)


def any_in(tables: Sequence[str]) -> bool:
    """Whether one of the tables has a row."""
    return bool(those_with_rows(tables))


def those_with_rows(tables: Sequence[str]) -> list[str]:
    """The tables that are not empty."""
    asked = ", ".join(f"EXISTS (SELECT FROM {table})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return [table for table, found in zip(tables, cursor.fetchone(), strict=True) if found]


def _copy_out(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as copy:
        return b"".join(copy)
