"""Released goods whose departure nobody has reported in the time the policy gives."""

from datetime import timedelta

from django.db.models import QuerySet

from compliance import clock
from compliance.accounts.models import User
from compliance.policy.versions import policy_on
from compliance.ui.keyset import Key
from shipments.models import Shipment
from shipments.moves import Status

LONGEST_FIRST = (Key("decided_at"), Key("id"))


def overdue_departures(officer: User) -> QuerySet[Shipment]:
    """What the officer's office released longer ago than that, not closed and not recalled."""
    today = clock.today()
    first_in_time = today - timedelta(days=policy_on(today).departure_days)
    return Shipment.objects.filter(
        office=officer.office_id,
        status=Status.RELEASED,
        decided_at__lt=clock.midnight(first_in_time),
    )
