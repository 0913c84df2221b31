"""Who may do what with a shipment: the one answer that pages, API and actions share."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import Role, User
from compliance.policy.versions import policy_on
from compliance.quarantine.keeping import is_switched_on, quarantined
from compliance.refusals import Conflict, NotAllowed
from shipments.follow_up.reading import Told, told_of
from shipments.models import (
    AmendmentRequest,
    Decision,
    DecisionState,
    Hold,
    Shipment,
    WithdrawalRequest,
)
from shipments.moves import MOVES, OPEN, Status
from shipments.moves.guards import Refusal
from shipments.own_entries import who_entered
from shipments.screening.staleness import is_outdated

AMENDABLE = (*OPEN, Status.RELEASED)
"""Where an exporter may ask for corrections: before the decision, and after the release."""


@dataclass(frozen=True)
class Answer:
    """Whether a verb is open to a person, and if not, the refusal that would be raised."""

    refusal: Refusal | None

    @property
    def allowed(self) -> bool:
        """Whether nothing bars the verb."""
        return self.refusal is None


def may(user: User | None, verb: str, shipment: Shipment, **known: Any) -> Answer:
    """Whether `user` (None: the system) may apply `verb` to the shipment as it stands now.

    `known` is what the page has read already, so that it is not asked for again: any of the
    properties of shipments.moves.guards.Case.
    """
    return Answer(_obstacle(user, verb, _Case(shipment, **known)))


def require(user: User | None, verb: str, shipment: Shipment) -> None:
    """Raise NotAllowed or Conflict with a sentence unless may() says yes. A verb that must rest on
    fresh lists is refused, too, while the latest run is older than they are."""
    refusal = _obstacle(user, verb, _Case(shipment))
    if refusal is None and MOVES[verb].must_be_fresh and is_outdated(shipment):
        refusal = _stale()
    if refusal:
        raise refusal


def open_verbs(user: User, shipment: Shipment, **known: Any) -> list[str]:
    """The verbs the person may apply now, in the order of MOVES; `known` as for may()."""
    case = _Case(shipment, **known)
    candidates = [verb for verb, move in MOVES.items() if shipment.status in move.sources]
    return [verb for verb in candidates if _obstacle(user, verb, case) is None]


def open_proposal(shipment: Shipment) -> Decision | None:
    """The release that waits for a second officer."""
    return shipment.decisions.filter(state=DecisionState.PROPOSED).select_related("by").first()


def open_hold(shipment: Shipment) -> Hold | None:
    """The hold in force."""
    rows = shipment.holds.filter(lifted_at__isnull=True)
    return rows.select_related(
        "decision", "question", "inspection", "stop", "detention__decision"
    ).first()


def open_request(shipment: Shipment) -> WithdrawalRequest | None:
    """The exporter's request to withdraw that customs has not decided."""
    return WithdrawalRequest.objects.filter(shipment=shipment, decided_at__isnull=True).first()


def has_quarantined_files(shipment: Shipment) -> bool:
    """Whether a file of the declaration may not be opened yet, or never."""
    if not is_switched_on():
        return False
    files = shipment.attachments.filter(removed_at=None)
    return bool(quarantined(files.values_list("sha256", flat=True)))


def open_amendment(shipment: Shipment) -> AmendmentRequest | None:
    """The exporter's request to amend that is undecided, where customs can still decide it."""
    if shipment.status not in AMENDABLE:
        return None
    return AmendmentRequest.objects.filter(shipment=shipment, decided_at__isnull=True).first()


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
        "status": shipment.shown_status_label,
    }


class _Case:
    """A shipment and what several guards ask about it, read once."""

    def __init__(self, shipment: Shipment, **known: Any) -> None:
        self.shipment = shipment
        vars(self).update(known)

    @cached_property
    def proposal(self) -> Decision | None:
        return open_proposal(self.shipment)

    @cached_property
    def hold(self) -> Hold | None:
        return open_hold(self.shipment)

    @cached_property
    def request(self) -> WithdrawalRequest | None:
        return open_request(self.shipment)

    @cached_property
    def has_quarantined_files(self) -> bool:
        return has_quarantined_files(self.shipment)

    @cached_property
    def amendment(self) -> AmendmentRequest | None:
        return open_amendment(self.shipment)

    @cached_property
    def was_released(self) -> bool:
        return self.shipment.decisions.filter(verb="grant_amendment").exists()

    @cached_property
    def told(self) -> Told:
        return told_of(self.shipment)

    @cached_property
    def was_held(self) -> bool:
        return self.shipment.holds.exists()

    @cached_property
    def has_live_claim(self) -> bool:
        return has_live_claim(self.shipment)

    @cached_property
    def evidence_by(self) -> frozenset[int]:
        return who_entered(self.shipment)


def _obstacle(user: User | None, verb: str, case: _Case) -> Refusal | None:
    """Role, ownership, status, the row's guards, freshness: the first that bars the verb."""
    move = MOVES[verb]
    if (user.role if user else Role.SYSTEM) not in move.roles:
        return NotAllowed(_("Your role does not allow this."))
    if user and not _is_own(user, case.shipment):
        return NotAllowed(_("This shipment is not yours."))
    if case.shipment.status not in move.sources:
        return Conflict(_status_sentence(user, case.shipment))
    refusals = (guard(user, case) for guard in move.guards if user)
    barred = next((refusal for refusal in refusals if refusal), None)
    return barred or (_stale() if move.must_be_fresh and case.shipment.is_stale else None)


def _is_own(user: User, shipment: Shipment) -> bool:
    if user.is_exporter:
        return user.exporter_id == shipment.exporter_id
    return user.is_officer and user.office_id == shipment.office_id


def _status_sentence(user: User | None, shipment: Shipment) -> str:
    """Officers learn who was faster; exporters never see an officer's name."""
    who_decided = last_word(shipment) if user and user.is_officer else ""
    return who_decided or _("This is not possible while the shipment is “%(status)s”.") % {
        "status": shipment.shown_status_label
    }


def _stale() -> Conflict:
    return Conflict(_("Lists or policy have changed: the shipment is being screened again."))
