"""Who may do what with a shipment: the one answer that pages, API and actions share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import Role, User
from compliance.law.rule import Effect
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Decision, DecisionState, Shipment
from shipments.moves import MOVES, Status
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
    return _judge(user, verb, _Case(shipment))


def require(user: User | None, verb: str, shipment: Shipment) -> None:
    """Raise NotAllowed or Conflict with a sentence unless may() says yes."""
    answer = may(user, verb, shipment)
    if answer.allowed and verb in RELEASING and is_outdated(shipment):
        answer = _stale()
    if answer.allowed:
        return
    raise Conflict(answer.reason) if answer.is_conflict else NotAllowed(answer.reason)


def open_verbs(user: User, shipment: Shipment, decisions: Iterable[Decision]) -> list[str]:
    """The verbs the person may apply now, in the order of MOVES.

    `decisions` are all of the shipment's, so that a page need not ask for the open proposal.
    """
    case = _Case(shipment)
    proposals = (each for each in decisions if each.state == DecisionState.PROPOSED)
    case.proposal = next(proposals, None)
    candidates = [verb for verb, move in MOVES.items() if shipment.status in move.sources]
    return [verb for verb in candidates if _judge(user, verb, case).allowed]


def needs_second_officer(shipment: Shipment) -> bool:
    """Release of a case with a hold- or block-grade finding takes two officers."""
    return shipment.gravity >= Effect.HOLD


def open_proposal(shipment: Shipment) -> Decision | None:
    """The release that waits for a second officer."""
    return shipment.decisions.filter(state=DecisionState.PROPOSED).select_related("by").first()


def has_live_claim(shipment: Shipment) -> bool:
    """Whether an officer's claim is younger than the policy allows."""
    if shipment.claimed_by_id is None or shipment.claimed_at is None:
        return False
    return shipment.claimed_at > clock.now() - claim_lifetime()


def claim_lifetime() -> timedelta:
    """How long a claim keeps others out."""
    return timedelta(minutes=policy_on(clock.today()).claim_minutes)


def last_word(shipment: Shipment) -> str:
    """Who decided last, what and when, and where the shipment stands now; "" if nobody has."""
    decisions = list(shipment.decisions.select_related("by", "second_by"))
    last = max(decisions, key=lambda each: each.second_at or each.at, default=None)
    if last is None:
        return ""
    return _("Already decided by %(who)s on %(when)s: the shipment is “%(status)s”.") % {
        "who": last.second_by or last.by,
        "when": f"{timezone.localtime(last.second_at or last.at):%Y-%m-%d %H:%M}",
        "status": Status(shipment.status).label,
    }


class _Case:
    """A shipment and what several guards ask about it, read once."""

    def __init__(self, shipment: Shipment) -> None:
        self.shipment = shipment

    @cached_property
    def proposal(self) -> Decision | None:
        return open_proposal(self.shipment)

    @cached_property
    def has_live_claim(self) -> bool:
        return has_live_claim(self.shipment)

    def is_claimed_by_other(self, user: User) -> bool:
        return self.shipment.claimed_by_id != user.pk and self.has_live_claim


Guard = Callable[[User, _Case], Answer]


def _judge(user: User | None, verb: str, case: _Case) -> Answer:
    move = MOVES[verb]
    if (user.role if user else Role.SYSTEM) != move.role:
        return Answer(False, _("Your role does not allow this."))
    if user and not _is_own(user, case.shipment):
        return Answer(False, _("This shipment is not yours."))
    if case.shipment.status not in move.sources:
        return _conflict(_status_sentence(user, case.shipment))
    answers = (guard(user, case) for guard in _GUARDS.get(verb, ()) if user)
    return next((answer for answer in answers if not answer.allowed), YES)


def _is_own(user: User, shipment: Shipment) -> bool:
    if user.is_exporter:
        return user.exporter_id == shipment.exporter_id
    return user.is_officer and user.office_id == shipment.office_id


def _conflict(sentence: str) -> Answer:
    return Answer(False, sentence, is_conflict=True)


def _status_sentence(user: User | None, shipment: Shipment) -> str:
    """Officers learn who was faster; exporters never see an officer's name."""
    who_decided = last_word(shipment) if user and user.is_officer else ""
    return who_decided or _("This is not possible while the shipment is “%(status)s”.") % {
        "status": Status(shipment.status).label
    }


def _not_taken(user: User, case: _Case) -> Answer:
    if not case.is_claimed_by_other(user):
        return YES
    return _conflict(
        _("%(who)s has been working on this case since %(when)s.")
        % {
            "who": case.shipment.claimed_by,
            "when": f"{timezone.localtime(case.shipment.claimed_at):%H:%M}",
        }
    )


def _is_claimer(user: User, case: _Case) -> Answer:
    if case.shipment.claimed_by_id == user.pk:
        return YES
    return _conflict(_("You have not taken this case."))


def _one_officer_is_enough(user: User, case: _Case) -> Answer:
    if needs_second_officer(case.shipment):
        return Answer(False, _("This case needs two officers: propose the release."))
    return YES


def _two_officers_are_needed(user: User, case: _Case) -> Answer:
    if needs_second_officer(case.shipment):
        return YES
    return _conflict(_("This case needs no second officer."))


def _nothing_proposed(user: User, case: _Case) -> Answer:
    if case.proposal is None:
        return YES
    return _conflict(_("%(who)s has already proposed the release.") % {"who": case.proposal.by})


def _proposed(user: User, case: _Case) -> Answer:
    if case.proposal:
        return YES
    return _conflict(_("No release is waiting for a second officer."))


def _is_another(user: User, case: _Case) -> Answer:
    first = case.proposal.by_id if case.proposal else None
    if user.pk in (first, case.shipment.filed_by_id):
        return Answer(False, _("The second officer must be someone else."))
    return YES


def _is_fresh(user: User, case: _Case) -> Answer:
    return _stale() if case.shipment.is_stale else YES


def _stale() -> Answer:
    return _conflict(_("Lists or policy have changed: the shipment is being screened again."))


_GUARDS: dict[str, tuple[Guard, ...]] = {
    "claim": (_not_taken,),
    "unclaim": (_is_claimer,),
    "release": (_not_taken, _one_officer_is_enough, _is_fresh),
    "propose_release": (_not_taken, _two_officers_are_needed, _nothing_proposed, _is_fresh),
    "countersign": (_proposed, _is_another, _is_fresh),
    "decline_release": (_proposed, _is_another),
    "hold": (_not_taken,),
    "lift": (_not_taken,),
    "return_for_correction": (_not_taken,),
    "refuse": (_not_taken,),
    "judge_hit": (_not_taken,),
    "rescreen": (_not_taken,),
}
