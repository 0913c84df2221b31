"""What bars a verb because of where an inspection (查验) stands."""

from typing import Any

from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.refusals import Conflict, NotAllowed
from shipments.moves.guards import Case, Refusal


def _inspection(case: Case) -> Any:
    return getattr(case.hold, "inspection", None) if case.hold else None


def _only_in(case: Case, stage: str) -> Refusal | None:
    inspection = _inspection(case)
    if inspection is None:
        return Conflict(_("No inspection is open."))
    if inspection.stage == stage:
        return None
    sentence = _("This is not possible while the inspection stands at “%(stage)s”.")
    return Conflict(sentence % {"stage": inspection.stage.label})


def inspection_done(user: User, case: Case) -> Refusal | None:
    """No inspection without a signed record and the laboratory's report it waits for."""
    if _inspection(case) is None:
        return None
    return _only_in(case, "done")


def to_be_recorded(user: User, case: Case) -> Refusal | None:
    """An inspection that was ordered and has no record."""
    return _only_in(case, "ordered")


def to_be_signed(user: User, case: Case) -> Refusal | None:
    """A record that the other officer has not signed; not who made it."""
    barred = _only_in(case, "recorded")
    if barred is None and _inspection(case).recorded_by_id == user.pk:
        return NotAllowed(_("You made this record: the other officer has to sign it."))
    return barred


def report_awaited(user: User, case: Case) -> Refusal | None:
    """A sample that a laboratory has not reported on."""
    return _only_in(case, "at_laboratory")
