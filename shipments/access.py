"""Who may do what with a shipment: the one answer that pages, API and actions share."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from compliance.accounts.models import Role, User
from compliance.law.rule import Effect
from shipments.lifecycle import MOVES, Conflict, NotAllowed, Status
from shipments.models import Decision, DecisionState, Shipment
from shipments.screening.staleness import is_outdated


@dataclass(frozen=True)
class Answer:
    """Whether a verb is open to a person, and if not, the sentence to show."""

    allowed: bool
    reason: str = ""
    is_conflict: bool = False


YES = Answer(True)
RELEASING = ("release", "propose_release", "countersign")


def may(user: User | None, verb: str, shipment: Shipment) -> Answer:
    """Whether `user` (None: the system) may apply `verb` to the shipment as it stands now."""
    move = MOVES[verb]
    if (user.role if user else Role.SYSTEM) != move.role:
        return Answer(False, _("Your role does not allow this."))
    if user and not _is_own(user, shipment):
        return Answer(False, _("This shipment is not yours."))
    if shipment.status not in move.sources:
        return Answer(False, _status_sentence(shipment), is_conflict=True)
    guard = _GUARDS.get(verb)
    return guard(user, shipment) if guard and user else YES


def require(user: User | None, verb: str, shipment: Shipment) -> None:
    """Raise NotAllowed or Conflict with a sentence unless may() says yes."""
    answer = may(user, verb, shipment)
    if answer.allowed and verb in RELEASING and is_outdated(shipment):
        answer = _stale()
    if answer.allowed:
        return
    raise Conflict(answer.reason) if answer.is_conflict else NotAllowed(answer.reason)


def needs_second_officer(shipment: Shipment) -> bool:
    """Release of a case with a hold- or block-grade finding takes two officers."""
    return shipment.gravity >= Effect.HOLD


def open_proposal(shipment: Shipment) -> Decision | None:
    """The release that waits for a second officer."""
    return shipment.decisions.filter(state=DecisionState.PROPOSED).select_related("by").first()


def _is_own(user: User, shipment: Shipment) -> bool:
    if user.is_exporter:
        return user.exporter_id == shipment.exporter_id
    return user.is_officer and user.office_id == shipment.office_id


def _status_sentence(shipment: Shipment) -> str:
    last = (
        shipment.decisions.filter(~Q(state=DecisionState.PROPOSED)).select_related("by").last()
        if shipment.status not in (Status.DRAFT, Status.SCREENING)
        else None
    )
    status = Status(shipment.status).label
    if last is None:
        return _("This is not possible while the shipment is “%(status)s”.") % {"status": status}
    who = last.second_by or last.by
    return _("Already decided by %(who)s: the shipment is “%(status)s”.") % {
        "who": who,
        "status": status,
    }


def _release_guard(user: User, shipment: Shipment) -> Answer:
    if needs_second_officer(shipment):
        return Answer(False, _("This case needs two officers: propose the release."))
    return _not_stale(user, shipment)


def _propose_guard(user: User, shipment: Shipment) -> Answer:
    if not needs_second_officer(shipment):
        return Answer(False, _("This case needs no second officer."), is_conflict=True)
    proposal = open_proposal(shipment)
    if proposal:
        sentence = _("%(who)s has already proposed the release.") % {"who": proposal.by}
        return Answer(False, sentence, is_conflict=True)
    return _not_stale(user, shipment)


def _second_guard(user: User, shipment: Shipment) -> Answer:
    proposal = open_proposal(shipment)
    if proposal is None:
        return Answer(False, _("No release is waiting for a second officer."), is_conflict=True)
    if user.pk in (proposal.by_id, shipment.filed_by_id):
        return Answer(False, _("The second officer must be someone else."))
    return _not_stale(user, shipment)


def _not_stale(user: User, shipment: Shipment) -> Answer:
    return _stale() if shipment.is_stale else YES


def _stale() -> Answer:
    sentence = _("Lists or policy have changed: the shipment is being screened again.")
    return Answer(False, sentence, is_conflict=True)


def _decline_guard(user: User, shipment: Shipment) -> Answer:
    if open_proposal(shipment) is None:
        return Answer(False, _("No release is waiting for a second officer."), is_conflict=True)
    return YES


_GUARDS = {
    "release": _release_guard,
    "propose_release": _propose_guard,
    "countersign": _second_guard,
    "decline_release": _decline_guard,
}
