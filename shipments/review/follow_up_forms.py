"""What an officer fills in after the gate."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.listed import listed_apart
from compliance.policy.versions import policy_on
from compliance.ui.fields import DateField
from compliance.ui.templatetags.gate49 import code_name, kg
from shipments.follow_up.new_user import hits_on
from shipments.follow_up.reading import told_of
from shipments.labels import end_use_name
from shipments.models import ChangeRequest, UserOutcome
from shipments.review.forms import DecisionForm, MessageForm, SecondForm, long_text


class ReportForm(SecondForm):
    """One of the reports that wait, the only one chosen already."""

    report = forms.TypedChoiceField(label=_("Which report"), coerce=int, widget=forms.RadioSelect)
    field_order = ("report", "reason", "message")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = told_of(self.shipment).filed
        field: Any = self.fields["report"]
        field.choices = [
            (each.pk, f"{each.follow_up.get_kind_display()} · {each.happened_on:%Y-%m-%d}")
            for each in waiting
        ]
        if len(waiting) == 1:
            field.initial = waiting[0].pk


class ReadReportForm(ReportForm, DecisionForm):
    """Which report is accepted."""


class BetterReportForm(ReportForm, MessageForm):
    """Which report is questioned, and what the exporter has to mend."""


class VisitForm(SecondForm):
    """When officers were there and what they saw."""

    happened_on = DateField(label=_("Visited on"))
    outcome = forms.ChoiceField(
        label=_("What becomes of the end user"),
        choices=UserOutcome.choices,
        widget=forms.RadioSelect,
    )
    text = long_text(
        _("Findings of the visit or inquiry"), _("It stands on the end user's page, for customs.")
    )
    field_order = ("happened_on", "outcome", "text", "reason")

    def clean_happened_on(self) -> date:
        """Not in the future."""
        day: date = self.cleaned_data["happened_on"]
        if day > clock.today():
            raise ValidationError(gettext("Choose today or an earlier day."))
        return day


class GrantForm(SecondForm):
    """A colleague is asked to sign the grant of the request; what is asked and whom the new user
    resembles stands above."""

    @property
    def about(self) -> list[tuple[Any, str]]:
        """What is asked, line by line."""
        request = told_of(self.shipment).request
        return _lines(request) if request else []


class ChangeForm(GrantForm, DecisionForm):
    """The request is granted."""


class NoChangeForm(GrantForm, MessageForm):
    """The request is refused."""


def _lines(request: ChangeRequest) -> list[tuple[Any, str]]:
    policy = policy_on(clock.today())
    hits = [f"{hit.listed_name} ({hit.score:.0%})" for hit in hits_on(request)[:5]]
    lines = [
        (_("kind of request"), request.get_kind_display()),
        (capfirst(_("new user")), request.user_name),
        (_("country or region"), code_name(request.user_country, "countries")),
        (_("address"), request.user_address),
        (_("New end use"), end_use_name(request.end_use, policy)),
        (_("Indium concerned (kg)"), kg(request.kg)),
        (_("planned for"), f"{request.planned_on:%Y-%m-%d}"),
        (_("reason"), request.reason),
        (_("Listed parties it resembles"), listed_apart(hits) or gettext("None")),
        (capfirst(_("proposed by")), str(request.proposed_by or "")),
    ]
    return [(label, text) for label, text in lines if text]
