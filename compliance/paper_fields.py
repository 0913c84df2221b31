"""Boxes for papers in forms: they offer and take the formats of the policy of the day."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from compliance import clock
from compliance.paper_files import Upload, read, told
from compliance.policy.versions import policy_on

OTHER_ENDINGS = {"jpg": (".jpg", ".jpeg")}


class OfFormats(forms.FileField):
    """A box for files of the formats given, or of those that the policy of the day takes."""

    sentence = gettext_lazy("%(formats)s, at most 20 MB.")

    def __init__(self, *, formats: Sequence[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self.formats = tuple(formats)

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        """Each form has its own: it offers what is taken on that day."""
        field: Any = super().__deepcopy__(memo)
        field.formats = self.formats or formats_today()
        field.help_text = field.sentence % {"formats": told(field.formats)}
        endings = (OTHER_ENDINGS.get(each, (f".{each}",)) for each in field.formats)
        field.widget.attrs["accept"] = ",".join(chain.from_iterable(endings))
        return field


class PaperField(OfFormats):
    """A file of those formats by its content, not larger than settings.UPLOAD_MAX_BYTES.

    The cleaned value is an Upload, or None.
    """

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        """The checked upload. ValidationError says what is wrong with the file."""
        file = super().clean(data, initial)
        return Upload(file, read(file, self.formats)) if isinstance(file, UploadedFile) else None


class FilesInput(forms.FileInput):
    """A box for several files."""

    allow_multiple_selected = True


class PapersField(OfFormats):
    """Several papers at once. The cleaned value is a list of pairs: the uploader's name of the
    file, and the Upload or the sentence that says what is wrong with it."""

    widget = FilesInput
    sentence = gettext_lazy(
        "%(formats)s, at most 20 MB each. The names say what they are: contract, invoice, packing "
        "list, licence, test report…"
    )

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, Upload | str]]:
        """One wrong file does not keep the others back."""
        files = data if isinstance(data, list) else [data]
        return [self._read(super(PapersField, self).clean(file, initial)) for file in files]

    def _read(self, file: UploadedFile) -> tuple[str, Upload | str]:
        name = file.name or ""
        try:
            return name, Upload(file, read(file, self.formats))
        except ValidationError as error:
            return name, " ".join(error.messages)


def formats_today() -> tuple[str, ...]:
    """The formats that the policy in force takes, by their endings."""
    return policy_on(clock.today()).paper_formats
