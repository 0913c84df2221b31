"""Text for spreadsheets: shown as it is, never calculated, in an encoding they recognise."""

import csv
import io
from collections.abc import Iterable
from typing import Any

BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheets take the Chinese for another encoding
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: Any) -> str:
    """Text that a spreadsheet shows and does not calculate (OWASP: CSV injection)."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def csv_line(cells: Iterable[Any]) -> str:
    """One row with its line end, every cell harmless."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow(harmless(cell) for cell in cells)
    return buffer.getvalue()
