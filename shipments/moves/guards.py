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

Refusal = Conflict | NotAllowed


class Case(Protocol):
    """The shipment and what guards ask about it; `proposal` is the release that waits."""

    @property
    def shipment(self) -> Any: ...
    @property
    def proposal(self) -> Any: ...
    @property
    def has_live_claim(self) -> bool: ...


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


def two_officers_are_needed(user: User, case: Case) -> Refusal | None:
    """A finding of hold or block grade."""
    if needs_second_officer(case.shipment):
        return None
    return Conflict(_("This case needs no second officer."))


def nothing_proposed(user: User, case: Case) -> Refusal | None:
    """No release waits for a second officer."""
    if case.proposal is None:
        return None
    return Conflict(_("%(who)s has already proposed the release.") % {"who": case.proposal.by})


def release_proposed(user: User, case: Case) -> Refusal | None:
    """A release waits for a second officer."""
    if case.proposal:
        return None
    return Conflict(_("No release is waiting for a second officer."))


def is_another(user: User, case: Case) -> Refusal | None:
    """Neither who proposed the release nor who filed the declaration."""
    first = case.proposal.by_id if case.proposal else None
    if user.pk in (first, case.shipment.filed_by_id):
        return NotAllowed(_("The second officer must be someone else."))
    return None
