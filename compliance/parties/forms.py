"""Forms for bringing lists in, for alarms and for searching."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.parties.importers import FORMATS
from compliance.parties.importers.encodings import MARKED
from compliance.parties.models import ListCode, ListVersion
from compliance.ui.fields import DateField
from compliance.ui.forms import TypedForm

MOST_BYTES = 100 * 1024 * 1024
HEAD = 4096


class ManyFilesInput(forms.ClearableFileInput):
    """A file box that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or more text files of at most 100 MB each; cleans to a list of uploads."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Every file on its own; an empty or binary one is refused."""
        files = data if isinstance(data, (list, tuple)) else [data]
        cleaned = [super(ManyFilesField, self).clean(each, initial) for each in files or [None]]
        for file in cleaned:
            _check_file(file)
        return cleaned


class UploadForm(TypedForm, forms.Form):
    """Files of one list, their format, and the day the publisher gives them."""

    file_format = forms.ChoiceField(label=capfirst(_("format")))
    list_files = ManyFilesField(
        label=_("Files"),
        help_text=_("The files as published, at most 100 MB each. OFAC's CSV is three files."),
    )
    as_of = DateField(
        label=capfirst(_("as of")), help_text=_("The day the publisher dates the list with.")
    )
    source = forms.CharField(
        label=capfirst(_("source")),
        max_length=300,
        help_text=_("Address of the notice or of the publisher's page."),
    )

    def __init__(
        self, *args: Any, base: ListVersion | None, usual: Sequence[str] = (), **kwargs: Any
    ) -> None:
        """`usual` are the formats of the list, which the choice names first."""
        super().__init__(*args, **kwargs)
        formats = sorted(FORMATS, key=lambda code: code not in usual)
        self.fields["file_format"].choices = [(code, FORMATS[code].label) for code in formats]
        self.base = base
        endings = dict.fromkeys(each for row in FORMATS.values() for each in row.suffixes)
        self.fields["list_files"].widget.attrs["accept"] = ",".join(endings)

    def clean_as_of(self) -> Any:
        """Not a day to come, and not before the version in force."""
        day = self.cleaned_data["as_of"]
        if day > clock.today():
            raise ValidationError(_("This day is still to come."), code="future")
        if self.base and day < self.base.as_of:
            sentence = _("The version in force is of %(day)s: an older list cannot replace it.")
            raise ValidationError(sentence, code="older", params={"day": self.base.as_of})
        return day

    def clean(self) -> dict[str, Any]:
        """The files' endings fit the format."""
        data = super().clean() or {}
        suffixes = FORMATS[data["file_format"]].suffixes if "file_format" in data else ()
        for file in data.get("list_files", []):
            if suffixes and PurePath(file.name).suffix.lower() not in suffixes:
                sentence = _("%(file)s does not end with %(endings)s, as this format does.")
                about = {"file": file.name, "endings": " / ".join(suffixes)}
                self.add_error("list_files", ValidationError(sentence, code="ending", params=about))
        return data


class ReasonForm(TypedForm, forms.Form):
    """Why an alarm may be cleared or a smaller list accepted."""

    reason = forms.CharField(
        label=capfirst(_("reason")), max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class SearchForm(forms.Form):
    """A name, and where and for which day it is looked up."""

    hides_optional = True
    q = forms.CharField(
        label=capfirst(_("name")),
        max_length=300,
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )
    list = forms.ChoiceField(
        label=capfirst(_("list")),
        required=False,
        choices=lambda: [("", _("All lists in force")), *ListCode.choices],
    )
    version = forms.IntegerField(
        label=capfirst(_("version")),
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text=_("Empty: the one in force."),
        widget=forms.NumberInput({"class": "input-short"}),
    )
    on = DateField(label=_("Status on"), required=False, help_text=_("Empty: today."))

    def clean(self) -> dict[str, Any]:
        """A version number says something only together with a list."""
        data = super().clean() or {}
        if data.get("version") and not data.get("list"):
            self.add_error("list", _("Choose the list this version belongs to."))
        return data


def _check_file(file: UploadedFile) -> None:
    if (file.size or 0) > MOST_BYTES:
        sentence = _("%(file)s has %(size)s; at most %(limit)s are allowed.")
        about = {
            "file": file.name,
            "size": filesizeformat(file.size or 0),
            "limit": filesizeformat(MOST_BYTES),
        }
        raise ValidationError(sentence, code="too_large", params=about)
    head = file.read(HEAD)
    file.seek(0)
    if b"\0" in head and head[:2] not in MARKED:
        sentence = _("%(file)s is not a text file.")
        raise ValidationError(sentence, code="binary", params={"file": file.name})
