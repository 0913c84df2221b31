"""Files of a list on their way in: what they are, their hash, and what they would change."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from compliance.parties.entries import ADDED_LATER, PARTICULARS, Entry
from compliance.parties.importers import BadFile, Source, SourceFile, read_entries
from compliance.parties.kept_sentences import tell as _
from compliance.parties.models import ListedParty, ListUpload
from compliance.parties.preview import Preview
from compliance.parties.versions import entries_in_force, entry_of, prepare

MOST_SHOWN = 200
NAMES = (*PARTICULARS, *ADDED_LATER)


@dataclass(frozen=True)
class Import:
    """What is to be read: the files of one list in one format, as published on a day."""

    list_code: str
    file_format: str
    files: tuple[SourceFile, ...]
    as_of: date
    source: str


def read_import(
    wanted: Import, notice: Callable[[int], None] = lambda count: None
) -> tuple[list[Entry], Preview]:
    """The entries and what they change; `notice` is told how many are read. Raises BadFile."""
    if not wanted.files or any(not file.path.stat().st_size for file in wanted.files):
        raise BadFile(_("A file is empty."))
    source = Source(
        wanted.list_code,
        wanted.as_of,
        wanted.source,
        current=lambda: entries_in_force(wanted.list_code),
    )
    entries = read_entries(wanted.file_format, wanted.files, source, notice)
    return entries, prepare(wanted.list_code, entries)


def sha256_of(files: Sequence[SourceFile]) -> str:
    """SHA-256 of one file; of several, over their digests in order."""
    digests = [hashlib.sha256(file.path.read_bytes()).hexdigest() for file in files]
    return (
        digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
    )


def import_of(upload: ListUpload) -> Import:
    """The stored files of an upload, to be read again."""
    files = tuple(SourceFile(each.name, Path(each.file.path)) for each in upload.files.all())
    return Import(upload.list_code, upload.file_format, files, upload.as_of, upload.source)


def shown(list_code: str, entries: Sequence[Entry], preview: Preview) -> dict[str, object]:
    """The preview as JSON for a page: counts, and the first names of each kind of change."""
    names = {entry.key: " · ".join(entry.names[:2]) for entry in entries}
    gone = ListedParty.objects.filter(
        version__list_code=list_code,
        version__is_active=True,
        key__in=preview.removed[:MOST_SHOWN],
    )
    gone_names = {row.key: " · ".join(row.names[:2]) for row in gone}
    return {
        "rows": preview.rows,
        "shrink": str(preview.shrink),
        "problems": [problem.sentence.plain() for problem in preview.problems],
        "is_shrunken": preview.is_shrunken,
        "added": _some(preview.added, names.get),
        "removed": _some(preview.removed, gone_names.get),
        "changed": _some(preview.changed, names.get)
        | {"particulars": _differing(list_code, entries, preview.changed[:MOST_SHOWN])},
    }


def _differing(list_code: str, entries: Sequence[Entry], keys: Sequence[str]) -> list[list[str]]:
    """Which particulars of each of these entries are not as in force."""
    rows = ListedParty.objects.filter(
        version__list_code=list_code, version__is_active=True, key__in=keys
    )
    before = {row.key: entry_of(row) for row in rows}
    after = {entry.key: entry for entry in entries}
    return [
        [name for name in NAMES if getattr(before[key], name) != getattr(after[key], name)]
        for key in keys
    ]


def _some(keys: Sequence[str], name_of: Callable[[str], str | None]) -> dict[str, object]:
    return {"count": len(keys), "names": [name_of(key) or key for key in keys[:MOST_SHOWN]]}
