"""The form a policy is drafted in: single values as boxes, tables as rows of text."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from compliance.law.policy import Policy
from compliance.policy.checks import mistakes_in
from compliance.policy.comparison import text_of
from compliance.policy.parameters import GROUPS, PARAMETERS, Parameter
from compliance.policy.rows import BETWEEN_WRITTEN, read_rows, write_rows
from compliance.ui.fields import DateField, PlainDecimalField
from compliance.ui.merging import token_of
from compliance.ui.shown_forms import ShownForm

BESIDE = ("in_force_from", "note")


class RowsField(forms.CharField):
    """A table of the policy, one row a line; cleans to the value of that field's type."""

    def __init__(self, parameter: Parameter) -> None:
        self.kind = parameter.kind
        columns = parameter.columns
        headings = BETWEEN_WRITTEN.join(["{}"] * len(columns))
        super().__init__(
            label=parameter.label,
            help_text=format_lazy(f"{{}} {headings}", parameter.hint, *columns),
            required=False,
            widget=forms.Textarea({"rows": 6, "spellcheck": "false", "class": "mono"}),
        )

    def prepare_value(self, value: Any) -> Any:
        """Text as typed; a policy's value as rows."""
        return value if isinstance(value, str) else write_rows(value)

    def clean(self, value: Any) -> Any:
        """The rows read. ValidationError with a sentence per bad line."""
        return read_rows(super().clean(value), self.kind)


class PolicyForm(ShownForm):
    """Every parameter of a policy, the day it begins and what changes and why."""

    in_force_from = DateField(label=capfirst(_("in force from")))
    note = forms.CharField(
        label=capfirst(_("what changes and why")),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, policy: Policy, **kwargs: Any) -> None:
        initial = {each.name: getattr(policy, each.name) for each in PARAMETERS}
        kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.policy = policy
        for parameter in PARAMETERS:
            self.fields[parameter.name] = field_for(parameter)
        self.fields["shown"].initial = self._token(policy, self.initial)

    @property
    def groups(self) -> list[tuple[str, Any, list[forms.BoundField]]]:
        """(key, title, fields) in the order of the page."""
        return [
            (key, title, [self[each.name] for each in parameters])
            for key, title, parameters in GROUPS
        ]

    def clean(self) -> dict[str, Any]:
        """Also checks the parameters against each other."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        stored = self._token(self.policy, self.initial)
        self.merge(cleaned, stored=stored, typed=self._token(self.drafted_policy(0), cleaned))
        if self.errors:
            return cleaned
        for name, sentences in mistakes_in(self.drafted_policy(0)).items():
            self.add_error(name, ValidationError(sentences))
        return cleaned

    def _token(self, policy: Policy, beside: Mapping[str, Any]) -> str:
        texts = {each.name: text_of(each, policy) for each in PARAMETERS}
        return token_of({**texts, **{name: str(beside.get(name, "")) for name in BESIDE}})

    def drafted_policy(self, number: int) -> Policy:
        """The policy as filled in, under that number."""
        values = {each.name: self.cleaned_data[each.name] for each in PARAMETERS}
        begins: date = self.cleaned_data["in_force_from"]
        return replace(self.policy, number=number, in_force_from=begins, **values)


def field_for(parameter: Parameter) -> forms.Field:
    """The form field of one parameter."""
    if parameter.is_table:
        return RowsField(parameter)
    settings = {"label": parameter.label, "help_text": parameter.hint}
    if parameter.kind is bool:
        return forms.BooleanField(required=False, **settings)
    if parameter.kind is date:
        return DateField(**settings)
    if parameter.kind is Decimal:
        return PlainDecimalField(**settings)
    return forms.IntegerField(min_value=0, **settings)
