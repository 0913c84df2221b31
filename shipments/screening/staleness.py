"""Which open cases were screened against lists or a policy that are no longer in force."""

from datetime import date

from django.db.models import OuterRef, Subquery

from compliance.parties.versions import active_versions
from compliance.policy.versions import policy_on
from shipments.lifecycle import Status
from shipments.models import Screening, Shipment

Lists = dict[str, int]
OPEN = (Status.IN_REVIEW, Status.HELD)


def is_outdated(shipment: Shipment) -> bool:
    """Whether the latest screening of this shipment used other lists or another policy."""
    latest = shipment.screenings.order_by("-number").only("list_versions", "policy_number").first()
    if latest is None:
        return True
    now = _InForce()
    return now.differs(shipment.declared_on, latest.list_versions, latest.policy_number)


def mark_outdated() -> list[int]:
    """Mark every open case that has become stale; primary keys of all stale cases."""
    latest = Screening.objects.filter(shipment=OuterRef("pk")).order_by("-number")
    cases = Shipment.objects.filter(status__in=OPEN).annotate(
        used_lists=Subquery(latest.values("list_versions")[:1]),
        used_policy=Subquery(latest.values("policy_number")[:1]),
    )
    now = _InForce()
    outdated = [
        case.pk
        for case in cases.only("pk", "submitted_at").iterator()
        if now.differs(case.declared_on, case.used_lists, case.used_policy)
    ]
    Shipment.objects.filter(pk__in=outdated, status__in=OPEN).update(is_stale=True)
    return outdated


class _InForce:
    """List versions in force, and the policy of each day, asked for once."""

    def __init__(self) -> None:
        active = active_versions().values()
        self.lists = {each.list_code: each.number for each in active if each.rows}
        self.policies: dict[date, int] = {}

    def differs(self, day: date, used_lists: Lists | None, used_policy: int | None) -> bool:
        """Also when a list has come into force that the screening did not know."""
        used = {code: number for code, number in (used_lists or {}).items() if number}
        return used != self.lists or self._policy_of(day) != used_policy

    def _policy_of(self, day: date) -> int:
        if day not in self.policies:
            self.policies[day] = policy_on(day).number
        return self.policies[day]
