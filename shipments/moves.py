"""The whole state machine on one screen: statuses and moves."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Role


class Status(models.TextChoices):
    """Where a shipment stands. Why it is held lives on its Hold."""

    DRAFT = "draft", _("Draft")
    SCREENING = "screening", _("Being screened")
    IN_REVIEW = "in_review", _("In review")
    HELD = "held", _("Held")
    RELEASED = "released", _("Released")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", _("Closed")


@dataclass(frozen=True)
class Move:
    """From which statuses, to which (None: stays), by which role."""

    sources: frozenset[Status]
    target: Status | None
    role: Role


def _move(sources: set[Status], target: Status | None, role: Role) -> Move:
    return Move(frozenset(sources), target, role)


_REVIEWABLE = {Status.IN_REVIEW, Status.HELD}

MOVES: Mapping[str, Move] = {
    "edit": _move({Status.DRAFT}, None, Role.EXPORTER),
    "submit": _move({Status.DRAFT}, Status.SCREENING, Role.EXPORTER),
    "withdraw": _move(
        {Status.DRAFT, Status.SCREENING, *_REVIEWABLE}, Status.WITHDRAWN, Role.EXPORTER
    ),
    "answer": _move({Status.HELD}, None, Role.EXPORTER),
    "clear": _move({Status.SCREENING}, Status.RELEASED, Role.SYSTEM),
    "flag": _move({Status.SCREENING}, Status.IN_REVIEW, Role.SYSTEM),
    "claim": _move(_REVIEWABLE, None, Role.OFFICER),
    "unclaim": _move(_REVIEWABLE, None, Role.OFFICER),
    "release": _move(_REVIEWABLE, Status.RELEASED, Role.OFFICER),
    "propose_release": _move(_REVIEWABLE, None, Role.OFFICER),
    "countersign": _move(_REVIEWABLE, Status.RELEASED, Role.OFFICER),
    "decline_release": _move(_REVIEWABLE, None, Role.OFFICER),
    "hold": _move(_REVIEWABLE, Status.HELD, Role.OFFICER),
    "lift": _move({Status.HELD}, Status.IN_REVIEW, Role.OFFICER),
    "return_for_correction": _move(_REVIEWABLE, Status.DRAFT, Role.OFFICER),
    "refuse": _move(_REVIEWABLE, Status.REFUSED, Role.OFFICER),
    "judge_hit": _move(_REVIEWABLE, None, Role.OFFICER),
    "rescreen": _move(_REVIEWABLE, None, Role.OFFICER),
    "close": _move({Status.RELEASED}, Status.CLOSED, Role.OFFICER),
}
