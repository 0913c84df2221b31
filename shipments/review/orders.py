"""The bodies of the verbs on a stop by the ministry and on a detention. What each may stands in
MOVES; terms are checked here, against the policy."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.refusals import Conflict
from shipments.detention_clock import latest_end, latest_extension
from shipments.door import Passage, move
from shipments.grounds import chosen_ground, ground_of, printed
from shipments.models import DecisionState, Detention, Hold, HoldKind, MinistryStop, Shipment
from shipments.review.terms import not_past


def order_stop(
    shipment: Shipment,
    *,
    by: User,
    letter_no: str,
    ordered_by: str,
    until: date,
    reason: str,
    message: str,
    version: int | None = None,
) -> Shipment:
    """Stop declared goods on the ministry's letter; to the exporter it is a hold like others."""
    with move("order_stop", shipment, by=by, version=version) as case:
        decision = case.decide(reason=reason, message=message)
        hold = case.hold(decision, HoldKind.MOFCOM_TIP, until)
        MinistryStop.objects.create(hold=hold, letter_no=letter_no, ordered_by=ordered_by)
        told = {"letter_no": letter_no, "ordered_by": ordered_by}
        case.tell(kind=hold.kind, until=until.isoformat(), **told)
    return case.row


def record_reply(
    shipment: Shipment,
    *,
    by: User,
    may_go: bool,
    reply_no: str,
    reply: str,
    reason: str,
    version: int | None = None,
) -> Shipment:
    """Keep the ministry's reply; lifting the stop is another officer's decision."""
    with move("record_reply", shipment, by=by, version=version) as case:
        case.decide(reason=reason)
        stop = MinistryStop.objects.get(hold__shipment=case.row, hold__lifted_at__isnull=True)
        stop.may_go, stop.reply_no, stop.reply = may_go, reply_no, reply
        stop.replied_by, stop.replied_at = by, case.at
        stop.save(update_fields=["may_go", "reply_no", "reply", "replied_by", "replied_at"])
        case.tell(may_go=may_go, reply_no=reply_no, reply=reply)
    return case.row


def lift_stop(
    shipment: Shipment, *, by: User, reason: str, message: str = "", version: int | None = None
) -> Shipment:
    """End the stop by the reply that is recorded: the case is back in review."""
    with move("lift_stop", shipment, by=by, version=version) as case:
        case.decide(reason=reason, message=message)
    return case.row


def propose_detention(
    shipment: Shipment,
    *,
    by: User,
    ground: str,
    goods: str,
    place: str,
    until: date,
    reason: str,
    message: str,
    version: int | None = None,
) -> Shipment:
    """Ask the head of the office to sign a detention. Raises ValidationError for a term that the
    policy does not allow, Conflict for a ground that is not in force."""
    check_term(until, latest_end())
    chosen = chosen_ground("detain", ground)
    with move("propose_detention", shipment, by=by, version=version) as case:
        decision = case.decide(
            reason=reason,
            message=message,
            state=DecisionState.PROPOSED,
            ground=chosen,
        )
        Detention.objects.create(decision=decision, goods=goods, place=place, until=until)
        case.tell(goods=goods, place=place, until=until.isoformat())
    return case.row


def sign_detention(
    shipment: Shipment, *, by: User, reason: str, version: int | None = None
) -> Shipment:
    """扣留: with the head's signature the goods are detained. Raises Conflict where the proposed
    term is over or longer than the policy now allows."""
    with move("sign_detention", shipment, by=by, version=version) as case:
        decision = case.second(reason=reason, state=DecisionState.COUNTERSIGNED)
        found = decision.detention
        if not clock.today() <= found.until <= latest_end():
            raise Conflict(_("The proposed term is over, or longer than the policy allows now."))
        found.hold = case.hold(decision, HoldKind.DETENTION, found.until)
        found.save(update_fields=["hold"])
        case.tell(kind=HoldKind.DETENTION, until=found.until.isoformat(), goods=found.goods)
        _print(case, found)
    return case.row


def decline_detention(
    shipment: Shipment, *, by: User, reason: str, version: int | None = None
) -> Shipment:
    """Refuse to sign: the goods are not detained."""
    with move("decline_detention", shipment, by=by, version=version) as case:
        case.second(reason=reason, state=DecisionState.DECLINED)
    return case.row


def extend_detention(
    shipment: Shipment,
    *,
    by: User,
    until: date,
    reason: str,
    message: str,
    version: int | None = None,
) -> Shipment:
    """Extend it once. Raises ValidationError for a day that the policy does not allow."""
    with move("extend_detention", shipment, by=by, version=version) as case:
        found = _in_force(case)
        check_extension(until, found)
        case.decide(reason=reason, message=message)
        found.extended_until, found.extended_by, found.extended_at = until, by, case.at
        found.save(update_fields=["extended_until", "extended_by", "extended_at"])
        Hold.objects.filter(detention=found).update(until=until)
        case.tell(until=until.isoformat())
        _print(case, found)
    return case.row


def lift_detention(
    shipment: Shipment, *, by: User, reason: str, message: str, version: int | None = None
) -> Shipment:
    """解除扣留: the goods are no longer detained; the case is back in review."""
    found = Detention.objects.filter(hold__shipment=shipment, hold__lifted_at__isnull=True)
    ended = found.select_related("decision").first()
    with move("lift_detention", shipment, by=by, version=version) as case:
        case.decide(reason=reason, message=message)
        if ended:
            _print(case, ended)
    return case.row


def check_term(until: date, latest: date) -> None:
    """Raise ValidationError for a last day in the past, or after the latest one."""
    not_past(until)
    if until > latest:
        sentence = _("The policy allows no longer than %(until)s.")
        raise ValidationError(sentence % {"until": latest.isoformat()})


def check_extension(until: date, detention: Detention) -> None:
    """Raise ValidationError for a day that extends nothing, or by more than the policy allows."""
    if until <= detention.until:
        raise ValidationError(_("Choose a day after the present last day."))
    check_term(until, latest_extension(detention))


def _in_force(case: Passage) -> Detention:
    rows = Detention.objects.select_related("decision", "hold")
    return rows.get(hold__shipment=case.row, hold__lifted_at__isnull=True)


def _print(case: Passage, found: Detention) -> None:
    """What the papers of a detention say: goods, place, days, and the ground it was proposed on."""
    ground = ground_of(found.decision)
    case.print_on_papers(
        goods=found.goods,
        place=found.place,
        until=found.last_day.isoformat(),
        **(printed(ground) if ground else {}),
    )
