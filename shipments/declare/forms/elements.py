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
from compliance.ui.row_forms import EditForm
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
        values = split_specification(line.hs_code, line.specification) if line.specification else {}
        for element in declaration_elements(line.hs_code):
            suggested = values.get(element.key) or suggestion(line, element.key)
            self.fields[element.key] = _field_for(element, suggested)
        self.fields["stored"] = stored

    def columns(self) -> list[str]:
        """What the elements are stored as."""
        return ["specification", "brand_type", "preference"]

    def clean(self) -> dict[str, Any]:
        """The joined text. A mistake stands beside its element."""
        values = super().clean()
        if self.errors:
            return values
        line = self.instance
        try:
            line.specification = compose_specification(line.hs_code, values)
        except ElementError as error:
            target = error.element if error.element in self.fields else None
            self.add_error(target, ValidationError(str(error)))
        line.brand_type = values.get("brand_type") or "0"
        line.preference = values.get("preference") or "0"
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
