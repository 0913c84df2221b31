"""Reports on releases as lists: what an exporter owes, and what an office waits for or has to
read."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.accounts.models import User
from compliance.ui.keyset import Key
from shipments.models import ChangeRequest, FollowUp, FollowUpReport, ReportState
from shipments.moves import LET_GO

SOONEST_FIRST = (Key("due_on"), Key("id"))
OLDEST_FIRST = (Key("id"),)
OVERDUE, DUE, FILED, ASKED = "overdue", "due", "filed", "asked"
LISTS: dict[str, Any] = {
    OVERDUE: _("Overdue"),
    DUE: _("Still due"),
    FILED: _("To be read"),
    ASKED: _("Changes asked for"),
}


def owed_by(user: User) -> QuerySet[FollowUp]:
    """What the exporter has to report and by when, whether or not it is overdue."""
    return _duties(user).owed_by_exporters()


def listed_for(user: User, name: str) -> tuple[QuerySet[Any], tuple[Key, ...]]:
    """One of LISTS over what the reader may see, with its order."""
    if name == FILED:
        return _seen(FollowUpReport.objects, user).filter(state=ReportState.FILED).select_related(
            "shipment__exporter", "follow_up"
        ), OLDEST_FIRST
    if name == ASKED:
        return _seen(ChangeRequest.objects, user).filter(decided_at__isnull=True).select_related(
            "shipment__exporter"
        ), OLDEST_FIRST
    is_past = {"due_on__lt": clock.today()} if name == OVERDUE else {"due_on__gte": clock.today()}
    return _duties(user).filter(**is_past), SOONEST_FIRST


def _duties(user: User) -> Any:
    rows = FollowUp.objects.unmet().filter(due_on__isnull=False)
    if user.is_exporter:
        rows = rows.filter(exporter=user.exporter_id)
    return _seen(rows, user).select_related("shipment__exporter")


def _seen(rows: Any, user: User) -> Any:
    """Of goods that were let go, at the officer's office; an auditor sees all."""
    let_go = rows.filter(shipment__status__in=LET_GO)
    return let_go.filter(shipment__office=user.office_id) if user.is_officer else let_go
