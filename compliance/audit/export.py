"""The event log as a file, JSON Lines or CSV: what is hashed stands in it to the letter.

Whoever holds the file can check it without this system; docs/operations.md says how.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from compliance.audit.chain import FIELDS, Link
from compliance.law.canonical import json_bytes

CSV_ENDING = ".csv"
BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheets take the Chinese for another encoding


class BadExport(Exception):
    """A line that is no event of an exported log."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is not an event of an exported log")


def json_lines(links: Iterable[Link]) -> Iterator[bytes]:
    """One canonical JSON object a line."""
    for link in links:
        yield json_bytes(_plain(link)) + b"\n"


def csv_lines(links: Iterable[Link]) -> Iterator[bytes]:
    """A heading, then one event a line; `detail` is canonical JSON in one cell."""
    yield (BYTE_ORDER_MARK + _csv_line(FIELDS)).encode()
    for link in links:
        plain = _plain(link)
        plain["detail"] = json_bytes(plain["detail"]).decode()
        yield _csv_line([plain[name] for name in FIELDS]).encode()


WRITERS: Mapping[str, tuple[str, Callable[[Iterable[Link]], Iterator[bytes]]]] = {
    "jsonl": ("application/jsonl", json_lines),
    "csv": ("text/csv; charset=utf-8", csv_lines),
}


def read_export(path: Path) -> Iterator[Link]:
    """The events of a file that this module wrote, one after another. BadExport names a line."""
    rows = _csv_rows if path.suffix.lower() == CSV_ENDING else _json_rows
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from rows(lines)


def _plain(link: Link) -> dict[str, Any]:
    at = link.at.astimezone(UTC).isoformat(timespec="microseconds")
    return {**{name: getattr(link, name) for name in FIELDS}, "at": at}


def _csv_line(cells: Iterable[Any]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _json_rows(lines: Iterable[str]) -> Iterator[Link]:
    for number, line in enumerate(lines, 1):
        try:
            yield _link(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise BadExport(number) from error


def _csv_rows(lines: Iterable[str]) -> Iterator[Link]:
    reader = csv.DictReader(lines)
    for row in reader:
        try:
            actor = int(row["actor_id"]) if row["actor_id"] else None
            detail = json.loads(row["detail"])
            yield _link({**row, "seq": int(row["seq"]), "actor_id": actor, "detail": detail})
        except (ValueError, KeyError, TypeError) as error:
            raise BadExport(reader.line_num) from error


def _link(row: Mapping[str, Any]) -> Link:
    values = {name: row[name] for name in FIELDS}
    return Link(**{**values, "at": datetime.fromisoformat(row["at"])})
