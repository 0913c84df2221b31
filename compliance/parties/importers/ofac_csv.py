"""OFAC's delimited files: sdn.csv or cons_prim.csv with their alt and add files, without headers.

Layout: https://ofac.treasury.gov/sdn-list/specially-designated-nationals-list-sdn-list-data-formats
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from compliance.parties.entries import Entry, listing, measure_of, published_names
from compliance.parties.importers.reading import BadFile, Source, SourceFile, joined, text_of

NOTHING = "-0-"
END_OF_FILE = "\x1a"
MAIN_COLUMNS, ALIAS_COLUMNS, ADDRESS_COLUMNS = 12, 5, 6
Lists = dict[str, list[list[str]]]


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """One entry per row of the main file, with its rows of the alias and address files."""
    main = [file for file in files if _part(file) == "main"]
    if len(main) != 1:
        raise BadFile(_("Give one main file (sdn.csv or cons_prim.csv), then alt and add files."))
    aliases = _by_entry(files, "alt", ALIAS_COLUMNS)
    addresses = _by_entry(files, "add", ADDRESS_COLUMNS)
    for row in _rows(main[0], MAIN_COLUMNS):
        yield _entry(row, aliases[row[0]], addresses[row[0]], source)


def _entry(
    row: list[str], aliases: list[list[str]], addresses: list[list[str]], source: Source
) -> Entry:
    number, name, kind, programme = row[:4]
    address = addresses[0] if addresses else [""] * ADDRESS_COLUMNS
    return Entry(
        key=number,
        names=published_names(name, *(alias[3] for alias in aliases)),
        name_en=name,
        kind=kind or "entity",
        country=address[4],
        address="; ".join(joined(*each[2:5], by=", ") for each in addresses),
        measure=measure_of(source.list_code),
        notice=joined("OFAC", programme),
        periods=listing(None),
    )


def _part(file: SourceFile) -> str:
    stem = file.name.rpartition(".")[0].lower()
    return next((part for part in ("alt", "add") if stem.endswith(part)), "main")


def _by_entry(files: Sequence[SourceFile], part: str, columns: int) -> Lists:
    found: Lists = defaultdict(list)
    for file in files:
        if _part(file) == part:
            for row in _rows(file, columns):
                found[row[0]].append(row)
    return found


def _rows(file: SourceFile, columns: int) -> Iterator[list[str]]:
    text = text_of(file, ("utf-8-sig", "cp1252", "latin-1")).replace(END_OF_FILE, "")
    for number, row in enumerate(csv.reader(text.splitlines(keepends=True)), start=1):
        if not row:
            continue
        if len(row) < columns or not row[0].strip().isdigit():
            sentence = _("%(file)s, line %(line)s: not a row of this file.")
            raise BadFile(sentence % {"file": file.name, "line": number})
        yield ["" if cell.strip() == NOTHING else cell.strip() for cell in row]
