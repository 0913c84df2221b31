"""What an officer fills in about a question (质疑)."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.codes.tables import ATTACHMENT_KINDS
from compliance.policy.versions import policy_on
from shipments.models import AppraisalResult
from shipments.review.forms import GroundField, MessageForm, SecondForm

# What GACC 2025 No.123 lists: contract, statement of the goods, test reports, Chinese translations.
BY_THE_ANNOUNCEMENT = ("contract", "technical_statement", "test_report", "translation")


class SupplementForm(MessageForm):
    """The papers asked for, and what else is to be said."""

    materials = forms.MultipleChoiceField(
        label=capfirst(_("to be handed in")),
        choices=lambda: [(kind.code, kind.name) for kind in ATTACHMENT_KINDS],
        widget=forms.CheckboxSelectMultiple,
    )
    field_order: tuple[str, ...] = ("materials", "reason", "message")


class QuestionForm(SupplementForm):
    """The ground, none chosen beforehand, and the papers asked for; the term is the law's."""

    ground = GroundField("question", _("Ground of the question"))
    field_order = ("ground", "materials", "reason", "message")

    @staticmethod
    def first_values() -> dict[str, Any]:
        """The papers that the announcement names."""
        return {"materials": list(BY_THE_ANNOUNCEMENT)}


class ExtensionForm(MessageForm):
    """How many more working days."""

    days = forms.IntegerField(label=_("Working days"), min_value=1)
    field_order = ("days", "reason", "message")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = policy_on(clock.today()).question_extension_days
        days: Any = self.fields["days"]
        days.max_value = most
        days.help_text = _("The policy allows 1 to %(most)s days.") % {"most": most}
        days.validators.append(MaxValueValidator(most))


class AppraisalForm(SecondForm):
    """What the ministry's letter says."""

    result = forms.ChoiceField(
        label=_("Result"), choices=AppraisalResult.choices, widget=forms.RadioSelect
    )
    letter_no = forms.CharField(label=capfirst(_("number of the letter")), max_length=60)
    field_order = ("result", "letter_no", "reason")
