"""Which open cases were screened against lists, a policy or law that are no longer in force."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.db.models.fields.json import KT
from django.utils import timezone

from compliance import clock
from compliance.law.canonical import json_bytes
from compliance.parties.versions import active_versions
from compliance.policy.versions import policy_on
from shipments.advisories.knowledge import changed_since
from shipments.licences.editions import edition_in_force
from shipments.models import Screening, Shipment
from shipments.moves import OPEN

Lists = dict[str, int]
HOUR = 3600
IN_FLIGHT = 200  # runs that may have been numbered before one already seen, and stored after it


def is_outdated(shipment: Shipment) -> bool:
    """Whether the latest screening of this shipment used what is no longer in force, or does not
    know of an advisory that came or went since."""
    latest = shipment.screenings.order_by("-number")
    row = _used(latest).first()
    if row is None or _InForce().differs(_Used(*row)):
        return True
    return changed_since(shipment, latest.values_list("started_at", flat=True)[0])


def mark_outdated() -> None:
    """Mark every open case that has become stale.

    What a run was made with never changes. So only runs of since the last look are looked at while
    the same is in force; all of them after a change, once an hour, and where nobody remembers.
    """
    now, newest = _InForce(), Screening.objects.aggregate(pk=Max("pk"))["pk"] or 0
    seen: int = cache.get(now.key, 0)
    runs = _latest_runs().filter(pk__gt=seen - IN_FLIGHT)
    rows = _used(runs, "shipment_id").iterator()
    outdated = [pk for pk, *used in rows if now.differs(_Used(*used))]
    Shipment.objects.filter(pk__in=outdated, status__in=OPEN).update(is_stale=True)
    cache.set(now.key, newest, HOUR)


def marked(most: int) -> list[int]:
    """Primary keys of open cases that anybody marked as stale, those longest with customs first."""
    rows = Shipment.objects.filter(is_stale=True, status__in=OPEN).order_by("submitted_at")
    return list(rows.values_list("pk", flat=True)[:most])


@dataclass(frozen=True)
class _Used:
    """What a screening was made with; `turns_on` is the ISO day its dates run out, or None;
    `register` the edition of the licence register, None where no licence is cited."""

    lists: Lists | None
    policy: int | None
    turns_on: str | None
    register: str | None


def _latest_runs() -> QuerySet[Screening]:
    later = Screening.objects.filter(shipment=OuterRef("shipment"), number__gt=OuterRef("number"))
    return Screening.objects.filter(~Exists(later), shipment__status__in=OPEN).order_by()


def _used(runs: QuerySet[Screening], *before: str) -> Any:
    told = (KT("facts__turns_on"), KT("facts__register__edition"))
    return runs.values_list(*before, "list_versions", "policy_number", *told)


class _InForce:
    """List versions, policy and day of now, asked for once."""

    def __init__(self) -> None:
        active = active_versions().values()
        self.today: date = clock.today()
        self.lists = {each.list_code: each.number for each in active if each.rows}
        self.policy = policy_on(self.today).number

    @cached_property
    def edition(self) -> str:
        """The edition of the licence register, as facts name it."""
        found = edition_in_force()
        return str(found.pk if found else 0)

    @property
    def key(self) -> str:
        """Names all that a run may differ from, and the hour."""
        hour = timezone.localtime(clock.now()).isoformat("T", "hours")
        told = [hour, str(self.today), self.policy, self.edition, sorted(self.lists.items())]
        return f"outdated:{hashlib.sha256(json_bytes(told)).hexdigest()}"

    def differs(self, used: _Used) -> bool:
        """Also when a list has come into force that the screening did not know, and when law, a
        listing or a licence has turned by date alone."""
        lists = {code: number for code, number in (used.lists or {}).items() if number}
        has_turned = used.turns_on is not None and used.turns_on <= self.today.isoformat()
        is_of_before = lists != self.lists or used.policy != self.policy
        has_edition = used.register is not None and used.register != self.edition
        return has_turned or is_of_before or has_edition
