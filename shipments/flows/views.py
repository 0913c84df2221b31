"""Where the metal goes: one page with pictures and tables, the shipments behind, files."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import FLOW_READERS, for_roles
from compliance.ui.downloads import CSV, XLSX, file_answer
from shipments.flows import bars, sankey
from shipments.flows.behind import show_behind
from shipments.flows.figures import DIVISIONS, Row, movers
from shipments.flows.forms import WAY, FlowFilter
from shipments.flows.reading import Reading
from shipments.flows.sheets import as_csv, as_workbook
from shipments.flows.wording import HEADINGS, Names

MOST_ROWS = 15
LONGEST_QUERY = 3500
"""Servers refuse an address line of more than 4,094 characters."""
Asked = list[tuple[str, str]]


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
        "picture": _named_picture(request, reading, names),
        "picture_size": (sankey.WIDTH, sankey.HEIGHT),
        "columns": [HEADINGS[each] for each in WAY],
        "tables": [_table(request, reading, each, names) for each in DIVISIONS],
        "movers": _movers(request, reading, names),
        "query_before": _query(_asked(request), _before(chosen), {}),
        "left_out": _left_out(chosen, names),
    }
    return render(request, "flows/flows.html", context)


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
def behind(request: PersonRequest) -> HttpResponse:
    """The goods lines behind a number of the page."""
    chosen = FlowFilter(request.GET)
    reading = Reading(request.user, chosen)
    return show_behind(
        request,
        reading.flows(),
        chosen=chosen,
        figure=(_("Contained indium"), reading.kg),
        of="indium_kg",
        back=(reverse("flows:flows"), _("Where the metal goes")),
        left_out=_left_out(chosen, Names()),
    )


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
def sums_csv(request: PersonRequest) -> HttpResponse:
    """The ways of the metal as CSV."""
    content = as_csv(Reading(request.user, FlowFilter(request.GET)))
    return file_answer(content, CSV, "flows.csv")


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
def sums_xlsx(request: PersonRequest) -> HttpResponse:
    """All tables of the page as a workbook."""
    content = as_workbook(Reading(request.user, FlowFilter(request.GET)))
    return file_answer(content, XLSX, "flows.xlsx")


def _named_picture(request: PersonRequest, reading: Reading, names: Names) -> dict[str, Any]:
    """Bars and ribbons with their names, each with the query of the shipments behind it."""
    picture, asked = reading.picture, _asked(request)
    shown = {name: [n.key for n in picture.nodes if WAY[n.column] == name] for name in WAY}
    are_rest = len({path.end_use for path in reading.now}) > sankey.MOST

    def named(column: int, key: str) -> str:
        """What is neither shown nor stated is "Others", not only "not stated"."""
        return _("Others") if are_rest and not key else names.of(WAY[column], key)

    return {
        "nodes": [
            (node, named(node.column, node.key), _query(asked, {WAY[node.column]: node.key}, shown))
            for node in picture.nodes
        ],
        "ribbons": [
            (
                ribbon,
                named(ribbon.column, ribbon.source),
                named(ribbon.column + 1, ribbon.target),
                _query(
                    asked,
                    {WAY[ribbon.column]: ribbon.source, WAY[ribbon.column + 1]: ribbon.target},
                    shown,
                ),
            )
            for ribbon in picture.ribbons
        ],
    }


def _query(asked: Asked, ends: dict[str, str], shown: dict[str, list[str]]) -> str:
    """What was asked, narrowed to `ends`: an empty one stands for all that is not `shown` beside
    it. "" where nothing is, or where that is too long for an address."""
    if any(not key and name not in shown for name, key in ends.items()):
        return ""
    found = [(name, value) for name, value in asked if not ends.get(name)]
    for name, key in ends.items():
        others = [(f"not_{name}", each) for each in shown.get(name, ()) if each]
        found += [(name, key)] if key else others
    query = urlencode(found)
    return query if len(query) <= LONGEST_QUERY else ""


def _table(request: PersonRequest, reading: Reading, division: str, names: Names) -> dict[str, Any]:
    rows = reading.table(division)
    return {
        "division": division,
        "heading": HEADINGS[division],
        "concentration": reading.concentration(division),
        "rows": _rows(request, reading, division, rows[:MOST_ROWS], names),
        "more": max(len(rows) - MOST_ROWS, 0),
    }


def _rows(
    request: PersonRequest, reading: Reading, division: str, rows: list[Row], names: Names
) -> list[dict[str, Any]]:
    """Both figures open the shipments behind them."""
    asked, before = _asked(request), _before(reading.chosen)
    stated = {division: [each.key for each in reading.table(division)]} if division in WAY else {}
    return [
        {
            "row": row,
            "name": names.of(division, row.key),
            "query": _query(asked, {division: row.key}, stated),
            "query_before": _query(asked, {division: row.key, **before}, stated),
        }
        for row in rows
    ]


def _asked(request: PersonRequest) -> Asked:
    """The filters that were given."""
    given = [(name, value) for name, values in request.GET.lists() for value in values]
    return [(name, value) for name, value in given if value and name != "after"]


def _before(chosen: FlowFilter) -> dict[str, str]:
    """The other period as filters write it."""
    other = chosen.compared
    return {"since": f"{other.since:%Y-%m}", "until": f"{other.until:%Y-%m}"}


def _left_out(chosen: FlowFilter, names: Names) -> list[str]:
    return [names.of(division, key) for division, key in chosen.left_out]


def _movers(request: PersonRequest, reading: Reading, names: Names) -> list[dict[str, Any]]:
    return [
        {
            "heading": HEADINGS[division],
            "rows": _rows(request, reading, division, movers(reading.table(division)), names),
        }
        for division in ("country", "end_user")
    ]
