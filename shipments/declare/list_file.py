"""The list of shipments for a spreadsheet: CSV, or a workbook whose weights can be added up."""

import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from compliance.codes.tables import COUNTRIES
from compliance.spreadsheets import BYTE_ORDER_MARK, csv_line, harmless
from compliance.spreadsheets import workbook as plain_workbook
from compliance.ui.downloads import CSV, XLSX, file_answer, streamed_file
from shipments.declare.listing import with_consignee, with_currencies
from shipments.labels import label_of
from shipments.models import Shipment
from shipments.models.shipment import ShipmentQuerySet

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

AT_A_TIME = 500


def csv_answer(rows: ShipmentQuerySet) -> StreamingHttpResponse:
    """All of them as CSV, sent while it is written."""
    return streamed_file(csv_lines(_for_a_file(rows)), CSV, "shipments.csv")


def workbook_answer(rows: ShipmentQuerySet) -> HttpResponse:
    """All of them as XLSX."""
    return file_answer(workbook(_for_a_file(rows)), XLSX, "shipments.xlsx")


def csv_lines(rows: Iterable[Shipment]) -> Iterator[bytes]:
    """A heading in the reader's language, then one shipment a line; kilograms without a unit."""
    yield (BYTE_ORDER_MARK + csv_line(_heading())).encode()
    for row in rows:
        yield csv_line(_cells(row)).encode()


def workbook(rows: Iterable[Shipment]) -> bytes:
    """The same as XLSX: text stays text, weights are numbers, the heading stays in sight."""
    content = io.BytesIO()
    with plain_workbook(content, row_by_row=True) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        heading = _heading()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(heading) - 1, 20)
        for column, text in enumerate(heading):
            sheet.write_string(0, column, text, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(_cells(row)):
                if isinstance(cell, Decimal):
                    sheet.write_number(number, column, float(cell))
                else:
                    sheet.write_string(number, column, harmless(cell))
    return content.getvalue()


def _for_a_file(rows: ShipmentQuerySet) -> Iterator[Shipment]:
    told = with_currencies(with_consignee(rows)).only(*COLUMNS)
    return told.iterator(chunk_size=AT_A_TIME)


def _heading() -> list[str]:
    return [
        capfirst(_("reference")),
        capfirst(_("pre-entry number")),
        capfirst(_("status")),
        capfirst(_("consignee")),
        label_of("contract_no"),
        label_of("invoice_no"),
        label_of("bill_no"),
        label_of("destination_country"),
        label_of("net_weight_kg"),
        label_of("declared_total"),
        capfirst(_("currency")),
        label_of("export_date"),
        capfirst(_("submitted")),
    ]


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
        row.currencies or "",
        row.export_date,
        row.submitted_at and f"{timezone.localtime(row.submitted_at):%Y-%m-%d %H:%M}",
    ]
