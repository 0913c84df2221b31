"""Officers' verdicts on matches, and when they still count: a dismissal holds only while the
declared party and the list entry are both what they were."""

from collections.abc import Iterable
from dataclasses import replace

from compliance.law.canonical import sha256_of
from compliance.law.declaration import Declaration, Party
from compliance.law.facts import PartyHit
from compliance.law.screened import screened_parties
from shipments.models import HitDecision, HitVerdict, Shipment

Pair = tuple[str, str, str, str]


def lay_dismissals(
    shipment: Shipment, declaration: Declaration, hits: Iterable[PartyHit]
) -> tuple[PartyHit, ...]:
    """The hits with `dismissed` set where an officer's dismissal still stands."""
    dismissed = {
        pair
        for pair, each in standing_verdicts(shipment).items()
        if each.verdict == HitVerdict.DISMISSED
    }
    digests = party_digests(declaration)
    return tuple(replace(hit, dismissed=pair_of(hit, digests) in dismissed) for hit in hits)


def standing_verdicts(shipment: Shipment) -> dict[Pair, HitDecision]:
    """The newest verdict on each pair of party and entry, as they were when it was given."""
    rows = shipment.hit_decisions.select_related("by").order_by("id")
    return {(row.party_digest, row.list_code, row.entry_key, row.entry_digest): row for row in rows}


def pair_of(hit: PartyHit, digests: dict[str, str]) -> Pair:
    """What a verdict on that hit is about."""
    return (digests.get(hit.party_ref, ""), hit.list_code, hit.entry_key, hit.entry_digest)


def party_digests(declaration: Declaration) -> dict[str, str]:
    """SHA-256 of the particulars of everybody the declaration names, by ref."""
    return {party.ref: party_digest(party) for party in screened_parties(declaration)}


def party_digest(party: Party) -> str:
    """SHA-256 of a party's particulars; its place among the parties does not matter."""
    return sha256_of(replace(party, ref="", role=""))
