"""The analysts' list: whom signs of diversion speak against."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compliance import clock
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import FLOW_READERS, for_roles
from compliance.law.diversion import DiversionSign
from compliance.policy.versions import policy_on
from compliance.table_files import csv_bytes
from compliance.ui.downloads import CSV, XLSX, file_answer
from shipments.flows.sheets import Cell, workbook_of
from shipments.flows.sign_wording import sentence
from shipments.models import EndUserReading


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
def signs(request: PersonRequest) -> HttpResponse:
    """Everybody who shows a sign, the highest score first, as read last night."""
    readings = EndUserReading.objects.visible_to(request.user)
    if "csv" in request.GET:
        content = b"".join(csv_bytes(_lines(readings)))
        return file_answer(content, CSV, "signs.csv")
    if "xlsx" in request.GET:
        return file_answer(_workbook(readings), XLSX, "signs.xlsx")
    page = Paginator(readings, 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "watched": int(policy_on(clock.today()).diversion_limits["watched"]),
        "rows": [(row, list(map(spoken, _signs_of(row)))) for row in page],
    }
    return render(request, "flows/signs.html", context)


def _workbook(readings: Iterable[EndUserReading]) -> bytes:
    return workbook_of([(_("Signs of diversion"), _lines(readings))], last_column=4, width=30)


def _lines(readings: Iterable[EndUserReading]) -> Iterator[Sequence[Cell]]:
    """A line a sign."""
    words = (_("end user"), _("Points"), _("Signs"), _("Points of the sign"), _("read on"))
    yield [capfirst(word) for word in words]
    for row in readings:
        for sign, text in map(spoken, _signs_of(row)):
            points = (Decimal(row.score), text, Decimal(sign.points))
            yield [row.end_user, *points, row.read_on.isoformat()]


def _signs_of(row: EndUserReading) -> list[DiversionSign]:
    return [DiversionSign(**plain) for plain in row.signs]


def spoken(sign: DiversionSign) -> tuple[DiversionSign, str]:
    """A sign with its sentence."""
    return sign, sentence(sign)
