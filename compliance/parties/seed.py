"""This project's own seed of the PRC lists: entries from one CSV, later changes from another.

The ministry publishes notices and no whole list; the state on a date is the fold of the notices.
"""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from compliance.parties.entries import Entry, Period
from compliance.parties.importers import own_csv

DATA = Path(__file__).parent / "data"
OWN_LISTS = DATA / "prc_lists.csv"
OWN_CHANGES = DATA / "prc_changes.csv"


def own_entries(list_code: str) -> Iterator[Entry]:
    """Entries of one of the PRC's lists with everything that later happened to them."""
    changes = _changes(list_code)
    for entry in own_csv.read_rows(OWN_LISTS, list_code):
        yield _with_changes(entry, [period for row, period in changes if _concerns(row, entry)])


def own_sha256() -> str:
    """SHA-256 over both files."""
    return hashlib.sha256(OWN_LISTS.read_bytes() + OWN_CHANGES.read_bytes()).hexdigest()


def _with_changes(entry: Entry, changes: list[Period]) -> Entry:
    """A change on the day of listing says more about the listing; it does not repeat it."""
    first = entry.periods[0]
    about_listing = [each for each in changes if each.since == first.since]
    later = [each for each in changes if each.since != first.since]
    told = replace(about_listing[0], notice=first.notice) if about_listing else first
    return replace(entry, periods=(told, *entry.periods[1:], *later))


def _concerns(row: dict[str, str], entry: Entry) -> bool:
    if not entry.listed_on or entry.listed_on.isoformat() != row["listed_on"]:
        return False
    return not row["names"] or row["names"] == entry.name_en


def _changes(list_code: str) -> list[tuple[dict[str, str], Period]]:
    with OWN_CHANGES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["list_code"] == list_code]
    return [(row, _period(row)) for row in rows]


def _period(row: dict[str, str]) -> Period:
    return Period(
        status=row["status"],
        since=date.fromisoformat(row["since"]),
        notice=row["notice"],
        verified=row["verified"] == "yes",
        remark_zh=row["remark_zh"],
        remark_en=row["remark_en"],
        source=row["source"],
        by_text=row["by_text"],
    )
