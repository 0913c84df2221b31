"""Parameters travel beside a query, and the database reads it once a connection."""

import pytest
from django.db import connection

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.database.base import DatabaseWrapper
from shipments.models import Note
from tests.builders import a_shipment

PROTOCOL = 65_535  # parameters of a query: PostgreSQL, Frontend/Backend Protocol, Bind


@pytest.mark.django_db
def test_a_query_that_came_before_is_not_read_again() -> None:
    for name in ("aaa49", "bbb49", "ccc49", "ddd49", "eee49"):
        assert not User.objects.filter(display_name=name).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        kept = [text for (text,) in cursor if "display_name" in text and "LIMIT" in text]
    assert len(kept) == 1
    assert '"display_name" = $' in kept[0]
    assert "49" not in kept[0]


def test_more_rows_than_a_query_has_room_for_are_written_at_once(
    exporter: User, officer: User
) -> None:
    """Each value of a note is a parameter of its own, since it names several people."""
    told = {"shipment": a_shipment(exporter), "by": officer, "at": clock.now(), "text": "Seen."}
    rows = [Note(**told, mentioned=["head1"]) for _n in range(PROTOCOL // 5 + 1)]
    Note.objects.bulk_create(rows)
    assert Note.objects.count() == len(rows)


@pytest.mark.django_db
def test_the_program_has_each_query_planned_for_its_values() -> None:
    """Tests have it otherwise, since their tables hold a few rows."""
    told = connection.settings_dict
    options = {name: each for name, each in told["OPTIONS"].items() if name != "options"}
    own = DatabaseWrapper({**told, "OPTIONS": options}, connection.alias)
    try:
        with own.cursor() as cursor:
            cursor.execute("SHOW plan_cache_mode")
            assert cursor.fetchone() == ("force_custom_plan",)
    finally:
        own.close()
