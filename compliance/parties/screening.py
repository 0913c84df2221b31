"""Every declared name against every list in force: from parties to hits, as values for the rules."""

import contextlib
import os
import tempfile
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from compliance.law.declaration import Party
from compliance.law.facts import PartyHit
from compliance.parties.matching import ALGORITHM, Hit, Index, ListedName
from compliance.parties.models import ListedParty, ListVersion
from compliance.parties.versions import active_versions

SCORE_STEP = Decimal("0.0001")


def hits_for(
    parties: Iterable[Party], on: date, versions: Iterable[ListVersion] | None = None
) -> tuple[PartyHit, ...]:
    """Hits of every name of every party against the versions (default: those in force).

    Entries not yet listed or stopped on the date are left out; suspended ones are kept and say
    so. Ordered by party, list, score.
    """
    found: dict[tuple[str, str, str], tuple[Party, str, ListVersion, Hit]] = {}
    for version in versions if versions is not None else active_versions().values():
        index = index_of(version)
        for party in parties:
            for name in party.names:
                for hit in index.search(name):
                    key = (party.ref, version.list_code, hit.entry_id)
                    if key not in found or found[key][3].score < hit.score:
                        found[key] = (party, name, version, hit)
    return _as_facts(found.values(), on)


def index_of(version: ListVersion) -> Index:
    """The name index of a version, shared between processes through a snapshot file."""
    return _load(version.pk, version.list_code, version.number, version.sha256)


@lru_cache(maxsize=16)
def _load(pk: int, list_code: str, number: int, sha256: str) -> Index:
    folder = Path(settings.LIST_SNAPSHOTS)
    path = folder / f"{list_code}-{number}-{sha256[:12]}-{ALGORITHM}.index"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _build(pk, path)
    return Index.load(path)


def _build(pk: int, path: Path) -> None:
    """Write the snapshot beside its place and move it there, so that nobody reads half of it."""
    rows = ListedParty.objects.filter(version_id=pk).order_by("id").values_list("key", "names")
    names = [ListedName(key, name) for key, names in rows.iterator() for name in names]
    temporary = Path(tempfile.mkdtemp(dir=path.parent)) / path.name
    Index.build(names).save(temporary)
    with contextlib.suppress(OSError):  # another process was first: its bytes are the same
        os.replace(temporary, path)


def _as_facts(
    found: Iterable[tuple[Party, str, ListVersion, Hit]], on: date
) -> tuple[PartyHit, ...]:
    chosen = list(found)
    entries = {
        (entry.version_id, entry.key): entry
        for entry in ListedParty.objects.filter(
            version_id__in={version.pk for _, _, version, _ in chosen},
            key__in={hit.entry_id for *_, hit in chosen},
        )
    }
    hits = [
        _party_hit(party, name, version, hit, entries[(version.pk, hit.entry_id)], on)
        for party, name, version, hit in chosen
    ]
    relevant = [hit for hit in hits if hit.status in ("listed", "suspended")]
    return tuple(
        sorted(relevant, key=lambda hit: (hit.party_ref, hit.list_code, -hit.score, hit.entry_key))
    )


def _party_hit(
    party: Party, name: str, version: ListVersion, hit: Hit, entry: ListedParty, on: date
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
        status=entry.status_on(on),
        measure=entry.measure,
        notice=entry.notice,
    )
