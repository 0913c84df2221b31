"""Officers' verdicts on matches, and when they count: a dismissal holds only while the declared
party and the list entry are both what they were, and a grave one only once two officers agree."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from compliance.law.canonical import sha256_of
from compliance.law.declaration import Declaration, Party
from compliance.law.facts import PartyHit
from compliance.law.screened import screened_parties
from compliance.parties.entries import FOREIGN_MEASURE
from shipments.models import HitDecision, HitVerdict, Shipment, StandingVerdict
from shipments.screening.standing_verdicts import Pair, pair_of_verdict, standing_for

EntryKey = tuple[str, str]


def lay_dismissals(
    shipment: Shipment, declaration: Declaration, hits: Iterable[PartyHit]
) -> tuple[PartyHit, ...]:
    """The hits with `dismissed` set where an officer's dismissal still stands: one of this
    shipment, or else one of an earlier shipment."""
    hits = tuple(hits)
    standing, digests = standing_verdicts(shipment), party_digests(declaration)
    confirmed = confirmed_entries(standing.values())
    earlier = earlier_dismissals(hits, digests, standing)

    def is_dismissed(hit: PartyHit) -> bool:
        found = standing.get(pair_of(hit, digests))
        own = found is not None and not found.counts(hit, confirmed)
        return own or pair_of(hit, digests) in earlier

    return tuple(replace(hit, dismissed=is_dismissed(hit)) for hit in hits)


def earlier_dismissals(
    hits: Iterable[PartyHit], digests: dict[str, str], standing: Mapping[Pair, "Standing"]
) -> dict[Pair, StandingVerdict]:
    """What earlier shipments say of these hits; not where an officer confirmed one in this one.
    A query where there are hits."""
    pairs = {pair_of(hit, digests) for hit in hits}
    own = {pair for pair, each in standing.items() if not each.is_dismissal}
    return standing_for(pairs - own)


def relied_on(
    shipment: Shipment, declaration: Declaration, hits: Iterable[PartyHit]
) -> list[StandingVerdict]:
    """The earlier shipments' dismissals that these laid hits rest on."""
    laid = [hit for hit in hits if hit.dismissed]
    if not laid:
        return []
    digests = party_digests(declaration)
    return list(earlier_dismissals(laid, digests, standing_verdicts(shipment)).values())


@dataclass(frozen=True)
class Standing:
    """The newest verdict on a pair, and the dismissals without a break before it."""

    newest: HitDecision
    before: tuple[HitDecision, ...] = ()

    @property
    def seconds(self) -> HitDecision | None:
        """The last dismissal by another officer, which the newest one agrees with."""
        others = (row for row in reversed(self.before) if row.by_id != self.newest.by_id)
        return next(others, None)

    @property
    def is_dismissal(self) -> bool:
        """Whether the last officer took it for another party."""
        return self.newest.verdict == HitVerdict.DISMISSED

    def counts(self, hit: PartyHit, confirmed: Collection[EntryKey]) -> bool:
        """Whether the match still weighs on the case."""
        needs_two = takes_two_officers(hit, confirmed)
        return not self.is_dismissal or (needs_two and self.seconds is None)

    def waits(self, hit: PartyHit, confirmed: Collection[EntryKey]) -> bool:
        """Whether a dismissal waits for a second officer."""
        return self.is_dismissal and self.counts(hit, confirmed)


def takes_two_officers(hit: PartyHit, confirmed: Collection[EntryKey]) -> bool:
    """The PRC's own lists hold or block; what was ever confirmed is no affair of one officer."""
    return hit.measure != FOREIGN_MEASURE or (hit.list_code, hit.entry_key) in confirmed


def standing_verdicts(shipment: Shipment) -> dict[Pair, Standing]:
    """How the verdicts on each pair of party and entry stand, as both were when it was given."""
    found: dict[Pair, list[HitDecision]] = {}
    for row in shipment.hit_decisions.select_related("by").order_by("id"):
        found.setdefault(pair_of_verdict(row), []).append(row)
    return {pair: standing_after(rows) for pair, rows in found.items()}


def standing_after(rows: Sequence[HitDecision]) -> Standing:
    """How one pair stands after these verdicts on it, the oldest first."""
    *before, newest = rows
    unbroken = takewhile(lambda row: row.verdict == HitVerdict.DISMISSED, reversed(before))
    is_dismissal = newest.verdict == HitVerdict.DISMISSED
    return Standing(newest, tuple(unbroken)[::-1] if is_dismissal else ())


def confirmed_entries(standing: Iterable[Standing]) -> set[EntryKey]:
    """Those of these entries that any officer, in any shipment, found to be the declared party."""
    keys = {each.newest.entry_key for each in standing if each.is_dismissal}
    rows = HitDecision.objects.filter(entry_key__in=keys, verdict=HitVerdict.CONFIRMED)
    return set(rows.values_list("list_code", "entry_key")) if keys else set()


def confirmations_of(hit: PartyHit) -> list[HitDecision]:
    """Every officer's finding, in any shipment of any office, that somebody is this entry."""
    rows = HitDecision.objects.filter(
        list_code=hit.list_code, entry_key=hit.entry_key, verdict=HitVerdict.CONFIRMED
    )
    return list(rows.select_related("by__office", "shipment__office").order_by("-id"))


def pair_of(hit: PartyHit, digests: dict[str, str]) -> Pair:
    """What a verdict on that hit is about."""
    return (digests.get(hit.party_ref, ""), hit.list_code, hit.entry_key, hit.entry_digest)


def party_digests(declaration: Declaration) -> dict[str, str]:
    """SHA-256 of the particulars of everybody the declaration names, by ref."""
    return {party.ref: party_digest(party) for party in screened_parties(declaration)}


def party_digest(party: Party) -> str:
    """SHA-256 of a party's particulars; its place among the parties does not matter."""
    return sha256_of(replace(party, ref="", role=""))
