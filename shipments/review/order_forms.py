"""What officers fill in about a stop by the ministry and a detention."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance.ui.fields import DateField
from shipments.access import open_hold
from shipments.detention_clock import latest_end, latest_extension
from shipments.review.forms import GroundField, MessageForm, SecondForm, long_text
from shipments.review.orders import check_extension, check_term
from shipments.review.terms import not_past

MAY_GO = [("True", _("The goods may go on")), ("False", _("The goods may not go on"))]


class StopForm(MessageForm):
    """The ministry's letter: its number, who ordered the stop, until when."""

    letter_no = forms.CharField(label=capfirst(_("number of the letter")), max_length=60)
    ordered_by = forms.CharField(label=capfirst(_("ordered by (at the ministry)")), max_length=120)
    until = DateField(
        label=capfirst(_("until")),
        help_text=_(
            "As the letter says; where it names no day, the day on which you ask the ministry "
            "again. The stop does not end by itself."
        ),
        validators=[not_past],
    )
    field_order = ("letter_no", "ordered_by", "until", "reason", "message")


class ReplyForm(SecondForm):
    """What the ministry replies."""

    may_go = forms.TypedChoiceField(
        label=_("What the ministry replies"),
        choices=MAY_GO,
        coerce=lambda text: text == "True",
        widget=forms.RadioSelect,
    )
    reply_no = forms.CharField(label=capfirst(_("number of the reply")), max_length=60)
    reply = long_text(capfirst(_("what the reply says")))
    field_order = ("may_go", "reply_no", "reply", "reason")


class DetentionForm(MessageForm):
    """Which goods are detained on which ground, where and until when."""

    ground = GroundField("detain")
    goods = forms.CharField(label=capfirst(_("goods detained")), max_length=500)
    place = forms.CharField(label=capfirst(_("kept at")), max_length=200)
    until = DateField(label=capfirst(_("until")))
    field_order = ("ground", "goods", "place", "until", "reason", "message")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        until: Any = self.fields["until"]
        until.help_text = _("The policy allows no longer than %(until)s.") % {
            "until": latest_end().isoformat()
        }

    def clean_until(self) -> date:
        """Within the policy's months."""
        until: date = self.cleaned_data["until"]
        check_term(until, latest_end())
        return until


class DetentionExtensionForm(MessageForm):
    """Until when it is extended."""

    until = DateField(label=capfirst(_("extended until")))
    field_order = ("until", "reason", "message")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.detention = getattr(open_hold(self.shipment), "detention", None)
        if self.detention:
            until: Any = self.fields["until"]
            until.help_text = _("The policy allows no longer than %(until)s.") % {
                "until": latest_extension(self.detention).isoformat()
            }

    def clean_until(self) -> date:
        """Longer than now, within the policy's months."""
        until: date = self.cleaned_data["until"]
        if self.detention:
            check_extension(until, self.detention)
        return until
