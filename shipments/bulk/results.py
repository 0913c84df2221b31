"""What became of a table: its template, and its bad rows with a reason in each cell."""

from collections.abc import Iterator

from shipments.bulk.columns import KEY, LINE_PART, columns
from shipments.bulk.reading import with_reason
from shipments.models import BulkFile, BulkRow

Rows = Iterator[list[str]]


def template() -> Rows:
    """The headings of all columns."""
    yield [column.heading for column in columns()]


def bad_rows(file: BulkFile) -> Rows:
    """The template's heading over the rows that became no draft; each wrong cell tells why.

    The file can be corrected and sent again as it is: reasons are no part of the text.
    """
    yield from template()
    for row in file.declared_rows.filter(shipment=None, is_checked=True).exclude(errors={}):
        yield from _rows(row)


def _rows(row: BulkRow) -> Rows:
    """A declaration as it stood: a row a line, the header in the first one."""
    lines = row.cells["lines"] or [{}]
    key = row.cells["head"].get(KEY) or (f"#{row.number}" if len(lines) > 1 else "")
    for place, line in enumerate(lines):
        head = {**row.cells["head"], KEY: key} if place == 0 else {KEY: key}
        yield [_cell({**head, **line}, name.identifier, row, place) for name in columns()]


def _cell(cells: dict[str, str], name: str, row: BulkRow, place: int) -> str:
    is_of_line = name.startswith(f"{LINE_PART}.")
    asked = f"{name}#{place}" if is_of_line and place else name
    reason = row.errors.get(asked) if is_of_line or place == 0 else None
    if name == KEY and place == 0:
        reason = reason or _elsewhere(row)
    text = cells.get(name, "")
    return with_reason(text, reason) if reason else text


def _elsewhere(row: BulkRow) -> str:
    """What no cell is to blame for."""
    known = {column.identifier for column in columns()}
    strange = {k: v for k, v in row.errors.items() if k.partition("#")[0] not in known}
    return " ".join(strange.values())
