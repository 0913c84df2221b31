"""What stands on an officer's home page because it waits for a second officer."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.notify.waiting import Waiting
from shipments.models import Decision, DecisionState
from shipments.moves import MOVES

MOST_SHOWN = 10


def signatures(officer: User) -> Iterator[Waiting]:
    """Proposals of colleagues at the officer's office, the oldest first."""
    rows = Decision.objects.filter(
        state=DecisionState.PROPOSED, shipment__office=officer.office_id
    ).exclude(by=officer)
    rows = rows.exclude(shipment__filed_by=officer).select_related("shipment", "by")
    for row in rows.order_by("at")[:MOST_SHOWN]:
        sentence = _("%(reference)s: %(verb)s by %(who)s, waits for your signature.")
        told = {"reference": row.shipment.reference, "verb": MOVES[row.verb].name, "who": row.by}
        yield Waiting(sentence % told, reverse("review:case", args=[row.shipment.reference]))
