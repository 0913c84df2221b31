"""The head's page about the office, and its tables as CSV and XLSX."""

import io

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_OFFICERS, for_roles
from compliance.refusals import NotAllowed
from compliance.spreadsheets import workbook
from compliance.table_files import csv_bytes
from compliance.ui.downloads import CSV, XLSX, file_answer
from shipments.review.office import Table, tables_of

PERIODS = (30, 90, 365)


@require_safe
@for_roles(*CASE_OFFICERS)
def office(request: PersonRequest) -> HttpResponse:
    """Workload, ages, deadlines, decisions and false alerts, each as a plot and a table."""
    if not request.user.is_head:
        raise NotAllowed(_("This page is only for the head of the office."))
    asked = request.GET.get("days", "")
    days = next((each for each in PERIODS if str(each) == asked), PERIODS[1])
    tables = tables_of(request.user, days)
    if "xlsx" in request.GET:
        return file_answer(_workbook(tables), XLSX, "office.xlsx")
    if name := request.GET.get("table"):
        return _file([each for each in tables if each.name == name])
    context = {"tables": tables, "days": days, "periods": PERIODS}
    return render(request, "review/office.html", context)


def _file(tables: list[Table]) -> HttpResponse:
    if not tables:
        raise Http404
    (table,) = tables
    content = b"".join(csv_bytes((table.heads, *table.rows)))
    return file_answer(content, CSV, f"{table.name}.csv")


def _workbook(tables: list[Table]) -> bytes:
    """A sheet a table; text stays text, whatever it begins with."""
    content = io.BytesIO()
    with workbook(content) as book:
        for table in tables:
            sheet = book.add_worksheet(table.title[:31])
            for number, row in enumerate((table.heads, *table.rows)):
                sheet.write_row(number, 0, row)
    return content.getvalue()
