"""Which cases a pack is to hold: by reference, period, exporter, end user, country or rule."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.accounts.models import User
from compliance.ui.fields import DateField
from shipments.models import Screening, Shipment, ShipmentParty

MOST_CASES = 200


class EvidenceForm(forms.Form):
    """Everything is optional, but something is chosen; what is given holds together."""

    hides_optional = True

    reference = forms.CharField(label=capfirst(_("reference")), required=False, max_length=30)
    since = DateField(label=_("Submitted from"), required=False)
    until = DateField(label=_("Submitted until"), required=False)
    exporter = forms.CharField(label=_("Exporter (name or USCC)"), required=False, max_length=200)
    end_user = forms.CharField(label=capfirst(_("end user")), required=False, max_length=200)
    country = forms.CharField(
        label=_("Country of destination (code)"), required=False, max_length=3
    )
    rule = forms.CharField(label=_("Rule with a finding"), required=False, max_length=10)

    def clean(self) -> dict[str, Any]:
        """An empty form would mean every case."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.values()):
            self.add_error("reference", _("Say which cases the pack is to hold."))
        since, until = data.get("since"), data.get("until")
        if since and until and since > until:
            self.add_error("until", _("The period ends on or after the day it begins."))
        return data

    @property
    def asked(self) -> str:
        """What was filled in, as an address has it."""
        given = getattr(self, "cleaned_data", {})
        return urlencode({name: str(value) for name, value in given.items() if value})

    def cases(self, user: User) -> list[Shipment]:
        """The chosen cases among those the person may see, the oldest first; one more than a pack
        takes where there are too many."""
        rows = Shipment.objects.visible_to(user).filter(submitted_at__isnull=False)
        rows = rows.filter(self._conditions()).select_related("exporter").order_by("id")
        return list(rows[: MOST_CASES + 1])

    def _conditions(self) -> Q:
        given = self.cleaned_data
        found = Q()
        if reference := given["reference"].strip().upper():
            found &= Q(reference=reference)
        if since := given["since"]:
            found &= Q(submitted_at__gte=clock.midnight(since))
        if until := given["until"]:
            found &= Q(submitted_at__lt=clock.midnight(until + timedelta(days=1)))
        if exporter := given["exporter"].strip():
            named = Q(exporter__name_zh__icontains=exporter)
            named |= Q(exporter__name_en__icontains=exporter)
            found &= named | Q(exporter__uscc=exporter.upper())
        if end_user := given["end_user"].strip():
            rows = ShipmentParty.objects.filter(role="end_user", name_zh__icontains=end_user)
            found &= Q(end_user_name__icontains=end_user) | Q(pk__in=rows.values("shipment"))
        if country := given["country"].strip().upper():
            found &= Q(destination_country=country) | Q(final_destination=country)
        if rule := given["rule"].strip().upper():
            runs = Screening.objects.filter(findings__rule=rule)
            found &= Q(pk__in=runs.values("shipment"))
        return found
