"""This project's own CSV: one row per entry; `changes` is "status:date;status:date"."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from compliance.parties.entries import (
    UNKNOWN_DAY,
    Entry,
    Period,
    key_of,
    measure_of,
    published_names,
)
from compliance.parties.importers.reading import BadFile, Row, Source, SourceFile, table_rows

COLUMNS = ("name_zh", "name_en", "listed_on")
STATUSES = ("listed", "suspended", "stopped")


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """Rows of this list; a file without the column `list_code` is all of one list."""
    for file in files:
        for number, row in enumerate(table_rows(file, COLUMNS), start=2):
            if row.get("list_code", source.list_code) == source.list_code:
                yield _checked(row, source.list_code, f"{file.name}:{number}")


def read_rows(path: Path, list_code: str) -> Iterator[Entry]:
    """The same for a file of this program."""
    return read([SourceFile(path.name, path)], Source(list_code, date.min))


def _checked(row: Row, list_code: str, place: str) -> Entry:
    try:
        entry = _entry(row, list_code)
    except ValueError as error:
        sentence = _("%(place)s: %(error)s")
        raise BadFile(sentence % {"place": place, "error": error}) from error
    if not entry.names:
        raise BadFile(_("%(place)s: the row has no name.") % {"place": place})
    return entry


def _entry(row: Row, list_code: str) -> Entry:
    listed_on = date.fromisoformat(row["listed_on"]) if row["listed_on"] else None
    name_zh, name_en = row["name_zh"].strip(), row["name_en"].strip()
    notice = row.get("notice", "")
    return Entry(
        key=row.get("key") or key_of(name_en, name_zh, listed_on),
        names=published_names(name_zh, name_en, *row.get("aliases", "").split(";")),
        name_zh=name_zh,
        name_en=name_en,
        country=row.get("country", ""),
        address=row.get("address", ""),
        measure=row.get("measure") or measure_of(list_code),
        notice=notice or row.get("source", ""),
        listed_on=listed_on,
        periods=(
            Period("listed", listed_on or UNKNOWN_DAY, notice, source=row.get("source", "")),
            *_changes(row.get("changes", "")),
        ),
    )


def _changes(text: str) -> Iterator[Period]:
    for change in filter(None, text.split(";")):
        status, _colon, since = change.strip().partition(":")
        if status not in STATUSES:
            raise ValueError(_("“%(status)s” is no status of an entry.") % {"status": status})
        yield Period(status, date.fromisoformat(since))
