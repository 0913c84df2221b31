"""Which open cases were screened against lists, a policy or law that are no longer in force."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.fields.json import KT

from compliance import clock
from compliance.parties.versions import active_versions
from compliance.policy.versions import policy_on
from shipments.advisories.knowledge import changed_since
from shipments.licences.editions import edition_in_force
from shipments.models import Screening, Shipment
from shipments.moves import OPEN

Lists = dict[str, int]


def is_outdated(shipment: Shipment) -> bool:
    """Whether the latest screening of this shipment used what is no longer in force, or does not
    know of an advisory that came or went since."""
    latest = shipment.screenings.order_by("-number")
    row = _used(latest).first()
    if row is None or _InForce().differs(_Used(*row)):
        return True
    return changed_since(shipment, latest.values_list("started_at", flat=True)[0])


def mark_outdated() -> list[int]:
    """Mark every open case that has become stale; primary keys of all stale cases."""
    latest = Screening.objects.filter(shipment=OuterRef("pk")).order_by("-number")
    cases = Shipment.objects.filter(status__in=OPEN).annotate(
        used_lists=Subquery(latest.values("list_versions")[:1]),
        used_policy=Subquery(latest.values("policy_number")[:1]),
        turns_on=Subquery(latest.values(turn=KT("facts__turns_on"))[:1]),
        register=Subquery(latest.values(edition=KT("facts__register__edition"))[:1]),
    )
    rows = cases.values_list("pk", "used_lists", "used_policy", "turns_on", "register")
    now = _InForce()
    outdated = [pk for pk, *used in rows.iterator() if now.differs(_Used(*used))]
    Shipment.objects.filter(pk__in=outdated, status__in=OPEN).update(is_stale=True)
    return outdated


def marked() -> list[int]:
    """Primary keys of all open cases that anybody marked as stale."""
    rows = Shipment.objects.filter(is_stale=True, status__in=OPEN)
    return list(rows.values_list("pk", flat=True))


@dataclass(frozen=True)
class _Used:
    """What a screening was made with; `turns_on` is the ISO day its dates run out, or None;
    `register` the edition of the licence register, None where no licence is cited."""

    lists: Lists | None
    policy: int | None
    turns_on: str | None
    register: str | None


def _used(screenings: Any) -> Any:
    told = (KT("facts__turns_on"), KT("facts__register__edition"))
    return screenings.values_list("list_versions", "policy_number", *told)


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

    def differs(self, used: _Used) -> bool:
        """Also when a list has come into force that the screening did not know, and when law, a
        listing or a licence has turned by date alone."""
        lists = {code: number for code, number in (used.lists or {}).items() if number}
        has_turned = used.turns_on is not None and used.turns_on <= self.today.isoformat()
        is_of_before = lists != self.lists or used.policy != self.policy
        has_edition = used.register is not None and used.register != self.edition
        return has_turned or is_of_before or has_edition
