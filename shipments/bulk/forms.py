"""An uploaded table of declarations."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance import limits


class TableForm(forms.Form):
    """One CSV or XLSX file."""

    file = forms.FileField(
        label=gettext_lazy("CSV or XLSX file"),
        widget=forms.FileInput({"accept": ".csv,.xlsx"}),
        help_text=gettext_lazy("At most 20 MB and 10,000 declarations."),
    )

    def clean_file(self) -> Any:
        """Not larger than a table may be."""
        file = self.cleaned_data["file"]
        if file.size > limits.BULK_BYTES:
            raise ValidationError(_("The file is larger than a table of declarations may be."))
        return file
