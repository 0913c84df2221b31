"""A list that is not in force, as a rehearsal tries it: a stored version, or an upload that waits
to be confirmed and has no rows yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from compliance.law.canonical import to_plain
from compliance.law.declaration import Party
from compliance.law.facts import Facts, ListState, PartyHit
from compliance.law.screened import screened_parties
from compliance.parties.entries import Entry
from compliance.parties.incoming_files import import_of, read_import
from compliance.parties.matching import Hit, Index, ListedName
from compliance.parties.models import ListedParty, ListUpload, ListVersion
from compliance.parties.screening import SCORE_STEP, hits_for
from shipments.models import RehearsalRun
from shipments.rehearsal.judging import with_list

RELEVANT = ("listed", "suspended")


class StoredList:
    """A version of the register of lists."""

    def __init__(self, version: ListVersion) -> None:
        self.version = version
        self.state = ListState(
            version.list_code, version.number, version.sha256, version.rows, version.as_of, "fresh"
        )

    def hits(self, parties: Iterable[Party], days: tuple[date, ...]) -> tuple[PartyHit, ...]:
        """As a screening would find them."""
        return hits_for(parties, days[0], [self.version], also_on=days)


@dataclass(frozen=True)
class UploadedList:
    """The entries of an upload with a name index of their own. Its number is 0: it has none."""

    state: ListState
    entries: dict[str, Entry]
    index: Index

    def hits(self, parties: Iterable[Party], days: tuple[date, ...]) -> tuple[PartyHit, ...]:
        """The best hit of each party on each entry listed or suspended on one of the days."""
        best: dict[tuple[str, str], tuple[Party, str, Hit]] = {}
        for party in parties:
            for name in party.names:
                for hit in self.index.search(name):
                    key = (party.ref, hit.entry_id)
                    if key not in best or best[key][2].score < hit.score:
                        best[key] = (party, name, hit)
        found = (self._fact(*each, days) for each in best.values())
        return tuple(hit for hit in found if hit.status in RELEVANT)

    def _fact(self, party: Party, name: str, hit: Hit, days: tuple[date, ...]) -> PartyHit:
        entry = self.entries[hit.entry_id]
        row = ListedParty(periods=to_plain(entry.periods))
        return PartyHit(
            party_ref=party.ref,
            declared_name=name,
            list_code=self.state.list_code,
            list_version=0,
            entry_key=entry.key,
            entry_digest=entry.digest,
            listed_name=hit.name,
            score=Decimal(str(hit.score)).quantize(SCORE_STEP),
            exact=hit.exact,
            status=row.gravest_status_on(days),
            measure=entry.measure,
            notice=entry.notice,
            text_status=row.text_status_on(days),
        )


Candidate = StoredList | UploadedList


def candidate_of(run: RehearsalRun) -> Candidate | None:
    """The list the run tries, if any. A list tried is taken as fresh."""
    if run.candidate:
        return StoredList(run.candidate)
    return _read(run.upload.pk, run.upload.sha256) if run.upload else None


def judged_with(candidate: Candidate, facts: Facts) -> Facts:
    """The facts as they would be had that list been in force."""
    hits = candidate.hits(screened_parties(facts.declaration), facts.export_days)
    return with_list(facts, candidate.state, hits)


@lru_cache(maxsize=2)
def _read(pk: int, sha256: str) -> UploadedList:
    upload = ListUpload.objects.get(pk=pk)
    entries, _preview = read_import(import_of(upload))
    names = [ListedName(entry.key, name) for entry in entries for name in entry.names]
    state = ListState(upload.list_code, 0, sha256, len(entries), upload.as_of, "fresh")
    return UploadedList(state, {entry.key: entry for entry in entries}, Index.build(names))
