"""Dismissals among many cases that wait for a second officer. What waits is said by `Standing`
alone: the database only narrows down where to look, and brings what it is told of."""

from collections.abc import Iterator
from itertools import count
from operator import attrgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from compliance.law.canonical import from_plain
from compliance.law.facts import PartyHit
from shipments.models import Appearance, HitDecision, HitVerdict, Screening, Shipment
from shipments.screening.dismissals import standing_after
from shipments.screening.standing_verdicts import PAIR, live

AT_ONCE = 50
ENTRY = ("list_code", "entry_key")
match_of = attrgetter("party_ref", *ENTRY, "entry_digest")
"""What tells a match from others, of a hit and of a verdict on it."""


def waiting_among(cases: QuerySet[Shipment]) -> Iterator[HitDecision]:
    """The newest verdict on each match of these cases that a second officer has to look at, the
    oldest first, joined to its shipment and officer. One query for every 50 that may be."""
    rows = _told(_perhaps(cases)).select_related("shipment", "by").order_by("at", "pk")
    for start in count(step=AT_ONCE):
        chunk = list(rows[start : start + AT_ONCE])
        yield from filter(_waits, chunk)
        if len(chunk) < AT_ONCE:
            return


def _perhaps(cases: QuerySet[Shipment]) -> QuerySet[HitDecision]:
    """Dismissals that nobody spoke on later, of a party that the current revision still names,
    not covered by what earlier shipments found."""
    named = Appearance.objects.filter(
        shipment=OuterRef("shipment"),
        party_digest=OuterRef("party_digest"),
        revision__number=OuterRef("shipment__revision_no"),
    )
    return HitDecision.objects.filter(
        ~Exists(_on_the_same_match().filter(pk__gt=OuterRef("pk"))),
        ~Exists(live().filter(**_same(PAIR))),
        Exists(named),
        shipment__in=cases,
        verdict=HitVerdict.DISMISSED,
    )


def _told(rows: QuerySet[HitDecision]) -> QuerySet[HitDecision]:
    """With the matches of the latest run, all verdicts on this one, and whether anybody anywhere
    was found to be that entry."""
    runs = Screening.objects.filter(
        shipment=OuterRef("shipment"), revision__number=F("shipment__revision_no")
    )
    said = _on_the_same_match().order_by("pk")
    confirmed = HitDecision.objects.filter(verdict=HitVerdict.CONFIRMED, **_same(ENTRY))
    return rows.annotate(
        hits=Subquery(runs.order_by("-number").values("facts__hits")[:1]),
        judges=ArraySubquery(said.values("by")),
        verdicts=ArraySubquery(said.values("verdict")),
        is_confirmed=Exists(confirmed),
    )


def _waits(row: Any) -> bool:
    hit = _hit_of(row)
    if hit is None:
        return False
    said = zip(row.judges, row.verdicts, strict=True)
    standing = standing_after([HitDecision(by_id=by, verdict=verdict) for by, verdict in said])
    confirmed = {(row.list_code, row.entry_key)} if row.is_confirmed else set()
    return standing.waits(hit, confirmed)


def _hit_of(row: Any) -> PartyHit | None:
    """The match in the latest run, which may no longer know of it."""
    hits = (from_plain(each, PartyHit) for each in row.hits or ())
    return next((hit for hit in hits if match_of(hit) == match_of(row)), None)


def _on_the_same_match() -> QuerySet[HitDecision]:
    return HitDecision.objects.filter(shipment=OuterRef("shipment"), **_same(PAIR))


def _same(names: tuple[str, ...]) -> dict[str, OuterRef]:
    return {name: OuterRef(name) for name in names}
