"""Every declared name against every list in force: from parties to hits, as values for rules."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from compliance.law.declaration import Party
from compliance.law.facts import PartyHit
from compliance.parties.matching import Hit
from compliance.parties.models import ListedParty, ListVersion
from compliance.parties.snapshots import index_of
from compliance.parties.versions import active_versions

STANDING = ("listed", "suspended")
SCORE_STEP = Decimal("0.0001")
WIDE_FLOOR = 0.3
WIDE_LIMIT = 1000


class Searchable(Protocol):
    """The names of one list version, as today's engine or an old one finds them."""

    def search(self, name: str) -> tuple[Hit, ...]:
        """The best hit of each entry, best entry first."""


Engine = Callable[[ListVersion], Searchable]
Found = dict[tuple[str, str, str], tuple[Party, str, ListVersion, Hit]]


def hits_for(
    parties: Iterable[Party],
    on: date,
    versions: Iterable[ListVersion] | None = None,
    also_on: Iterable[date] = (),
    engine: Engine | None = None,
) -> tuple[PartyHit, ...]:
    """Hits of every name of every party against the versions (default: those in force).

    One hit per party, list and entry: that of the name or alias with the best score. Its status is
    the gravest of the days asked for. Entries not yet listed or stopped on all of them are left
    out; suspended ones are kept and say so. Ordered by party, list, score. Each different name is
    searched once per list, by `engine` where it is not today's.
    """
    chosen = versions if versions is not None else active_versions().values()
    found = _found(tuple(parties), chosen, engine or index_of)
    return _as_facts(found, (on, *also_on), STANDING)


def stopped_hits(
    parties: Iterable[Party], days: tuple[date, ...], versions: Iterable[ListVersion]
) -> tuple[PartyHit, ...]:
    """The likenesses that are left out elsewhere because the entry is stopped on all these days."""
    return _as_facts(_found(tuple(parties), versions, index_of), days, ("stopped",))


def next_turn_of(versions: Iterable[ListVersion], after: date) -> date | None:
    """The first day after that one on which an entry is listed, suspended, revived or stopped."""
    days = (day for version in versions for day in _days_of(version.pk) if day > after)
    return min(days, default=None)


@lru_cache(maxsize=32)
def _days_of(version_pk: int) -> tuple[date, ...]:
    """All days on which a period of the version's entries begins; a version never changes."""
    rows = ListedParty.objects.filter(version_id=version_pk).values_list("periods", flat=True)
    days = {period["since"] for periods in rows.iterator() for period in periods}
    return tuple(sorted(map(date.fromisoformat, days)))


def explain(declared_name: str, version: ListVersion, entry_key: str) -> Hit | None:
    """The alignment of a name with one entry, by today's matcher; None below any likeness."""
    index = index_of(version)
    close = index.search(declared_name, limit=50)
    hit = next((each for each in close if each.entry_id == entry_key), None)
    if hit:
        return hit
    wide = index.search(declared_name, limit=WIDE_LIMIT, floor=WIDE_FLOOR)
    return next((each for each in wide if each.entry_id == entry_key), None)


def _found(
    everybody: tuple[Party, ...], versions: Iterable[ListVersion], engine: Engine
) -> list[tuple[Party, str, ListVersion, Hit]]:
    found: Found = {}
    for version in versions:
        by_name = _search(engine(version), everybody)
        for party in everybody:
            for name in party.names:
                _keep_best(found, party, name, version, by_name[name])
    return list(found.values())


def _search(index: Searchable, parties: Iterable[Party]) -> dict[str, tuple[Hit, ...]]:
    names = dict.fromkeys(name for party in parties for name in party.names)
    return {name: index.search(name) for name in names}


def _keep_best(
    found: Found, party: Party, name: str, version: ListVersion, hits: Iterable[Hit]
) -> None:
    for hit in hits:
        key = (party.ref, version.list_code, hit.entry_id)
        if key not in found or found[key][3].score < hit.score:
            found[key] = (party, name, version, hit)


def _as_facts(
    chosen: Sequence[tuple[Party, str, ListVersion, Hit]],
    days: tuple[date, ...],
    statuses: tuple[str, ...],
) -> tuple[PartyHit, ...]:
    entries = _entries(chosen) if chosen else {}
    hits = [
        _party_hit(party, name, version, hit, entries[(version.pk, hit.entry_id)], days)
        for party, name, version, hit in chosen
    ]
    relevant = [hit for hit in hits if hit.status in statuses]
    return tuple(
        sorted(relevant, key=lambda hit: (hit.party_ref, hit.list_code, -hit.score, hit.entry_key))
    )


def _entries(
    chosen: Iterable[tuple[Party, str, ListVersion, Hit]],
) -> dict[tuple[int, str], ListedParty]:
    wanted = {(version.pk, hit.entry_id) for _, _, version, hit in chosen}
    rows = ListedParty.objects.filter(
        version_id__in={pk for pk, _ in wanted}, key__in={key for _, key in wanted}
    )
    return {(entry.version_id, entry.key): entry for entry in rows}


def _party_hit(
    party: Party,
    name: str,
    version: ListVersion,
    hit: Hit,
    entry: ListedParty,
    days: tuple[date, ...],
) -> PartyHit:
    return PartyHit(
        party_ref=party.ref,
        declared_name=name,
        list_code=version.list_code,
        list_version=version.number,
        entry_key=entry.key,
        entry_digest=entry.digest,
        listed_name=hit.name,
        score=Decimal(str(hit.score)).quantize(SCORE_STEP),
        exact=hit.exact,
        status=entry.gravest_status_on(days),
        measure=entry.measure,
        notice=entry.notice,
        text_status=entry.text_status_on(days),
    )
