"""What the advisories in force say about a shipment: tips and standing, as the rules read them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from compliance.law.facts import Standing
from shipments.models import Advisory, Shipment
from shipments.models.advisory import STANDING_STATES, AdvisoryKind


def about(shipment: Shipment) -> QuerySet[Advisory]:
    """All advisories that concern it, of any state: its own and those on its exporter."""
    own = Q(shipment_id=shipment.pk) | Q(shipment__isnull=True)
    return Advisory.objects.filter(own, exporter_id=shipment.exporter_id)


def tips_for(shipment: Shipment) -> tuple[str, ...]:
    """The sentences of MOFCOM's notices in force that stop it, in the order they were prepared."""
    rows = about(shipment).filter(kind=AdvisoryKind.TIP, state__in=STANDING_STATES)
    return tuple(row.sentence for row in rows.order_by("pk"))


def in_force(shipment: Shipment) -> QuerySet[Advisory]:
    """Those that concern it and are in force, the oldest first."""
    return about(shipment).filter(state__in=STANDING_STATES).order_by("dated", "pk")


def standing_of(
    shipment: Shipment, on: date, open_questions: int, known: Iterable[dict[str, Any]]
) -> Standing:
    """The exporter's standing on the day: the last of each kind, the newest grades. `known` are the
    advisories in force as objects: kind, grade, and the day they are dated (ISO)."""
    standing = [each for each in known if each["dated"] <= on.isoformat()]
    last = {each["kind"]: date.fromisoformat(each["dated"]) for each in standing}
    penalties = (last.get(AdvisoryKind.PENALTY), shipment.exporter.penalised_on)
    grades = {each["kind"]: each["grade"] for each in standing}
    return Standing(
        penalised_on=max(filter(None, penalties), default=None),
        open_questions=open_questions,
        aeo=grades.get(AdvisoryKind.AEO, ""),
        icp=grades.get(AdvisoryKind.ICP, ""),
        convicted_on=last.get(AdvisoryKind.CONVICTION),
        affiliated_on=last.get(AdvisoryKind.AFFILIATE),
    )


def changed_since(shipment: Shipment, moment: datetime) -> bool:
    """Whether an advisory on it came into force or ended after that moment."""
    return about(shipment).filter(changed_at__gt=moment).exists()
