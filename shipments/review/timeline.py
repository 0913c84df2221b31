"""The newest events about a shipment, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices

from compliance.audit.models import Event
from compliance.audit.wording import name_of
from compliance.codes.tables import ATTACHMENT_KINDS
from shipments.models import DocumentKind, HitReason, HitVerdict, HoldKind, WithdrawalGround

MOST_EVENTS = 100
TOLD = (
    *("kind", "until", "verdict", "reason_code", "name", "ground", "reason", "message"),
    *("departed_on", "report_no", "container_no"),
)
CHOICES: dict[str, tuple[type[TextChoices], ...]] = {
    "kind": (HoldKind, DocumentKind),
    "verdict": (HitVerdict,),
    "reason_code": (HitReason,),
    "ground": (WithdrawalGround,),
}


@dataclass(frozen=True)
class Step:
    """One entry of the timeline."""

    when: datetime
    what: str
    who: str
    detail: str


def steps_of(subject: str) -> list[Step]:
    """What happened to it, the newest first."""
    rows = Event.objects.filter(subject=subject).order_by("-seq")[:MOST_EVENTS]
    return [_step(event) for event in rows]


def _step(event: Event) -> Step:
    told = [_told(key, str(event.detail[key])) for key in TOLD if event.detail.get(key)]
    return Step(event.at, name_of(event.verb), event.actor_name, "\n".join(told))


def _told(key: str, value: str) -> str:
    labels = (choices(value).label for choices in CHOICES.get(key, ()) if value in choices.values)
    paper = ATTACHMENT_KINDS.get(value) if key == "kind" else None
    return str(next(labels, paper.name if paper else value))
