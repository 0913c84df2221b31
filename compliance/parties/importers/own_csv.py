"""This project's own CSV: one row per entry; `changes` is "status:date;status:date"."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from compliance.parties.entries import (
    UNKNOWN_DAY,
    Entry,
    Period,
    key_of,
    measure_of,
    published_names,
)
from compliance.parties.importers.reading import (
    Row,
    Source,
    SourceFile,
    at_line,
    refuse_other_list,
    table_rows,
)
from compliance.parties.kept_sentences import tell as _

COLUMNS = ("name_zh", "name_en", "listed_on")
STATUSES = ("listed", "suspended", "stopped")


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """One entry a row; a file in which any row names another list is no file of this one."""
    for file in files:
        for row in table_rows(file, COLUMNS):
            refuse_other_list(row, source, file, row.line)
            yield _checked(row, source.list_code, file)


def read_rows(path: Path, list_code: str) -> Iterator[Entry]:
    """Rows of one list in a file of this program, which holds several."""
    file = SourceFile(path.name, path)
    for row in table_rows(file, COLUMNS):
        if row["list_code"] == list_code:
            yield _checked(row, list_code, file)


def _checked(row: Row, list_code: str, file: SourceFile) -> Entry:
    try:
        entry = _entry(row, list_code)
    except ValueError as error:
        raise at_line(file, row.line, error.args[0]) from error
    if not entry.names:
        raise at_line(file, row.line, _("the row has no name."))
    return entry


def _entry(row: Row, list_code: str) -> Entry:
    listed_on = _day(row["listed_on"]) if row["listed_on"] else None
    name_zh, name_en = row["name_zh"].strip(), row["name_en"].strip()
    notice = row.get("notice", "")
    weak = published_names(*row.get("weak_aliases", "").split(";"))
    return Entry(
        key=row.get("key") or key_of(name_en, name_zh, listed_on),
        names=published_names(name_zh, name_en, *row.get("aliases", "").split(";"), *weak),
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
        weak=weak,
        remark=row.get("remark", ""),
    )


def _changes(text: str) -> Iterator[Period]:
    for change in filter(None, text.split(";")):
        status, _colon, since = change.strip().partition(":")
        if status not in STATUSES:
            raise ValueError(_("“%(status)s” is no status of an entry.") % {"status": status})
        yield Period(status, _day(since))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError(_("“%(day)s” is no day such as 2026-01-31.") % {"day": text}) from error
