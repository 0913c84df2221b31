"""Pre-entry numbers: 18 digits = office code, year, 0 for export, sequence of nine."""

from django.db import connection

EXPORT = "0"
SEQUENCE = "shipments_declaration_no"


def next_declaration_no(office_code: str, year: int) -> str:
    """The next number of the office and year; a number once drawn is never given again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [SEQUENCE])
        (value,) = cursor.fetchone()
    return f"{office_code}{year}{EXPORT}{value:09d}"
