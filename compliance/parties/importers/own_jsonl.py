"""JSON lines of our own: {"id", "src", "schema", "names", "country"}, one entry a line."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from compliance.limits import ENTRY_BYTES
from compliance.parties.entries import Entry, as_published, published_names
from compliance.parties.importers.reading import (
    Source,
    SourceFile,
    at_line,
    day_of,
    refuse_other_list,
)
from compliance.parties.kept_sentences import tell as _


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """Every line is one entry; raises BadFile with the line that is none."""
    for file in files:
        for number, line in enumerate(_lines(file), start=1):
            if line.strip():
                yield as_published(_entry(line, number, file, source), source.list_code)


def _lines(file: SourceFile) -> Iterator[bytes]:
    """A longer line is no entry, and is not read to its end."""
    with file.path.open("rb") as opened:
        number = 0
        while line := opened.readline(ENTRY_BYTES + 1):
            number += 1
            if len(line) > ENTRY_BYTES:
                problem = _("longer than any entry (%(most)s bytes).")
                raise at_line(file, number, problem % {"most": ENTRY_BYTES})
            yield line


def _entry(line: bytes, number: int, file: SourceFile, source: Source) -> Entry:
    try:
        row: dict[str, Any] = json.loads(line.decode("utf-8-sig"))
        names = published_names(*row["names"])
        key = str(row["id"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise at_line(file, number, _("not an entry with “id” and “names”.")) from error
    refuse_other_list(row, source, file, number)
    return Entry(
        key=key,
        names=names,
        kind=str(row.get("schema") or ""),
        country=str(row.get("country") or "")[:60],
        address=str(row.get("address") or ""),
        notice=str(row.get("src") or ""),
        listed_on=day_of(str(row.get("listed_on") or "")),
    )
