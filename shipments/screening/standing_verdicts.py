"""Dismissals of earlier shipments that still stand: of the same party, by its particulars, against
the same entry, as both were; not over, not revoked, contradicted by no confirmation anywhere."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from compliance import clock
from shipments.models import HitDecision, HitVerdict, StandingVerdict

PAIR = ("party_digest", "list_code", "entry_key", "entry_digest")
Pair = tuple[str, str, str, str]
"""Digest of the declared party, list, key and digest of the entry."""


def live() -> QuerySet[StandingVerdict]:
    """Those that stand today; against an entry that anybody was confirmed to be, only
    those of two officers."""
    said = HitDecision.objects.filter(
        verdict=HitVerdict.CONFIRMED,
        list_code=OuterRef("list_code"),
        entry_key=OuterRef("entry_key"),
    )
    same_party = said.filter(party_digest=OuterRef("party_digest"))
    rows = StandingVerdict.objects.filter(ended_at__isnull=True, until__gte=clock.today())
    return rows.filter(Q(second_by__isnull=False) | ~Exists(said), ~Exists(same_party))


def standing_for(pairs: Collection[Pair]) -> dict[Pair, StandingVerdict]:
    """By pair, the verdict that reaches furthest. One query where there are pairs."""
    if not pairs:
        return {}
    rows = live().filter(
        party_digest__in={pair[0] for pair in pairs}, entry_key__in={pair[2] for pair in pairs}
    )
    found = rows.select_related("by__office", "second_by__office", "shipment").order_by(
        "until", "id"
    )
    kept = {pair_of_verdict(row): row for row in found}
    return {pair: kept[pair] for pair in pairs if pair in kept}


def first_end(verdicts: Iterable[StandingVerdict]) -> date | None:
    """The last day of the verdict that ends first."""
    return min((each.until for each in verdicts), default=None)


def pair_of_verdict(row: StandingVerdict | HitDecision) -> Pair:
    """What it is about."""
    return (row.party_digest, row.list_code, row.entry_key, row.entry_digest)
