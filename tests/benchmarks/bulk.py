"""Many shipments quickly: copies of the demo's, set by set in SQL, with revisions, screenings,
findings, parties, decisions, holds and papers, spread over a year.

`python -m tests.benchmarks.bulk 1000000` fills the installation the environment names and says
what it made.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import django
from django.db import connection, models, transaction

STEP = 10_000_000  # copies get primary keys far from the originals'
CHUNK_ROWS = 50_000  # shipments a transaction
INDEXES = """
    SELECT format('DROP INDEX %%I', indexname), indexdef FROM pg_indexes
    WHERE tablename = ANY(%s) AND indexdef NOT LIKE 'CREATE UNIQUE%%'
"""
REFERENCES = """
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
        format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s',
            conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])
"""

OF_FLOWS = {
    "end_user": "left(end_user, 190) || ' ' || copy_no % 50",
    "consignee": "coalesce(left(nullif(consignee, ''), 190) || ' ' || copy_no % 50, '')",
    "declared_on": "declared_on - (copy_no % 300)::int",
}
"""Copies go to fifty times as many end users, on the days their shipments were filed."""


def multiply(
    total: int, say: Callable[[str], None] = lambda _line: None, *, open_in: int = 1
) -> int:
    """Copy the shipments there are until there are `total` or a few more; how many there are.

    Of the copies of an open case one in `open_in` is open, the others were released.
    """
    from shipments.flows.recount import write_sums

    tables = _tables()
    shipment = tables[0]
    originals, last = shipment.objects.filter(pk__lt=STEP).count(), shipment.objects.count()
    copies, done = -(-(total - last) // originals), (last - originals) // originals
    chunk = max(CHUNK_ROWS // originals, 1)
    with connection.cursor() as cursor, _bare(cursor, tables):
        cursor.execute("SET synchronous_commit = off")
        for first in range(done + 1, done + copies + 1, chunk):
            numbers = (first, min(first + chunk - 1, done + copies))
            with transaction.atomic():
                for model in tables:
                    _copy(cursor, model, numbers, open_in)
            say(f"{numbers[1] * originals + originals} shipments")
    write_sums()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return int(shipment.objects.count())


def main() -> None:
    """Argument: how many shipments there should be."""
    django.setup()
    began = time.monotonic()
    multiply(int(sys.argv[1]), lambda line: print(line, end="\r", file=sys.stderr))
    print(f"made in {time.monotonic() - began:.0f} s:")
    for model in _tables():
        print(f"{model.objects.count():>12,} {model.__name__}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        print(f"{cursor.fetchone()[0]:>12} altogether")


def _tables() -> list[type[models.Model]]:
    """What is copied, each after what it refers to."""
    from shipments import models as shipments

    names = "Shipment Revision Screening ScreenedFinding Appearance Decision Hold Document Flow"
    names += " FollowUp FollowUpReport"
    return [getattr(shipments, name) for name in names.split()]


@contextmanager
def _bare(cursor: Any, tables: list[type[models.Model]]) -> Iterator[None]:
    """Without the indexes that only searching needs and the checks of each single reference; both
    are made again at the end, where a whole table is indexed and checked at once."""
    names = [model._meta.db_table for model in tables]
    taken = []
    for query in (INDEXES, REFERENCES):
        cursor.execute(query, [names])
        taken += cursor.fetchall()
    for take_away, _make_again in taken:
        cursor.execute(take_away)
    try:
        yield
    finally:
        for _take_away, make_again in taken:
            cursor.execute(make_again)


def _copy(cursor: Any, model: type[models.Model], numbers: tuple[int, int], open_in: int) -> None:
    columns = list(model._meta.concrete_fields)
    names = ", ".join(f'"{field.column}"' for field in columns)
    settled = _settled(open_in).get(model.__name__, {})
    values = ", ".join(settled.get(field.name) or _value(field) for field in columns)
    table = model._meta.db_table
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {values}"
        f" FROM {table}, (SELECT max(id) + 1 AS span FROM {table} WHERE id < {STEP}) AS originals,"
        f" generate_series({numbers[0]}, {numbers[1]}) AS copy_no WHERE id < {STEP}"
    )


def _value(field: models.Field) -> str:
    column, ordinal = f'"{field.column}"', "copy_no::bigint * span + id"
    special = {
        "reference": f"'G49-C' || lpad(upper(to_hex({ordinal})), 7, '0')",
        "creation_key": "gen_random_uuid()",
        "declaration_no": f"'9' || lpad(({ordinal})::text, 17, '0')",
        "verification_code": f"'C' || lpad(({ordinal})::text, 19, '0')",
    }
    if field.model._meta.model_name == "flow" and field.name in OF_FLOWS:
        return OF_FLOWS[field.name]
    if field.name in special:
        return f"CASE WHEN {column} IS NULL THEN NULL ELSE {special[field.name]} END"
    if field.primary_key or _is_copied(field):
        return f"{column} + copy_no::bigint * {STEP}"
    if isinstance(field, models.DateTimeField):
        return f"{column} - make_interval(days => copy_no % 300, secs => copy_no % 86400)"
    return column


def _settled(open_in: int) -> dict[str, dict[str, str]]:
    """Columns of the copies that are open no more, by table."""
    rest = f"copy_no % {open_in} <> 0"
    is_open = f"{rest} AND status IN ('in_review', 'held')"
    return {
        "Shipment": {"status": f"CASE WHEN {is_open} THEN 'released' ELSE status END"},
        "Hold": {"lifted_at": f"CASE WHEN {rest} THEN coalesce(lifted_at, since) END"},
        "Decision": {
            "state": f"CASE WHEN {rest} AND state = 'proposed' THEN 'overtaken' ELSE state END"
        },
    }


def _is_copied(field: models.Field) -> bool:
    return field.is_relation and field.related_model in _tables()


if __name__ == "__main__":
    main()
