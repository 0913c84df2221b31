"""What is written down about an advisory."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.accounts.models import Exporter
from compliance.ui.fields import DateField
from compliance.ui.forms import TypedForm
from shipments.models import Advisory, Shipment
from shipments.models.advisory import GRADES, AdvisoryKind


class AdvisoryForm(TypedForm, forms.ModelForm):
    """An exporter by its USCC, for a tip the shipment too, and what the notice says."""

    uscc = forms.CharField(label=_("Exporter's USCC"), max_length=18)
    reference = forms.CharField(
        label=capfirst(_("shipment")),
        max_length=20,
        required=False,
        help_text=_("Only for a notice to stop goods; blank stops all of the exporter's."),
    )
    dated = DateField(label=_("date"))

    class Meta:
        model = Advisory
        fields = ["kind", "uscc", "reference", "number", "dated", "grade", "text"]

    def clean_uscc(self) -> str:
        """Of an exporter this system knows."""
        uscc: str = self.cleaned_data["uscc"].strip().upper()
        self.exporter = Exporter.objects.filter(uscc=uscc).first()
        if self.exporter is None:
            raise forms.ValidationError(gettext("No exporter has this USCC."))
        return uscc

    def clean_dated(self) -> Any:
        """Not of a day to come."""
        dated = self.cleaned_data["dated"]
        if dated > clock.today():
            raise forms.ValidationError(gettext("This day is still to come."))
        return dated

    def clean(self) -> dict[str, Any]:
        """A shipment of that exporter, and only for a tip; the grade of the kind's own scale."""
        cleaned = super().clean() or self.cleaned_data
        self.shipment = self._shipment(cleaned)
        kind, grade = cleaned.get("kind"), cleaned.get("grade")
        scale = GRADES.get(AdvisoryKind(kind), ()) if kind else ()
        if scale and grade not in scale:
            self.add_error("grade", gettext("Choose a grade of this kind."))
        if kind and not scale and grade:
            self.add_error("grade", gettext("This kind has no grade."))
        return cleaned

    def advisory_fields(self) -> dict[str, Any]:
        """What `prepare` is given."""
        names = ("kind", "number", "dated", "grade", "text")
        plain = {name: self.cleaned_data[name] for name in names}
        return {**plain, "exporter": self.exporter, "shipment": self.shipment}

    def _shipment(self, cleaned: dict[str, Any]) -> Shipment | None:
        reference = cleaned.get("reference", "").strip()
        if not reference:
            return None
        if cleaned.get("kind") != AdvisoryKind.TIP:
            self.add_error("reference", gettext("Only a notice to stop goods names a shipment."))
        exporter = getattr(self, "exporter", None)
        found = Shipment.objects.filter(reference=reference, exporter=exporter).first()
        if exporter and found is None:
            self.add_error("reference", gettext("This exporter has no such shipment."))
        return found


class EndForm(TypedForm, forms.Form):
    """Why an advisory ends."""

    reason = forms.CharField(
        label=capfirst(_("reason")), max_length=2000, widget=forms.Textarea({"rows": 3})
    )
