"""Files of rows, CSV and XLSX alike: read as text cells, written so that nothing is calculated."""

import csv
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from compliance.listed import listed
from compliance.parties.importers.encodings import UnknownEncoding, encoding_of
from compliance.spreadsheets import BYTE_ORDER_MARK, csv_line, harmless, is_calculated, workbook
from compliance.ui.unreadable import can_be_kept

Column = TypeVar("Column")
XLSX_MARK = b"PK\x03\x04"
MOST_UNPACKED = 200 * 1024 * 1024
MOST_UNPACKED_BESIDE = 64 * 1024 * 1024  # of any part but a sheet: those are held in memory whole
MOST_ROWS = 100_000
MOST_COLUMNS = 300
LONGEST_CELL = 4000
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(SyntaxError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError),
    *(OSError, EOFError, RuntimeError),
)
"""What the reader of workbooks raises besides its own over damaged ones, as a fuzz test shows;
broken XML is a SyntaxError in both libraries it may use."""


class BadTable(ValueError):
    """The file is no table that can be read; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def rows_of(data: bytes) -> Iterator[list[str]]:
    """The rows as text, the heading first; the kind is known by the content. Raises BadTable."""
    rows = _xlsx(data) if data.startswith(XLSX_MARK) else _csv(data)
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise BadTable(_("The file has more than %(most)s rows.") % {"most": MOST_ROWS})
        yield row


def columns_of(heading: list[str], called: Callable[[str], Column | None]) -> list[Column | None]:
    """The column of each heading, None where there is none above it. Raises BadTable for one that
    is not known or stands there twice."""
    found = [called(text) for text in heading]
    strange = [text[:40] for text, each in zip(heading, found, strict=True) if text and not each]
    if strange:
        names = listed(strange[:5])
        raise BadTable(_("These columns are not known: %(names)s.") % {"names": names})
    known = [each for each in found if each]
    if len(set(known)) < len(known):
        raise BadTable(_("A column stands there twice."))
    return found


def csv_bytes(rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """CSV in UTF-8 with a mark, as spreadsheets need it."""
    yield BYTE_ORDER_MARK.encode()
    for row in rows:
        yield csv_line(row).encode()


def xlsx_bytes(rows: Iterable[Iterable[Any]]) -> bytes:
    """One sheet of text cells, the heading staying in sight."""
    buffer = io.BytesIO()
    with workbook(buffer, row_by_row=True) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, harmless(cell))
    return buffer.getvalue()


def _csv(data: bytes) -> Iterator[list[str]]:
    try:
        text = data.decode(encoding_of(data))
    except UnknownEncoding as error:
        raise BadTable(str(error.told)) from error
    except UnicodeDecodeError as error:
        raise BadTable(
            _("The file is not a table (%(error)s).") % {"error": error.reason}
        ) from error
    comma = max(",;\t", key=text.partition("\n")[0].count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True):
            yield [_plain(cell) if cell else "" for cell in row[:MOST_COLUMNS]]
    except csv.Error as error:
        raise BadTable(_("The file is not a table (%(error)s).") % {"error": error}) from error


def _xlsx(data: bytes) -> Iterator[list[str]]:
    """The first sheet. A file that unpacks to more than any table needs is refused unread."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _check_sizes(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS):
            yield ["" if cell is None else _plain(_text(cell)) for cell in row]
    except BadTable:
        raise
    except (InvalidFileException, *BROKEN) as error:
        raise BadTable(_("The workbook is broken or protected by a password.")) from error


def _check_sizes(data: bytes) -> None:
    """By what the archive says of its parts: no more than that is ever unpacked of each."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
    beside = [each.file_size for each in parts if not each.filename.startswith("xl/worksheets/")]
    is_huge = sum(each.file_size for each in parts) > MOST_UNPACKED
    if is_huge or max(beside, default=0) > MOST_UNPACKED_BESIDE:
        raise BadTable(_("The file is larger than a table may be."))


def _text(cell: Any) -> str:
    """A cell as a person reads it: days without a time, numbers without an exponent."""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}".removesuffix(".0")
    return str(cell)


def _plain(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from calculating. Raises BadTable for what no
    database keeps."""
    text = cell[:LONGEST_CELL].strip()
    if not can_be_kept(text):
        raise BadTable(_("The text contains characters that cannot be stored."))
    return text[1:] if text.startswith("'") and is_calculated(text[1:]) else text
