"""The EU consolidated list as CSV 1.1: semicolons, several rows to an entity."""

from collections.abc import Iterator, Sequence

from compliance.parties.entries import Entry, as_published, published_names, remark_of
from compliance.parties.importers.reading import (
    Row,
    Source,
    SourceFile,
    at_line,
    chosen,
    day_of,
    joined,
    table_rows,
)
from compliance.parties.kept_sentences import tell as _

NUMBER, NAME = "Entity_LogicalId", "NameAlias_WholeName"
COLUMNS = (NUMBER, NAME, "Entity_SubjectType")
NAME_PARTS = ("NameAlias_FirstName", "NameAlias_MiddleName", "NameAlias_LastName")
ADDRESS = (
    "Address_Street",
    "Address_PoBox",
    "Address_ZipCode",
    "Address_City",
    "Address_CountryDescription",
)


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """One entry per entity; each of its names, addresses and births is a row of its own."""
    for file in files:
        groups: dict[str, list[Row]] = {}
        for row in table_rows(file, COLUMNS, delimiter=";"):
            if not row[NUMBER].strip():
                raise at_line(file, row.line, _("the row has no number."))
            groups.setdefault(row[NUMBER], []).append(row)
        yield from (as_published(_entry(rows), source.list_code) for rows in groups.values())


def _entry(rows: list[Row]) -> Entry:
    addresses = [joined(*(row.get(part, "") for part in ADDRESS), by=", ") for row in rows]
    listed_on = day_of(
        _first(rows, "Entity_DesignationDate") or _first(rows, "Entity_Regulation_PublicationDate")
    )
    return Entry(
        key=_first(rows, "Entity_EU_ReferenceNumber") or rows[0][NUMBER],
        names=published_names(*map(_name, rows)),
        kind=_first(rows, "Entity_SubjectType"),
        country=_first(rows, "Address_CountryIso2Code")
        or _first(rows, "Citizenship_CountryIso2Code"),
        address="; ".join(dict.fromkeys(filter(None, addresses))),
        notice=_first(rows, "Entity_Regulation_NumberTitle")[:300],
        listed_on=listed_on,
        remark=remark_of(*_remarks(rows)),
    )


def _name(row: Row) -> str:
    """The whole name, else its parts, the family name last."""
    return row[NAME].strip() or joined(*(row.get(part, "") for part in NAME_PARTS))


def _remarks(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        day = chosen(row, "BirthDate_BirthDate", "BirthDate_Year")
        yield row.get("NameAlias_Function", "")
        yield f"DOB {day}" if day else ""
    yield _first(rows, "Entity_Remark")


def _first(rows: list[Row], column: str) -> str:
    return next((value for row in rows if (value := row.get(column, "").strip())), "")
