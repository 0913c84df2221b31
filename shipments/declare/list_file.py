"""The list of shipments as CSV for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from compliance.codes.tables import COUNTRIES
from shipments.labels import label_of
from shipments.models import Shipment

BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheets take the Chinese for another encoding
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
COLUMNS = (
    "reference",
    "declaration_no",
    "status",
    "revision_no",
    "consignee_name",
    "end_user_name",
    "net_weight_kg",
    "declared_total",
    "contract_no",
    "invoice_no",
    "bill_no",
    "destination_country",
    "export_date",
    "submitted_at",
)


def csv_lines(rows: Iterable[Shipment]) -> Iterator[bytes]:
    """A heading in the reader's language, then one shipment a line; kilograms without a unit."""
    heading = [
        capfirst(_("reference")),
        label_of("declaration_no"),
        capfirst(_("status")),
        capfirst(_("consignee")),
        label_of("contract_no"),
        label_of("invoice_no"),
        label_of("bill_no"),
        label_of("destination_country"),
        label_of("net_weight_kg"),
        label_of("declared_total"),
        label_of("export_date"),
        capfirst(_("submitted")),
    ]
    yield (BYTE_ORDER_MARK + _line(heading)).encode()
    for row in rows:
        yield _line(_cells(row)).encode()


def harmless(cell: Any) -> str:
    """Text that a spreadsheet shows and does not calculate (OWASP: CSV injection)."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def _cells(row: Any) -> list[Any]:
    country = COUNTRIES.get(row.destination_country)
    return [
        row.reference,
        row.declaration_no,
        row.shown_status_label,
        row.consignee,
        row.contract_no,
        row.invoice_no,
        row.bill_no,
        country.label if country else row.destination_country,
        row.net_weight_kg,
        row.declared_total,
        row.export_date,
        row.submitted_at and f"{timezone.localtime(row.submitted_at):%Y-%m-%d %H:%M}",
    ]


def _line(cells: Iterable[Any]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(harmless(cell) for cell in cells)
    return buffer.getvalue()
