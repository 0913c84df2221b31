"""The goods lines behind a figure of flows, balances and end users: one page for all of them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from compliance import clock
from compliance.accounts.models import User
from compliance.accounts.requests import PersonRequest
from compliance.ui.keyset import Key, keyset_page
from shipments.flows.wording import Names
from shipments.models import Flow, Shipment

NEWEST_FIRST = (Key("id", descending=True),)
CONTAINED = ("indium_kg", "received_kg")
"""What the column of contained indium says already."""


def show_behind(
    request: PersonRequest,
    rows: QuerySet[Flow],
    *,
    chosen: Form,
    figure: tuple[Any, Any],
    of: str,
    back: tuple[str, Any],
    left_out: Sequence[str] = (),
) -> HttpResponse:
    """Goods lines, the newest first, each opening its case for those who may.

    `figure` is the name of the sum and its kilograms, `of` the column of flows it adds up, `back`
    address and name of the page with the figure, `left_out` names whose goods do not count.
    """
    lines = rows.select_related("shipment", "exporter")
    page, names = keyset_page(lines, NEWEST_FIRST, request.GET.get("after", "")), Names()
    context = {
        "filter": chosen,
        "page": page,
        "figure": figure,
        "left_out": left_out,
        "back": back,
        "has_own_column": of not in CONTAINED,
        "of_one_user": bool(request.GET.get("end_user")),
        "rows": [(flow, _spoken(flow, names), _mass(flow, of)) for flow in page.rows],
        "opened": opened_by(request.user, [flow.shipment_id for flow in page.rows]),
    }
    return render(request, "flows/behind.html", context)


def opened_by(user: User, pks: list[int]) -> set[int]:
    """Which of these shipments the reader may open: figures are the whole country's, cases not."""
    return set(Shipment.objects.visible_to(user).filter(pk__in=pks).values_list("pk", flat=True))


def _spoken(flow: Flow, names: Names) -> dict[str, str]:
    return {name: names.of(name, getattr(flow, name)) for name in ("end_use", "purity")}


def _mass(flow: Flow, of: str) -> Any:
    """Kilograms of that kind today: what is awaited after its day is unexplained."""
    if of in CONTAINED:
        return flow.indium_kg
    is_late = flow.due_on is not None and flow.due_on < clock.today()
    if of == "unexplained_kg" and is_late:
        return flow.unexplained_kg + flow.awaited_kg
    return getattr(flow, of)
