"""The form of a new webhook."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.ui.forms import TypedForm
from shipments.webhooks.sending import LONGEST_URL


class WebhookForm(TypedForm, forms.Form):
    """Where messages shall go; what is wrong with an address is said when it is registered."""

    url = forms.CharField(
        label=_("Address of your program"),
        help_text=_("Begins with https:// and is on the public internet."),
        max_length=LONGEST_URL,
    )
