"""The newest events about a shipment, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from compliance.audit.models import Event
from compliance.audit.wording import name_of
from compliance.codes.tables import ATTACHMENT_KINDS
from compliance.law.follow_up import REPORTS
from compliance.law.policy import Policy
from shipments.grounds import ground_labels
from shipments.models import (
    AppraisalResult,
    ChangeKind,
    Extent,
    HitReason,
    HitVerdict,
    HoldKind,
    Method,
    UserOutcome,
)
from shipments.papers import paper_choices
from shipments.receipt_codes import CODES

MOST_EVENTS = 100
TOLD = (
    "receipt",
    *("kind", "until", "verdict", "reason_code", "name", "ground", "reason", "message"),
    *("departed_on", "report_no", "container_no"),
    *("happened_on", "outcome", "change", "new_user", "kg"),
    *("days", "result", "letter_no"),
    *("method", "extent", "place", "findings", "samples", "seals", "laboratory"),
    *("report_no", "report"),
)
LABELS: dict[str, dict[Any, Any]] = {
    "kind": dict([*paper_choices(), *HoldKind.choices, *REPORTS.items()]),
    "verdict": dict(HitVerdict.choices),
    "reason_code": dict(HitReason.choices),
    "receipt": dict(CODES),
    "result": dict(AppraisalResult.choices),
    "method": dict(Method.choices),
    "extent": dict(Extent.choices),
    "change": dict(ChangeKind.choices),
    "outcome": dict(UserOutcome.choices),
}


@dataclass(frozen=True)
class Step:
    """One entry of the timeline."""

    when: datetime
    what: str
    who: str
    detail: str


def steps_of(subject: str, policy: Policy) -> list[Step]:
    """What happened to it, the newest first; grounds in the policy's words."""
    rows = Event.objects.filter(subject=subject).order_by("-seq")[:MOST_EVENTS]
    grounds = ground_labels(policy)
    return [_step(event, grounds) for event in rows]


def _step(event: Event, grounds: dict[str, str]) -> Step:
    told = [_told(key, str(event.detail[key]), grounds) for key in TOLD if event.detail.get(key)]
    return Step(event.at, name_of(event.verb), event.actor_name, "\n".join(told))


def _told(key: str, value: str, grounds: dict[str, str]) -> str:
    if key == "ground":
        return grounds.get(value, value)
    attached = ATTACHMENT_KINDS.get(value) if key == "kind" else None
    return str(LABELS.get(key, {}).get(value, attached.name if attached else value))
