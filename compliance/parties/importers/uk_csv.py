"""The UK's two CSV files: OFSI's consolidated list and the UK Sanctions List.

Both begin with a line that dates the file; rows of one group or unique number are one entry.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from compliance.parties.entries import Entry, listing, measure_of, published_names, scripts_of
from compliance.parties.importers.reading import (
    BadFile,
    Row,
    Source,
    SourceFile,
    chosen,
    day_of,
    joined,
    table_rows,
    text_of,
)

NAME = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
NUMBER = ("Unique ID", "Group ID")
KIND = ("Designation Type", "Individual, Entity, Ship", "Group Type")
REGIME = ("Regime Name", "Regime")
LISTED = ("Date Designated", "UK Sanctions List Date Designated", "Listed On")
COUNTRY = ("Address Country", "Country")
ORIGINAL = ("Name non-latin script", "Name Non-Latin Script")


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """One entry per number; its rows may stand apart."""
    for file in files:
        groups: dict[str, list[Row]] = {}
        for row in table_rows(file, ("Name 6",), skip=_heading(file)):
            groups.setdefault(_number(row, file), []).append(row)
        for number, rows in groups.items():
            yield _entry(number, rows, source)


def _heading(file: SourceFile) -> int:
    """Lines before the header."""
    lines = text_of(file, ("utf-8-sig", "cp1252", "latin-1")).splitlines()[:5]
    return next((place for place, line in enumerate(lines) if "Name 6" in line), 0)


def _number(row: Row, file: SourceFile) -> str:
    number = chosen(row, *NUMBER)
    if not number:
        raise BadFile(_("%(file)s has a row without a number.") % {"file": file.name})
    return number


def _entry(number: str, rows: list[Row], source: Source) -> Entry:
    main = [joined(*(row.get(part, "") for part in NAME)) for row in rows]
    original = [chosen(row, *ORIGINAL) for row in rows]
    names = published_names(*main, *original)
    addresses = [_address(row) for row in rows]
    listed_on = next((day for row in rows if (day := day_of(chosen(row, *LISTED)))), None)
    return Entry(
        key=number,
        names=names,
        name_zh=scripts_of(names)[0],
        name_en=scripts_of(names)[1],
        kind=chosen(rows[0], *KIND),
        country=next((place for row in rows if (place := chosen(row, *COUNTRY))), ""),
        address="; ".join(dict.fromkeys(filter(None, addresses))),
        measure=measure_of(source.list_code),
        notice=chosen(rows[0], *REGIME)[:300],
        listed_on=listed_on,
        periods=listing(listed_on),
    )


def _address(row: Row) -> str:
    lines = (chosen(row, f"Address Line {place}", f"Address {place}") for place in range(1, 7))
    code = chosen(row, "Address Postal Code", "Post/Zip Code")
    return joined(*lines, code, chosen(row, *COUNTRY), by=", ")
