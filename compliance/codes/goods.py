"""The catalogue of indium goods: HS codes and the control entries they fall under.

HS codes are for reference only: goods inside a control entry's description need a licence
whatever their code. Classifying a declared line is compliance.law's affair.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from compliance.codes.table import Code
from compliance.codes.tables import CONTROL_ENTRIES, HS_CODES, TARIFF_CHAPTERS

TARIFF_DIGITS = 10
COMPLETE = frozenset(("81129230",))
"""Subheadings all of whose codes are in the catalogue."""


@dataclass(frozen=True, slots=True)
class HsCode:
    """A ten-digit code of the export tariff for indium goods, until a day excluded.

    `forms` empty means any; `confidence` is V2 (two sources), S (one source) or M (to be verified).
    The table's further columns are for people: `supervision` holds document letters (4, x, y, 3),
    empty where none was found, `rebate_percent` is empty where unknown.
    """

    hs10: str
    materials: tuple[str, ...]
    forms: tuple[str, ...]
    until: date | None
    confidence: str

    def covers(self, material: str, form: str) -> bool:
        """Whether goods of that material and form belong under this code."""
        return material in self.materials and (not self.forms or form in self.forms)


@dataclass(frozen=True, slots=True)
class ControlEntry:
    """One entry of the dual-use control list, in force in [since, until).

    `basis` is the id of the announcement as in compliance.law.instruments.
    """

    code: str
    name_zh: str
    name_en: str
    parameters_zh: str
    parameters_en: str
    materials: tuple[str, ...]
    cas: str
    hs_codes: tuple[str, ...]
    since: date
    until: date | None
    basis: str
    confidence: str

    def in_force(self, on: date) -> bool:
        """Whether the entry applied on that date."""
        return self.since <= on and (self.until is None or on < self.until)


def hs_code(code: str) -> HsCode | None:
    """The catalogue's row for a ten-digit code, or None."""
    return _hs_codes().get(code)


def is_tariff_code(hs10: str) -> bool:
    """Whether ten digits can be a code of the export tariff, as far as known.

    The chapter has that heading, and a subheading whose codes are all in the catalogue, or that is
    not divided ("00" at the end), has no other.
    """
    chapter = TARIFF_CHAPTERS.get(hs10[:2])
    if len(hs10) != TARIFF_DIGITS or not hs10.isascii() or not hs10.isdecimal() or not chapter:
        return False
    if not 1 <= int(hs10[2:4]) <= int(chapter.extra["last_heading"]):
        return False
    siblings = [row for row in _hs_codes().values() if row.hs10[:8] == hs10[:8]]
    is_closed = any(row.hs10[8:] == "00" or row.hs10[:8] in COMPLETE for row in siblings)
    return not is_closed or hs10 in _hs_codes()


def hs_for(material: str, form: str) -> tuple[HsCode, ...]:
    """HS codes the goods may be declared under, the best attested and most specific first."""
    fitting = (row for row in _hs_codes().values() if row.covers(material, form))
    return tuple(sorted(fitting, key=_preference))


def heading_matches(hs10: str, material: str, form: str) -> bool:
    """Whether a declared code agrees with the goods.

    A code outside the catalogue agrees when it shares eight digits with one the goods belong under,
    and with goods the catalogue has no name for.
    """
    known = hs_code(hs10)
    if known is not None:
        return known.covers(material, form)
    if material == "other":
        return bool(hs10)
    return any(row.hs10[:8] == hs10[:8] for row in hs_for(material, form))


def control_entry(code: str) -> ControlEntry:
    """The control entry with that code. Raises LookupError when the code tables lack it."""
    entry = _control_entries().get(code)
    if entry is None:
        raise LookupError(f"no control entry {code}")
    return entry


def control_entries(on: date | None = None) -> tuple[ControlEntry, ...]:
    """All entries, or those in force on a date."""
    rows = _control_entries().values()
    return tuple(row for row in rows if on is None or row.in_force(on))


def _preference(row: HsCode) -> tuple[bool, bool, bool]:
    return (row.until is not None, row.confidence == "M", not row.forms)


@cache
def _hs_codes() -> dict[str, HsCode]:
    return {row.code: _read_hs_code(row) for row in HS_CODES}


def _read_hs_code(row: Code) -> HsCode:
    cell = row.extra.get
    return HsCode(
        hs10=row.code,
        materials=_parts(cell("materials")),
        forms=_parts(cell("forms")),
        until=_date(cell("until")),
        confidence=row.extra["confidence"],
    )


@cache
def _control_entries() -> dict[str, ControlEntry]:
    return {row.code: _read_entry(row) for row in CONTROL_ENTRIES}


def _read_entry(row: Code) -> ControlEntry:
    cell = row.extra.get
    return ControlEntry(
        code=row.code,
        name_zh=row.name_zh,
        name_en=row.name_en,
        parameters_zh=row.extra["parameters_zh"],
        parameters_en=row.extra["parameters_en"],
        materials=_parts(cell("materials")),
        cas=cell("cas", ""),
        hs_codes=_parts(cell("hs_codes")),
        since=date.fromisoformat(row.extra["since"]),
        until=_date(cell("until")),
        basis=row.extra["basis"],
        confidence=row.extra["confidence"],
    )


def _parts(cell: str | None) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _date(cell: str | None) -> date | None:
    return date.fromisoformat(cell) if cell else None
