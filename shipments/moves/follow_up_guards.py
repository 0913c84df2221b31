"""What bars a verb on released goods, besides role and status: reports and requests to change."""

from typing import Any, Protocol

from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.refusals import Conflict
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
