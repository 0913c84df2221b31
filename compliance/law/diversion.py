"""Signs that the metal of an end user goes elsewhere: what one is, what they are called, and the
figures a policy begins with.

`shipments.flows.signs` reads them out of what was let go; the rules judge what was read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

SIGNS = (
    "over_need",
    "need_grows",
    "many_exporters",
    "new_intermediary",
    "transit_hub",
    "purity_mismatch",
    "just_under",
    "rerouted",
    "reports_stop",
)
FAR_OVER_NEED = "far_over_need"


@dataclass(frozen=True)
class DiversionSign:
    """One sign: its code, its points, and what it rests on as plain text by name."""

    code: str
    points: int
    evidence: dict[str, str] = field(default_factory=dict)


def score_of(signs: Iterable[DiversionSign]) -> int:
    """All points, at most 100."""
    return min(sum(sign.points for sign in signs), 100)


def shipped_limits() -> dict[str, Decimal]:
    """Where each sign begins, and from how many points on an end user is watched or held: choices
    of this system, measured by `shipments.flows.simulate`. Shares 0 to 1, factors, days, counts."""
    return {
        "watched": Decimal(50),
        "held": Decimal(80),
        "over_need": Decimal("1.35"),
        "far_over_need": Decimal("1.8"),
        "need_growth": Decimal("1.8"),
        "exporters": Decimal(5),
        "exporters_days": Decimal(60),
        "just_under": Decimal("0.88"),
        "round_kg": Decimal(10),
        "least_orders": Decimal(6),
        "mismatch": Decimal("0.35"),
        "rerouted": Decimal(2),
        "silence_days": Decimal(180),
        "new_share": Decimal("0.3"),
    }


def shipped_points() -> dict[str, Decimal]:
    """The points of each sign; `far_over_need` stands in for `over_need` where it is far over."""
    points = (30, 45, 40, 30, 20, 50, 50, 40, 50)
    named = dict(zip(SIGNS, map(Decimal, points), strict=True))
    return {**named, FAR_OVER_NEED: Decimal(50)}
