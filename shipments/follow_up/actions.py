"""What an exporter does after the gate: report, and ask before use or user change."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.paper_files import Upload
from compliance.refusals import Conflict
from shipments.declare.draft_changes import attach
from shipments.door import Passage, move
from shipments.follow_up.changes import changes_in
from shipments.follow_up.duties import reckon
from shipments.follow_up.evidence import lacking
from shipments.models import ChangeRequest, FollowUp, FollowUpReport, ReportState, Shipment


class WrongDay(ValidationError):
    """The event cannot have been on that day."""

    def __str__(self) -> str:
        return " ".join(self.messages)


def report(
    shipment: Shipment,
    *,
    by: User,
    kind: str,
    happened_on: date,
    text: str,
    files: Iterable[Upload] = (),
    kinds: Iterable[str] = (),
    **told: Any,
) -> FollowUpReport:
    """Report what happened to released goods, with evidence; the same again is there already.

    `told` are columns of FollowUpReport: place, user_name, user_country, end_use, used_kg,
    product_kg, scrap_kg, stock_kg. Raises Conflict where no such report is owed, WrongDay
    for a day outside release and today, ValidationError without the papers it needs.
    """
    given = list(kinds)
    if made := _same_report(shipment, by, kind, happened_on, text):
        return made
    with move("report", shipment, by=by) as case:
        duty = _duty(case, kind)
        if made := _made_before(duty, happened_on, text):
            case.leave()
            return made
        _check(duty, happened_on, given)
        row = _keep(case, duty, by, happened_on, text, told)
        for upload, paper in zip(files, given, strict=False):
            attached = attach(case.row, upload, kind=paper or "other", number="", by=by)
            attached.report = row
            attached.save(update_fields=["report"])
        reckon(case.row)
        case.tell(kind=kind, happened_on=happened_on.isoformat(), report_id=row.pk)
    return row


def request_change(
    shipment: Shipment,
    *,
    by: User,
    kind: str,
    end_use: str,
    kg: Decimal,
    planned_on: date,
    reason: str,
    user_name: str = "",
    user_country: str = "",
    user_address: str = "",
) -> ChangeRequest:
    """Ask customs before the use changes or the goods go to another user (Decree 792 art. 25)."""
    if planned_on < clock.today():
        raise ValidationError({"planned_on": _("Ask before it happens: choose a day to come.")})
    with move("request_change", shipment, by=by) as case:
        row = ChangeRequest.objects.create(
            shipment=case.row,
            kind=kind,
            user_name=user_name,
            user_country=user_country,
            user_address=user_address,
            end_use=end_use,
            kg=kg,
            planned_on=planned_on,
            reason=reason,
            by=by,
            at=case.at,
        )
        case.tell(change=kind, new_user=user_name, end_use=end_use, kg=f"{kg.normalize():f}")
    return row


def first_day(duty: FollowUp) -> date:
    """The earliest day that a report on the duty can tell of: that of the release."""
    return timezone.localdate(duty.released_at)


def _same_report(
    shipment: Shipment, by: User, kind: str, happened_on: date, text: str
) -> FollowUpReport | None:
    """What a second click would file again, also where nothing is owed any more."""
    if by.exporter_id is None or by.exporter_id != shipment.exporter_id:
        return None
    rows = shipment.follow_up_reports.exclude(state=ReportState.QUESTIONED)
    standing = rows.filter(follow_up__ended_at__isnull=True, follow_up__kind=kind)
    return standing.filter(happened_on=happened_on, text=text).first()


def _duty(case: Passage, kind: str) -> FollowUp:
    rows = case.row.follow_ups.standing().owed_by_exporters().filter(kind=kind)
    duty = rows.first()
    if duty is None:
        raise Conflict(_("No such report on this release is owed."))
    return duty


def _made_before(duty: FollowUp, happened_on: date, text: str) -> FollowUpReport | None:
    """The report that stands, where it says the same; Conflict where it says otherwise."""
    last = duty.reports.exclude(state=ReportState.QUESTIONED).first()
    if last is None:
        if duty.met_at:
            raise Conflict(_("Customs knows this already: nothing is left to report."))
        return None
    if (last.happened_on, last.text) == (happened_on, text):
        return last
    raise Conflict(_("This report was filed already. Customs says if it needs a better one."))


def _check(duty: FollowUp, happened_on: date, given: list[str]) -> None:
    if not first_day(duty) <= happened_on <= clock.today():
        raise WrongDay(_("Choose a day from the release to today."))
    if sentence := lacking(duty.kind, given):
        raise ValidationError({"first": sentence})


def _keep(
    case: Passage, duty: FollowUp, by: User, happened_on: date, text: str, told: dict[str, Any]
) -> FollowUpReport:
    declaration = from_plain(case.revision.content, Declaration)
    names = {name: told.get(name) or "" for name in ("user_name", "user_country", "end_use")}
    FollowUp.objects.filter(pk=duty.pk).update(met_at=case.at)
    changes = changes_in(case.row, declaration, **names)
    return FollowUpReport.objects.create(
        follow_up=duty,
        shipment=case.row,
        happened_on=happened_on,
        text=text,
        changes=changes,
        differs=bool(changes),
        by=by,
        at=case.at,
        state=ReportState.FILED,
        **told,
    )
