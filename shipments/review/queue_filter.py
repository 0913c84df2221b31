"""What the queue can be narrowed by and sorted by: the one form behind its address."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.accounts.models import User
from compliance.law.list_sources import LIST_SOURCES
from compliance.ui.fields import PlainDecimalField
from compliance.ui.forms import TypedForm
from compliance.ui.keyset import Key
from shipments.labels import end_use_choices
from shipments.models import WaitsFor
from shipments.moves import OPEN
from shipments.review.forms import Choice, FilterForm

LONGEST_QUERY = 500
MOST_READ = 2000
GRAVITIES = [("", _("Any")), ("3", _("Blocking")), ("2", _("Two officers")), ("1", _("To check"))]
URGENT_FIRST = (Key("gravity", descending=True), Key("submitted_at"), Key("id"))
ORDERS: Mapping[str, tuple[Any, tuple[Key, ...]]] = {
    "": (_("Gravest first"), URGENT_FIRST),
    "deadline": (_("Next deadline first"), (Key("due_on"), Key("submitted_at"), Key("id"))),
    "age": (_("Oldest first"), (Key("submitted_at"), Key("id"))),
}
"""What the queue can be sorted by: its name, and the keys."""
WHOSE = [
    ("", _("Anybody's")),
    ("free", _("Nobody's")),
    ("mine", _("Mine")),
    ("second", _("Waiting for a second officer")),
    ("overdue", _("Hold overdue")),
    ("answered", _("Hold answered")),
]
DUE_WITHIN = {"0": _("Today or overdue"), "2": _("In 2 days"), "7": _("In 7 days")}
LANES = [("", _("Any")), ("sample", _("Green, drawn as a sample")), ("review", _("Flagged"))]
AN_OFFICER = (WaitsFor.OFFICER, WaitsFor.ANSWERED)
RULE = re.compile(r"[A-Z]{3}-\d{2}")


class QueueFilter(FilterForm):
    """Which open cases to show, and in which order. The names of its fields are those in the
    address, which can be kept as a view and sent to a colleague."""

    status = forms.ChoiceField(
        label=capfirst(_("status")),
        required=False,
        choices=[("", _("Any")), *((each.value, each.label) for each in OPEN)],
    )
    gravity = forms.ChoiceField(label=capfirst(_("gravity")), required=False, choices=GRAVITIES)
    lane = forms.ChoiceField(label=capfirst(_("lane")), required=False, choices=LANES)
    whose = forms.ChoiceField(label=_("Whose"), required=False, choices=WHOSE)
    waits_for = forms.ChoiceField(
        label=capfirst(_("waiting for")),
        required=False,
        choices=[("", _("Anybody")), *WaitsFor.choices],
    )
    due = forms.ChoiceField(
        label=capfirst(_("deadline")),
        required=False,
        choices=[("", _("Any")), *DUE_WITHIN.items()],
    )
    destination = forms.ChoiceField(label=_("Final destination"), required=False)
    exporter = forms.ChoiceField(label=capfirst(_("exporter")), required=False)
    end_use = forms.ChoiceField(label=capfirst(_("end use")), required=False)
    listed = forms.ChoiceField(
        label=_("Match on the list"),
        required=False,
        choices=[("", _("Any")), *((code, row.label) for code, row in LIST_SOURCES.items())],
    )
    rule = forms.CharField(label=_("Rule, as in LIC-01"), required=False, max_length=10)
    kg_from = PlainDecimalField(label=_("At least"), unit="kg", required=False)
    kg_to = PlainDecimalField(label=_("At most"), unit="kg", required=False)
    usd_from = PlainDecimalField(label=_("Worth at least"), unit="USD", required=False)
    usd_to = PlainDecimalField(label=_("Worth at most"), unit="USD", required=False)
    days = forms.IntegerField(
        label=_("Submitted days ago, or more"), required=False, min_value=0, max_value=3650
    )
    q = forms.CharField(
        label=_("Reference, exporter, consignee or end user"), required=False, max_length=100
    )
    order = forms.ChoiceField(
        label=_("Sorted by"),
        required=False,
        choices=[(key, name) for key, (name, _keys) in ORDERS.items()],
    )

    def __init__(
        self, *args: Any, destinations: list[Choice], exporters: list[Choice], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        uses = end_use_choices()
        offered = (("destination", destinations), ("exporter", exporters), ("end_use", uses))
        for name, found in offered:
            choices: list[Any] = [("", _("Any")), *found]
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label, required=False, choices=choices
            )

    @property
    def keys(self) -> tuple[Key, ...]:
        """The order asked for."""
        return ORDERS[self.value("order") or ""][1]

    @property
    def set_count(self) -> int:
        """How many filters narrow the list."""
        return sum(1 for name in self.fields if name != "order" and self.value(name) is not None)

    def conditions(self, officer: User) -> Q:
        """What a case must fulfil, but for the text, which asks the database first."""
        found = Q(**self._plain())
        if name := self.value("whose"):
            found &= whose(officer)[name]
        if lane := self.value("lane"):
            found &= Q(gravity=0) if lane == "sample" else Q(gravity__gt=0)
        if due := self.value("due"):
            found &= Q(due_on__lte=clock.today() + timedelta(days=int(due)))
        if days := self.value("days"):
            found &= Q(submitted_at__lte=clock.now() - timedelta(days=days))
        return found

    def _acting(self) -> list[str] | None:
        """An officer acts on answers, too."""
        acting = self.value("waits_for")
        return list(AN_OFFICER) if acting == WaitsFor.OFFICER else _one(acting)

    def _plain(self) -> dict[str, Any]:
        """Those that compare one column with what was typed."""
        rule = (self.value("rule") or "").strip().upper()
        asked = {
            "status": self.value("status"),
            "gravity": self.value("gravity"),
            "waits_for__in": self._acting(),
            "final_destination": self.value("destination"),
            "exporter": self.value("exporter"),
            "end_uses__contains": _one(self.value("end_use")),
            "listed__contains": _one(self.value("listed")),
            "rules__contains": _one(rule if RULE.fullmatch(rule) else None),
            "total_net_kg__gte": self.value("kg_from"),
            "total_net_kg__lte": self.value("kg_to"),
            "value_usd__gte": self.value("usd_from"),
            "value_usd__lte": self.value("usd_to"),
        }
        return {name: value for name, value in asked.items() if value is not None}


def whose(officer: User) -> Mapping[str, Q]:
    """What an officer looks for first, by the word in the address; of shipments.review.queue's
    open cases, which know whether they are free."""
    return {
        "free": Q(is_free=True),
        "mine": Q(claimed_by=officer, is_free=False),
        "second": Q(waits_for=WaitsFor.SECOND),
        "overdue": is_overdue(clock.today()),
        "answered": Q(waits_for=WaitsFor.ANSWERED),
    }


def is_overdue(today: date) -> Q:
    """The last day of the hold in force has passed."""
    return Q(due_on__lt=today)


class ViewForm(TypedForm, forms.Form):
    """Filters of the queue to be kept, under a name of the officer's own."""

    name = forms.CharField(label=capfirst(_("name of the view")), max_length=60)
    query = forms.CharField(required=False, widget=forms.HiddenInput)
    is_shared = forms.BooleanField(label=capfirst(_("shared with the office")), required=False)

    def clean_query(self) -> str:
        """Only what is a filter."""
        query = query_of(QueryDict(self.cleaned_data["query"][:MOST_READ]))
        if len(query) > LONGEST_QUERY:
            raise ValidationError(gettext("These filters are too many to keep."))
        return query


def query_of(asked: QueryDict) -> str:
    """The part of an address that a view keeps: known filters only, without the place in the
    list."""
    kept = asked.copy()
    for name in list(kept):
        if name not in QueueFilter.base_fields or not kept[name]:
            del kept[name]
    return kept.urlencode()


def _one(value: str | None) -> list[str] | None:
    return [value] if value else None
