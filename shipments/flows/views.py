"""Where the metal goes: one page with pictures and tables, the shipments behind, files."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compliance.accounts.models import User
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import FLOW_READERS, for_roles
from compliance.ui.keyset import Key, keyset_page
from shipments.flows import bars, sankey
from shipments.flows.figures import DIVISIONS, movers
from shipments.flows.forms import FlowFilter
from shipments.flows.reading import WAY, Reading
from shipments.flows.sheets import as_csv, as_workbook
from shipments.flows.wording import HEADINGS, Names
from shipments.models import Shipment

NEWEST_FIRST = (Key("id", descending=True),)
MOST_ROWS = 15
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
def flows(request: PersonRequest) -> HttpResponse:
    """The page."""
    chosen = FlowFilter(request.GET)
    reading, names = Reading(request.user, chosen), Names()
    context = {
        "filter": chosen,
        "reading": reading,
        "bars": bars.bars(reading.series),
        "bars_size": (bars.WIDTH, bars.HEIGHT),
        "picture": _named_picture(reading, names),
        "picture_size": (sankey.WIDTH, sankey.HEIGHT),
        "columns": [HEADINGS[each] for each in WAY],
        "tables": [_table(request, reading, each, names) for each in DIVISIONS],
        "movers": _movers(request, reading, names),
        "query_before": urlencode({**_asked(request), **_before(chosen)}),
    }
    return render(request, "flows/flows.html", context)


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
def behind(request: PersonRequest) -> HttpResponse:
    """The goods lines behind a number of the page."""
    chosen = FlowFilter(request.GET)
    reading = Reading(request.user, chosen)
    rows = reading.flows().select_related("shipment", "exporter")
    page = keyset_page(rows, NEWEST_FIRST, request.GET.get("after", ""))
    names = Names()
    context = {
        "filter": chosen,
        "page": page,
        "kg": reading.kg,
        "rows": [(flow, names.of("end_use", flow.end_use)) for flow in page.rows],
        "opened": opened_by(request.user, [flow.shipment_id for flow in page.rows]),
    }
    return render(request, "flows/behind.html", context)


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
def sums_csv(request: PersonRequest) -> HttpResponse:
    """The ways of the metal as CSV."""
    content = as_csv(Reading(request.user, FlowFilter(request.GET)))
    return file_answer(content, "text/csv; charset=utf-8", "flows.csv")


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
def sums_xlsx(request: PersonRequest) -> HttpResponse:
    """All tables of the page as a workbook."""
    content = as_workbook(Reading(request.user, FlowFilter(request.GET)))
    return file_answer(content, XLSX, "flows.xlsx")


def opened_by(user: User, pks: list[int]) -> set[int]:
    """Which of these shipments the reader may open: figures are the whole country's, cases not."""
    return set(Shipment.objects.visible_to(user).filter(pk__in=pks).values_list("pk", flat=True))


def file_answer(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be kept under that name."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=disposition)


def _named_picture(reading: Reading, names: Names) -> dict[str, Any]:
    picture = reading.picture
    return {
        "nodes": [(node, names.of(WAY[node.column], node.key)) for node in picture.nodes],
        "ribbons": [
            (
                ribbon,
                names.of(WAY[ribbon.column], ribbon.source),
                names.of(WAY[ribbon.column + 1], ribbon.target),
            )
            for ribbon in picture.ribbons
        ],
    }


def _table(request: PersonRequest, reading: Reading, division: str, names: Names) -> dict[str, Any]:
    rows = reading.table(division)
    return {
        "division": division,
        "heading": HEADINGS[division],
        "concentration": reading.concentration(division),
        "rows": [_row(request, reading, division, row, names) for row in rows[:MOST_ROWS]],
        "more": max(len(rows) - MOST_ROWS, 0),
    }


def _row(
    request: PersonRequest, reading: Reading, division: str, row: Any, names: Names
) -> dict[str, Any]:
    """Both figures open the shipments behind them."""
    own = {**_asked(request), division: row.key}
    return {
        "row": row,
        "name": names.of(division, row.key),
        "query": urlencode(own) if row.key else "",
        "query_before": urlencode({**own, **_before(reading.chosen)}) if row.key else "",
    }


def _asked(request: PersonRequest) -> dict[str, str]:
    """The filters that were given."""
    return {name: str(value) for name, value in request.GET.items() if value and name != "after"}


def _before(chosen: FlowFilter) -> dict[str, str]:
    """The other period as filters write it."""
    other = chosen.compared
    return {"since": f"{other.since:%Y-%m}", "until": f"{other.until:%Y-%m}"}


def _movers(request: PersonRequest, reading: Reading, names: Names) -> list[dict[str, Any]]:
    return [
        {
            "heading": HEADINGS[division],
            "rows": [
                _row(request, reading, division, row, names)
                for row in movers(reading.table(division))
            ],
        }
        for division in ("country", "end_user")
    ]
