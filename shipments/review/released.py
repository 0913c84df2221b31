"""The bodies of the verbs on released goods: amendment, recall before departure by two officers,
and close."""

from datetime import date

from compliance.accounts.models import User
from shipments.door import move
from shipments.models import DecisionState, Departure, HoldKind, Shipment
from shipments.paperwork.actions import revoke_documents
from shipments.review.actions import decide_amendment
from shipments.review.terms import last_day_to_answer

IN_EFFECT = (DecisionState.EFFECTIVE, DecisionState.COUNTERSIGNED)


def grant_amendment(
    shipment: Shipment, *, by: User, reason: str, message: str = "", version: int | None = None
) -> Shipment:
    """同意修改: the exporter corrects what was released under the same number; the papers of the
    release are void, and the correction passes every gate again."""
    with move("grant_amendment", shipment, by=by, version=version) as case:
        decide_amendment(case, is_granted=True)
        case.decide(reason=reason, message=message)
        revoke_documents(case.row)
    return case.row


def refuse_amendment(
    shipment: Shipment, *, by: User, reason: str, message: str, version: int | None = None
) -> Shipment:
    """不同意修改: it stands as it was declared."""
    with move("refuse_amendment", shipment, by=by, version=version) as case:
        decide_amendment(case, is_granted=False)
        case.decide(reason=reason, message=message)
    return case.row


def propose_recall(
    shipment: Shipment, *, by: User, reason: str, message: str, version: int | None = None
) -> Shipment:
    """Ask a second officer to stop goods that were released and have not left."""
    with move("propose_recall", shipment, by=by, version=version) as case:
        proposed = DecisionState.PROPOSED
        case.decide(reason=reason, message=message, state=proposed)
    return case.row


def countersign_recall(
    shipment: Shipment, *, by: User, reason: str, version: int | None = None
) -> Shipment:
    """撤回放行: the release no longer stands, its papers are void, the goods are held."""
    with move("countersign_recall", shipment, by=by, version=version) as case:
        decision = case.second(reason=reason, state=DecisionState.COUNTERSIGNED)
        releases = case.row.decisions.filter(verb="release", state__in=IN_EFFECT)
        releases.update(state=DecisionState.RECALLED)
        revoke_documents(case.row)
        case.hold(decision, HoldKind.RECALLED, last_day_to_answer())
    return case.row


def decline_recall(
    shipment: Shipment, *, by: User, reason: str, version: int | None = None
) -> Shipment:
    """Refuse to sign a colleague's recall: the release stands."""
    with move("decline_recall", shipment, by=by, version=version) as case:
        case.second(reason=reason, state=DecisionState.DECLINED)
    return case.row


def close(
    shipment: Shipment,
    *,
    by: User,
    reason: str,
    departed_on: date,
    report_no: str,
    container_no: str = "",
    message: str = "",
    version: int | None = None,
) -> Shipment:
    """结关: the released goods have left the country, as the carrier's report says."""
    with move("close", shipment, by=by, version=version) as case:
        decision = case.decide(reason=reason, message=message)
        Departure.objects.create(
            shipment=case.row,
            decision=decision,
            departed_on=departed_on,
            report_no=report_no,
            container_no=container_no,
        )
        case.tell(
            departed_on=departed_on.isoformat(), report_no=report_no, container_no=container_no
        )
    return case.row
