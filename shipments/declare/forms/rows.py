"""Rows of a form: composition, control elements, other documents. Work without a script."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory
from django.forms.utils import ErrorDict, ErrorList
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance import clock, limits
from compliance.codes.spelling import code_text, compact_code
from compliance.listed import listed
from compliance.policy.versions import policy_on
from compliance.ui.fields import CodeField, CodeSelect, PlainDecimalField, SpelledField
from compliance.ui.kept_posts import is_unjudged
from compliance.ui.row_forms import EditForm

ADD_ROW = "add_row"
HUNDRED = Decimal(100)


class CompositionRow(forms.Form):
    """One constituent, percent by mass."""

    hides_optional = True

    substance = CodeField(
        "substances", label=gettext_lazy("Substance"), required=False, help_text=""
    )
    percent = PlainDecimalField(
        label=gettext_lazy("Mass per cent"),
        required=False,
        max_digits=11,
        decimal_places=8,
        min_value=0,
        max_value=HUNDRED,
    )

    def clean(self) -> dict[str, Any]:
        """Both or neither."""
        return both(self, "substance", "percent")


class ControlElementRow(forms.Form):
    """One row of 禁限管制申报要素: category, element number and value."""

    hides_optional = True

    category = CodeSelect("control_explain_codes", label=gettext_lazy("Category"), required=False)
    number = SpelledField(
        code_text, label=gettext_lazy("Element number"), required=False, max_length=20
    )
    value = SpelledField(label=gettext_lazy("Value"), required=False, max_length=512)

    def clean(self) -> dict[str, Any]:
        """A category needs a value and the other way round."""
        return both(self, "category", "value")


class OtherDocumentRow(forms.Form):
    """随附单证: a supervision document that is not the licence of a goods line."""

    hides_optional = True

    code = CodeSelect("supervision_docs", label=gettext_lazy("Kind of document"), required=False)
    number = SpelledField(
        compact_code, label=capfirst(gettext_lazy("number")), required=False, max_length=32
    )

    def clean(self) -> dict[str, Any]:
        """Both or neither."""
        return both(self, "code", "number")


class Rows(BaseFormSet):
    """Rows that count only when something stands in them."""

    def values(self) -> list[dict[str, Any]]:
        """The filled-in rows as JSON values, decimals as plain strings."""
        return [
            {name: _plain(value) for name, value in form.cleaned_data.items()}
            for form in self.forms
            if any(value not in (None, "") for value in form.cleaned_data.values())
        ]

    @property
    def next_box(self) -> str:
        """The id of the first box of the row that would be added, or of the last there can be: a
        page that opens there has it in view, with the focus. (`autofocus` counts for nothing on
        an address with a fragment.)"""
        place = min(self.total_form_count(), limits.ROWS - 1)
        return f"id_{self.add_prefix(place)}-{next(iter(self.empty_form.fields))}"

    def hold_verdict(self) -> None:
        """Show what was typed without judging it."""
        self._errors: list[ErrorDict] = []
        self._non_form_errors = ErrorList()
        for form in self.forms:
            form._errors = ErrorDict()
            form.cleaned_data = {}


class CompositionRows(Rows):
    """The composition, which must add up to 100 % within the policy's tolerance."""

    def clean(self) -> None:
        """The message stands beside the first percentage."""
        if any(form.errors for form in self.forms):
            return
        rows = self.values()
        total = sum((Decimal(row["percent"]) for row in rows), Decimal(0))
        tolerance = HUNDRED * policy_on(clock.today()).sum_tolerance
        if not rows and not self.forms:
            raise ValidationError(_("Say what the goods consist of."))
        if not rows:
            self.forms[0].add_error("substance", _("Say what the goods consist of."))
        elif abs(total - HUNDRED) > tolerance:
            sentence = _("The composition adds up to %(total)s %%, not 100 %%.")
            self.forms[0].add_error("percent", sentence % {"total": f"{total.normalize():f}"})


class WithRows(EditForm):
    """A form whose `row_sets` are valid, or not yet judged, together with it."""

    row_sets: tuple[Rows, ...] = ()

    def is_valid(self) -> bool:
        """The form and its rows."""
        return super().is_valid() and all(rows.is_valid() for rows in self.row_sets)

    def hold_verdict(self) -> None:
        """Also for the rows."""
        super().hold_verdict()
        for rows in self.row_sets:
            rows.hold_verdict()


def rows_text(row: type[forms.Form], stored: list[dict[str, str]]) -> str:
    """The rows as a person reads them, each in the order of its boxes."""
    return listed(" ".join(filter(None, map(each.get, row.base_fields))) for each in stored)


def rows_for(
    row: type[forms.Form],
    prefix: str,
    data: Mapping[str, Any] | None,
    stored: list[dict[str, str]],
    *,
    at_least: int,
    kind: type[Rows] = Rows,
) -> Rows:
    """Bound rows, or rows showing what is stored with empty ones after it."""
    extra = max(at_least - len(stored), 1)
    make: Any = formset_factory(
        row, formset=kind, extra=extra, max_num=limits.ROWS, absolute_max=limits.ROWS
    )
    if data is None:
        return make(initial=stored, prefix=prefix)
    rows: Rows = make(_with_added_row(data, prefix), initial=stored, prefix=prefix)
    if is_unjudged(data):
        rows.hold_verdict()
    return rows


def both(form: forms.Form, first: str, second: str) -> dict[str, Any]:
    """The cleaned data; an error beside the one of two fields that is missing."""
    values = form.cleaned_data
    for name, other in ((first, second), (second, first)):
        is_missing = values.get(name) in (None, "") and name not in form.errors
        if values.get(other) not in (None, "") and is_missing:
            form.add_error(name, _("Fill in this one as well, or empty the row."))
    return values


def _with_added_row(data: Mapping[str, Any], prefix: str) -> Mapping[str, Any]:
    """The post as it is, or with one more row when the button for it was pressed."""
    total = f"{prefix}-TOTAL_FORMS"
    if data.get(ADD_ROW) != prefix or not str(data.get(total, "")).isdecimal():
        return data
    grown = data.copy()
    grown[total] = str(min(int(str(data[total])[:9]) + 1, limits.ROWS))
    return grown


def _plain(value: Any) -> Any:
    return f"{value:f}" if isinstance(value, Decimal) else value
