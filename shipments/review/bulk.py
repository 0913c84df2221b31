"""One verb over many cases: each goes through the one door on its own, and each is answered for.

A case that cannot be done is named with its reason and keeps nobody else's from being done.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.accounts.models import User
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Shipment
from shipments.moves import Status
from shipments.review import actions, claims

MOST_CASES = 100
SEPARATOR = "~"


@dataclass(frozen=True)
class Pick:
    """A case as it was ticked: its reference and the version on the page."""

    reference: str
    version: int | None


@dataclass(frozen=True)
class Outcome:
    """What became of one case; `obstacle` is "" where it was done."""

    reference: str
    obstacle: str = ""


VERBS: dict[str, Any] = {
    "claim": gettext_lazy("Take"),
    "unclaim": gettext_lazy("Give back"),
    "release": gettext_lazy("Release (green samples)"),
    "assign": gettext_lazy("Give to an officer"),
}
"""What can be done with many cases, as the buttons say it."""


def picks_of(values: Iterable[str]) -> list[Pick]:
    """The ticked boxes: "reference~version", each reference once, no more than MOST_CASES."""
    found: dict[str, Pick] = {}
    for value in values:
        reference, _separator, version = value.partition(SEPARATOR)
        number = int(version[:9]) if version.isascii() and version.isdecimal() else None
        found.setdefault(reference, Pick(reference, number))
    return list(found.values())[:MOST_CASES]


def apply(
    verb: str, picks: Iterable[Pick], *, by: User, to: User | None = None, reason: str = ""
) -> list[Outcome]:
    """Do it to every case, in the order given. KeyError for a verb that is not in VERBS."""
    act = _acts(by, to, reason)[verb]
    return [_one(pick, act, by) for pick in picks]


def release_sampled(shipment: Shipment, *, by: User, reason: str, version: int | None) -> Shipment:
    """Release a case that only chance sent to an officer. Conflict for one with any finding; what
    has been found since the page was shown has raised its version."""
    row = Shipment.objects.only("gravity", "status").get(pk=shipment.pk)
    if version is None or row.gravity or row.status != Status.IN_REVIEW:
        raise Conflict(_("Only green cases drawn as a sample are released together."))
    return actions.release(shipment, by=by, reason=reason, version=version)


def _acts(by: User, to: User | None, reason: str) -> dict[str, Callable[[Shipment, Pick], Any]]:
    return {
        "claim": lambda case, _pick: claims.claim(case, by=by),
        "unclaim": lambda case, _pick: claims.unclaim(case, by=by),
        "release": lambda case, pick: release_sampled(
            case, by=by, reason=reason, version=pick.version
        ),
        "assign": lambda case, _pick: _assign(case, to, by),
    }


def _assign(shipment: Shipment, to: User | None, by: User) -> Shipment:
    if to is None:
        raise NotAllowed(_("Choose an officer."))
    return claims.assign(shipment, to=to, by=by)


def _one(pick: Pick, act: Callable[[Shipment, Pick], Any], by: User) -> Outcome:
    shipment = Shipment.objects.visible_to(by).filter(reference=pick.reference).first()
    if shipment is None:
        return Outcome(pick.reference, _("There is no such case."))
    try:
        act(shipment, pick)
    except (Conflict, NotAllowed) as refusal:
        return Outcome(pick.reference, str(refusal))
    return Outcome(pick.reference)
