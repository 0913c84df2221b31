"""Files of a list on their way in: what they are, their hash, and what they would change."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.utils import translation

from compliance.parties.entries import ADDED_LATER, PARTICULARS, Entry
from compliance.parties.importers import FORMATS, BadFile, Source, SourceFile, read_entries
from compliance.parties.importers.encodings import NAMES, encoding_of
from compliance.parties.importers.reading import plain_name
from compliance.parties.kept_sentences import Told
from compliance.parties.kept_sentences import tell as _
from compliance.parties.models import ListCode, ListFile, ListUpload
from compliance.parties.preview import Preview
from compliance.parties.versions import entries_in_force, entry_of, prepare, rows_in_force

MOST_SHOWN = 200
SAMPLE = 8
COMPARED = (*PARTICULARS, *ADDED_LATER)


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
        others=_other_lists(wanted.list_code),
    )
    entries = read_entries(wanted.file_format, wanted.files, source, notice)
    return entries, prepare(wanted.list_code, entries)


def sha256_of(files: Sequence[SourceFile]) -> str:
    """SHA-256 of one file; of several, over their digests in order."""
    digests = [hashlib.sha256(file.path.read_bytes()).hexdigest() for file in files]
    return (
        digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
    )


@contextmanager
def import_of(upload: ListUpload) -> Iterator[Import]:
    """The stored files of an upload, as copies that last as long as the block. Raises BadFile for
    one that is gone or changed, StoreAway."""
    with TemporaryDirectory(prefix="gate49-list-") as folder:
        files = tuple(
            SourceFile(each.name, _fetched(each, Path(folder) / str(place)))
            for place, each in enumerate(upload.files.all())
        )
        yield Import(upload.list_code, upload.file_format, files, upload.as_of, upload.source)


def shown(wanted: Import, entries: Sequence[Entry], preview: Preview) -> dict[str, object]:
    """The preview as JSON for a page: how the files were read, the first entries as a sample,
    counts, and the first names of each kind of change."""
    list_code = wanted.list_code
    names = {entry.key: " · ".join(entry.names[:2]) for entry in entries}
    gone = rows_in_force(list_code).filter(key__in=preview.removed[:MOST_SHOWN])
    gone_names = {row.key: " · ".join(row.names[:2]) for row in gone}
    return {
        "encodings": _encodings(wanted),
        "sample": [list(entry.names[:4]) for entry in entries[:SAMPLE]],
        "rows": preview.rows,
        "shrink": str(preview.shrink),
        "problems": [problem.sentence.plain() for problem in preview.problems],
        "is_shrunken": preview.is_shrunken,
        "added": _some(preview.added, names.get),
        "removed": _some(preview.removed, gone_names.get),
        "changed": _some(preview.changed, names.get)
        | {"particulars": _differing(list_code, entries, preview.changed[:MOST_SHOWN])},
    }


def _fetched(file: ListFile, target: Path) -> Path:
    digest = hashlib.sha256()
    try:
        with file.file.open("rb") as stored, target.open("wb") as copy:
            for chunk in stored.chunks():
                digest.update(chunk)
                copy.write(chunk)
    except FileNotFoundError:
        digest = hashlib.sha256()
    if digest.hexdigest() != file.sha256:
        raise BadFile(_("The stored file is not what was uploaded: upload it again."))
    return target


def _other_lists(list_code: str) -> dict[str, Any]:
    """Every other list by its code and by its name in each language of the site."""
    found: dict[str, Any] = {}
    for other in (each for each in ListCode if each != list_code):
        with translation.override("en"):
            label = Told(str(other.label))
        found[plain_name(other.value)] = label
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                found[plain_name(str(other.label))] = label
    return found


def _encodings(wanted: Import) -> dict[str, str]:
    """The encoding of each plain text file; the other formats declare or prescribe theirs."""
    if not FORMATS[wanted.file_format].is_plain_text:
        return {}
    return {file.name: NAMES[encoding_of(file.path.read_bytes())] for file in wanted.files}


def _differing(list_code: str, entries: Sequence[Entry], keys: Sequence[str]) -> list[list[str]]:
    """Which particulars of each of these entries are not as in force."""
    before = {row.key: entry_of(row) for row in rows_in_force(list_code).filter(key__in=keys)}
    after = {entry.key: entry for entry in entries}
    return [
        [name for name in COMPARED if getattr(before[key], name) != getattr(after[key], name)]
        for key in keys
    ]


def _some(keys: Sequence[str], name_of: Callable[[str], str | None]) -> dict[str, object]:
    return {"count": len(keys), "names": [name_of(key) or key for key in keys[:MOST_SHOWN]]}
