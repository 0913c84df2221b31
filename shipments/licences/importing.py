"""Licences from a CSV file: one row a licence, the columns named as the form's fields."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from compliance.accounts.models import User
from compliance.codes.spelling import SpellingError
from compliance.codes.written_numbers import licence_number
from shipments.licences.actions import register
from shipments.licences.forms import LicenceForm
from shipments.licences.register_file import BadRegister
from shipments.models import Licence

REQUIRED = {"number", "kind", "valid_from", "valid_until", "quantity_kg"}


@transaction.atomic
def import_licences(path: Path, *, by: User) -> tuple[int, int]:
    """Register every licence of the file, all or nothing: (new, already known).

    A known number is left as it is. Raises BadRegister, and NotAllowed for who keeps no register.
    """
    rows = list(_rows(path))
    known = set(Licence.objects.values_list("number", flat=True))
    forms = [(line, _form(row)) for line, row in rows if row["number"] not in known]
    if mistakes := [each for line, form in forms for each in _mistakes(line, form)]:
        raise BadRegister(mistakes)
    for _line, form in forms:
        register(by=by, **form.cleaned_data)
    return len(forms), len(rows) - len(forms)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    seen: set[str] = set()
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = REQUIRED - set(reader.fieldnames or ())
        if missing:
            raise BadRegister([f"missing columns: {', '.join(sorted(missing))}"])
        for row in reader:
            values = {name: (text or "").strip() for name, text in row.items() if name}
            values["number"] = _as_registered(values["number"])
            if values["number"] in seen:
                raise BadRegister([f"line {reader.line_num}: {values['number']} is there twice"])
            seen.add(values["number"])
            yield reader.line_num, values


def _as_registered(number: str) -> str:
    """The number as the form will spell it; as it is where the form will refuse it."""
    try:
        return licence_number(number)
    except SpellingError:
        return number


def _form(row: dict[str, str]) -> LicenceForm:
    return LicenceForm({"uses": "1", **{name: text for name, text in row.items() if text}})


def _mistakes(line: int, form: LicenceForm) -> Iterator[str]:
    for name, sentences in form.errors.items():
        for sentence in sentences:
            yield f"line {line}, {name}: {sentence}"
