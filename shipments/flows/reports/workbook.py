"""A report as XLSX: a sheet with the facts, then one for each table. The same bytes each time."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from compliance.spreadsheets import harmless, workbook
from shipments.flows.reports.content import Cell, Content

LONGEST_NAME = 28


def as_workbook(content: Content, language: str, made_at: datetime) -> bytes:
    """In "zh" or "en"."""
    buffer = io.BytesIO()
    with workbook(buffer) as book:
        book.set_properties({"title": content.title.in_(language), "created": made_at})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("0")
        sheet.write_string(0, 0, harmless(content.title.in_(language)), bold)
        for number, (label, value) in enumerate(content.facts, start=1):
            _write(sheet, number, [Cell(label), value], language)
        sheet.set_column(0, 1, 30)
        for place, table in enumerate(content.tables, start=1):
            sheet = book.add_worksheet(_sheet_name(place, table.heading.in_(language)))
            _write(sheet, 0, [Cell(column) for column in table.columns], language, bold)
            for number, row in enumerate(table.rows, start=1):
                _write(sheet, number, row, language)
            sheet.set_column(0, len(table.columns), 24)
    return buffer.getvalue()


def _sheet_name(place: int, heading: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", "", f"{place} {heading}")[:LONGEST_NAME]


def _write(sheet: Any, number: int, row: Sequence[Cell], language: str, form: Any = None) -> None:
    for column, cell in enumerate(row):
        if cell.text is not None:
            sheet.write_string(number, column, harmless(cell.text.in_(language)), form)
        else:
            sheet.write_number(number, column, float(cell.figure or 0), form)
