"""How forms look: `{{ form }}` and `{{ field.as_field_group }}` are all a template needs.

Also what forms that people fill in share: what was typed stays through every detour.
"""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import BaseConstraint, UniqueConstraint
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.ui.kept_posts import is_unjudged

((_empty, DASHES),) = BLANK_CHOICE_DASH


class Gate49Renderer(TemplatesSetting):
    """Label, hint, error, input; groups of choices in a fieldset."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


class TypedForm(forms.BaseForm):
    """A form that loses nothing typed.

    It can show what was typed without judging it, and it says so when a chosen file is lost: a
    page cannot keep files. Its selects begin with words, not with a row of dashes.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _ask_to_choose(field)

    def full_clean(self) -> None:
        """Judge the form, then the files sent beside a mistake."""
        if is_unjudged(self.data):
            self.hold_verdict()
            self.ask_for_files_again()
            return
        super().full_clean()
        if self.errors:
            self.ask_for_files_again()

    def hold_verdict(self) -> None:
        """Show what was typed without judging it: nobody has asked to save yet."""
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}

    def add_error(self, field: str | None, error: Any) -> None:
        """A mistake; one that the table tells stands beside the box that it is about."""
        is_of_a_table = isinstance(self, forms.ModelForm) and field is None
        if is_of_a_table and NON_FIELD_ERRORS in getattr(error, "error_dict", {}):
            error = ValidationError(_beside(self, error.error_dict))
        super().add_error(field, error)

    def ask_for_files_again(self) -> None:
        """A sentence beside every file box that had a file and no mistake of its own."""
        for name, field in self.fields.items():
            was_chosen = self.add_prefix(name) in self.files or self.data.get(self.add_prefix(name))
            if isinstance(field, forms.FileField) and was_chosen and name not in self.errors:
                self.add_error(name, _("Choose this file again; the page could not keep it."))


def _ask_to_choose(field: forms.Field) -> None:
    words = gettext_lazy("Choose…")
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = words if field.empty_label == DASHES else field.empty_label
    elif isinstance(field, forms.ChoiceField):
        pairs: list[Any] = list(field.widget.choices)
        if (empty := ("", DASHES)) in pairs:
            field.choices = [("", words) if pair == empty else pair for pair in pairs]


def _beside(form: Any, errors: dict[str, list[ValidationError]]) -> dict[str, Any]:
    """The errors by box: a constraint's sentence stands beside one of the boxes it compares."""
    found = {name: list(each) for name, each in errors.items() if name != NON_FIELD_ERRORS}
    boxes = {
        str(each.get_violation_error_message()): _box(form, each)
        for each in form.instance._meta.constraints
    }
    for error in errors[NON_FIELD_ERRORS]:
        found.setdefault(boxes.get(str(error.message), NON_FIELD_ERRORS), []).append(error)
    return found


def _box(form: forms.BaseForm, constraint: BaseConstraint) -> str:
    """The first box of what is there already, which names it; the later one of two that differ."""
    if isinstance(constraint, UniqueConstraint):
        names, place = set(constraint.fields), 0
    else:
        names, place = constraint.condition.referenced_base_fields, -1
    shown = [name for name in form.fields if name in names]
    return shown[place] if shown else NON_FIELD_ERRORS
