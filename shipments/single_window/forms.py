"""Files of the Single Window: a message or a receipt."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shipments.single_window.parsing import MOST_BYTES


class XmlFileForm(forms.Form):
    """One XML file; its content is judged by whoever reads it."""

    file = forms.FileField(
        label=gettext_lazy("XML file"),
        widget=forms.FileInput({"accept": ".xml,text/xml,application/xml"}),
        help_text=gettext_lazy("At most 2 MB, in UTF-8, UTF-16 or GB18030."),
    )

    def clean_file(self) -> Any:
        """Not larger than a message may be."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than any declaration message."))
        return file
