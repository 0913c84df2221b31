"""From plain content (JSON, a message, a row of a table) to the same forms the pages use.

One set of checks; errors have the shape of the content.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from compliance import limits
from compliance.accounts.models import User
from compliance.accounts.offices import office_of
from compliance.ui.fields import CodeSelect
from compliance.ui.row_forms import SAVE_ANYWAY, EditForm
from enduse.models import EndUseStatement
from shipments.declare.draft_changes import Intake, put_what_fits, replace_content
from shipments.declare.forms.goods import GoodsLineForm
from shipments.declare.forms.header import HEADER_FORMS
from shipments.declare.forms.parties import PartyForm
from shipments.declare.forms.statements import StatementChoiceForm
from shipments.models import GoodsLine, PartyRole, Shipment, ShipmentParty

ROWS = {
    "composition": "composition",
    "control_elements": "elements",
    "other_documents": "documents",
}
PROMISES = 5


class WrongContent(Exception):
    """Values that cannot be taken; `errors` has sentences by field, nested like the content."""

    def __init__(self, errors: dict[str, Any]) -> None:
        super().__init__(str(errors))
        self.errors = errors


def take_in(
    shipment: Shipment, content: Mapping[str, Any], *, by: User, version: int | None = None
) -> None:
    """Replace the draft's content, as it stood at that version. Raises WrongContent, and Conflict
    when it was changed since."""
    replace_content(shipment, judged(shipment, content), by=by, version=version)


def judged(shipment: Shipment, content: Mapping[str, Any]) -> Intake:
    """The forms of a declaration without a mistake, for a draft that may not be stored yet.

    Raises WrongContent, and Conflict for more rows than a declaration can have.
    """
    intake = _bind(shipment, content)
    errors = _errors_of(intake)
    if errors:
        raise WrongContent(errors)
    return intake


def take_what_fits(shipment: Shipment, content: Mapping[str, Any], *, by: User) -> dict[str, Any]:
    """Fill the draft with every value that is right; the errors of the others are returned, nested
    like the content. A line without its weights and prices cannot be kept at all."""
    intake = _bind(shipment, content)
    errors = _errors_of(intake)
    put_what_fits(shipment, intake, by=by)
    return errors


def _bind(shipment: Shipment, content: Mapping[str, Any]) -> Intake:
    """Raises Conflict before anything is made of more rows than a declaration can have."""
    limits.lines_left(len(content.get("lines", ())) - 1)
    limits.parties_left(len(content.get("parties", ())) - 1)
    header = _header_data(shipment, content)
    forms: list[EditForm] = [form(header, instance=shipment) for form in HEADER_FORMS.values()]
    if shipment.pk or header.get("statement"):
        forms.append(StatementChoiceForm(header, instance=shipment))
    return Intake(
        header=tuple(forms),
        parties=tuple(_party_form(each) for each in content.get("parties", ())),
        lines=tuple(_line_form(shipment, each) for each in content.get("lines", ())),
    )


def _header_data(shipment: Shipment, content: Mapping[str, Any]) -> dict[str, str]:
    """Form data of the header; offices and statements go by code and number."""
    data = form_data(content)
    office = office_of(content.get("office") or "")
    statement = _statement(shipment, content.get("statement") or "")
    promises = str(content.get("price_promises") or "9" * PROMISES).ljust(PROMISES, "9")
    data |= {f"promise_{place}": promises[place] for place in range(PROMISES)}
    data["office"] = str(office.pk) if office else data.get("office", "")
    data["statement"] = str(statement.pk) if statement else data.get("statement", "")
    return data


def _statement(shipment: Shipment, number: Any) -> EndUseStatement | None:
    own = EndUseStatement.objects.filter(exporter_id=shipment.exporter_id)
    return own.filter(number=number).first() if number else None


def _party_form(content: Mapping[str, Any]) -> PartyForm:
    role = content.get("role") or PartyRole.INTERMEDIARY
    return PartyForm(form_data(content), instance=ShipmentParty(role=role))


class WholeLineForm(GoodsLineForm):
    """A line with what the pages ask for as its declaration elements, in one piece."""

    brand_type = CodeSelect("brand_types")
    preference = CodeSelect("preference")

    class Meta(GoodsLineForm.Meta):
        fields = [*GoodsLineForm.Meta.fields, "specification", "brand_type", "preference"]


def _line_form(shipment: Shipment, content: Mapping[str, Any]) -> WholeLineForm:
    given = {name: value for name, value in content.items() if value not in (None, "")}
    data = form_data({"brand_type": "0", "preference": "0", **given})
    return WholeLineForm(data, instance=GoodsLine(shipment=shipment), shipment=shipment)


def sentences_in(found: Any) -> Iterator[str]:
    """The sentences of a field's errors, or of those of the rows in it."""
    for each in found:
        if isinstance(each, Mapping):
            for inner in each.values():
                yield from sentences_in(inner)
        else:
            yield str(each)


def form_data(content: Mapping[str, Any]) -> dict[str, str]:
    """Plain content as a form of the pages would send it, its rows in their formsets."""
    data = {SAVE_ANYWAY: "1"}
    for name, value in content.items():
        if name in ROWS:
            data |= _row_data(ROWS[name], value)
        elif not isinstance(value, list):
            data[name] = _text(value)
    for prefix in ROWS.values():
        data.setdefault(f"{prefix}-TOTAL_FORMS", "0")
        data.setdefault(f"{prefix}-INITIAL_FORMS", "0")
    return data


def _row_data(prefix: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    limits.rows_left(len(list(rows)) - 1)
    cells = {
        f"{prefix}-{place}-{name}": _text(value)
        for place, row in enumerate(rows)
        for name, value in row.items()
    }
    count = str(len(list(rows)) or 1)
    return {**cells, f"{prefix}-TOTAL_FORMS": count, f"{prefix}-INITIAL_FORMS": "0"}


def _text(value: Any) -> str:
    if value is None or value is False:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _errors_of(intake: Intake) -> dict[str, Any]:
    errors: dict[str, Any] = {}
    for form in intake.header:
        errors |= _form_errors(form)
    for name, forms in (("parties", intake.parties), ("lines", intake.lines)):
        found = [_form_errors(form) for form in forms]
        if any(found):
            errors[name] = found
    return errors


def _form_errors(form: EditForm) -> dict[str, Any]:
    """Errors by field name, those of rows under the name of their column."""
    is_valid = form.is_valid()
    found: dict[str, Any] = {} if is_valid else dict(form.errors.items())
    for column, prefix in ROWS.items():
        rows = getattr(form, prefix, None)
        if rows is not None and not rows.is_valid():
            found[column] = [dict(row.errors.items()) for row in rows.forms]
    return found
