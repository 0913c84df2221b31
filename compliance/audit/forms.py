"""Filters of the event log."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance.audit.wording import named_verbs
from compliance.ui.fields import DateField


class EventFilter(forms.Form):
    """Which events to show; everything is optional, nonsense is ignored."""

    hides_optional = True
    use_required_attribute = False

    subject = forms.CharField(
        label=capfirst(_("subject")),
        help_text=_("A shipment's reference, or a full subject such as policy:2."),
        required=False,
        max_length=80,
    )
    actor = forms.CharField(label=_("Who (name or user name)"), required=False, max_length=60)
    since = DateField(label=capfirst(_("from")), required=False)
    until = DateField(label=capfirst(_("to")), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Anything")), *named_verbs()]
        self.fields["verb"] = forms.ChoiceField(
            label=capfirst(_("what")), required=False, choices=choices
        )
        self.order_fields(["subject", "verb"])

    def value(self, name: str) -> Any:
        """The filter's value, or None where it is empty or makes no sense."""
        self.is_valid()
        return self.cleaned_data.get(name) or None
