"""The columns of a table of declarations: one a declared field, by an identifier that stays.

`contract_no` is of the header, `consignee.country` of a party, `line.hs_code` of a goods line. Rows
with the same text in `declaration` are goods lines of one declaration.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from compliance.codes.folding import fold
from compliance.declared.dictionary import Dictionary
from compliance.declared.header import HEADER
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from compliance.listed import labelled
from shipments.declare.composition_text import composition_in
from shipments.models import PartyRole

KEY, STATEMENT, LINE_PART, COMPOSITION = "declaration", "statement", "line", "composition"
ROLES = (PartyRole.CONSIGNEE.value, PartyRole.END_USER.value)
ROWS = {"other_documents", "control_elements"}
"""Fields of several rows, which a cell cannot hold; they are filled in on the draft's pages."""
IDENTIFIER = re.compile(r"\[([a-z_.]+)\]\s*$")


@dataclass(frozen=True)
class Column:
    """One column: its identifier, the part it belongs to ("" for the header) and its field."""

    identifier: str
    part: str
    name: str

    @property
    def heading(self) -> str:
        """What stands above it, in the reader's language, with the identifier."""
        return f"{self._label()} [{self.identifier}]"

    def _label(self) -> str:
        own = {
            KEY: _("Declaration (same text: lines of one)"),
            STATEMENT: capfirst(_("end-use statement")),
        }
        if self.name in own and not self.part:
            return own[self.name]
        label = capfirst(str(_dictionary(self.part)[self.name].label))
        if not self.part:
            return label
        whose = capfirst(_("goods line")) if self.part == LINE_PART else PartyRole(self.part).label
        return labelled(whose, label)


@cache
def columns() -> tuple[Column, ...]:
    """All columns, in the order of the template."""
    parts: Iterable[tuple[str, Dictionary]] = [("", HEADER), *((role, PARTY) for role in ROLES)]
    found = [Column(KEY, "", KEY), Column(STATEMENT, "", STATEMENT)]
    for part, dictionary in (*parts, (LINE_PART, LINE)):
        names = [name for name in dictionary if name not in ROWS]
        found += [Column(f"{part}.{name}" if part else name, part, name) for name in names]
    return tuple(found)


def column_called(heading: str) -> Column | None:
    """The column of a heading as the template has it in either language, or of an identifier."""
    found = IDENTIFIER.search(heading)
    wanted = found[1] if found else fold(heading).replace(" ", "_")
    return _by_identifier().get(wanted)


def content_of(cells: Mapping[str, str], lines: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """The declaration of a row's cells and its lines' cells, in the shape of the API."""
    parties = [{"role": role, **_part(cells, role)} for role in ROLES if _part(cells, role)]
    return {
        **_part(cells, ""),
        "parties": parties,
        "lines": [_part(line, LINE_PART) for line in lines],
    }


def _part(cells: Mapping[str, str], part: str) -> dict[str, Any]:
    known = _by_identifier()
    found = {known[name].name: text for name, text in cells.items() if known[name].part == part}
    given = {name: text for name, text in found.items() if text and name != KEY}
    return given | ({COMPOSITION: _composition(given[COMPOSITION])} if COMPOSITION in given else {})


def _composition(text: str) -> list[dict[str, str]]:
    """What is written otherwise is shown as a substance that is not known."""
    return composition_in(text) or [{"substance": text, "percent": ""}]


@cache
def _by_identifier() -> dict[str, Column]:
    return {column.identifier: column for column in columns()}


def _dictionary(part: str) -> Dictionary:
    return {"": HEADER, LINE_PART: LINE}.get(part, PARTY)
