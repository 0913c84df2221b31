"""Every declared name against every list in force: from parties to hits, as values for rules."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
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
    """The names of one list, as today's engine or an old one finds them."""

    def search(self, name: str) -> tuple[Hit, ...]:
        """The best hit of each entry, best entry first."""


Engine = Callable[[ListVersion], Searchable]


@dataclass(frozen=True)
class SearchedList:
    """A list as names are compared with it. The number of one that is not in the register is 0."""

    code: str
    number: int
    index: Searchable


EntryId = tuple[str, str]
"""Code of the list, key of the entry."""
EntriesOf = Callable[[Sequence[EntryId]], Mapping[EntryId, ListedParty]]
Found = tuple[Party, str, SearchedList, Hit]


def hits_for(
    parties: Iterable[Party],
    on: date,
    versions: Iterable[ListVersion] | None = None,
    also_on: Iterable[date] = (),
    engine: Engine | None = None,
) -> tuple[PartyHit, ...]:
    """Hits of every name of every party against the versions (default: those in force), found by
    `engine` where it is not today's."""
    chosen = list(versions if versions is not None else active_versions().values())
    lists = _searched(chosen, engine or index_of)
    return hits_in(lists, _rows_of(chosen), parties, (on, *also_on))


def stopped_hits(
    parties: Iterable[Party], days: tuple[date, ...], versions: Iterable[ListVersion]
) -> tuple[PartyHit, ...]:
    """The likenesses that are left out elsewhere because the entry is stopped on all these days."""
    chosen = list(versions)
    lists = _searched(chosen, index_of)
    return hits_in(lists, _rows_of(chosen), parties, days, ("stopped",))


def hits_in(
    lists: Iterable[SearchedList],
    entries_of: EntriesOf,
    parties: Iterable[Party],
    days: tuple[date, ...],
    statuses: tuple[str, ...] = STANDING,
) -> tuple[PartyHit, ...]:
    """One hit per party, list and entry: that of the name or alias with the best score.

    Its status is the gravest of the days asked for. Entries not yet listed or stopped on all of
    them are left out; suspended ones are kept and say so. Ordered by party, list, score. Each
    different name is searched once per list; `entries_of` is asked once for all that were found.
    """
    found = _found(tuple(parties), lists)
    entries = entries_of([_entry_id(each) for each in found]) if found else {}
    hits = [_party_hit(each, entries[_entry_id(each)], days) for each in found]
    relevant = [hit for hit in hits if hit.status in statuses]
    return tuple(
        sorted(relevant, key=lambda hit: (hit.party_ref, hit.list_code, -hit.score, hit.entry_key))
    )


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


def _searched(versions: Iterable[ListVersion], engine: Engine) -> list[SearchedList]:
    return [SearchedList(each.list_code, each.number, engine(each)) for each in versions]


def _rows_of(versions: Iterable[ListVersion]) -> EntriesOf:
    pks = {version.list_code: version.pk for version in versions}

    def entries_of(wanted: Sequence[EntryId]) -> Mapping[EntryId, ListedParty]:
        rows = ListedParty.objects.filter(
            version_id__in={pks[code] for code, _key in wanted}, key__in={key for _, key in wanted}
        )
        codes = {pk: code for code, pk in pks.items()}
        return {(codes[row.version_id], row.key): row for row in rows}

    return entries_of


def _found(everybody: tuple[Party, ...], lists: Iterable[SearchedList]) -> list[Found]:
    best: dict[tuple[str, EntryId], Found] = {}
    for each in lists:
        by_name = _search(each.index, everybody)
        for party in everybody:
            for name in party.names:
                for hit in by_name[name]:
                    _keep_best(best, (party, name, each, hit))
    return list(best.values())


def _search(index: Searchable, parties: Iterable[Party]) -> dict[str, tuple[Hit, ...]]:
    names = dict.fromkeys(name for party in parties for name in party.names)
    return {name: index.search(name) for name in names}


def _keep_best(best: dict[tuple[str, EntryId], Found], found: Found) -> None:
    party, _name, _list, hit = found
    key = (party.ref, _entry_id(found))
    if key not in best or best[key][3].score < hit.score:
        best[key] = found


def _entry_id(found: Found) -> EntryId:
    return (found[2].code, found[3].entry_id)


def _party_hit(found: Found, entry: ListedParty, days: tuple[date, ...]) -> PartyHit:
    party, name, searched, hit = found
    return PartyHit(
        party_ref=party.ref,
        declared_name=name,
        list_code=searched.code,
        list_version=searched.number,
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
