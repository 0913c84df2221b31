"""The forms of signing in and of one's own account."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.utils.translation import gettext_lazy as _

from compliance.accounts.api_tokens import LONGEST_DAYS
from compliance.accounts.models import TokenScope
from compliance.ui.forms import TypedForm


class SignInForm(AuthenticationForm):
    """User name and password, and, hidden, what was typed before the session ended."""

    # Django gives the field the model's width but does not check it.
    username = UsernameField(
        max_length=150, widget=forms.TextInput(attrs={"autofocus": True, "autocapitalize": "none"})
    )
    held = forms.CharField(widget=forms.HiddenInput, required=False)

    error_messages = {
        "invalid_login": _("User name or password is wrong. Both are case-sensitive."),
        "inactive": _("This account is closed."),
    }


class CodeForm(TypedForm, forms.Form):
    """The code of the second factor."""

    code = forms.CharField(
        label=_("One-time code"),
        max_length=20,
        help_text=_("Six digits from the app, or one of your recovery codes."),
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "text"}),
    )


class NewTokenForm(TypedForm, forms.Form):
    """What a new token is for and how long it holds."""

    name = forms.CharField(label=_("Name of the program"), max_length=60)
    scope = forms.ChoiceField(label=_("What it may do"), choices=TokenScope.choices)
    days = forms.IntegerField(
        label=_("Holds for (days)"), min_value=1, max_value=LONGEST_DAYS, initial=90
    )
