"""What bars a verb because the ministry stopped the goods, or customs detains them."""

from typing import Any

from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.refusals import Conflict, NotAllowed
from shipments.moves.guards import Case, Refusal

DETENTION = "sign_detention"


def _stop(case: Case) -> Any:
    return getattr(case.hold, "stop", None) if case.hold else None


def _detention(case: Case) -> Any:
    return getattr(case.hold, "detention", None) if case.hold else None


def not_stopped(user: User, case: Case) -> Refusal | None:
    """No stop by the ministry: it ends by its reply alone."""
    if _stop(case) is None:
        return None
    return Conflict(_("The ministry has stopped these goods: its reply alone ends that."))


def not_detained(user: User, case: Case) -> Refusal | None:
    """The goods are not detained: a detention is lifted first."""
    if _detention(case) is None:
        return None
    return Conflict(_("The goods are detained: lift the detention first."))


def reply_awaited(user: User, case: Case) -> Refusal | None:
    """A stop to which the ministry has not replied."""
    stop = _stop(case)
    if stop is None:
        return Conflict(_("The ministry has not stopped these goods."))
    return Conflict(_("The ministry's reply is recorded already.")) if stop.replied_at else None


def reply_frees(user: User, case: Case) -> Refusal | None:
    """A stop whose reply frees the goods; neither who ordered it nor who recorded the reply."""
    stop = _stop(case)
    if stop is None:
        return Conflict(_("The ministry has not stopped these goods."))
    if stop.replied_at is None:
        return Conflict(_("The ministry's reply is not recorded."))
    if not stop.may_go:
        return Conflict(_("By the ministry's reply the goods may not go on."))
    if user.pk in (case.hold.decision.by_id, stop.replied_by_id):
        return NotAllowed(
            _("Another officer has to lift it than who ordered it or recorded the reply.")
        )
    return None


def detention_proposed(user: User, case: Case) -> Refusal | None:
    """A detention waits for the head of the office."""
    if case.proposal and case.proposal.verb == DETENTION:
        return None
    return Conflict(_("No detention is waiting for a signature."))


def head_signs(user: User, case: Case) -> Refusal | None:
    """The head of the customs office, who did not propose it."""
    if not user.is_head:
        return NotAllowed(_("Only the head of the office signs and extends a detention."))
    detention = _detention(case)
    if detention and detention.decision.by_id == user.pk:
        return NotAllowed(_("You proposed this detention: another head has to extend it."))
    return None


def not_extended(user: User, case: Case) -> Refusal | None:
    """A detention that was not extended before."""
    detention = _detention(case)
    if detention is None:
        return Conflict(_("The goods are not detained."))
    return Conflict(_("The detention was extended already.")) if detention.extended_at else None


def another_ends_it(user: User, case: Case) -> Refusal | None:
    """A detention; another officer than who proposed it."""
    detention = _detention(case)
    if detention is None:
        return Conflict(_("The goods are not detained."))
    if detention.decision.by_id == user.pk:
        return NotAllowed(_("You proposed this detention: another officer has to lift it."))
    return None
