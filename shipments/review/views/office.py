"""The head's page about the office, and its tables as CSV."""

import csv
import io

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_OFFICERS, for_roles
from compliance.refusals import NotAllowed
from shipments.declare.list_file import BYTE_ORDER_MARK, harmless
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
    if name := request.GET.get("table"):
        return _file([each for each in tables if each.name == name])
    context = {"tables": tables, "days": days, "periods": PERIODS}
    return render(request, "review/office.html", context)


def _file(tables: list[Table]) -> HttpResponse:
    if not tables:
        raise Http404
    buffer, (table,) = io.StringIO(), tables
    lines = csv.writer(buffer)
    lines.writerows([harmless(cell) for cell in row] for row in (table.heads, *table.rows))
    name = f'attachment; filename="{table.name}.csv"'
    return HttpResponse(
        (BYTE_ORDER_MARK + buffer.getvalue()).encode(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": name},
    )
