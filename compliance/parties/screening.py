"""Every declared name against every list in force: from parties to hits, as values for rules."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from compliance.law.declaration import Party
from compliance.law.facts import PartyHit
from compliance.parties.evidence import RELATIONS, declared_kind, evidence_of
from compliance.parties.matching import SCALE, Hit, Index, search_all
from compliance.parties.matching.values import Relation
from compliance.parties.models import ListedParty, ListVersion
from compliance.parties.snapshots import index_of
from compliance.parties.versions import active_versions
from compliance.parties.weighing import (
    Likeness,
    best_of_each_group,
    explained,
    least_by_names,
    moved,
    score_of,
)

STANDING = ("listed", "suspended")
SCORE_STEP = Decimal("0.0001")
FLOOR = Decimal("0.80")
"""Where no policy says another."""
WIDE_FLOOR = 0.3
WIDE_LIMIT = 1000


class Searchable(Protocol):
    """The names of one list, as today's engine or an old one finds them."""

    def search(self, name: str, *, limit: int | None, floor: float, kind: str) -> tuple[Hit, ...]:
        """The best hit of each entry, best entry first."""


Engine = Callable[[ListVersion], Searchable]
Weighed = Collection[Relation]


@dataclass(frozen=True)
class SearchedList:
    """A list as names are compared with it. The number of one that is not in the register is 0.

    `weighed`: what the engine looks at beside names; nothing for one that knew names alone.
    """

    code: str
    number: int
    index: Searchable
    weighed: Weighed = RELATIONS


EntryId = tuple[str, str]
"""Code of the list, key of the entry."""
EntriesOf = Callable[[Sequence[EntryId]], Mapping[EntryId, ListedParty]]
Found = tuple[Party, str, SearchedList, Hit]


def hits_for(
    parties: Iterable[Party],
    on: date,
    versions: Iterable[ListVersion] | None = None,
    also_on: Iterable[date] = (),
    floor: Decimal = FLOOR,
    engine: Engine = index_of,
    weighed_by_it: Weighed = RELATIONS,
) -> tuple[PartyHit, ...]:
    """Hits of every name of every party against the versions (default: those in force), found and
    weighed by `engine` where it is not today's."""
    chosen = list(versions if versions is not None else active_versions().values())
    lists = _searched(chosen, engine, weighed_by_it)
    return hits_in(lists, _rows_of(chosen), parties, (on, *also_on), floor=floor)


def stopped_hits(
    parties: Iterable[Party], days: tuple[date, ...], versions: Iterable[ListVersion]
) -> tuple[PartyHit, ...]:
    """The likenesses that are left out elsewhere because the entry is stopped on all these days."""
    chosen = list(versions)
    lists = _searched(chosen)
    return hits_in(lists, _rows_of(chosen), parties, days, ("stopped",))


def unshown(
    parties: Iterable[Party], versions: Iterable[ListVersion], floor: Decimal = FLOOR
) -> int:
    """How many likenesses above the floor are left out because a party has so many."""
    chosen = list(versions)
    lists = _searched(chosen)
    found = _likenesses(tuple(parties), lists, _rows_of(chosen), floor)
    return best_of_each_group(found, floor)[1]


def hits_in(
    lists: Iterable[SearchedList],
    entries_of: EntriesOf,
    parties: Iterable[Party],
    days: tuple[date, ...],
    statuses: tuple[str, ...] = STANDING,
    floor: Decimal = FLOOR,
) -> tuple[PartyHit, ...]:
    """One hit per party, list and entry: that of the name or alias with the best score, weighed
    with country, address, number and date; of many entries of one kind the best (`weighing`).

    Its status is the gravest of the days asked for. Entries not yet listed or stopped on all of
    them are left out; suspended ones are kept and say so. Ordered by party, list, score. Each
    different name is searched once per list; `entries_of` is asked once for all that were found.
    """
    searched = tuple(lists)
    found = _likenesses(tuple(parties), searched, entries_of, floor)
    is_weighed = all(each.weighed for each in searched)
    shown = best_of_each_group(found, floor)[0] if is_weighed else found
    hits = [_party_hit(each, days) for each in shown]
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


def explain(
    declared_name: str,
    version: ListVersion,
    entry_key: str,
    party: Party | None = None,
    floor: Decimal = FLOOR,
) -> Hit | None:
    """The alignment of a name with one entry, by today's matcher; None below any likeness.

    With what the party and the entry tell beside their names, where the party is given.
    """
    index, kind = index_of(version), declared_kind(party) if party else ""
    for least, limit in ((least_by_names(floor), 50), (WIDE_FLOOR, WIDE_LIMIT)):
        close = index.search(declared_name, limit=limit, floor=least, kind=kind)
        hit = next((each for each in close if each.entry_id == entry_key), None)
        if hit:
            entry = version.entries.filter(key=entry_key).first()
            return explained(hit, party, entry, floor) if party and entry else hit
    return None


def rounded(score: float) -> Decimal:
    """A score with four places."""
    return Decimal(str(score)).quantize(SCORE_STEP)


def _searched(
    versions: Iterable[ListVersion], engine: Engine = index_of, by_it: Weighed = RELATIONS
) -> list[SearchedList]:
    return [SearchedList(each.list_code, each.number, engine(each), by_it) for each in versions]


def _rows_of(versions: Iterable[ListVersion]) -> EntriesOf:
    pks = {version.list_code: version.pk for version in versions}

    def entries_of(wanted: Sequence[EntryId]) -> Mapping[EntryId, ListedParty]:
        rows = ListedParty.objects.filter(
            version_id__in={pks[code] for code, _key in wanted}, key__in={key for _, key in wanted}
        )
        codes = {pk: code for code, pk in pks.items()}
        return {(codes[row.version_id], row.key): row for row in rows}

    return entries_of


def _likenesses(
    everybody: tuple[Party, ...],
    lists: Iterable[SearchedList],
    entries_of: EntriesOf,
    floor: Decimal,
) -> list[Likeness]:
    found = _found(everybody, lists, least_by_names(floor))
    entries = entries_of([_entry_id(each) for each in found]) if found else {}
    return [_likeness(each, entries[_entry_id(each)], floor) for each in found]


def _likeness(found: Found, entry: ListedParty, floor: Decimal) -> Likeness:
    party, name, each, hit = found
    score = moved(hit, score_of(hit), evidence_of(party, entry, each.weighed), floor)
    return Likeness(party, name, each.code, each.number, hit, entry, score)


def _found(
    everybody: tuple[Party, ...], lists: Iterable[SearchedList], least: float
) -> list[Found]:
    best: dict[tuple[str, EntryId], Found] = {}
    searched = tuple(lists)
    by_name = _search([each.index for each in searched], everybody, least)
    for place, each in enumerate(searched):
        for party in everybody:
            for name in party.names:
                for hit in by_name[name, declared_kind(party)][place]:
                    _keep_best(best, (party, name, each, hit))
    return list(best.values())


def _search(
    indexes: Sequence[Searchable], parties: Iterable[Party], least: float
) -> dict[tuple[str, str], Sequence[tuple[Hit, ...]]]:
    """Every hit of each name, as a name of that kind of party, for each list."""
    asked = dict.fromkeys((name, declared_kind(party)) for party in parties for name in party.names)
    return {(name, kind): _hits(indexes, name, least, kind) for name, kind in asked}


def _hits(
    indexes: Sequence[Searchable], name: str, least: float, kind: str
) -> Sequence[tuple[Hit, ...]]:
    """Today's engine searches all its lists at once."""
    today = [index for index in indexes if isinstance(index, Index)]
    if len(today) == len(indexes):
        return search_all(today, name, limit=None, floor=least, kind=kind)
    return [index.search(name, limit=None, floor=least, kind=kind) for index in indexes]


def _keep_best(best: dict[tuple[str, EntryId], Found], found: Found) -> None:
    party, _name, _list, hit = found
    key = (party.ref, _entry_id(found))
    if key not in best or best[key][3].score < hit.score:
        best[key] = found


def _entry_id(found: Found) -> EntryId:
    return (found[2].code, found[3].entry_id)


def _party_hit(found: Likeness, days: tuple[date, ...]) -> PartyHit:
    entry = found.entry
    return PartyHit(
        party_ref=found.party.ref,
        declared_name=found.name,
        list_code=found.list_code,
        list_version=found.list_number,
        entry_key=entry.key,
        entry_digest=entry.digest,
        listed_name=found.hit.name,
        score=(Decimal(found.score) / SCALE).quantize(SCORE_STEP),
        exact=found.hit.exact,
        status=entry.gravest_status_on(days),
        measure=entry.measure,
        notice=entry.notice,
        text_status=entry.text_status_on(days),
    )
