"""What an exporter fills in after the gate: a report with its papers, a request to change."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance import clock
from compliance.codes.spelling import name_text
from compliance.ui.fields import CodeField, DateField, PlainDecimalField, SpelledField
from compliance.ui.forms import TypedForm
from shipments.declare.forms.papers import AnswerForm
from shipments.follow_up.evidence import lacking
from shipments.labels import end_use_choices
from shipments.models import ChangeKind

MASSES = ("used_kg", "product_kg", "scrap_kg", "stock_kg")
WHO = ("user_name", "user_country", "end_use")
PAPERS = ("first", "first_kind", "second", "second_kind", "third", "third_kind")
LEFT_OUT = {"departure": (*WHO, *MASSES), "arrival": (*WHO, *MASSES), "certificate": MASSES}
"""What a report of that kind does not ask; a delivery tells the stock it went to."""
AS_DECLARED = gettext_lazy("Leave it empty where it is as declared.")
CONTAINED = gettext_lazy("Kilograms of contained indium.")


def mass(label: Any) -> PlainDecimalField:
    """A box for kilograms of contained indium."""
    return PlainDecimalField(
        label=label,
        help_text=CONTAINED,
        required=False,
        min_value=0,
        max_digits=19,
        decimal_places=5,
    )


class ReportForm(AnswerForm):
    """A report on a release; which boxes it has follows from its kind."""

    happened_on = DateField(label=capfirst(gettext_lazy("day of the event")))
    place = SpelledField(
        name_text, label=gettext_lazy("Where the goods are"), max_length=200, required=False
    )
    user_name = SpelledField(
        name_text,
        label=gettext_lazy("Who has the goods"),
        help_text=AS_DECLARED,
        max_length=400,
        required=False,
    )
    user_country = CodeField(
        "countries", label=gettext_lazy("In which country"), help_text=AS_DECLARED, required=False
    )
    end_use = forms.ChoiceField(
        label=gettext_lazy("What they are used for"), help_text=AS_DECLARED, required=False
    )
    used_kg = mass(gettext_lazy("Indium used (kg)"))
    product_kg = mass(gettext_lazy("Indium in the products (kg)"))
    scrap_kg = mass(gettext_lazy("Indium in recovered scrap (kg)"))
    stock_kg = mass(gettext_lazy("Indium left in stock (kg)"))
    field_order = ("happened_on", "place", *WHO, *MASSES, "text", *PAPERS)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["text"].label = gettext_lazy("What is reported")
        for name in LEFT_OUT.get(kind, ()):
            del self.fields[name]
        if kind == "delivery":
            for name in MASSES[:3]:
                del self.fields[name]
        if "end_use" in self.fields:
            uses: Any = self.fields["end_use"]
            uses.choices = [("", _("As declared")), *end_use_choices()]
        if kind == "use":
            self.fields["used_kg"].required = True

    def clean(self) -> dict[str, Any]:
        """Papers that bear it out, and masses that add up."""
        data = super().clean() or self.cleaned_data
        papers = [name for name in ("first", "second", "third") if data.get(name)]
        sentence = lacking(self.kind, [data.get(f"{name}_kind", "") for name in papers])
        if sentence and "first" not in self.errors:
            self.add_error("first", sentence)
        if data.get("user_name") and not data.get("user_country"):
            self.add_error("user_country", _("Say in which country."))
        used = data.get("used_kg")
        parts = (data.get("product_kg") or 0) + (data.get("scrap_kg") or 0)
        if used is not None and parts > used:
            self.add_error("used_kg", _("Products and scrap hold more than was used."))
        return data

    def arguments(self) -> dict[str, Any]:
        """What the action is called with."""
        kept = {name: value for name, value in self.cleaned_data.items() if name not in PAPERS}
        return {**kept, "kind": self.kind, **self.papers_given()}


class ChangeRequestForm(TypedForm, forms.Form):
    """Another use, or another user, before it comes to that."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is to change"),
        choices=ChangeKind.choices,
        widget=forms.RadioSelect,
    )
    user_name = SpelledField(
        name_text,
        label=capfirst(gettext_lazy("new user")),
        help_text=gettext_lazy("Only for a transfer: its full name."),
        max_length=400,
        required=False,
    )
    user_country = CodeField("countries", label=gettext_lazy("In which country"), required=False)
    user_address = SpelledField(
        name_text, label=capfirst(gettext_lazy("address")), max_length=300, required=False
    )
    end_use = forms.ChoiceField(label=gettext_lazy("New end use"))
    kg = PlainDecimalField(
        label=gettext_lazy("Indium concerned (kg)"),
        help_text=CONTAINED,
        above=0,
        max_digits=19,
        decimal_places=5,
    )
    planned_on = DateField(label=capfirst(gettext_lazy("planned for")))
    reason = forms.CharField(
        label=capfirst(gettext_lazy("reason")),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        uses: Any = self.fields["end_use"]
        uses.choices = [("", _("Choose…")), *end_use_choices()]

    def clean(self) -> dict[str, Any]:
        """A transfer names the new user and its country; a change of use has none."""
        data = super().clean() or self.cleaned_data
        if data.get("kind") == ChangeKind.TRANSFER:
            for name in ("user_name", "user_country"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(_("Say to whom the goods are to go.")))
        if data.get("kind") == ChangeKind.USE:
            data |= dict.fromkeys(("user_name", "user_country", "user_address"), "")
        return data

    def clean_planned_on(self) -> Any:
        """Not in the past: it is asked before it happens."""
        day = self.cleaned_data["planned_on"]
        if day < clock.today():
            raise ValidationError(_("Ask before it happens: choose a day to come."))
        return day
