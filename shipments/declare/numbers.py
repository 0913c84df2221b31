"""Pre-entry numbers, drawn from a sequence of the database."""

from datetime import date

from django.db import connection

from compliance.codes.uscc import compose_declaration_number

SEQUENCE = "shipments_declaration_no"


def next_declaration_no(office_code: str, on: date) -> str:
    """The next 18-digit number of that office; a number once drawn is never given again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [SEQUENCE])
        (value,) = cursor.fetchone()
    return compose_declaration_number(office_code, on, value)
