"""A file of the issuing offices' register, CSV or XLSX: read whole, or refused with mistakes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from compliance import limits
from compliance.law.licence_editions import STATUSES
from compliance.listed import listed
from compliance.table_files import BadTable, columns_of, rows_of
from shipments.licences.forms import LicenceForm
from shipments.licences.register_columns import COLUMNS, Column, column_called, spoken

MOST_MISTAKES = 20
MANY_USES = 9999
USES = {"general": MANY_USES}
Cells = dict[str, str]


class BadRegister(ValueError):
    """The file is no register that can be taken; `sentences` say why, row by row."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("; ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class ReadLicence:
    """One row: the boxes as LicenceForm cleans them, in plain form (texts, lists, None)."""

    number: str
    status: str
    boxes: dict[str, Any]


class RowForm(LicenceForm):
    """A licence of the register: judged by itself, without asking the database row by row."""

    def _post_clean(self) -> None:
        """A number may be known here, and what its table refuses is refused by the form."""

    def clean(self) -> dict[str, Any]:
        """What can be weighed counts in kilograms."""
        cleaned = super().clean()
        if cleaned.get("quantity_kg") is not None:
            cleaned |= {"unit": "", "quantity": None}
        return cleaned


def read_register(
    data: bytes, note: Callable[[int], None] = lambda _rows: None
) -> list[ReadLicence]:
    """Every licence of the file, in its order; `note` is told how many rows were judged so far.
    Raises BadRegister."""
    try:
        rows = rows_of(data)
        columns = _columns(next(rows, []))
        found = [(number, cells) for number, cells in _cells(rows, columns) if cells]
    except BadTable as error:
        raise BadRegister([error.sentence]) from error
    if not found:
        raise BadRegister([_("The file has no rows.")])
    licences, mistakes = _judged(found, note)
    if mistakes:
        raise BadRegister(mistakes[:MOST_MISTAKES])
    return licences


def _columns(heading: list[str]) -> list[Column | None]:
    """Raises BadTable or BadRegister."""
    found = columns_of(heading, column_called)
    missing = [each.zh for each in COLUMNS if each.is_required and each not in found]
    if missing:
        raise BadRegister([_("These columns are missing: %(names)s.") % {"names": listed(missing)}])
    return found


def _cells(rows: Iterator[list[str]], columns: list[Column | None]) -> Iterator[tuple[int, Cells]]:
    for number, row in enumerate(rows, start=2):
        if number > limits.REGISTER_ROWS + 1:
            sentence = _("The register has more than %(most)s licences.")
            raise BadRegister([sentence % {"most": limits.REGISTER_ROWS}])
        texts = {each.name: text for each, text in zip(columns, row, strict=False) if each and text}
        yield number, {name: spoken(name, text) for name, text in texts.items()}


def _judged(
    rows: list[tuple[int, Cells]], note: Callable[[int], None]
) -> tuple[list[ReadLicence], list[str]]:
    licences: dict[str, ReadLicence] = {}
    mistakes: list[str] = []
    for row, cells in rows:
        note(row - 1)
        form = _form(cells)
        status = cells.get("status", "valid")
        told = list(_mistakes(row, form, status))
        number = form.cleaned_data.get("number", "")
        if number in licences:
            told.append(
                _("Row %(row)s: %(number)s is there twice.") % {"row": row, "number": number}
            )
        mistakes += told
        if not told:
            licences[number] = ReadLicence(number, status, _plain(form.cleaned_data, cells))
    return list(licences.values()), mistakes


def _form(cells: Cells) -> RowForm:
    given = {name: text for name, text in cells.items() if name != "status"}
    form = RowForm({"uses": str(USES.get(cells.get("form", ""), 1)), **given})
    form.full_clean()
    return form


def _mistakes(row: int, form: RowForm, status: str) -> Iterator[str]:
    names = {each.name: each.zh for each in COLUMNS}
    for name, sentences in form.errors.items():
        for sentence in sentences:
            where = names.get(name, names["quantity"])
            told = {"row": row, "column": where, "sentence": sentence}
            yield _("Row %(row)s, %(column)s: %(sentence)s") % told
    if status not in STATUSES:
        told = {"row": row, "status": status[:40]}
        yield _("Row %(row)s: the status “%(status)s” is not known.") % told


def _plain(cleaned: dict[str, Any], cells: Cells) -> dict[str, Any]:
    boxes = {name: _text(value) for name, value in cleaned.items()}
    return boxes if "uses" in cells else {**boxes, "uses_assumed": True}


def _text(value: Any) -> Any:
    """As JSON: numbers without needless zeros, days as ISO."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value
