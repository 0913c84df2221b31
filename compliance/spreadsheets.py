"""Text for spreadsheets: shown as it is, never calculated, in an encoding they recognise."""

import csv
import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter

BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheets take the Chinese for another encoding
UNSEEN = (
    " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\xad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: Any) -> str:
    """Text that a spreadsheet shows and does not calculate (OWASP: CSV injection)."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if is_calculated(text) else text


def is_calculated(text: str) -> bool:
    """Whether some spreadsheet would take the text for a formula: by its first letter that shows,
    or because it begins with a tab or an end of line."""
    shown = text.lstrip(UNSEEN)
    return text.startswith(FORMULA_STARTS) or shown.startswith(FORMULA_STARTS)


def workbook(content: io.BytesIO, *, row_by_row: bool = False) -> Any:
    """An xlsxwriter.Workbook that takes text for text, never for a formula or a link; with
    `row_by_row` it holds one row in memory, so that rows have to be written in order."""
    memory = "constant_memory" if row_by_row else "in_memory"
    plain = {"strings_to_formulas": False, "strings_to_urls": False}
    return xlsxwriter.Workbook(content, {memory: True, **plain})


def csv_line(cells: Iterable[Any]) -> str:
    """One row with its line end, every cell harmless."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow(harmless(cell) for cell in cells)
    return buffer.getvalue()
