"""What the rules learn from reports on earlier releases."""

from collections.abc import Iterator
from datetime import date

from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.law.follow_up import UnreportedChange
from shipments.follow_up.changes import USE, USER
from shipments.models import FollowUp, FollowUpReport, ReportState, Shipment
from shipments.models.follow_up import FollowUpQuerySet

MOST = 100


def overdue_rows(exporter_id: int, today: date) -> FollowUpQuerySet:
    """What the exporter should have reported before today, the longest overdue first."""
    rows = FollowUp.objects.overdue(today).owed_by_exporters()
    return rows.filter(exporter_id=exporter_id).order_by("due_on", "id")[:MOST]


def next_due(exporter_id: int, today: date) -> date | None:
    """The next last day of a report that the exporter owes."""
    rows = FollowUp.objects.unmet().owed_by_exporters()
    days = rows.filter(exporter_id=exporter_id, due_on__gte=today)
    return days.order_by("due_on").values_list("due_on", flat=True).first()


def changes_known(shipment: Shipment) -> tuple[UnreportedChange, ...]:
    """Changes that reports on the exporter's other releases told of, unless an officer accepted
    them."""
    rows = (
        FollowUpReport.objects.filter(differs=True, shipment__exporter_id=shipment.exporter_id)
        .exclude(state=ReportState.ACCEPTED)
        .exclude(shipment=shipment)
        .select_related("shipment")
        .order_by("id")[:MOST]
    )
    return tuple(change for row in rows for change in _changes(row))


def _changes(row: FollowUpReport) -> Iterator[UnreportedChange]:
    revision = row.shipment.revisions.get(number=row.shipment.revision_no)
    declaration = from_plain(revision.content, Declaration)
    user = declaration.party("end_user") or declaration.party("consignee")
    uses, reference = [each.end_use for each in declaration.all_statements], row.shipment.reference
    if USER in row.changes:
        yield UnreportedChange(
            reference, USER, next(iter(user.names), "") if user else "", row.user_name
        )
    if USE in row.changes:
        yield UnreportedChange(reference, USE, ", ".join(dict.fromkeys(uses)), row.end_use)
