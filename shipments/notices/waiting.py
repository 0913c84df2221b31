"""What stands on an officer's home page because it waits for a second officer."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.law.list_sources import LIST_SOURCES
from compliance.notify.waiting import Waiting
from compliance.parties.entries import FOREIGN_MEASURE
from shipments.models import Decision, DecisionState, HitDecision, HitVerdict
from shipments.moves import MOVES
from shipments.moves.statuses import OPEN

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
    rows = dismissed_by_one().filter(shipment__office=officer.office_id).exclude(by=officer)
    rows = rows.exclude(shipment__filed_by=officer).select_related("shipment", "by")
    for row in rows.order_by("at")[:MOST_SHOWN]:
        sentence = _("%(reference)s: %(who)s took a listed name for another party; a second look.")
        told = {"reference": row.shipment.reference, "who": row.by}
        names = [row.shipment.reference, row.party_ref, row.list_code, row.entry_key]
        yield Waiting(sentence % told, reverse("review:match", args=names))


def dismissed_by_one() -> QuerySet[HitDecision]:
    """The newest verdicts on matches with binding lists in open cases, where all dismissals since
    the last other verdict are one officer's."""
    binding = [code for code, row in LIST_SOURCES.items() if row.measure != FOREIGN_MEASURE]
    pair = ("shipment", "party_digest", "list_code", "entry_key", "entry_digest")
    others = HitDecision.objects.filter(**{name: OuterRef(name) for name in pair})
    agreed = others.filter(verdict=HitVerdict.DISMISSED).exclude(by=OuterRef("by"))
    return HitDecision.objects.filter(
        ~Exists(others.filter(pk__gt=OuterRef("pk"))),
        ~Exists(agreed),
        shipment__status__in=OPEN,
        verdict=HitVerdict.DISMISSED,
        list_code__in=binding,
    )
