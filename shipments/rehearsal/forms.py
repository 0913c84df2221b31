"""What a rehearsal is asked for: a draft, one changed parameter or another list, and the days."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.law.canonical import from_plain
from compliance.law.policy import Policy
from compliance.parties.models import ListUpload, ListVersion, UploadState
from compliance.policy.checks import mistakes_in
from compliance.policy.forms import field_for
from compliance.policy.models import PolicyState, PolicyVersion
from compliance.policy.versions import policy_on
from compliance.ui.fields import DateField
from compliance.ui.forms import TypedForm
from shipments.models import Change
from shipments.rehearsal.actions import Plan
from shipments.rehearsal.results import DIMENSIONS
from shipments.rehearsal.tried import BESIDE, BY_NAME, tried_in_words

USUAL_DAYS = 90


class DraftField(forms.ModelChoiceField):
    """Drafts by number, first day and what they change."""

    def label_from_instance(self, obj: PolicyVersion) -> str:
        """2 · 2026-12-01 · Restrict …"""
        return f"{obj.number} · {obj.in_force_from} · {Truncator(obj.note).chars(60)}"


class VersionField(forms.ModelChoiceField):
    """Versions by the list's name and number."""

    def label_from_instance(self, obj: ListVersion) -> str:
        """PRC watch list v1"""
        return tried_in_words(str(obj))


class RehearsalForm(TypedForm, forms.Form):
    """Something to try, and on which past shipments. `plan()` is what the action takes."""

    draft = DraftField(
        PolicyVersion.objects.none(),
        label=_("Draft policy"),
        required=False,
        empty_label=_("None: start from the policy in force today"),
    )
    parameter = forms.ChoiceField(
        label=_("Change one parameter"), required=False, help_text=_("On top of the policy above.")
    )
    value = forms.CharField(
        label=_("Its value"),
        required=False,
        help_text=_("Written as in a draft; a table has one row a line."),
        widget=forms.Textarea({"rows": 3, "class": "mono", "spellcheck": "false"}),
    )
    candidate = VersionField(
        ListVersion.objects.none(),
        label=_("Another version of a list"),
        required=False,
        empty_label=_("None: lists as they were"),
    )
    upload = forms.ModelChoiceField(
        ListUpload.objects.none(),
        label=_("An uploaded list that waits to be confirmed"),
        required=False,
        empty_label=_("None"),
    )
    since = DateField(label=_("Shipments submitted from"))
    until = DateField(label=_("to"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        days = {"since": clock.today() - timedelta(days=USUAL_DAYS), "until": clock.today()}
        kwargs["initial"] = {**days, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        drafts = PolicyVersion.objects.filter(state=PolicyState.DRAFT).defer("body")
        self.fields["draft"].queryset = drafts
        self.fields["draft"].to_field_name = "number"
        self.fields["candidate"].queryset = ListVersion.objects.order_by("list_code", "-number")
        self.fields["upload"].queryset = ListUpload.objects.filter(state=UploadState.WAITING)
        names = [(name, each.label) for name, each in BY_NAME.items()]
        self.fields["parameter"].choices = [("", _("None")), *names]

    def clean(self) -> dict[str, Any]:
        """Reads the parameter's value and looks that there is something to try."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if cleaned["since"] > cleaned["until"]:
            self.add_error("until", gettext("The period ends on or after the day it begins."))
        if cleaned["candidate"] and cleaned["upload"]:
            self.add_error("upload", gettext("Try one list at a time."))
        if not any(cleaned[name] for name in ("draft", "parameter", "candidate", "upload")):
            self.add_error("draft", gettext("Choose a draft, a parameter or a list to try."))
        if cleaned["parameter"]:
            self._read_value(cleaned)
        return cleaned

    def plan(self) -> Plan:
        """What is to be rehearsed. A draft with a changed parameter is no longer that draft."""
        chosen = self.cleaned_data
        draft = None if chosen["parameter"] else chosen["draft"]
        return Plan(
            policy=chosen.get("changed") or self._base(),
            what=self._what(),
            since=chosen["since"],
            until=chosen["until"],
            draft=draft,
            candidate=chosen["candidate"],
            upload=chosen["upload"],
        )

    def _base(self) -> Policy:
        draft = self.cleaned_data["draft"]
        return from_plain(draft.body, Policy) if draft else policy_on(clock.today())

    def _read_value(self, cleaned: dict[str, Any]) -> None:
        name = cleaned["parameter"]
        try:
            value = field_for(BY_NAME[name]).clean(cleaned["value"])
        except ValidationError as error:
            self.add_error("value", error)
            return
        changed = replace(self._base(), **{name: value})
        for sentence in mistakes_in(changed).get(name, []):
            self.add_error("value", sentence)
        cleaned["changed"] = changed

    def _what(self) -> str:
        chosen, parts = self.cleaned_data, []
        base = chosen["draft"] or policy_on(clock.today()).number
        parts.append(f"policy {base}")
        if chosen["parameter"]:
            value = " / ".join(chosen["value"].split("\n"))
            parts.append(f"{chosen['parameter']} = {value}")
        parts.extend(str(chosen[name]) for name in ("candidate", "upload") if chosen[name])
        return BESIDE.join(parts)[:300]


class CaseFilter(forms.Form):
    """Narrowing the cases that change; the values come from the tables of the result."""

    change = forms.ChoiceField(
        label=capfirst(_("change")), required=False, choices=[("", _("All")), *Change.choices]
    )

    def wanted(self, query: Any) -> dict[str, str]:
        """Filters over RehearsedCase from the address; unknown ones count as none."""
        chosen = {"change": query.get("change")} if query.get("change") in Change.values else {}
        return chosen | {name: query[name] for name in DIMENSIONS if name in query}
