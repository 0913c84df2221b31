"""The US Consolidated Screening List as CSV (https://www.trade.gov/consolidated-screening-list)."""

from collections.abc import Iterator, Sequence

from compliance.parties.entries import Entry, listing, measure_of, published_names, scripts_of
from compliance.parties.importers.reading import Row, Source, SourceFile, day_of, joined, table_rows

COLUMNS = ("source", "name", "alt_names", "addresses", "entity_number", "start_date")


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """One entry per row; aliases and addresses are separated by semicolons."""
    for file in files:
        for row in table_rows(file, COLUMNS):
            yield _entry(row, source)


def _entry(row: Row, source: Source) -> Entry:
    names = published_names(row["name"], *row["alt_names"].split(";"))
    listed_on = day_of(row["start_date"])
    notice = joined(row["source"], row.get("federal_register_notice", ""), by="; ")
    return Entry(
        key=row.get("_id") or f"{row['entity_number']}|{row['name']}"[:120],
        names=names,
        name_zh=scripts_of(names)[0],
        name_en=scripts_of(names)[1],
        kind=row.get("type", ""),
        country=row["addresses"].partition(";")[0].rpartition(",")[2].strip(),
        address=row["addresses"],
        measure=measure_of(source.list_code),
        notice=notice[:300],
        listed_on=listed_on,
        periods=listing(listed_on),
    )
