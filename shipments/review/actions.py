"""What officers decide: the body of each verb. What it may and brings about stands in MOVES.

`version` is the shipment's version on the page the officer looked at; None skips that check.
"""

from datetime import date

from compliance.accounts.models import User
from shipments.door import move
from shipments.models import DecisionState, Hold, HoldKind, Shipment


def release(
    shipment: Shipment, *, by: User, reason: str, message: str = "", version: int | None = None
) -> Shipment:
    """Let the goods go. A case with hold- or block-grade findings takes propose_release."""
    with move("release", shipment, by=by, version=version) as case:
        case.decide(reason=reason, message=message)
    return case.row


def propose_release(
    shipment: Shipment, *, by: User, reason: str, message: str = "", version: int | None = None
) -> Shipment:
    """Ask a second officer to sign the release; the case is free for others again."""
    with move("propose_release", shipment, by=by, version=version) as case:
        state = DecisionState.PROPOSED
        case.decide(reason=reason, message=message, verb="release", state=state)
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
    kind: HoldKind | str,
    reason: str,
    until: date,
    message: str,
    version: int | None = None,
) -> Shipment:
    """暂不予放行: keep the goods back until a day; a hold in force is replaced."""
    with move("hold", shipment, by=by, version=version) as case:
        decision = case.decide(reason=reason, message=message)
        Hold.objects.create(
            shipment=case.row, decision=decision, kind=kind, since=case.at, until=until
        )
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
    """退回修改: the exporter may change the draft and submit it as the next revision."""
    with move("return_for_correction", shipment, by=by, version=version) as case:
        case.decide(reason=reason, message=message)
    return case.row


def refuse(
    shipment: Shipment, *, by: User, reason: str, message: str, version: int | None = None
) -> Shipment:
    """不予放行: final for this shipment."""
    with move("refuse", shipment, by=by, version=version) as case:
        case.decide(reason=reason, message=message)
    return case.row


def close(
    shipment: Shipment, *, by: User, reason: str, message: str = "", version: int | None = None
) -> Shipment:
    """结关: the released goods have left the country."""
    with move("close", shipment, by=by, version=version) as case:
        case.decide(reason=reason, message=message)
    return case.row
