"""Rows read in pieces while other queries run: the collector may close that at any moment."""

from collections.abc import Iterator
from time import monotonic

import pytest
from django.db import connection

from compliance.accounts.models import User

SOON = 5  # seconds
pytestmark = pytest.mark.timeout(2 * SOON)


def half_read() -> Iterator[User]:
    rows = User.objects.order_by("pk").iterator(chunk_size=1)
    next(rows)
    return rows


def open_readings() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors WHERE name LIKE '_django%'")
        return int(cursor.fetchone()[0])


def collected_amidst_a_query(rows: Iterator[User]) -> None:
    began = monotonic()
    with connection.connection.lock:  # as held by each query of this thread
        rows.close()  # type: ignore[attr-defined]
    assert monotonic() - began < SOON, "it waited for the query, and the query for it"


def test_it_is_closed_after_the_query(transactional_db: None) -> None:
    User.objects.bulk_create(User(username=f"reader{number}") for number in range(3))
    rows = half_read()
    assert open_readings() == 1
    collected_amidst_a_query(rows)
    assert open_readings() == 0


@pytest.mark.django_db
def test_within_a_transaction_it_ends_with_it() -> None:
    User.objects.bulk_create(User(username=f"reader{number}") for number in range(3))
    collected_amidst_a_query(half_read())
    assert [each.username for each in User.objects.order_by("pk").iterator(chunk_size=1)][
        -1
    ] == "reader2"


@pytest.mark.django_db
def test_between_queries_it_is_closed_at_once() -> None:
    User.objects.bulk_create(User(username=f"reader{number}") for number in range(3))
    rows = half_read()
    rows.close()  # type: ignore[attr-defined]
    assert open_readings() == 0
