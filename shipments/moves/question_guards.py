"""What bars a verb while a question (质疑) is open, or because of where it stands."""

from typing import Any

from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.refusals import Conflict, NotAllowed
from shipments.moves.guards import Case, Refusal, needs_second_officer


def _question(case: Case) -> Any:
    return getattr(case.hold, "question", None) if case.hold else None


def _only_in(case: Case, *stages: str) -> Refusal | None:
    question = _question(case)
    if question is None:
        return Conflict(_("No question is open."))
    if question.stage in stages:
        return None
    sentence = _("This is not possible while the question stands at “%(stage)s”.")
    return Conflict(sentence % {"stage": question.stage_label})


def no_question(user: User, case: Case) -> Refusal | None:
    """No question is open: it ends by its result alone."""
    if _question(case) is None:
        return None
    return Conflict(_("A question is open: it ends by its result alone."))


def may_be_extended(user: User, case: Case) -> Refusal | None:
    """A question in its term that was not extended before."""
    barred = _only_in(case, "asked")
    if barred is None and _question(case).extensions:
        return Conflict(_("The term was extended already."))
    return barred


def may_be_supplemented(user: User, case: Case) -> Refusal | None:
    """A question that was answered and has no result."""
    return _only_in(case, "answered", "in_appraisal")


def may_be_referred(user: User, case: Case) -> Refusal | None:
    """A question that was answered, or not in time."""
    return _only_in(case, "answered", "overdue")


def appraisal_awaited(user: User, case: Case) -> Refusal | None:
    """A question that the ministry appraises."""
    return _only_in(case, "in_appraisal")


def may_be_freed(user: User, case: Case) -> Refusal | None:
    """A question that was answered, or was appraised to need no licence."""
    return _only_in(case, "answered", "freed")


def may_be_refused(user: User, case: Case) -> Refusal | None:
    """A question answered, or not in time, or appraised to need a licence."""
    return _only_in(case, "answered", "overdue", "caught")


def another_frees(user: User, case: Case) -> Refusal | None:
    """Where the appraisal frees a grave case: not the officer who recorded it."""
    question = _question(case)
    if question is None or not needs_second_officer(case.shipment):
        return None
    recorded = question.last("appraised")
    if recorded and recorded.by_id == user.pk:
        return NotAllowed(_("You recorded the appraisal: another officer has to end the question."))
    return None
