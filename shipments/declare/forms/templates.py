"""The name of a template."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from compliance.codes.spelling import name_text
from compliance.ui.fields import SpelledField
from compliance.ui.row_forms import OwnedForm
from shipments.models import DeclarationTemplate

LONGEST = 60


class TemplateForm(OwnedForm):
    """What the exporter calls it."""

    name = SpelledField(
        name_text, label=capfirst(gettext_lazy("name of the template")), max_length=LONGEST
    )

    class Meta:
        model = DeclarationTemplate
        fields = ["name"]


class StartSearchForm(forms.Form):
    """Which earlier declaration to copy (GET)."""

    hides_optional = True

    q = forms.CharField(
        label=gettext_lazy("Number, party, goods or destination"), required=False, max_length=100
    )
