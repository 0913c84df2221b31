"""The sign-in form."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.utils.translation import gettext_lazy as _


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
