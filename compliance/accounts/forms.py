"""The sign-in form."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """User name and password, and, hidden, what was typed before the session ended."""

    held = forms.CharField(widget=forms.HiddenInput, required=False)

    error_messages = {
        "invalid_login": _("User name or password is wrong. Both are case-sensitive."),
        "inactive": _("This account is closed."),
    }
