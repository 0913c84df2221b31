"""Form classes for live rows: code fields by name, and a guard for two tabs on one form.

A form remembers a hash of each column as stored when its page was opened; saving compares them
under the row's lock, so that a second tab cannot overwrite the first unseen. What the two changed
in different columns is merged.
"""

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.forms.boundfield import BoundField
from django.forms.models import model_to_dict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from compliance.codes.table import CodeTable
from compliance.declared.field import Field, Group
from compliance.refusals import Conflict
from compliance.ui import made_rows, merging
from compliance.ui.fields import (
    CodeField,
    CodeSelect,
    DateField,
    PlainDecimalField,
    SpelledField,
)
from compliance.ui.forms import TypedForm

SAVE_ANYWAY = "save_anyway"
LONGEST_SELECT = 30
UNDESCRIBED = Field("", "", "")


@dataclass(frozen=True)
class BoundGroup:
    """A group of the dictionary on a page: its legend, and its rows of bound fields."""

    legend: Any
    rows: list[list[BoundField]]


@dataclass(frozen=True)
class Difference:
    """One field whose stored value is not what the person typed."""

    label: str
    stored: str
    typed: str


class ChangedMeanwhile(Exception):
    """Another tab or person saved first. Carries what is stored now beside what was typed."""

    def __init__(self, differences: list[Difference], token: str) -> None:
        super().__init__()
        self.differences = differences
        self.token = token


class EditForm(TypedForm, forms.ModelForm):
    """A form over one live row. Rows without a key yet cannot have changed.

    `described` are the groups of the dictionary whose fields it has.
    """

    described: tuple[Group, ...] = ()
    saves_in_part = False

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        corrected = made_rows.made_by_page(data, files, kwargs.get("instance"))
        if corrected:
            kwargs["instance"] = corrected[0]
        super().__init__(data, files, **kwargs)
        self._shown = corrected[1] if corrected else ""
        self.merged: list[str] = []
        self.stored_names = [name for name in self.fields if name in _column_names(self.instance)]
        token = self.token_of(self.instance) or secrets.token_hex(8)
        self.fields["stored"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=token
        )

    def groups(self) -> dict[str, BoundGroup]:
        """The fields as they stand together on the page, by the group's key."""
        return {group.key: BoundGroup(group.legend, self._rows(group)) for group in self.described}

    def _rows(self, group: Group) -> list[list[BoundField]]:
        names = ([field.name for field in row if field.name in self.fields] for row in group.rows)
        return [[self[name] for name in row] for row in names if row]

    def made_before(self) -> Any:
        """The row that an earlier click on the same button made, or None."""
        is_new = self.instance.pk is None
        return made_rows.made_by_press(self.data, self.files, self.instance) if is_new else None

    def remember(self, row: models.Model) -> None:
        """Let a second click on the same button find the new row, and a corrected page too."""
        made_rows.remember(self.data, self.files, row, self.token_of(row))

    def token_of(self, row: models.Model) -> str:
        """A hash for each column of this form; empty for a new row."""
        return "" if row.pk is None else merging.token_of(self.stored_values(row))

    def stored_values(self, row: models.Model) -> dict[str, Any]:
        """The row's values of the columns this form writes."""
        return {
            name: value if isinstance(value, list | Decimal | None) else str(value)
            for name, value in model_to_dict(row, self.columns()).items()
        }

    def columns(self) -> list[str]:
        """The columns this form writes."""
        return self.stored_names

    def check_unchanged(self) -> None:
        """Raise ChangedMeanwhile when a column was changed both here and elsewhere meanwhile.

        What only others changed is taken over; `merged` names it. SAVE_ANYWAY lets what was typed
        win. Call with the row (or its shipment) locked. Raises Conflict when the row is gone.
        """
        shown, is_firm = (
            self._shown or self.cleaned_data.get("stored", ""),
            SAVE_ANYWAY in self.data,
        )
        if self.instance.pk is None or (is_firm and not merging.is_token(shown)):
            return
        row = type(self.instance)._default_manager.filter(pk=self.instance.pk).first()
        if row is None:
            raise Conflict(_("This was removed meanwhile, perhaps in another tab."))
        token = self.token_of(row)
        found = merging.merge(shown, token, self.token_of(self.instance))
        self._take_over(found.theirs, row)
        if found.both and not is_firm:
            raise ChangedMeanwhile(self.differences(row), token)

    def _take_over(self, names: list[str], row: models.Model) -> None:
        """The stored values of columns that only others changed."""
        for name in names:
            value = getattr(row, name)
            setattr(self.instance, name, value)
            if name in self.fields:
                self.cleaned_data[name] = value
                self.merged.append(str(self.fields[name].label))
            elif name in (parts := self.parts(row)):
                self.merged.append(str(parts[name][0]))

    def differences(self, row: models.Model) -> list[Difference]:
        """Fields and parts whose stored value is not the typed one, both as a person reads them."""
        pairs = [(self.fields[name], name) for name in self.stored_names]
        theirs, mine = self.parts(row), self.parts(self.instance)
        return [
            Difference(str(field.label), shown(field, stored), shown(field, typed))
            for field, name in pairs
            if (stored := getattr(row, name)) != (typed := self.cleaned_data.get(name))
            and shown(field, stored) != shown(field, typed)
        ] + [
            Difference(str(label), stored or _("empty"), mine[name][1] or _("empty"))
            for name, (label, stored) in theirs.items()
            if stored != mine[name][1]
        ]

    def parts(self, row: Any) -> dict[str, tuple[Any, str]]:
        """Columns that several boxes fill: label and text by column."""
        return {}

    def save(self, commit: bool = True) -> Any:
        """Write only this form's columns, so that other sections keep theirs."""
        if self.instance.pk is None or not commit:
            return super().save(commit)
        self.instance.save(update_fields=self.columns())
        return self.instance

    def save_valid(self) -> None:
        """Write the columns without a mistake, where the form saves in part; none of them when
        another tab was first or the database does not take them without the others."""
        if not self.saves_in_part or self.non_field_errors():
            return
        names = [name for name in self.columns() if name not in self.errors]
        with suppress(ChangedMeanwhile, IntegrityError), transaction.atomic():
            self.check_unchanged()
            self.instance.save(update_fields=names)


class OwnedForm(EditForm):
    """A form over a row of one exporter, whose uniqueness is checked within that exporter.

    The view sets `instance.exporter` before binding.
    """

    def check_still_unique(self) -> None:
        """Raise Conflict when another new row was first. Call with the exporter locked."""
        try:
            self.instance.validate_constraints(exclude=self._get_validation_exclusions())
        except ValidationError as error:
            raise Conflict(" ".join(error.messages)) from error

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"exporter"}  # type: ignore[misc]


def fields_for(declared: Mapping[str, Field]) -> Callable[..., forms.Field | None]:
    """A ModelForm `formfield_callback`: each column as the dictionary describes it.

    Codes are searchable, numbers stay within their range, text is spelt by one rule for page, API
    and import. Columns that are no declared fields are plain text.
    """

    def field(column: models.Field, **options: Any) -> forms.Field | None:
        entry = declared.get(column.name, UNDESCRIBED)
        shared: dict[str, Any] = {
            "label": capfirst(column.verbose_name),
            "required": not (column.blank or column.null),
        }
        if column.help_text or entry.hint:
            shared["help_text"] = column.help_text or entry.hint
        if entry.table is not None and not isinstance(column, models.ForeignKey):
            kind = CodeSelect if len(entry.table) <= LONGEST_SELECT else CodeField
            return kind(entry.table.name, **shared)
        return _uncoded(column, entry, shared) or column.formfield(**options)

    return field


def _uncoded(column: models.Field, entry: Field, shared: dict[str, Any]) -> forms.Field | None:
    """Numbers, dates, addresses and text; None for what the column knows best."""
    if isinstance(column, models.DecimalField):
        shared |= {"max_digits": column.max_digits, "decimal_places": column.decimal_places}
        shared |= {"above": entry.above, "min_value": entry.least, "max_value": entry.most}
        return PlainDecimalField(**shared)
    if isinstance(column, models.DateField):
        return DateField(**shared)
    if isinstance(column, models.URLField):
        return forms.URLField(assume_scheme="https", max_length=column.max_length, **shared)
    is_text = isinstance(column, models.CharField | models.TextField)
    if not is_text or isinstance(column, models.EmailField) or column.choices:
        return None
    if isinstance(column, models.TextField):
        shared["widget"] = forms.Textarea
    return SpelledField(entry.spelling, max_length=column.max_length, **shared)


def shown(field: forms.Field, value: Any) -> str:
    """A value as a person reads it: the name behind a code or choice, yes or no, plain text."""
    if value is None or value == "":
        return _("empty")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    table = getattr(field, "table", None)
    code = table.get(value) if isinstance(table, CodeTable) else None
    if code is not None:
        return code.label
    is_queryset = isinstance(field, forms.ModelChoiceField)
    choices = {} if is_queryset else dict(getattr(field, "choices", ()) or ())
    return str(choices.get(value, value))


def _column_names(row: models.Model) -> set[str]:
    return {column.name for column in row._meta.concrete_fields}
