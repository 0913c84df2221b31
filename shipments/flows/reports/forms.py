"""Which month or year a report is asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.ui.forms import TypedForm
from shipments.flows.reports.ministry import period_of
from shipments.models import ReportKind

FIRST_YEAR = 2000


class ReportForm(TypedForm, forms.Form):
    """Cleans to kind and subject."""

    subject = forms.CharField(
        label=_("Month or year"),
        max_length=7,
        help_text=_("Like 2026-10, or 2026."),
        widget=forms.TextInput({"placeholder": "2026-10", "inputmode": "numeric"}),
    )

    def clean(self) -> dict[str, Any]:
        """A period that has begun."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "subject" not in cleaned:
            return cleaned
        subject = str(cleaned["subject"]).strip()
        kind = ReportKind.MONTH if "-" in subject else ReportKind.YEAR
        try:
            period = period_of(kind, subject)
        except (ValueError, OverflowError):
            self.add_error("subject", gettext("Write a month like 2026-10 or a year."))
            return cleaned
        if period.since.year < FIRST_YEAR or period.since > clock.today():
            self.add_error("subject", gettext("The period has not begun yet, or is too long ago."))
        return {"kind": kind, "subject": subject}
