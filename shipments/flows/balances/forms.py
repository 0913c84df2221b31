"""Which balances to look at, by GET: everything is optional, and nonsense is ignored."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance import clock
from shipments.end_users.entries import keys_of
from shipments.flows.balances.figures import DIVISIONS, MASSES
from shipments.flows.forms import offered
from shipments.flows.wording import HEADINGS

YEARS_BACK = 9
ROUTE = ">"


class BalanceFilter(forms.Form):
    """What the balances are struck for, and what they are narrowed to."""

    hides_optional = True
    use_required_attribute = False

    by = forms.ChoiceField(label=capfirst(_("balance of")), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    purity = forms.ChoiceField(label=_("Purity class"), required=False)
    end_use = forms.ChoiceField(label=capfirst(_("end use")), required=False)
    country = forms.ChoiceField(label=capfirst(_("country")), required=False)
    exporter = forms.ChoiceField(label=capfirst(_("exporter")), required=False)
    end_user = forms.CharField(label=capfirst(_("end user")), required=False, max_length=210)
    consignee = forms.CharField(label=capfirst(_("consignee")), required=False, max_length=210)
    route = forms.CharField(label=_("Route"), required=False, max_length=7)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices, year = offered(), clock.today().year
        choices["year"] = [(str(each), str(each)) for each in range(year, year - YEARS_BACK, -1)]
        for name in ("year", "purity", "end_use", "country", "exporter"):
            self.fields[name].choices = [("", _("Any")), *choices[name]]
        self.fields["by"].choices = [(each, HEADINGS[each]) for each in DIVISIONS]

    def value(self, name: str) -> str:
        """The filter's value; "" where it is empty or makes no sense."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""

    @property
    def by_what(self) -> str:
        """One of DIVISIONS."""
        return self.value("by") or DIVISIONS[0]

    @cached_property
    def keys(self) -> list[str]:
        """Of the end user asked for, all that customs found to be it; none for any."""
        return keys_of(self.value("end_user")) if self.value("end_user") else []

    @cached_property
    def of_sums(self) -> dict[str, Any]:
        """Keyword arguments for a queryset of balance entries."""
        found: dict[str, Any] = dict(self._shared)
        if self.value("year"):
            found["year"] = int(self.value("year"))
        if self.value("consignee"):
            found["consignee"] = self.value("consignee")
        return found

    @cached_property
    def of_flows(self) -> Q:
        """The same for flows."""
        found = Q(**self._shared)
        if self.value("year"):
            year = int(self.value("year"))
            found &= Q(declared_on__gte=date(year, 1, 1), declared_on__lt=date(year + 1, 1, 1))
        if consignee := self.value("consignee"):
            found &= Q(consignee=consignee) | Q(consignee="", end_user=consignee)
        return found

    @cached_property
    def _shared(self) -> dict[str, Any]:
        names = ("purity", "end_use", "country")
        found: dict[str, Any] = {name: self.value(name) for name in names if self.value(name)}
        if self.value("exporter"):
            found["exporter_id"] = int(self.value("exporter"))
        if self.value("end_user"):
            found["end_user__in"] = self.keys
        arrival, arrow, final = self.value("route").partition(ROUTE)
        if arrow:
            found |= {"via": arrival if arrival != final else "", "country": final}
        return found


class BehindFilter(BalanceFilter):
    """The shipments behind one mass of a balance."""

    what = forms.ChoiceField(
        required=False, choices=[(each, each) for each in MASSES], widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["by"]

    @property
    def mass(self) -> str:
        """One of MASSES."""
        return self.value("what") or MASSES[0]

    @cached_property
    def of_mass(self) -> Q:
        """Flows that have such metal today."""
        late = Q(awaited_kg__gt=0, due_on__lt=clock.today())
        if self.mass == "received_kg":
            return Q()
        if self.mass == "unexplained_kg":
            return Q(unexplained_kg__gt=0) | late
        if self.mass == "awaited_kg":
            not_late = Q(due_on__isnull=True) | Q(due_on__gte=clock.today())
            return Q(awaited_kg__gt=0) & not_late
        return Q(**{f"{self.mass}__gt": 0})
