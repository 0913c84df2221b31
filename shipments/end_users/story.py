"""The part of an end user's page that the register knows."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from compliance.accounts.models import User
from shipments.end_users.reported import by_year, takings
from shipments.flows.balance import YearBalance
from shipments.flows.balances.figures import Balance
from shipments.flows.balances.forms import BehindFilter
from shipments.flows.balances.reading import OneUserReading
from shipments.flows.balances.wording import HEADED
from shipments.flows.behind import opened_by
from shipments.models import (
    Flow,
    FollowUpReport,
    MergeState,
    RegisteredSite,
    RegisteredUser,
    UserFigure,
    UserMerge,
    UserVerdict,
)
from shipments.moves import LET_GO

MOST = 20
FOLLOWED = (
    "received_kg",
    "unexplained_kg",
    "awaited_kg",
    "used_kg",
    "product_kg",
    "scrap_kg",
    "in_stock_kg",
    "handed_on_kg",
)
"""Masses of a balance in the order in which the page shows them."""


@dataclass(frozen=True)
class YearOfUser:
    """A year's need and receipts beside what became of the metal, and what was `taken` over from
    other users. `cells` are the masses of
    FOLLOWED with the queries of the shipments behind them, "" for none."""

    year: YearBalance
    balance: Balance
    taken: Decimal | None
    query: str
    cells: list[tuple[Decimal, str]]


def register_story(
    user: User, key: str, family: list[RegisteredUser], years: list[YearBalance]
) -> dict[str, Any]:
    """Particulars, sites, figures, verdicts, balances, reports, transfers and merges, for the
    template."""
    keys = [each.key for each in family] or [key]
    reports, taken, figures = _reports(keys), takings(keys), _figures(family)
    told = [each.shipment_id for each in reports] + [each.shipment_id for each in taken]
    told += [each.shipment_id for each in figures if each.shipment_id]
    return {
        "entry": family[0] if family else None,
        "members": family[1:],
        "sites": RegisteredSite.objects.filter(user__in=family),
        "figures": figures,
        "verdicts": UserVerdict.objects.filter(user__in=family).select_related("by")[:MOST],
        "columns": [HEADED[name] for name in FOLLOWED],
        "years": _yearly_balances(user, key, years, by_year(taken)),
        "reports": reports,
        "taken": taken,
        "opened": opened_by(user, told),
        "merges": UserMerge.objects.filter(
            other__in=family[1:], state=MergeState.MERGED
        ).select_related("kept", "other", "decided_by"),
    }


def _yearly_balances(
    user: User, key: str, years: list[YearBalance], taken: dict[int, Decimal]
) -> list[YearOfUser]:
    reading = OneUserReading(user, BehindFilter({"end_user": key}))
    found = {year: balance for year, balance, _purities in reading.by_year}
    return [
        _year(key, each, found.get(each.year, Balance()), taken.get(each.year)) for each in years
    ]


def _year(key: str, year: YearBalance, balance: Balance, taken: Decimal | None) -> YearOfUser:
    asked = {"end_user": key, "year": year.year}
    masses = [(name, getattr(balance, name)) for name in FOLLOWED]
    cells = [(kg, urlencode({**asked, "what": name}) if kg else "") for name, kg in masses]
    return YearOfUser(year, balance, taken, urlencode(asked) if balance.lines else "", cells)


def _figures(members: list[RegisteredUser]) -> list[UserFigure]:
    rows = UserFigure.objects.filter(user__in=members).select_related("shipment", "by")
    return list(rows.order_by("-as_of", "-id")[:MOST])


def _reports(keys: list[str]) -> list[FollowUpReport]:
    """The newest reports on what was let go to it."""
    flows = Flow.objects.filter(end_user__in=keys, status__in=LET_GO)
    rows = FollowUpReport.objects.filter(shipment__in=flows.values("shipment"))
    return list(rows.select_related("shipment", "follow_up").order_by("-at", "-id")[:MOST])
