"""Grounds (事由) from the policy in force on a day: what forms offer, and what papers print."""

from datetime import date

from django.utils.translation import gettext as _

from compliance import clock
from compliance.law.canonical import from_plain
from compliance.law.grounds import Ground
from compliance.law.policy import Policy
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict
from shipments.models import Decision
from shipments.papers.basis import cited


def grounds_on(act: str, day: date) -> tuple[Ground, ...]:
    """The grounds to choose from for that act on that day, in their order."""
    return policy_on(day).grounds_for(act, day)


def ground_named(act: str, code: str, day: date) -> Ground:
    """The ground of that code; one that is not known any more is its own words."""
    found = (ground for ground in grounds_on(act, day) if ground.code == code)
    return next(found, Ground(act, code, "", code, code, (), day, None, "V2", False))


def chosen_ground(act: str, code: str) -> Ground:
    """The ground as it may be chosen today. Raises Conflict for none, and for one that does not
    stand."""
    if not code:
        raise Conflict(_("Name the ground of this decision."))
    found = ground_named(act, code, clock.today())
    if not found.basis:
        raise Conflict(_("This ground is not in force today: choose another."))
    return found


def choices_of(act: str) -> list[tuple[str, str]]:
    """For a form: nothing chosen beforehand, and what is not verified is marked."""
    chosen = [(each.code, each.shown) for each in grounds_on(act, clock.today())]
    return [("", _("Choose…")), *chosen]


def printed(ground: Ground) -> dict[str, str]:
    """What is frozen for the papers; nothing of a ground that no exporter is told."""
    if not ground.disclosed:
        return {}
    return {
        "ground_zh": ground.text_zh,
        "ground_en": ground.text_en,
        "ground_basis": "\n".join(str(each) for each in cited(ground.provisions)),
    }


def ground_of(decision: Decision) -> Ground | None:
    """The ground as it stood when it was chosen; None where the decision names none."""
    return from_plain(decision.ground, Ground) if decision.ground else None


def ground_labels(policy: Policy) -> dict[str, str]:
    """In the reader's language what events tell of a ground: its code, or its Chinese words."""
    return {key: each.label for each in policy.grounds for key in (each.code, each.text_zh)}
