"""What became of the metal: a page of balances, the shipments behind each number, files."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import FLOW_READERS, for_roles
from compliance.ui.downloads import CSV, XLSX, file_answer
from shipments.flows.balances.figures import OPENED, Balance
from shipments.flows.balances.forms import BalanceFilter, BehindFilter
from shipments.flows.balances.reading import BalanceReading
from shipments.flows.balances.sheets import as_csv, as_workbook
from shipments.flows.balances.wording import HEADED
from shipments.flows.behind import show_behind
from shipments.flows.wording import HEADINGS, Names

ROWS = 50


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
def balances(request: PersonRequest) -> HttpResponse:
    """The page."""
    chosen = BalanceFilter(request.GET)
    reading, names, by = BalanceReading(request.user, chosen), Names(), chosen.by_what
    page, asked = Paginator(reading.rows, ROWS).get_page(request.GET.get("page")), _asked(request)
    rows = [
        (names.of(by, key), _next(by, key, asked), _cells(balance, {**asked, by: key}))
        for key, balance in page
    ]
    context = {
        "filter": chosen,
        "years": [_year(asked, names, *each) for each in reading.by_year],
        "whole": _cells(reading.whole, asked),
        "heading": HEADINGS[by],
        "columns": [HEADED[name] for name in OPENED],
        "page": page,
        "rows": rows,
        "links_to_stories": by == "end_user",
    }
    return render(request, "flows/balances.html", context)


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
def behind(request: PersonRequest) -> HttpResponse:
    """The goods lines behind a number of the page."""
    chosen = BehindFilter(request.GET)
    back = (reverse("flows:balances"), _("What became of the metal"))
    return show_balance_behind(request, BalanceReading(request.user, chosen), back)


def show_balance_behind(
    request: PersonRequest, reading: BalanceReading, back: tuple[str, Any]
) -> HttpResponse:
    """The goods lines behind a mass of the balances that a BehindFilter chose."""
    chosen: Any = reading.chosen
    mass = chosen.mass
    return show_behind(
        request,
        reading.flows().filter(chosen.of_mass),
        chosen=chosen,
        figure=(HEADED[mass], getattr(reading.whole, mass)),
        of=mass,
        back=back,
    )


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
def balances_csv(request: PersonRequest) -> HttpResponse:
    """By the division asked for, year and purity class."""
    content = as_csv(BalanceReading(request.user, BalanceFilter(request.GET)))
    return file_answer(content, CSV, "balances.csv")


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
def balances_xlsx(request: PersonRequest) -> HttpResponse:
    """The tables of the page as a workbook."""
    content = as_workbook(BalanceReading(request.user, BalanceFilter(request.GET)))
    return file_answer(content, XLSX, "balances.xlsx")


def _year(
    asked: dict[str, str],
    names: Names,
    year: int,
    balance: Balance,
    purities: list[tuple[str, Balance]],
) -> dict[str, Any]:
    own = {**asked, "year": str(year)}
    return {
        "year": year,
        "cells": _cells(balance, own),
        "purities": [
            (names.of("purity", purity), _cells(each, {**own, "purity": purity}))
            for purity, each in purities
        ],
    }


def _cells(balance: Balance, asked: dict[str, str]) -> list[tuple[Any, str]]:
    """The masses of a row, each with the query of the shipments behind it, "" for none."""
    found = [(name, getattr(balance, name)) for name in OPENED]
    return [(kg, urlencode({**asked, "what": name}) if kg else "") for name, kg in found]


def _next(by: str, key: str, asked: dict[str, str]) -> str:
    """Where the name of a row leads: the story of an end user, the end users of anything else."""
    if by == "end_user":
        return urlencode({"end_user": key})
    return urlencode({**asked, by: key, "by": "end_user"}) if key else ""


def _asked(request: PersonRequest) -> dict[str, str]:
    ours = BalanceFilter.base_fields
    return {name: str(value) for name, value in request.GET.items() if value and name in ours}
