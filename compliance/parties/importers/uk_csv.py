"""The UK's two CSV files: OFSI's consolidated list and the UK Sanctions List.

Both begin with a line that dates the file; rows of one group or unique number are one entry.
"""

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
    text_of,
)
from compliance.parties.kept_sentences import tell as _

NAME = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
NUMBER = ("Unique ID", "Group ID")
KIND = ("Designation Type", "Individual, Entity, Ship", "Group Type")
REGIME = ("Regime Name", "Regime")
LISTED = ("Date Designated", "UK Sanctions List Date Designated", "Listed On")
COUNTRY = ("Address Country", "Country")
NAME_KIND = ("Name type", "Alias Type")
STRENGTH = ("Alias strength", "Alias Quality")
REMARKS = (
    ("DOB", ("D.O.B", "DOB")),
    ("IMO", ("IMO number",)),
    ("Flag:", ("Current believed flag of ship",)),
    ("", ("Position",)),
    ("", ("Other Information",)),
)
ORIGINAL = ("Name non-latin script", "Name Non-Latin Script")


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """One entry per number; its rows may stand apart."""
    for file in files:
        groups: dict[str, list[Row]] = {}
        for row in table_rows(file, ("Name 6",), skip=_heading(file)):
            groups.setdefault(_number(row, file), []).append(row)
        for number, rows in groups.items():
            entry = _entry(number, sorted(rows, key=_is_alias))
            yield as_published(entry, source.list_code)


def _heading(file: SourceFile) -> int:
    """Lines before the header."""
    lines = text_of(file).splitlines()[:5]
    return next((place for place, line in enumerate(lines) if "Name 6" in line), 0)


def _number(row: Row, file: SourceFile) -> str:
    number = chosen(row, *NUMBER)
    if not number:
        raise at_line(file, row.line, _("the row has no number."))
    return number


def _entry(number: str, rows: list[Row]) -> Entry:
    strong = published_names(*(_name(row) for row in rows if not _is_weak(row)))
    original = [chosen(row, *ORIGINAL) for row in rows]
    names = published_names(*strong, *original, *map(_name, rows))
    addresses = [_address(row) for row in rows]
    listed_on = next((day for row in rows if (day := day_of(chosen(row, *LISTED)))), None)
    return Entry(
        key=number,
        names=names,
        kind=chosen(rows[0], *KIND),
        country=next((place for row in rows if (place := chosen(row, *COUNTRY))), ""),
        address="; ".join(dict.fromkeys(filter(None, addresses))),
        notice=chosen(rows[0], *REGIME)[:300],
        listed_on=listed_on,
        weak=tuple(name for name in names if name not in (*strong, *published_names(*original))),
        remark=remark_of(*_remarks(rows)),
    )


def _name(row: Row) -> str:
    return joined(*(row.get(part, "") for part in NAME))


def _is_alias(row: Row) -> bool:
    return not chosen(row, *NAME_KIND).lower().startswith("primary name")


def _is_weak(row: Row) -> bool:
    return chosen(row, *STRENGTH).lower().startswith("low")


def _remarks(rows: list[Row]) -> Iterator[str]:
    """Births, numbers of ships, positions and what else is said, each once."""
    for label, columns in REMARKS:
        for row in rows:
            yield joined(label, text) if (text := chosen(row, *columns)) else ""


def _address(row: Row) -> str:
    lines = (chosen(row, f"Address Line {place}", f"Address {place}") for place in range(1, 7))
    code = chosen(row, "Address Postal Code", "Post/Zip Code")
    return joined(*lines, code, chosen(row, *COUNTRY), by=", ")
