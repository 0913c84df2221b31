"""The figures of a flow page as files: CSV of the sums, and a workbook with every table."""

import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import xlsxwriter
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from compliance.spreadsheets import workbook
from compliance.table_files import csv_bytes
from shipments.flows.figures import DIVISIONS
from shipments.flows.reading import Reading
from shipments.flows.wording import HEADINGS, Names

Cell = str | Decimal
Sheet = tuple[str, Iterable[Sequence[Cell]]]


def as_csv(reading: Reading) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read Chinese; a line a way of the metal."""
    return b"".join(csv_bytes(_ways(reading)))


def as_workbook(reading: Reading) -> bytes:
    """XLSX: the ways, the months, and a sheet for each division with both periods."""
    names = Names()
    sheets = [(_("Flows"), _ways(reading)), (_("Months"), _months(reading))]
    sheets += [(str(HEADINGS[each]), _table(reading, each, names)) for each in DIVISIONS]
    return workbook_of(sheets, last_column=len(DIVISIONS), width=24)


def workbook_of(sheets: Iterable[Sheet], *, last_column: int, width: int) -> bytes:
    """XLSX: a sheet for each title, its first row in bold; columns as wide as so many letters."""
    content = io.BytesIO()
    with workbook(content) as book:
        bold = book.add_format({"bold": True})
        for title, rows in sheets:
            sheet = book.add_worksheet(title[:31])
            for number, row in enumerate(rows):
                _write_row(sheet, number, row, bold if number == 0 else None)
            sheet.set_column(0, last_column, width)
    return content.getvalue()


def _ways(reading: Reading) -> Iterator[Sequence[Cell]]:
    names = Names()
    yield [*(str(HEADINGS[each]) for each in DIVISIONS), capfirst(_("contained indium (kg)"))]
    for path in sorted(reading.now, key=lambda path: (-path.kg, path.end_user)):
        keys = ((each, getattr(path, each)) for each in DIVISIONS)
        yield [*(names.of(division, key) for division, key in keys), path.kg]


def _months(reading: Reading) -> Iterator[Sequence[Cell]]:
    yield [capfirst(_("month")), capfirst(_("contained indium (kg)"))]
    for month, kg in reading.series:
        yield [f"{month:%Y-%m}", kg]


def _table(reading: Reading, division: str, names: Names) -> Iterator[Sequence[Cell]]:
    yield [
        str(HEADINGS[division]),
        capfirst(_("contained indium (kg)")),
        _("Share (%)"),
        _("Before (kg)"),
        _("Change (kg)"),
    ]
    for row in reading.table(division):
        yield [names.of(division, row.key), row.kg, row.share, row.before, row.change]


def _write_row(
    sheet: xlsxwriter.worksheet.Worksheet, number: int, row: Iterable[Cell], form: object
) -> None:
    """Masses as numbers, all else as text."""
    for column, cell in enumerate(row):
        if isinstance(cell, Decimal):
            sheet.write_number(number, column, float(cell), form)
        else:
            sheet.write_string(number, column, cell, form)
