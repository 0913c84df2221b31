"""What stands on an officer's home page because it waits for a second officer."""

from collections.abc import Iterator
from itertools import islice

from django.urls import reverse
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.notify.waiting import Waiting
from shipments.models import Decision, DecisionState, Disposal, Shipment
from shipments.moves import MOVES, OPEN
from shipments.screening.second_looks import waiting_among

MOST_SHOWN = 10


def signatures(officer: User) -> Iterator[Waiting]:
    """Proposals of colleagues at the officer's office, the oldest first; a detention waits for the
    head alone."""
    rows = Decision.objects.filter(
        state=DecisionState.PROPOSED, shipment__office=officer.office_id
    ).exclude(by=officer)
    rows = rows.exclude(shipment__filed_by=officer).select_related("shipment", "by")
    if not officer.is_head:
        rows = rows.exclude(verb="sign_detention")
    for row in rows.order_by("at")[:MOST_SHOWN]:
        sentence = _("%(reference)s: %(verb)s by %(who)s, waits for your signature.")
        told = {"reference": row.shipment.reference, "verb": MOVES[row.verb].name, "who": row.by}
        yield Waiting(sentence % told, reverse("review:case", args=[row.shipment.reference]))


def matches(officer: User) -> Iterator[Waiting]:
    """Grave matches that a colleague took for another party: a second officer has to agree."""
    cases = Shipment.objects.filter(office=officer.office_id, status__in=OPEN)
    theirs = cases.exclude(filed_by=officer)
    rows = (row for row in waiting_among(theirs) if row.by_id != officer.pk)
    for row in islice(rows, MOST_SHOWN):
        sentence = _("%(reference)s: %(who)s took a listed name for another party; a second look.")
        told = {"reference": row.shipment.reference, "who": row.by}
        names = [row.shipment.reference, row.party_ref, row.list_code, row.entry_key]
        yield Waiting(sentence % told, reverse("review:match", args=names))


def disposals(officer: User) -> Iterator[Waiting]:
    """Papers that a colleague proposed to destroy: another officer signs, or lets them be."""
    seen = Shipment.objects.visible_to(officer)
    rows = Disposal.objects.filter(shipment__in=seen, signed_at__isnull=True)
    for row in rows.exclude(proposed_by=officer).select_related("shipment")[:MOST_SHOWN]:
        sentence = _("%(reference)s: its papers are to be destroyed, which waits for a signature.")
        told = {"reference": row.shipment.reference}
        yield Waiting(sentence % told, reverse("paperwork:retention"))
