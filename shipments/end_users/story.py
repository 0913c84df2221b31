"""The part of an end user's page that the register knows."""

from datetime import date
from typing import Any

from shipments.end_users.accounts import Account, accounts
from shipments.end_users.consignments import consignments_of, taken_over
from shipments.end_users.entries import entry_of, members_of
from shipments.flows.balance import YearBalance
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


def register_story(key: str, keys: list[str]) -> dict[str, Any]:
    """Particulars, sites, figures, verdicts, reports and merges, for the template."""
    entry = entry_of(key)
    members = members_of(entry) if entry else []
    return {
        "entry": entry,
        "members": members[1:],
        "sites": RegisteredSite.objects.filter(user__in=members),
        "figures": _figures(members),
        "verdicts": UserVerdict.objects.filter(user__in=members).select_related("by")[:MOST],
        "reports": _reports(keys),
        "merges": UserMerge.objects.filter(
            other__in=members[1:], state=MergeState.MERGED
        ).select_related("kept", "other", "decided_by"),
    }


def yearly_accounts(
    keys: list[str], years: list[YearBalance], today: date
) -> list[tuple[YearBalance, Account, Any]]:
    """Each year with what became of its metal, and what was taken over from other users."""
    found = accounts(consignments_of(keys, today))
    others = taken_over(keys)
    return [(each, found.get(each.year, Account()), others.get(each.year)) for each in years]


def _figures(members: list[RegisteredUser]) -> list[UserFigure]:
    rows = UserFigure.objects.filter(user__in=members).select_related("shipment", "by")
    return list(rows.order_by("-as_of", "-id")[:MOST])


def _reports(keys: list[str]) -> list[FollowUpReport]:
    """The newest reports on what was let go to it."""
    flows = Flow.objects.filter(end_user__in=keys, status__in=LET_GO)
    rows = FollowUpReport.objects.filter(shipment__in=flows.values("shipment"))
    return list(rows.select_related("shipment", "follow_up").order_by("-id")[:MOST])
