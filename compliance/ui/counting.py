"""Counts that stop: beyond a bound nobody reads the digits, and counting on is what makes a page
slow when there are many."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

MOST_COUNTED = 1000
COUNT = "(SELECT count(*) FROM (%s) AS counted)"


def capped_counts(rows: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each query finds, at most MOST_COUNTED + 1. One query altogether."""
    counts, asked = dict.fromkeys(rows, 0), []
    values: list[Any] = []
    for name, query in rows.items():
        try:
            sql, params = query.order_by().values("pk")[: MOST_COUNTED + 1].query.sql_with_params()
        except EmptyResultSet:
            continue
        asked.append((name, COUNT % sql))
        values.extend(params)
    if asked:
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + ", ".join(count for _name, count in asked), values)
            found = cursor.fetchone()
        counts.update(zip((name for name, _count in asked), found, strict=True))
    return counts


def shown(count: int) -> str:
    """The count as people read it: 1,000+ where it stopped."""
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else f"{count:,}"
