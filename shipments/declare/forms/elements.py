"""Declaration elements (申报要素) of one line: the fields its HS heading asks for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from compliance.codes.elements import (
    Element,
    ElementError,
    compose_specification,
    declaration_elements,
    shape_of,
    split_specification,
)
from compliance.codes.tables import MATERIALS, SUBSTANCES
from compliance.ui.fields import SpelledField
from compliance.ui.row_forms import SAVE_ANYWAY, ChangedMeanwhile, Difference, EditForm, shown
from shipments.models import GoodsLine


class ElementsForm(EditForm):
    """Fields by heading; saved as the specification, brand type and preference."""

    class Meta:
        model = GoodsLine
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = self.fields.pop("stored")
        line = self.instance
        values = self.stored_values(line)
        for element in declaration_elements(line.hs_code):
            suggested = values.get(element.key) or suggestion(line, element.key)
            self.fields[element.key] = _field_for(element, suggested)
        self.fields["stored"] = stored

    def columns(self) -> list[str]:
        """What the elements are stored as."""
        return ["specification", "brand_type", "preference"]

    def stored_values(self, row: Any) -> dict[str, Any]:
        """The elements one by one, so that two tabs are compared element by element."""
        return split_specification(row.hs_code, row.specification) if row.specification else {}

    def differences(self, row: Any) -> list[Difference]:
        """The elements whose stored value is not the typed one."""
        stored, typed = self.stored_values(row), self.stored_values(self.instance)
        pairs = [
            (field, stored.get(name, ""), typed.get(name, ""))
            for name, field in self.fields.items()
        ]
        return [
            Difference(str(field.label), shown(field, theirs), shown(field, mine))
            for field, theirs, mine in pairs
            if theirs != mine
        ]

    def _take_over(self, names: list[str], row: Any) -> None:
        """The stored elements that only others changed."""
        theirs, line = self.stored_values(row), self.instance
        taken = {name: theirs[name] for name in names}
        try:
            self._compose({**self.stored_values(line), **taken})
        except ElementError as error:  # together they are longer than a specification may be
            if SAVE_ANYWAY in self.data:
                return
            raise ChangedMeanwhile(self.differences(row), self.token_of(row)) from error
        self.merged += [str(self.fields[name].label) for name in names if name in self.fields]

    def _compose(self, values: dict[str, Any]) -> None:
        line = self.instance
        line.specification = compose_specification(line.hs_code, values)
        line.brand_type = values.get("brand_type") or "0"
        line.preference = values.get("preference") or "0"

    def clean(self) -> dict[str, Any]:
        """The joined text. A mistake stands beside its element."""
        values = super().clean()
        if self.errors:
            return values
        try:
            self._compose(values)
        except ElementError as error:
            target = error.element if error.element in self.fields else None
            self.add_error(target, ValidationError(str(error)))
        return values


def suggestion(line: GoodsLine, key: str) -> str:
    """What the line already says about an element; empty when nothing."""
    known = {
        "brand_type": lambda: line.brand_type,
        "preference": lambda: line.preference,
        "shape": lambda: shape_of(line.form),
        "material": lambda: _name_zh(MATERIALS, line.material),
        "content": lambda: content_of(line.composition),
        "cas": lambda: line.cas,
    }
    return known[key]() if key in known else ""


def content_of(composition: list[dict[str, str]]) -> str:
    """The composition in words, as in 铟99.995%、其他0.005%."""
    return "、".join(
        f"{_name_zh(SUBSTANCES, each['substance'])}{each['percent']}%" for each in composition
    )


def _field_for(element: Element, suggested: str) -> forms.Field:
    shared: dict[str, Any] = {
        "label": element.label,
        "help_text": element.hint,
        "required": element.required,
        "initial": suggested,
    }
    if not element.choices:
        return SpelledField(max_length=200, **shared)
    kept = [(suggested, suggested)] if suggested not in ("", *dict(element.choices)) else []
    return forms.ChoiceField(choices=[("", _("Choose…")), *element.choices, *kept], **shared)


def _name_zh(table: Any, code: str) -> str:
    row = table.get(code)
    return row.name_zh if row else code
