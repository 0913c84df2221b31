"""What bars a verb besides role and status: each guard returns the refusal, or None to let pass.

A guard sees the shipment through Case, so that several guards share what they ask the database.
The machine's own moves pass no guards.
"""

from collections.abc import Callable
from typing import Any, Protocol

from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.law.rule import Effect
from compliance.refusals import Conflict, NotAllowed
from shipments.moves.statuses import Status

Refusal = Conflict | NotAllowed
RELEASE, RECALL = "release", "countersign_recall"
"""What a proposal that waits for a second officer brings about once it is signed."""


class Case(Protocol):
    """The shipment and what guards ask about it; `proposal` is the release that waits, `hold` the
    one in force with its decision, `request` and `amendment` the exporter's undecided wishes to
    withdraw and to amend, `was_released` whether an amendment began after a release, `evidence_by`
    whose entries the findings of a case that was grave may have gone by."""

    @property
    def shipment(self) -> Any: ...
    @property
    def proposal(self) -> Any: ...
    @property
    def hold(self) -> Any: ...
    @property
    def request(self) -> Any: ...
    @property
    def has_quarantined_files(self) -> bool: ...
    @property
    def amendment(self) -> Any: ...
    @property
    def was_held(self) -> bool: ...
    @property
    def was_released(self) -> bool: ...
    @property
    def has_live_claim(self) -> bool: ...
    @property
    def evidence_by(self) -> frozenset[int]: ...


Guard = Callable[[User, Case], Refusal | None]


def needs_second_officer(shipment: Any) -> bool:
    """Release of a case with a hold- or block-grade finding takes two officers."""
    return bool(shipment.gravity >= Effect.HOLD)


def not_taken(user: User, case: Case) -> Refusal | None:
    """No colleague has a live claim."""
    if case.shipment.claimed_by_id == user.pk or not case.has_live_claim:
        return None
    return Conflict(
        _("%(who)s has been working on this case since %(when)s.")
        % {
            "who": case.shipment.claimed_by,
            "when": f"{timezone.localtime(case.shipment.claimed_at):%H:%M}",
        }
    )


def heads_office(user: User, case: Case) -> Refusal | None:
    """The head of the customs office."""
    if user.is_head:
        return None
    return NotAllowed(_("Only the head of the office hands out cases."))


def is_claimer(user: User, case: Case) -> Refusal | None:
    """The officer's own claim, however old."""
    if case.shipment.claimed_by_id == user.pk:
        return None
    return Conflict(_("You have not taken this case."))


def one_officer_is_enough(user: User, case: Case) -> Refusal | None:
    """No finding of hold or block grade."""
    if needs_second_officer(case.shipment):
        return NotAllowed(_("This case needs two officers: propose the release."))
    return None


class Rests(Protocol):
    """Who entered what the case may rest on."""

    @property
    def evidence_by(self) -> frozenset[int]: ...


def not_on_own_evidence(user: User, case: Rests) -> Refusal | None:
    """Where a finding was of hold or block grade, who entered no evidence against it since."""
    if user.pk not in case.evidence_by:
        return None
    return NotAllowed(
        _(
            "This case needed two officers until you entered what it now rests on: another "
            "officer has to release it."
        )
    )


def two_officers_are_needed(user: User, case: Case) -> Refusal | None:
    """A finding of hold or block grade."""
    if needs_second_officer(case.shipment):
        return None
    return Conflict(_("This case needs no second officer."))


def nothing_proposed(user: User, case: Case) -> Refusal | None:
    """Neither a release nor a recall waits for a second officer."""
    if case.proposal is None:
        return None
    return Conflict(_("%(who)s has already proposed it.") % {"who": case.proposal.by})


def release_proposed(user: User, case: Case) -> Refusal | None:
    """A release waits for a second officer."""
    if case.proposal and case.proposal.verb == RELEASE:
        return None
    return Conflict(_("No release is waiting for a second officer."))


def recall_proposed(user: User, case: Case) -> Refusal | None:
    """A recall waits for a second officer."""
    if case.proposal and case.proposal.verb == RECALL:
        return None
    return Conflict(_("No recall is waiting for a second officer."))


def is_another(user: User, case: Case) -> Refusal | None:
    """Neither who proposed the release nor who filed the declaration."""
    first = case.proposal.by_id if case.proposal else None
    if user.pk in (first, case.shipment.filed_by_id):
        return NotAllowed(_("The second officer must be someone else."))
    return None


def hold_may_end(user: User, case: Case) -> Refusal | None:
    """Who held the goods lets them go only once the exporter has answered; what customs has to
    find out, or the ministry, ends by another officer in any case."""
    hold = case.hold
    if hold is None or hold.decision.by_id != user.pk:
        return None
    if hold.kind in hold.lifted_by_another():
        return NotAllowed(_("You placed this hold: another officer has to end it."))
    if hold.answered_at is None:
        return NotAllowed(
            _("The exporter has not answered: until then another officer has to end your hold.")
        )
    return None


def files_are_scanned(user: User, case: Case) -> Refusal | None:
    """Every file of the declaration has passed the virus scanner, where there is one."""
    if not case.has_quarantined_files:
        return None
    return Conflict(
        _("A file of this declaration has not passed the virus scanner: nothing rests on it yet.")
    )


def never_held(user: User, case: Case) -> Refusal | None:
    """Customs has neither held the shipment nor released it."""
    if case.was_held:
        return Conflict(
            _("Customs has held this declaration: ask customs to agree to its withdrawal.")
        )
    if case.was_released:
        return Conflict(
            _("Customs has released this declaration: ask customs to agree to its withdrawal.")
        )
    return None


def needs_consent(user: User, case: Case) -> Refusal | None:
    """Customs has held the shipment, or released it."""
    if case.was_held or case.shipment.status == Status.RELEASED or case.was_released:
        return None
    return Conflict(_("Customs has not held this declaration: withdraw it without asking."))


def nothing_asked(user: User, case: Case) -> Refusal | None:
    """No request to withdraw or to amend waits for customs."""
    if case.request:
        return Conflict(_("Your request to withdraw already waits for customs."))
    if case.amendment:
        return Conflict(_("Your request to amend already waits for customs."))
    return None


def request_decided(user: User, case: Case) -> Refusal | None:
    """No request to withdraw or to amend waits for customs."""
    if case.request:
        return Conflict(
            _("The exporter has asked to withdraw this declaration: decide that first.")
        )
    return nothing_to_correct(user, case)


def nothing_to_correct(user: User, case: Case) -> Refusal | None:
    """No request to have the declaration back for correction waits for customs."""
    if case.amendment is None:
        return None
    return Conflict(_("The exporter has asked to amend this declaration: decide that first."))


def withdrawal_asked(user: User, case: Case) -> Refusal | None:
    """A request to withdraw waits for customs."""
    if case.request:
        return None
    return Conflict(_("The exporter has not asked to withdraw."))


def amendment_asked(user: User, case: Case) -> Refusal | None:
    """A request to amend waits for customs."""
    if case.amendment:
        return None
    return Conflict(_("The exporter has not asked to amend."))
