"""The US Consolidated Screening List as CSV (https://www.trade.gov/consolidated-screening-list)."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import timedelta

from compliance.parties.entries import (
    Entry,
    Period,
    as_published,
    listing,
    published_names,
    remark_of,
)
from compliance.parties.importers.reading import Row, Source, SourceFile, day_of, joined, table_rows

LONGEST_KEY_NAME = 80
END_OF_FILE = "\x1a"
REMARKS = {
    "": "title",
    "DOB": "dates_of_birth",
    "Vessel:": "vessel_type",
    "Flag:": "vessel_flag",
    "Call sign:": "call_sign",
    "Remarks:": "remarks",
}
COLUMNS = ("source", "name", "alt_names", "addresses", "entity_number", "start_date")


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """One entry per number; aliases and addresses are separated by semicolons.

    Lists without numbers, such as that of denied persons, may name one person in several rows.
    """
    for file in files:
        groups: dict[str, list[Row]] = {}
        for row in table_rows(file, COLUMNS):
            if row["source"] != END_OF_FILE:
                groups.setdefault(_key(row), []).append(row)
        for key, rows in groups.items():
            yield as_published(_entry(key, rows), source.list_code)


def _key(row: Row) -> str:
    if row.get("_id"):
        return row["_id"]
    if row["entity_number"]:
        return f"{row['source'][:60]}|{row['entity_number']}"
    order = f"{row['start_date']}|{row.get('end_date', '')}"
    digest = hashlib.sha256(row["name"].strip().encode()).hexdigest()[:12]
    return f"{row['name'].strip()[:LONGEST_KEY_NAME]}|{order}|{digest}"


def _entry(key: str, rows: list[Row]) -> Entry:
    row = rows[0]
    aliases = (alias for each in rows for alias in each["alt_names"].split(";"))
    addresses = tuple(dict.fromkeys(each["addresses"] for each in rows if each["addresses"]))
    listed_on = day_of(row["start_date"])
    notice = joined(row["source"], row.get("federal_register_notice", ""), by="; ")
    return Entry(
        key=key,
        names=published_names(*(each["name"] for each in rows), *aliases),
        kind=row.get("type", ""),
        country=_country(addresses),
        address="; ".join(addresses),
        notice=notice[:300],
        listed_on=listed_on,
        periods=(*listing(listed_on), *_end(rows)),
        remark=remark_of(*_remarks(row)),
    )


def _country(addresses: tuple[str, ...]) -> str:
    """The two letters at the end of an address; where they are missing it ends with anything."""
    ends = (part.rpartition(",")[2].strip() for each in addresses for part in each.split(";"))
    return next((end for end in ends if len(end) == 2 and end.isalpha()), "")


def _end(rows: list[Row]) -> Iterator[Period]:
    """An order with a last day, as those of denied persons have, stops on the day after."""
    days = [day_of(row.get("end_date", "")) for row in rows]
    known = [day for day in days if day]
    if known and len(known) == len(days):
        yield Period("stopped", max(known) + timedelta(days=1))


def _remarks(row: Row) -> Iterator[str]:
    for label, column in REMARKS.items():
        if text := row.get(column, "").strip():
            yield joined(label, text)
