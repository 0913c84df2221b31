"""Forms over what is no row of their own, which two tabs or two people may have open: what only the
other changed stays as stored, what both changed is told beside its box."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from compliance.listed import listed, listed_apart
from compliance.ui.forms import TypedForm
from compliance.ui.merging import merge, with_columns
from compliance.ui.row_forms import EditForm
from compliance.ui.row_forms import shown as as_read


class ShownForm(TypedForm, forms.Form):
    """A form that remembers what its page showed. `initial` is what is stored; `merged` names what
    was taken over. A program sends nothing shown: what it sends holds."""

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.merged: list[str] = []

    def merge(self, cleaned: dict[str, Any], *, stored: str, typed: str) -> None:
        """Compare the tokens with the page's. What both changed is told once: who saves again
        means it."""
        shown = cleaned["shown"]
        found = merge(shown, stored, typed)
        for name in found.theirs if shown else ():
            cleaned[name] = self.initial[name]
            self.merged.append(str(self.fields[name].label))
        for name in found.both if shown else ():
            self.add_error(name, _told(self.fields[name], self.initial[name]))
        if shown and found.both:
            sent: Any = self.data
            self.data = typed_again = sent.copy()
            typed_again["shown"] = with_columns(shown, stored, found.both)


def tell_of_merged(request: HttpRequest, form: ShownForm | EditForm) -> None:
    """Say what was kept as another tab of the same person saved it."""
    if form.merged:
        sentence = gettext("Kept as it was saved meanwhile in another tab: %(fields)s.")
        messages.info(request, sentence % {"fields": listed(form.merged)})


def _told(field: forms.Field, stored: Any) -> str:
    lines = as_read(field, field.prepare_value(stored)).splitlines()
    sentence = gettext("Somebody saved meanwhile: %(stored)s. Save again to keep what you typed.")
    return sentence % {"stored": listed_apart(lines)}
