"""The newest events about a shipment, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from compliance.audit.models import Event
from compliance.audit.wording import name_of
from compliance.law.policy import Policy
from shipments.event_values import EVENT_VALUES
from shipments.grounds import ground_labels
from shipments.models import HitReason, HitVerdict, Shipment

MOST_EVENTS = 100
TOLD = (
    "receipt",
    *("kind", "until", "verdict", "reason_code", "name", "ground", "reason", "message"),
    *("departed_on", "report_no", "container_no"),
    *("happened_on", "outcome", "change", "new_user", "kg"),
    *("days", "result", "letter_no"),
    *("method", "extent", "place", "findings", "samples", "seals", "laboratory"),
    *("report_no", "report"),
    *("ordered_by", "reply_no", "reply", "goods"),
)
LABELS: Mapping[str, Mapping[Any, Any]] = {
    **EVENT_VALUES,
    "verdict": dict(HitVerdict.choices),
    "reason_code": dict(HitReason.choices),
}


@dataclass(frozen=True)
class Step:
    """One entry of the timeline."""

    when: datetime
    what: str
    who: str
    detail: str


@dataclass(frozen=True)
class Written:
    """An internal note as it is shown."""

    at: datetime
    by: str
    text: str


def newest_events(shipment: Shipment) -> list[Event]:
    """What the log says of it, the newest first."""
    return list(Event.objects.filter(subject=shipment.subject).order_by("-seq")[:MOST_EVENTS])


def steps_of(events: Iterable[Event], policy: Policy) -> list[Step]:
    """What happened, in words; grounds in the policy's words."""
    grounds = ground_labels(policy)
    return [_step(event, grounds) for event in events]


def notes_of(shipment: Shipment, events: list[Event]) -> list[Written]:
    """The internal notes, the newest first: read off the events at hand where these are all."""
    if len(events) < MOST_EVENTS:
        told = (event for event in events if event.verb == "note")
        return [Written(event.at, event.actor_name, event.detail["note"]) for event in told]
    rows = shipment.notes.select_related("by")[:MOST_EVENTS]
    return [Written(row.at, str(row.by), row.text) for row in rows]


def _step(event: Event, grounds: dict[str, str]) -> Step:
    told = [_told(key, str(event.detail[key]), grounds) for key in TOLD if event.detail.get(key)]
    return Step(event.at, name_of(event.verb), event.actor_name, "\n".join(told))


def _told(key: str, value: str, grounds: dict[str, str]) -> str:
    if key == "ground":
        return grounds.get(value, value)
    return str(LABELS.get(key, {}).get(value, value))
