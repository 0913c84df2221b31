"""What officers fill in about an inspection (查验)."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.codes.calendar import add_working_days
from compliance.policy.versions import policy_on
from compliance.ui.fields import DateField
from shipments.access import open_hold
from shipments.models import Extent, Method
from shipments.review.forms import MessageForm, SecondForm, long_text
from shipments.review.terms import not_past

YES_NO = [("True", _("They agree")), ("False", _("They differ"))]


class InspectionForm(MessageForm):
    """How, how much, when and where; nothing but the day is proposed."""

    method = forms.ChoiceField(
        label=capfirst(_("method")), choices=Method.choices, widget=forms.RadioSelect
    )
    extent = forms.ChoiceField(
        label=capfirst(_("extent")), choices=Extent.choices, widget=forms.RadioSelect
    )
    planned_on = DateField(label=capfirst(_("planned for")), validators=[not_past])
    place = forms.CharField(label=capfirst(_("place")), max_length=200)
    field_order = ("method", "extent", "planned_on", "place", "reason", "message")

    @staticmethod
    def first_values() -> dict[str, Any]:
        """The next working day."""
        today = clock.today()
        return {"planned_on": add_working_days(today, 1, policy_on(today).calendar)}


class InspectionRecordForm(SecondForm):
    """What was found."""

    inspected_on = DateField(label=capfirst(_("inspected on")))
    findings = long_text(capfirst(_("what was found")))
    agrees = forms.TypedChoiceField(
        label=capfirst(_("goods and declaration agree")),
        choices=YES_NO,
        coerce=lambda text: text == "True",
        widget=forms.RadioSelect,
    )
    samples = forms.CharField(label=capfirst(_("samples taken")), max_length=500, required=False)
    seals = forms.CharField(
        label=capfirst(_("seals broken and put on")), max_length=500, required=False
    )
    laboratory = forms.CharField(
        label=capfirst(_("laboratory asked")), max_length=200, required=False
    )
    field_order = (
        *("inspected_on", "findings", "agrees", "samples", "seals", "laboratory", "reason"),
    )

    def clean_inspected_on(self) -> date:
        """Since it was ordered, and not after today."""
        day: date = self.cleaned_data["inspected_on"]
        hold = open_hold(self.shipment)
        ordered = timezone.localdate(hold.since) if hold else day
        if not ordered <= day <= clock.today():
            raise ValidationError(gettext("Goods are inspected after the order, not after today."))
        return day

    def clean(self) -> dict[str, Any]:
        """A laboratory needs a sample."""
        data = super().clean() or self.cleaned_data
        if data.get("laboratory") and not data.get("samples"):
            self.add_error("samples", gettext("Name the samples that the laboratory gets."))
        return data


class LaboratoryForm(SecondForm):
    """What the laboratory reports."""

    report_no = forms.CharField(label=capfirst(_("number of the report")), max_length=60)
    report = long_text(capfirst(_("what the report says")))
    field_order = ("report_no", "report", "reason")
