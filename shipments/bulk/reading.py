"""From an uploaded table to its declarations: rows with one key are lines of one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from compliance import limits
from compliance.table_files import BadTable, columns_of, rows_of
from shipments.bulk.columns import KEY, LINE_PART, Column, column_called

REASON = re.compile(r"\s*⟦.*?⟧\s*$", re.DOTALL)
Cells = dict[str, str]


@dataclass
class Declared:
    """One declaration of the table: the number of its first row, its cells, those of its lines."""

    number: int
    cells: Cells
    lines: list[Cells] = field(default_factory=list)


def with_reason(text: str, reason: str) -> str:
    """A cell with why it was refused; what is read again is the text alone."""
    return f"{text} ⟦{reason}⟧".strip()


def declared_in(data: bytes) -> tuple[list[str], list[Declared]]:
    """The identifiers of the columns, and the declarations in order. Raises BadTable."""
    rows = rows_of(data)
    found = columns_of(next(rows, []), column_called)
    if not any(found):
        raise BadTable(_("The first row has no headings. Begin with the template."))
    grouped: dict[str, Declared] = {}
    for number, cells in enumerate(_cells(rows, found), start=2):
        if cells:
            _add(grouped, number, cells)
            if len(grouped) > limits.BULK_ROWS:
                sentence = _("The file has more than %(most)s declarations.")
                raise BadTable(sentence % {"most": limits.BULK_ROWS})
    if not grouped:
        raise BadTable(_("The file has no rows."))
    return [column.identifier for column in found if column], list(grouped.values())


def _cells(rows: Iterator[list[str]], found: list[Column | None]) -> Iterator[Cells]:
    places = [(place, each.identifier) for place, each in enumerate(found) if each]
    for row in rows:
        texts = {name: REASON.sub("", row[place]) for place, name in places if place < len(row)}
        yield {name: text for name, text in texts.items() if text}


def _add(grouped: dict[str, Declared], number: int, cells: Cells) -> None:
    """A row without a key is a declaration of its own; a later row of a key adds its line."""
    key = cells.get(KEY) or f"\0{number}"
    head, line = _split(cells)
    known = grouped.setdefault(key, Declared(number, head))
    if line:
        known.lines.append(line)


def _split(cells: Mapping[str, str]) -> tuple[Cells, Cells]:
    start = f"{LINE_PART}."
    line = {name: text for name, text in cells.items() if name.startswith(start)}
    return {name: text for name, text in cells.items() if name not in line}, line
