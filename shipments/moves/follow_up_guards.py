"""What bars a verb on released goods, besides role and status: reports and requests to change."""

from typing import Any, Protocol

from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.refusals import Conflict, NotAllowed
from shipments.moves.guards import Refusal


class Case(Protocol):
    """A released shipment: what is owed, filed and asked is in shipments.follow_up.reading.Told."""

    @property
    def told(self) -> Any: ...


def something_owed(user: User, case: Case) -> Refusal | None:
    """A report on the release is owed."""
    if case.told.owed:
        return None
    return Conflict(_("No report on this release is owed."))


def report_waits(user: User, case: Case) -> Refusal | None:
    """A report that customs has not looked at."""
    if case.told.filed:
        return None
    return Conflict(_("No report waits to be looked at."))


def no_change_asked(user: User, case: Case) -> Refusal | None:
    """No request to change use or user waits for customs."""
    if case.told.request is None:
        return None
    return Conflict(_("A request to change use or user already waits for customs."))


def change_asked(user: User, case: Case) -> Refusal | None:
    """A request to change use or user waits for customs."""
    if case.told.request:
        return None
    return Conflict(_("No request to change use or user waits."))


def one_may_grant(user: User, case: Case) -> Refusal | None:
    """Neither use nor user of the change takes two officers, and none has proposed to grant it."""
    if case.told.grant_needs_two:
        return NotAllowed(_("This change needs two officers: propose to grant it."))
    return _nobody_has_proposed(case)


def two_have_to_grant(user: User, case: Case) -> Refusal | None:
    """Use or user of the change takes two officers, and none has proposed to grant it."""
    refusal = _nobody_has_proposed(case)
    if refusal or case.told.grant_needs_two:
        return refusal
    return Conflict(_("One officer is enough for this change."))


def another_would_grant(user: User, case: Case) -> Refusal | None:
    """A colleague has proposed to grant the change."""
    request = case.told.request
    if request is None or request.proposed_by_id is None:
        return Conflict(_("Nobody has proposed to grant this change."))
    if request.proposed_by_id == user.pk:
        return NotAllowed(_("The second officer must be someone else."))
    return None


def _nobody_has_proposed(case: Case) -> Refusal | None:
    request = case.told.request
    if request and request.proposed_by:
        return Conflict(_("%(who)s has already proposed it.") % {"who": request.proposed_by})
    return None
