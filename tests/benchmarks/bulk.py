"""Many shipments quickly: copies of the demo's, row by row in SQL, with their revisions,
screenings, findings, decisions, holds and papers, spread over a year."""

from collections.abc import Iterable

from django.db import connection, models, transaction

from shipments.models import (
    Decision,
    Document,
    Hold,
    Revision,
    ScreenedFinding,
    Screening,
    Shipment,
)

STEP = 10_000_000  # copies get primary keys far from the originals'


def multiply(total: int) -> int:
    """Copy the shipments there are until there are `total`; how many there are then."""
    present = Shipment.objects.count()
    copies = -(-(total - present) // present)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for number in range(1, copies + 1):
            for model in (Shipment, Revision, Screening, ScreenedFinding, Decision, Hold, Document):
                _copy(cursor, model, number)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return Shipment.objects.count()


def _copy(cursor: object, model: type[models.Model], number: int) -> None:
    columns = list(model._meta.concrete_fields)
    names = ", ".join(f'"{field.column}"' for field in columns)
    values = ", ".join(_value(field, number) for field in columns)
    table = model._meta.db_table
    cursor.execute(  # type: ignore[attr-defined]
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE id < {STEP}"
    )


def _value(field: models.Field, number: int) -> str:
    offset, column = number * STEP, f'"{field.column}"'
    special = {
        "reference": f"'G49-C' || lpad((id * 1000 + {number})::text, 7, '0')",
        "creation_key": "gen_random_uuid()",
        "declaration_no": f"'9' || lpad((id * 10000 + {number})::text, 17, '0')",
        "verification_code": f"'C' || lpad((id * 10000 + {number})::text, 19, '0')",
    }
    if field.name in special:
        return f"CASE WHEN {column} IS NULL THEN NULL ELSE {special[field.name]} END"
    if field.primary_key or _is_copied(field):
        return f"{column} + {offset}"
    if isinstance(field, models.DateTimeField):
        return f"{column} - interval '{number % 300} days' - interval '{number} seconds'"
    return column


def _is_copied(field: models.Field) -> bool:
    copied: Iterable[type[models.Model]] = (Shipment, Revision, Screening, Decision)
    return field.is_relation and field.related_model in copied
