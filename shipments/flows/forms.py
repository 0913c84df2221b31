"""Which flows to look at, by GET: everything is optional, and nonsense is ignored."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.accounts.models import Exporter
from compliance.codes.tables import COUNTRIES, MATERIALS
from compliance.policy.versions import policy_on
from shipments.end_users.entries import all_keys_of, keys_of
from shipments.flows.contained import BELOW, NOT_GIVEN, PURITIES
from shipments.flows.figures import Period, shift
from shipments.labels import end_use_name
from shipments.moves import LET_GO, Status

MONTH = re.compile(r"(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])")
LONGEST_MONTHS = 120
DEFAULT_MONTHS = 12
EXACT = ("material", "purity", "end_use", "country")
WAY = ("exporter", "country", "end_user", "end_use")
LONGEST_KEY = 210
PURITY_LABELS = {BELOW: _("below 3N"), NOT_GIVEN: _("not given")}


class MonthField(forms.CharField):
    """A month as 2026-03; cleans to its first day, or None."""

    widget = forms.TextInput(attrs={"placeholder": "2026-03", "inputmode": "numeric"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=7, **kwargs)

    def clean(self, value: Any) -> date | None:
        """The first day of the month. Raises ValidationError for what is none."""
        text = super().clean(value)
        if not text:
            return None
        found = MONTH.fullmatch(text)
        if found is None:
            raise ValidationError(gettext("Give a month as year and month: 2026-03."))
        return date(int(found["year"]), int(found["month"]), 1)


class KeysField(forms.Field):
    """Several keys under one name; cleans to a list."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[str]:
        """The keys that are not blank. Raises ValidationError for what can be none."""
        one = forms.CharField(required=False, max_length=LONGEST_KEY)
        return list(filter(None, map(one.clean, value or [])))


def offered() -> dict[str, list[Any]]:
    """What filters of flows choose from, by the name of the filter."""
    policy = policy_on(clock.today())
    return {
        "material": MATERIALS.choices(),
        "purity": [(each, PURITY_LABELS.get(each, each)) for each in PURITIES],
        "end_use": [(norm.code, end_use_name(norm.code, policy)) for norm in policy.end_use_norms],
        "country": COUNTRIES.choices(),
        "exporter": [(str(each.pk), str(each)) for each in Exporter.objects.all()],
    }


class FlowFilter(forms.Form):
    """Period, what it is compared with, what the flows are narrowed to, and what is left out."""

    hides_optional = True
    use_required_attribute = False

    since = MonthField(label=_("From month"))
    until = MonthField(label=_("To month"))
    compare_since = MonthField(label=_("Compare from"))
    compare_until = MonthField(label=_("Compare to"))
    material = forms.ChoiceField(label=_("Goods"), required=False)
    purity = forms.ChoiceField(label=_("Purity class"), required=False)
    end_use = forms.ChoiceField(label=capfirst(_("end use")), required=False)
    country = forms.ChoiceField(label=capfirst(_("country")), required=False)
    exporter = forms.ChoiceField(label=capfirst(_("exporter")), required=False)
    status = forms.ChoiceField(label=capfirst(_("status")), required=False)
    end_user = forms.CharField(
        label=capfirst(_("end user")), required=False, max_length=LONGEST_KEY
    )
    not_exporter = KeysField(required=False)
    not_country = KeysField(required=False)
    not_end_user = KeysField(required=False)
    not_end_use = KeysField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        statuses = [(each.value, each.label) for each in Status if each != Status.DRAFT]
        for name, choices in offered().items():
            self.fields[name].choices = [("", _("Any")), *choices]
        any_status = [("", _("Released and closed")), ("any", _("Any"))]
        self.fields["status"].choices = [*any_status, *statuses]

    def value(self, name: str) -> Any:
        """The filter's value, or None where it is empty or makes no sense."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    @cached_property
    def period(self) -> Period:
        """The months asked for; a year up to this month unless told otherwise."""
        until = self.value("until") or clock.today().replace(day=1)
        since = self.value("since") or shift(until, 1 - DEFAULT_MONTHS)
        return _bounded(since, until)

    @cached_property
    def compared(self) -> Period:
        """The months to compare with; those just before unless told otherwise."""
        since, until = self.value("compare_since"), self.value("compare_until")
        if since is None and until is None:
            return self.period.before()
        length = len(self.period.months)
        since = since or shift(until, 1 - length)
        return _bounded(since, until or shift(since, length - 1))

    @cached_property
    def narrowed(self) -> Q:
        """A condition for flows or entries, without the period."""
        found: dict[str, Any] = {name: self.value(name) for name in EXACT if self.value(name)}
        if self.value("exporter"):
            found["exporter_id"] = int(self.value("exporter"))
        if self.value("end_user"):
            found["end_user__in"] = keys_of(self.value("end_user"))
        status = self.value("status")
        if status != "any":
            found["status__in"] = [status] if status else list(LET_GO)
        return Q(**found) & self._without

    @property
    def left_out(self) -> list[tuple[str, str]]:
        """Each column of WAY with a key that does not count."""
        return [(name, key) for name in WAY for key in self.value(f"not_{name}") or ()]

    @property
    def _without(self) -> Q:
        known = {value for value, _label in self.fields["exporter"].choices}
        found = Q()
        for name in WAY:
            keys = self.value(f"not_{name}")
            if keys and name == "exporter":
                found &= ~Q(exporter_id__in=known.intersection(keys))
            elif keys:
                found &= ~Q(**{f"{name}__in": all_keys_of(keys) if name == "end_user" else keys})
        return found


def _bounded(since: date, until: date) -> Period:
    """In the order of time, and not longer than ten years."""
    since, until = min(since, until), max(since, until)
    return Period(max(since, shift(until, 1 - LONGEST_MONTHS)), until)
