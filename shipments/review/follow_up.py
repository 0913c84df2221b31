"""The bodies of the officer's verbs after the gate: reports, visits, changes of use or user."""

from datetime import date

from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict
from shipments.door import Passage, move
from shipments.end_users.keeping import register_user
from shipments.follow_up.duties import reckon
from shipments.follow_up.new_user import hits_on_user, why_not
from shipments.models import (
    ChangeRequest,
    FollowUp,
    FollowUpReport,
    ReportState,
    Shipment,
    UserVerdict,
)
from shipments.papers.wording import day, plain


def accept_report(
    shipment: Shipment,
    *,
    by: User,
    report: int,
    reason: str,
    message: str = "",
    version: int | None = None,
) -> Shipment:
    """The report is good."""
    with move("accept_report", shipment, by=by, version=version) as case:
        found = _read(case, report, ReportState.ACCEPTED, reason, message)
        if found.differs and hits_on_user(found.user_name, found.user_country):
            raise Conflict(
                _(
                    "Who has the goods resembles a listed party and was not declared: question the "
                    "report; such a user is granted by two officers, on request."
                )
            )
    return case.row


def question_report(
    shipment: Shipment,
    *,
    by: User,
    report: int,
    reason: str,
    message: str,
    version: int | None = None,
) -> Shipment:
    """The report does not do: it is owed again, a few working days from now."""
    with move("question_report", shipment, by=by, version=version) as case:
        found = _read(case, report, ReportState.QUESTIONED, reason, message)
        FollowUp.objects.filter(pk=found.follow_up_id).update(met_at=None)
        reckon(case.row)
    return case.row


def record_visit(
    shipment: Shipment,
    *,
    by: User,
    happened_on: date,
    outcome: str,
    text: str,
    reason: str,
    version: int | None = None,
) -> Shipment:
    """What officers saw at the end user: a verdict on it, and the visit that the release owed."""
    with move("record_visit", shipment, by=by, version=version) as case:
        case.decide(reason=reason)
        duty = case.row.follow_ups.unmet().filter(kind="visit").first()
        if duty:
            FollowUpReport.objects.create(
                follow_up=duty,
                shipment=case.row,
                happened_on=happened_on,
                text=text,
                by=by,
                at=case.at,
                state=ReportState.ACCEPTED,
                read_by=by,
                read_at=case.at,
            )
            FollowUp.objects.filter(pk=duty.pk).update(met_at=case.at)
        user = register_user(case.row, from_plain(case.revision.content, Declaration), case.at)
        if user:
            UserVerdict.objects.create(
                user=user, outcome=outcome, visited_on=happened_on, text=text, by=by, at=case.at
            )
        case.tell(happened_on=happened_on.isoformat(), outcome=outcome)
    return case.row


def grant_change(
    shipment: Shipment, *, by: User, reason: str, message: str = "", version: int | None = None
) -> Shipment:
    """Allow the change that was asked for, unless the law bars the new user."""
    with move("grant_change", shipment, by=by, version=version) as case:
        _grant(case, reason, message)
    return case.row


def propose_grant(
    shipment: Shipment, *, by: User, reason: str, version: int | None = None
) -> Shipment:
    """Ask a second officer to sign the grant of a change that one alone may not allow."""
    with move("propose_grant", shipment, by=by, version=version) as case:
        request = _open_request(case)
        _check_law(request)
        request.proposed_by, request.proposed_at = case.by, case.at
        request.save(update_fields=["proposed_by", "proposed_at"])
        case.decide(reason=reason)
        _tell_of(case, request)
    return case.row


def countersign_grant(
    shipment: Shipment, *, by: User, reason: str, message: str = "", version: int | None = None
) -> Shipment:
    """Sign a colleague's grant: the change is allowed, unless the law bars the new user by now."""
    with move("countersign_grant", shipment, by=by, version=version) as case:
        _grant(case, reason, message)
    return case.row


def refuse_change(
    shipment: Shipment, *, by: User, reason: str, message: str, version: int | None = None
) -> Shipment:
    """User and use stay as declared."""
    with move("refuse_change", shipment, by=by, version=version) as case:
        _answered(case, message, is_granted=False)
        case.decide(reason=reason, message=message)
    return case.row


def _read(case: Passage, pk: int, state: ReportState, reason: str, message: str) -> FollowUpReport:
    rows = case.row.follow_up_reports.select_for_update(of=("self",))
    found = rows.select_related("follow_up").filter(pk=pk, state=ReportState.FILED).first()
    if found is None:
        raise Conflict(_("Somebody has looked at this report already."))
    case.decide(reason=reason, message=message)
    found.state, found.read_by, found.read_at = state, case.by, case.at
    found.reason, found.message = reason, message
    found.save(update_fields=["state", "read_by", "read_at", "reason", "message"])
    case.tell(kind=found.follow_up.kind, report_id=found.pk)
    return found


def _grant(case: Passage, reason: str, message: str) -> None:
    _check_law(_answered(case, message, is_granted=True))
    case.decide(reason=reason, message=message)


def _check_law(request: ChangeRequest) -> None:
    if sentence := why_not(request):
        raise Conflict(sentence)


def _answered(case: Passage, message: str, *, is_granted: bool) -> ChangeRequest:
    request = _open_request(case)
    request.decided_by, request.decided_at = case.by, case.at
    request.is_granted, request.message = is_granted, message
    request.save(update_fields=["decided_by", "decided_at", "is_granted", "message"])
    _tell_of(case, request)
    result = "granted" if is_granted else "refused"
    case.print_on_papers(result=result, **_printed(request))
    return request


def _printed(request: ChangeRequest) -> dict[str, str]:
    """What was asked for, as its paper prints it."""
    norm = policy_on(clock.today()).end_use_norm(request.end_use)
    return {
        "change": request.kind,
        "user_name": request.user_name,
        "user_country": request.user_country,
        "user_address": request.user_address,
        "use_zh": norm.name_zh if norm else request.end_use,
        "use_en": norm.name_en if norm else "",
        "kg": plain(request.kg),
        "planned_on": day(request.planned_on),
        "reason": request.reason,
    }


def _open_request(case: Passage) -> ChangeRequest:
    return ChangeRequest.objects.get(shipment=case.row, decided_at__isnull=True)


def _tell_of(case: Passage, request: ChangeRequest) -> None:
    case.tell(change=request.kind, new_user=request.user_name, end_use=request.end_use)
