"""A list that is not in force, as a rehearsal tries it: a stored version, or an upload that waits
to be confirmed and has no rows yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from compliance.law.canonical import to_plain
from compliance.law.declaration import Party
from compliance.law.facts import Facts, ListState, PartyHit
from compliance.law.screened import screened_parties
from compliance.law.surroundings import Freshness
from compliance.parties.entries import Entry
from compliance.parties.incoming_files import import_of, read_import
from compliance.parties.matching import Index, ListedName
from compliance.parties.matching.kinds import told_kind
from compliance.parties.models import ListedParty, ListUpload, ListVersion
from compliance.parties.screening import EntryId, SearchedList, hits_for, hits_in
from shipments.models import RehearsalRun
from shipments.rehearsal.judging import with_list


class StoredList:
    """A version of the register of lists."""

    def __init__(self, version: ListVersion) -> None:
        self.version = version
        self.state = ListState(
            version.list_code,
            version.number,
            version.sha256,
            version.rows,
            version.as_of,
            Freshness.FRESH,
        )

    def hits(
        self, parties: Iterable[Party], days: tuple[date, ...], floor: Decimal
    ) -> tuple[PartyHit, ...]:
        """As a screening would find them."""
        return hits_for(parties, days[0], [self.version], also_on=days, floor=floor)


@dataclass(frozen=True)
class UploadedList:
    """The entries of an upload with a name index of their own. Its number is 0: it has none."""

    state: ListState
    entries: dict[str, Entry]
    index: Index

    def hits(
        self, parties: Iterable[Party], days: tuple[date, ...], floor: Decimal
    ) -> tuple[PartyHit, ...]:
        """As a screening would find them, had the upload become a version."""
        searched = SearchedList(self.state.list_code, self.state.version, self.index)
        return hits_in([searched], self._rows, parties, days, floor=floor)

    def _rows(self, wanted: Sequence[EntryId]) -> dict[EntryId, ListedParty]:
        return {each: _row(self.entries[each[1]]) for each in wanted}


Candidate = StoredList | UploadedList


def candidate_of(run: RehearsalRun) -> Candidate | None:
    """The list the run tries, if any. A list tried is taken as fresh."""
    if run.candidate:
        return StoredList(run.candidate)
    return _read(run.upload.pk, run.upload.sha256) if run.upload else None


def judged_with(candidate: Candidate, facts: Facts) -> Facts:
    """The facts as they would be had that list been in force."""
    parties, floor = screened_parties(facts.declaration), facts.policy.match_floor
    hits = candidate.hits(parties, facts.export_days, floor)
    return with_list(facts, candidate.state, hits)


@lru_cache(maxsize=2)
def _read(pk: int, sha256: str) -> UploadedList:
    upload = ListUpload.objects.get(pk=pk)
    with import_of(upload) as wanted:
        entries, _preview = read_import(wanted)
    names = [
        ListedName(entry.key, name, told_kind(entry.kind))
        for entry in entries
        for name in entry.names
    ]
    state = ListState(upload.list_code, 0, sha256, len(entries), upload.as_of, Freshness.FRESH)
    return UploadedList(state, {entry.key: entry for entry in entries}, Index.build(names))


def _row(entry: Entry) -> ListedParty:
    """The row, never saved, that the entry would be, as far as a hit reads it."""
    return ListedParty(
        key=entry.key,
        digest=entry.digest,
        names=list(entry.names),
        kind=entry.kind,
        country=entry.country,
        address=entry.address,
        remark=entry.remark,
        measure=entry.measure,
        notice=entry.notice,
        periods=to_plain(entry.periods),
    )
