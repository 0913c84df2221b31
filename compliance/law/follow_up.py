"""Follow-up of a release: who reports what, how long after which event, and how a use normally
divides the metal.

Decree 792 arts. 18, 25 and 38 ask for reports of shipment, arrival, installation and use, for the
declared user and use to stay, and allow verification; days and shares are choices of this system.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

RELEASE = "release"
REPORTS: dict[str, Any] = {
    "departure": _("Report of departure"),
    "arrival": _("Report of arrival"),
    "delivery": _("Report of delivery to the end user"),
    "use": _("Report of installation or use"),
    "certificate": _("Certificate of a third party"),
    "visit": _("Visit on site"),
}
"""Every kind of duty; the visit is owed by customs, all others by the exporter."""
OWED_BY_CUSTOMS = ("visit",)
EVENTS = (RELEASE, "departure", "arrival", "delivery", "use")
"""What a duty may run from: the release, or the event that an earlier report tells of."""
GRADES = ("high_risk", "transit_hub", "other")
GOODS = ("any", "metal", "dual_use")


@dataclass(frozen=True)
class FollowUpDuty:
    """One duty: due `days` after the event `after`, where that is no working day on the next one.

    Empty `end_uses` and `grades` (of GRADES) mean any; `share` (0 to 1) of the releases owe it, by
    chance. It is owed for releases from `since` to before `until`.
    """

    kind: str
    after: str
    days: int
    since: date
    until: date | None = None
    goods: str = "any"
    end_uses: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    share: Decimal = Decimal(1)


@dataclass(frozen=True)
class UseYield:
    """How a use normally divides the indium it consumes: shares (0 to 1) that end in the product
    and in scrap that is recovered; the rest is lost."""

    end_use: str
    product: Decimal
    scrap: Decimal


@dataclass(frozen=True)
class Owing:
    """A released shipment as duties see it: `goods` of GOODS that it has, its use and grade."""

    released_on: date
    goods: frozenset[str]
    end_use: str
    grade: str


@dataclass(frozen=True)
class OverdueReport:
    """A report on an earlier release that the exporter owes since before the facts were taken."""

    reference: str
    kind: str
    due_on: date


@dataclass(frozen=True)
class UnreportedChange:
    """A report on an earlier release that names another user or use than was declared, without a
    request that was granted. `what` is user or use."""

    reference: str
    what: str
    declared: str
    reported: str


def owed(duties: Iterable[FollowUpDuty], of: Owing, draw: Decimal) -> tuple[FollowUpDuty, ...]:
    """The duties of a release, of each kind the first that fits; `draw` in [0, 1) decides
    shares. A duty whose share misses it makes room for no other of its kind."""
    first: dict[str, FollowUpDuty] = {}
    for duty in duties:
        if duty.kind not in first and _fits(duty, of):
            first[duty.kind] = duty
    return tuple(duty for duty in first.values() if draw < duty.share)


def _fits(duty: FollowUpDuty, of: Owing) -> bool:
    return (
        duty.since <= of.released_on
        and (duty.until is None or of.released_on < duty.until)
        and (duty.goods == "any" or duty.goods in of.goods)
        and (not duty.end_uses or of.end_use in duty.end_uses)
        and (not duty.grades or of.grade in duty.grades)
    )


DECREE_792 = date(2024, 12, 1)


def shipped_duties() -> tuple[FollowUpDuty, ...]:
    """Those a policy begins with: a report a stage, certificates and visits by chance, always
    where a high-risk country is concerned."""
    tenth, twentieth = Decimal("0.1"), Decimal("0.05")
    return (
        FollowUpDuty("departure", RELEASE, 14, DECREE_792),
        FollowUpDuty("arrival", "departure", 45, DECREE_792),
        FollowUpDuty("delivery", "arrival", 20, DECREE_792),
        FollowUpDuty("use", "delivery", 120, DECREE_792),
        FollowUpDuty("certificate", "delivery", 60, DECREE_792, grades=("high_risk",)),
        FollowUpDuty("certificate", "delivery", 90, DECREE_792, goods="dual_use", share=tenth),
        FollowUpDuty("visit", "delivery", 180, DECREE_792, grades=("high_risk",)),
        FollowUpDuty("visit", "delivery", 180, DECREE_792, share=twentieth),
    )


def shipped_yields() -> tuple[UseYield, ...]:
    """Rough shares by end use: sputtering wastes most of a target, crystals are cut, alloys are
    cast whole. Estimates of this system, to be edited."""
    shares = {
        "ito": ("0.70", "0.28"),
        "inp": ("0.60", "0.35"),
        "organoindium": ("0.85", "0.10"),
        "epitaxy": ("0.50", "0.40"),
        "ir_detector": ("0.55", "0.40"),
        "solder": ("0.93", "0.05"),
        "cigs": ("0.65", "0.32"),
        "alloy": ("0.95", "0.04"),
        "battery": ("0.97", "0.02"),
        "control_rod": ("0.95", "0.04"),
        "research": ("0.50", "0.40"),
    }
    return tuple(UseYield(use, *map(Decimal, pair)) for use, pair in shares.items())
