"""OFAC's delimited files: sdn.csv or cons_prim.csv with their alt, add and comments files, which
have no headers and write -0- for nothing. Weak aliases stand in the remarks alone, as a.k.a. '…'.

Layout: https://ofac.treasury.gov/sdn-list-data-formats-data-schemas (dat_spec.txt).
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.parties.entries import Entry, as_published, published_names, remark_of
from compliance.parties.importers.reading import (
    BadFile,
    Source,
    SourceFile,
    at_line,
    joined,
    text_of,
)
from compliance.parties.kept_sentences import tell as _

NOTHING = "-0-"
END_OF_FILE = "\x1a"
PARTS = {"alt": 5, "add": 6, "comments": 2}
MAIN_COLUMNS = 12
WEAK = re.compile(r"[afn]\.k\.a\. '(.+?)'(?=[;.,\s]|$)")
PARTICULARS = ("Title: ", "Call sign: ", "Vessel: ", "", "", "Flag: ", "Owner: ")
Lists = dict[str, list[list[str]]]


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """One entry per row of the main file, with its rows of the other files."""
    main = [file for file in files if _part(file) == "main"]
    if len(main) != 1:
        raise BadFile(_("Give one main file (sdn.csv or cons_prim.csv), then alt and add files."))
    others = {part: _by_entry(files, part) for part in PARTS}
    for row in _rows(main[0], MAIN_COLUMNS):
        entry = _entry(row, {part: rows[row[0]] for part, rows in others.items()})
        yield replace(as_published(entry, source.list_code), name_en=row[1])


def _entry(row: list[str], others: Lists) -> Entry:
    number, name, kind, programme = row[:4]
    remarks = joined(row[11], *(comment[1] for comment in others["comments"]), by="")
    weak = published_names(*WEAK.findall(remarks))
    names = published_names(name, *(alias[3] for alias in others["alt"]), *weak)
    addresses = others["add"]
    return Entry(
        key=number,
        names=names,
        kind=kind or "entity",
        country=next((each[4] for each in addresses if each[4]), ""),
        address="; ".join(joined(*each[2:5], by=", ") for each in addresses),
        notice=joined("OFAC", programme),
        weak=weak,
        remark=remark_of(*_particulars(row), remarks),
    )


def _particulars(row: list[str]) -> Iterator[str]:
    """Title, call sign, kind of vessel, flag and owner, where they are given."""
    for label, cell in zip(PARTICULARS, row[4:11], strict=True):
        if label and cell:
            yield label + cell


def _part(file: SourceFile) -> str:
    stem = file.name.rpartition(".")[0].lower()
    return next((part for part in PARTS if stem.endswith(part)), "main")


def _by_entry(files: Sequence[SourceFile], part: str) -> Lists:
    found: Lists = defaultdict(list)
    for file in files:
        if _part(file) == part:
            for row in _rows(file, PARTS[part]):
                found[row[0]].append(row)
    return found


def _rows(file: SourceFile, columns: int) -> Iterator[list[str]]:
    text = text_of(file).replace(END_OF_FILE, "")
    rows = csv.reader(text.splitlines(keepends=True))
    line = 1
    for row in rows:
        if row and (len(row) < columns or not row[0].strip().isdigit()):
            raise at_line(file, line, _("not a row of this file."))
        line = rows.line_num + 1
        if row:
            yield ["" if cell.strip() == NOTHING else cell.strip() for cell in row]
