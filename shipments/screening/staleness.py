"""Which open cases were screened against lists or a policy that are no longer in force."""

from django.db.models import OuterRef, Subquery

from compliance.parties.versions import active_versions
from compliance.policy.versions import policy_on
from shipments.lifecycle import Status
from shipments.models import Screening, Shipment

OPEN = (Status.IN_REVIEW, Status.HELD)


def is_outdated(shipment: Shipment) -> bool:
    """Whether the latest screening of this shipment used other lists or another policy."""
    latest = shipment.screenings.order_by("-number").only("list_versions", "policy_number").first()
    return latest is None or _differs(shipment, latest.list_versions, latest.policy_number)


def mark_outdated() -> list[int]:
    """Mark every open case that has become stale; primary keys of all stale cases."""
    latest = Screening.objects.filter(shipment=OuterRef("pk")).order_by("-number")
    cases = Shipment.objects.filter(status__in=OPEN).annotate(
        used_lists=Subquery(latest.values("list_versions")[:1]),
        used_policy=Subquery(latest.values("policy_number")[:1]),
    )
    outdated = [
        case.pk
        for case in cases.only("pk", "submitted_at").iterator()
        if _differs(case, case.used_lists, case.used_policy)
    ]
    Shipment.objects.filter(pk__in=outdated, status__in=OPEN).update(is_stale=True)
    return outdated


def _differs(
    shipment: Shipment, used_lists: dict[str, int] | None, used_policy: int | None
) -> bool:
    current = {code: version.number for code, version in active_versions().items()}
    used = used_lists or {}
    lists_differ = any(current.get(code, 0) != number for code, number in used.items())
    return lists_differ or policy_on(shipment.declared_on).number != used_policy
