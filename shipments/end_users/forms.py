"""What an officer enters about an end user."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.paper_fields import PaperField
from compliance.ui.fields import CodeField, DateField, PlainDecimalField
from compliance.ui.forms import TypedForm
from shipments.models import FigureKind, UserOutcome
from shipments.models.register import RegisterQuerySet


class FigureForm(TypedForm, forms.Form):
    """Capacity, need or stock, since when, and by what it is known."""

    kind = forms.ChoiceField(label=capfirst(_("figure")), choices=FigureKind.choices)
    kg = PlainDecimalField(label=_("Indium (kg)"), min_value=0, max_digits=19, decimal_places=5)
    as_of = DateField(label=capfirst(_("as of")))
    evidence = forms.CharField(
        label=capfirst(_("evidence")),
        help_text=_("A permit, a plant's data sheet, a visit; with its number and date."),
        max_length=200,
    )
    file = PaperField(label=_("File of the evidence"), required=False)

    def clean_as_of(self) -> date:
        """Not in the future."""
        day: date = self.cleaned_data["as_of"]
        if day > clock.today():
            raise ValidationError(gettext("Choose today or an earlier day."))
        return day


class UserVerdictForm(TypedForm, forms.Form):
    """What an officer found of the end user."""

    outcome = forms.ChoiceField(
        label=_("What becomes of the end user"),
        choices=UserOutcome.choices,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Findings of the visit or inquiry"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )


class MergeForm(TypedForm, forms.Form):
    """Why two entries are one, or are not."""

    reason = forms.CharField(label=capfirst(_("reason")), max_length=1000)


class RegisterFilter(forms.Form):
    """Whom to show (GET)."""

    hides_optional = True

    q = forms.CharField(label=_("Name of an end user"), required=False, max_length=200)
    country = CodeField("countries", label=capfirst(_("country")), required=False)

    def narrow(self, rows: RegisterQuerySet) -> RegisterQuerySet:
        """Those that fit; nonsense is ignored."""
        if not self.is_valid():
            return rows
        words, country = self.cleaned_data["q"], self.cleaned_data["country"]
        if words:
            rows = rows.filter(Q(name_en__icontains=words) | Q(name_zh__icontains=words))
        return rows.filter(country=country) if country else rows
