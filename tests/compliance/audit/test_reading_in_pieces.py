"""Rows read in pieces while other queries run: the collector may close that at any moment."""

from collections.abc import Iterator
from contextlib import suppress
from time import monotonic
from typing import Any

import pytest
from django.db import connection, transaction

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


class LeftTheLoop(Exception):
    """What ends a loop over rows in their midst."""


def left_by_an_exception() -> Iterator[User]:
    """Rows half read within a block that was rolled back; the collector has them yet to find."""
    with suppress(LeftTheLoop), transaction.atomic():
        rows = half_read()
        raise LeftTheLoop
    return rows


@pytest.mark.django_db
def test_after_its_savepoint_it_harms_nobody() -> None:
    User.objects.bulk_create(User(username=f"reader{number}") for number in range(3))
    rows = left_by_an_exception()
    rows.close()  # type: ignore[attr-defined]
    assert User.objects.count() == 3


@pytest.mark.parametrize("ended", [left_by_an_exception, transaction.atomic(half_read)])
def test_after_its_transaction_it_does_not_abort_the_next(
    ended: Any, transactional_db: None
) -> None:
    User.objects.bulk_create(User(username=f"reader{number}") for number in range(3))
    rows = ended()
    with transaction.atomic():
        User.objects.update(display_name="kept")
        rows.close()
        assert User.objects.filter(display_name="kept").count() == 3
    assert User.objects.filter(display_name="kept").count() == 3


@pytest.mark.django_db
def test_between_queries_it_is_closed_at_once() -> None:
    User.objects.bulk_create(User(username=f"reader{number}") for number in range(3))
    rows = half_read()
    rows.close()  # type: ignore[attr-defined]
    assert open_readings() == 0
