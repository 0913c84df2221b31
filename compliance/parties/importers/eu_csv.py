"""The EU consolidated list as CSV 1.1: semicolons, several rows to an entity."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from compliance.parties.entries import Entry, listing, measure_of, published_names, scripts_of
from compliance.parties.importers.reading import Row, Source, SourceFile, day_of, joined, table_rows

NUMBER, NAME = "Entity_LogicalId", "NameAlias_WholeName"
COLUMNS = (NUMBER, NAME, "Entity_SubjectType")
ADDRESS = ("Address_Street", "Address_ZipCode", "Address_City", "Address_CountryDescription")


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """One entry per entity, made of its consecutive rows."""
    for file in files:
        rows = table_rows(file, COLUMNS, delimiter=";")
        for number, group in groupby(rows, key=lambda row: row[NUMBER]):
            if number:
                yield _entry(list(group), source)


def _entry(rows: list[Row], source: Source) -> Entry:
    names = published_names(*(row[NAME] for row in rows))
    addresses = [joined(*(row.get(part, "") for part in ADDRESS), by=", ") for row in rows]
    listed_on = day_of(
        _first(rows, "Entity_DesignationDate") or _first(rows, "Entity_Regulation_PublicationDate")
    )
    return Entry(
        key=_first(rows, "Entity_EU_ReferenceNumber") or rows[0][NUMBER],
        names=names,
        name_zh=scripts_of(names)[0],
        name_en=scripts_of(names)[1],
        kind=_first(rows, "Entity_SubjectType"),
        country=_first(rows, "Address_CountryIso2Code")
        or _first(rows, "Citizenship_CountryIso2Code"),
        address="; ".join(dict.fromkeys(filter(None, addresses))),
        measure=measure_of(source.list_code),
        notice=_first(rows, "Entity_Regulation_NumberTitle")[:300],
        listed_on=listed_on,
        periods=listing(listed_on),
    )


def _first(rows: list[Row], column: str) -> str:
    return next((value for row in rows if (value := row.get(column, "").strip())), "")
