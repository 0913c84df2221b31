"""Files of rows, CSV and XLSX alike: read as text cells, written so that nothing is calculated."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from compliance.parties.importers.encodings import UnknownEncoding, encoding_of
from compliance.spreadsheets import BYTE_ORDER_MARK, FORMULA_STARTS, csv_line, harmless

XLSX_MARK = b"PK\x03\x04"
MOST_UNPACKED = 200 * 1024 * 1024
MOST_COLUMNS = 300
LONGEST_CELL = 4000
BROKEN = (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError)


class BadTable(ValueError):
    """The file is no table that can be read; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def rows_of(data: bytes) -> Iterator[list[str]]:
    """The rows as text, the heading first; the kind is known by the content. Raises BadTable."""
    yield from _xlsx(data) if data.startswith(XLSX_MARK) else _csv(data)


def csv_bytes(rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """CSV in UTF-8 with a mark, as spreadsheets need it."""
    yield BYTE_ORDER_MARK.encode()
    for row in rows:
        yield csv_line(row).encode()


def xlsx_bytes(rows: Iterable[Iterable[Any]]) -> bytes:
    """One sheet of text cells, the heading staying in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([harmless(cell) for cell in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _csv(data: bytes) -> Iterator[list[str]]:
    try:
        text = data.decode(encoding_of(data))
    except UnknownEncoding as error:
        raise BadTable(str(error.told)) from error
    comma = max(",;\t", key=text.partition("\n")[0].count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True):
            yield [_plain(cell) for cell in row[:MOST_COLUMNS]]
    except csv.Error as error:
        raise BadTable(_("The file is not a table (%(error)s).") % {"error": error}) from error


def _xlsx(data: bytes) -> Iterator[list[str]]:
    """The first sheet. A file that unpacks to more than any table needs is refused unread."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
                raise BadTable(_("The file is larger than a table of declarations may be."))
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS):
            yield [_plain(_text(cell)) for cell in row]
    except BadTable:
        raise
    except BROKEN as error:
        raise BadTable(_("The workbook is broken or protected by a password.")) from error


def _text(cell: Any) -> str:
    """A cell as a person reads it: days without a time, numbers without an exponent."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}".removesuffix(".0")
    return str(cell)


def _plain(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from calculating."""
    text = cell[:LONGEST_CELL].strip()
    is_guarded = text.startswith("'") and text[1:].lstrip(" ").startswith(FORMULA_STARTS)
    return text[1:] if is_guarded else text
