"""What officers decide: the body of each verb. What it may and brings about stands in MOVES.

`version` is the shipment's version on the page the officer looked at; None skips that check.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.refusals import Conflict
from shipments.door import Passage, move
from shipments.grounds import chosen_ground, ground_named, printed
from shipments.models import (
    AmendmentRequest,
    DecisionState,
    HoldKind,
    PrecedentKind,
    Shipment,
    WithdrawalRequest,
)
from shipments.moves import Status
from shipments.paperwork.actions import revoke_documents
from shipments.review import dispositions
from shipments.review.dispositions import Disposed
from shipments.screening.precedents import remember


def release(
    shipment: Shipment, *, by: User, reason: str, message: str = "", version: int | None = None
) -> Shipment:
    """Let the goods go. A case with hold- or block-grade findings takes propose_release; one that
    had some takes another officer than who has entered the evidence against them (NotAllowed)."""
    with move("release", shipment, by=by, version=version) as case:
        case.decide(reason=reason, message=message)
    return case.row


def propose_release(
    shipment: Shipment,
    *,
    by: User,
    reason: str,
    message: str = "",
    given: Mapping[int, Disposed] = MappingProxyType({}),
    version: int | None = None,
) -> Shipment:
    """Ask a second officer to sign the release; the case is free for others again.

    `given` disposes of each finding of hold grade and above, by its position in the latest run;
    raises ValidationError where one is missing or without a ground.
    """
    with move("propose_release", shipment, by=by, version=version) as case:
        findings = dispositions.grave_findings(case.row)
        dispositions.check(findings, dispositions.papers_of(case.row), given)
        state = DecisionState.PROPOSED
        decision = case.decide(reason=reason, message=message, state=state)
        if findings:
            case.tell(dispositions=dispositions.keep(decision, findings, given))
    return case.row


def countersign(
    shipment: Shipment, *, by: User, reason: str, version: int | None = None
) -> Shipment:
    """Sign a colleague's release: it takes effect."""
    with move("countersign", shipment, by=by, version=version) as case:
        case.second(reason=reason, state=DecisionState.COUNTERSIGNED)
    return case.row


def decline_release(
    shipment: Shipment, *, by: User, reason: str, version: int | None = None
) -> Shipment:
    """Refuse to sign a colleague's release: the case stays where it is."""
    with move("decline_release", shipment, by=by, version=version) as case:
        case.second(reason=reason, state=DecisionState.DECLINED)
    return case.row


def hold(
    shipment: Shipment,
    *,
    by: User,
    reason: str,
    until: date,
    message: str,
    ground: str,
    version: int | None = None,
) -> Shipment:
    """暂不予放行: keep the goods back until a day; a hold in force is replaced. What the ground is
    for is its kind.

    Raises Conflict without a ground, for one that is not in force, and for one of a kind that a
    verb of its own brings about.
    """
    chosen = chosen_ground("hold", ground)
    kind = chosen.kind
    if kind in HoldKind.by_other_verbs():
        raise Conflict(_("This kind of hold has a decision of its own."))
    with move("hold", shipment, by=by, version=version) as case:
        told = replace(chosen, disclosed=kind not in HoldKind.undisclosed())
        decision = case.decide(reason=reason, message=message, ground=told)
        case.hold(decision, kind, until)
        case.tell(kind=str(kind), until=until.isoformat())
    return case.row


def lift(
    shipment: Shipment, *, by: User, reason: str, message: str = "", version: int | None = None
) -> Shipment:
    """End the hold: the case is back in review."""
    with move("lift", shipment, by=by, version=version) as case:
        case.decide(reason=reason, message=message)
    return case.row


def return_for_correction(
    shipment: Shipment, *, by: User, reason: str, message: str, version: int | None = None
) -> Shipment:
    """退回修改: the exporter may change the draft and submit it as the next revision. Where the
    exporter asked to amend it, that is granted."""
    with move("return_for_correction", shipment, by=by, version=version) as case:
        decide_amendment(case, is_granted=True, result="granted_before_release")
        case.decide(reason=reason, message=message)
    return case.row


def refuse(
    shipment: Shipment,
    *,
    by: User,
    reason: str,
    message: str,
    ground: str,
    version: int | None = None,
) -> Shipment:
    """不予放行: final for this shipment. Raises Conflict without a ground that is in force."""
    chosen = chosen_ground("refuse", ground)
    with move("refuse", shipment, by=by, version=version) as case:
        case.decide(reason=reason, message=message, ground=chosen)
        remember_case(case, PrecedentKind.REFUSED, message)
    return case.row


def grant_withdrawal(
    shipment: Shipment, *, by: User, reason: str, message: str = "", version: int | None = None
) -> Shipment:
    """Agree that the exporter takes back what customs had held or released; the papers of a release
    are void then."""
    with move("grant_withdrawal", shipment, by=by, version=version) as case:
        request = _answered(case, is_granted=True)
        case.decide(reason=reason, message=message)
        if case.row.holds.exists():
            remember_case(case, PrecedentKind.WITHDRAWN, request.reason)
        if case.row.status == Status.RELEASED:
            revoke_documents(case.row)
    return case.row


def refuse_withdrawal(
    shipment: Shipment, *, by: User, reason: str, message: str, version: int | None = None
) -> Shipment:
    """Keep a declaration that the exporter wants to take back."""
    with move("refuse_withdrawal", shipment, by=by, version=version) as case:
        _answered(case, is_granted=False)
        case.decide(reason=reason, message=message)
    return case.row


def remember_case(case: Passage, kind: PrecedentKind, ground: str) -> None:
    """What every office has to know of this shipment from now on."""
    declaration = from_plain(case.revision.content, Declaration)
    remember(case.row, kind, declaration=declaration, ground=ground)


def decide_amendment(case: Passage, *, is_granted: bool, result: str = "") -> None:
    """Answer the exporter's wish to amend, where one waits; `result` as its paper knows it, by
    default granted or refused."""
    request = AmendmentRequest.objects.filter(shipment=case.row, decided_at__isnull=True).first()
    if request:
        _answer(request, case, is_granted=is_granted, result=result)


def _answered(case: Passage, *, is_granted: bool) -> WithdrawalRequest:
    request = WithdrawalRequest.objects.get(shipment=case.row, decided_at__isnull=True)
    _answer(request, case, is_granted=is_granted)
    return request


def _answer(
    request: WithdrawalRequest | AmendmentRequest,
    case: Passage,
    *,
    is_granted: bool,
    result: str = "",
) -> None:
    """Keep the answer, and tell the paper of it what was asked."""
    request.decided_by, request.decided_at, request.is_granted = case.by, case.at, is_granted
    request.save(update_fields=["decided_by", "decided_at", "is_granted"])
    result = result or ("granted" if is_granted else "refused")
    ground = ground_named("withdraw", request.ground, timezone.localdate(request.at))
    told = {"ground": request.ground, "reason": request.reason}
    case.print_on_papers(result=result, **told, **printed(ground))
