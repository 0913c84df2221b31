"""What an officer fills in: decisions, verdicts on matches, filters of the lists."""

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.ui.fields import DateField
from compliance.ui.forms import TypedForm
from shipments.grounds import choices_of
from shipments.models import HitReason, HitVerdict, ScreenedFinding, Shipment
from shipments.moves import Status
from shipments.review.dispositions import (
    LEAST_GROUND,
    Disposed,
    about,
    grave_findings,
    kinds_for,
    papers_of,
    problems_of,
)
from shipments.review.match_verdicts import check_grounds
from shipments.review.terms import last_day_to_answer, not_past


def long_text(label: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    """A box of several lines."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )


def _labelled(finding: ScreenedFinding, label: str) -> str:
    return gettext("%(about)s: %(label)s") % {"about": about(finding), "label": label}


class SecondForm(TypedForm, forms.Form):
    """The second officer's word: a reason. Some forms ask about the very shipment."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = long_text(
        capfirst(_("reason")), _("Stays inside customs; it is kept in the event log.")
    )

    def __init__(self, *args: Any, shipment: Shipment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shipment = shipment

    def arguments(self) -> dict[str, Any]:
        """What the action is called with."""
        return self.cleaned_data

    @staticmethod
    def first_values() -> dict[str, Any]:
        """What the form proposes."""
        return {}


class DecisionForm(SecondForm):
    """A reason for customs and, if wanted, a message to the exporter."""

    message = long_text(capfirst(_("message to the exporter")), required=False)


class ReleaseForm(DecisionForm):
    """A release of a grave case: what becomes of each finding, nothing chosen beforehand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.findings = grave_findings(self.shipment)
        self.papers = papers_of(self.shipment)
        files = [(str(each.pk), each.filename) for each in self.papers]
        for finding in self.findings:
            kinds = [(kind.value, kind.label) for kind in kinds_for(finding)]
            self.fields |= {
                f"kind-{finding.position}": forms.ChoiceField(
                    label=_labelled(finding, gettext("What becomes of it")),
                    choices=kinds,
                    widget=forms.RadioSelect,
                ),
                f"paper-{finding.position}": forms.ChoiceField(
                    label=_labelled(finding, gettext("Cured by")),
                    required=False,
                    choices=[("", gettext("No paper")), *files],
                ),
                f"ground-{finding.position}": long_text(
                    _labelled(finding, capfirst(gettext("ground"))),
                    gettext("At least %(count)s characters.") % {"count": LEAST_GROUND},
                ),
            }
        self.order_fields([name for name in self.fields if "-" in name])

    @property
    def groups(self) -> list[tuple[ScreenedFinding, list[forms.BoundField]]]:
        """The boxes of each finding, in order."""
        names = ("kind", "paper", "ground")
        return [
            (finding, [self[f"{name}-{finding.position}"] for name in names])
            for finding in self.findings
        ]

    def clean(self) -> dict[str, Any]:
        """Each finding has a disposition with substance."""
        data = super().clean() or self.cleaned_data
        if not self.errors:
            for problem in problems_of(self.findings, self.papers, self._given(data)):
                self.add_error(f"{problem.part}-{problem.position}", problem.sentence)
        return data

    def arguments(self) -> dict[str, Any]:
        """The dispositions as one argument."""
        plain = {name: self.cleaned_data[name] for name in ("version", "reason", "message")}
        return plain | {"given": self._given(self.cleaned_data)}

    def _given(self, data: dict[str, Any]) -> dict[int, Disposed]:
        return {
            place: Disposed(
                kind=data[f"kind-{place}"],
                ground=data[f"ground-{place}"],
                paper=int(data[f"paper-{place}"] or 0) or None,
            )
            for place in (finding.position for finding in self.findings)
        }


class MessageForm(SecondForm):
    """A decision the exporter has to be told about."""

    message = long_text(
        capfirst(_("message to the exporter")),
        _("Say what is wrong and how to cure it. Do not mention listed parties or risk findings."),
    )


class GroundField(forms.ChoiceField):
    """The grounds of an act that stand today, none chosen beforehand."""

    def __init__(self, act: str, label: Any = "") -> None:
        label = label or _("Ground, as the notice prints it")
        super().__init__(label=label, choices=partial(choices_of, act))


class RefusalForm(MessageForm):
    """On which ground goods are refused."""

    ground = GroundField("refuse")
    field_order = ("ground", "reason", "message")


class HoldForm(MessageForm):
    """On which ground and until when goods are held."""

    ground = GroundField("hold")
    until = DateField(
        label=capfirst(_("until")),
        help_text=_("The last day for the exporter's answer; as proposed, seven working days."),
        validators=[not_past],
    )
    field_order = ("ground", "until", "reason", "message")

    @staticmethod
    def first_values() -> dict[str, Any]:
        """The term the policy gives for answering a question, in working days."""
        return {"until": last_day_to_answer()}


class DepartureForm(DecisionForm):
    """By what it is known that the goods have left."""

    departed_on = DateField(label=_("Departed on"))
    report_no = forms.CharField(label=_("Number of the carrier's report"), max_length=40)
    container_no = forms.CharField(label=_("Container number"), max_length=40, required=False)
    field_order = ("departed_on", "report_no", "container_no", "reason", "message")

    def clean_departed_on(self) -> date:
        """Between the release and today."""
        departed_on: date = self.cleaned_data["departed_on"]
        released = self.shipment.decided_at
        first = timezone.localdate(released) if released else departed_on
        if not first <= departed_on <= clock.today():
            raise ValidationError(
                gettext("Goods leave after their release, and not later than today.")
            )
        return departed_on


class VerdictForm(TypedForm, forms.Form):
    """Is the declared party the listed one?"""

    version = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Is it the listed party?"), choices=HitVerdict.choices, widget=forms.RadioSelect
    )
    reason_code = forms.ChoiceField(
        label=_("Main reason"), choices=[("", _("Choose…")), *HitReason.choices]
    )
    text = long_text(capfirst(_("explanation")), _("What you compared and where you looked."))

    def clean(self) -> dict[str, Any]:
        """The reason must speak for the verdict, in some words."""
        data = super().clean() or self.cleaned_data
        if {"verdict", "reason_code", "text"} <= data.keys():
            check_grounds(data["verdict"], data["reason_code"], data["text"])
        return data


class NoteForm(TypedForm, forms.Form):
    """An internal note."""

    text = long_text(
        capfirst(_("note")),
        _("No exporter reads it. @ and an officer's account or name tells that officer."),
    )


class RevokeForm(TypedForm, forms.Form):
    """Why a standing verdict ends."""

    reason = long_text(capfirst(_("reason")), _("Whoever relied on the verdict reads it."))


class FilterForm(forms.Form):
    """Filters by GET: everything is optional, nonsense is ignored."""

    hides_optional = True
    use_required_attribute = False

    def value(self, name: str) -> Any:
        """The filter's value, or None where it is empty or makes no sense."""
        self.is_valid()
        return self.cleaned_data.get(name) or None


Choice = tuple[str, str]


class SearchFilter(FilterForm):
    """Which shipments to show, whatever their status."""

    q = forms.CharField(
        label=_("Reference, exporter, consignee or end user"), required=False, max_length=100
    )
    status = forms.ChoiceField(
        label=capfirst(_("status")), required=False, choices=[("", _("Any")), *Status.choices]
    )
    since = DateField(label=_("Submitted from"), required=False)
    until = DateField(label=_("Submitted to"), required=False)

    def __init__(self, *args: Any, offices: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if offices:
            choices = [("", _("Any")), *offices]
            self.fields["office"] = forms.ChoiceField(
                label=capfirst(_("customs office")), required=False, choices=choices
            )


class PartyFilter(FilterForm):
    """Whose history to show."""

    name = forms.CharField(
        label=_("Name of a party"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"type": "search"}),
    )
