"""The forms of signing in and of one's own account."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    PasswordResetForm,
    UsernameField,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from compliance.accounts.api_tokens import LONGEST_DAYS
from compliance.accounts.models import TokenScope, User
from compliance.accounts.profiles import PROFILE
from compliance.accounts.tries import TooManyTries, is_own_password
from compliance.ui.forms import TypedForm
from compliance.ui.merging import token_of
from compliance.ui.shown_forms import ShownForm


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


class ProfileForm(ShownForm):
    """Name, mail address and language. Another mail address needs the password: mails to it open
    the account."""

    display_name = forms.CharField(label=_("Name as colleagues read it"), max_length=60)
    email = forms.EmailField(label=_("Mail address"), required=False, max_length=254)
    language = forms.ChoiceField(
        label=_("Language of the pages and of mails"), choices=settings.LANGUAGES
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        help_text=_("Only for another mail address."),
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        initial = {name: getattr(user, name) for name in PROFILE}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.fields["shown"].initial = token_of(initial)

    def clean(self) -> dict[str, Any]:
        """What another tab saved meanwhile stays; another mail address needs the password."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            typed = {name: cleaned[name] for name in PROFILE}
            self.merge(cleaned, stored=token_of(self.initial), typed=token_of(typed))
        if cleaned.get("email", self.user.email) != self.user.email:
            self._expect_password(cleaned["password"])
        return cleaned

    def _expect_password(self, typed: str) -> None:
        told = _("Give your password to change the mail address.")
        try:
            _expect_password(self.user, typed, str(told))
        except ValidationError as error:
            self.add_error("password", error)

    def changes(self) -> dict[str, str]:
        """What the profile shall say."""
        return {name: self.cleaned_data[name] for name in PROFILE}


class NewPasswordForm(PasswordChangeForm):
    """The password so far, and the new one twice."""

    user: User

    def clean_old_password(self) -> str:
        """Theirs, and not guessed."""
        typed: str = self.cleaned_data["old_password"]
        _expect_password(self.user, typed, str(self.error_messages["password_incorrect"]))
        return typed


class ResetForm(TypedForm, PasswordResetForm):
    """The mail address of an account."""

    email = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class CodeForm(TypedForm, forms.Form):
    """The code of the second factor."""

    code = forms.CharField(
        label=_("One-time code"),
        max_length=40,
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


def _expect_password(user: User, typed: str, told: str) -> None:
    """Raise ValidationError: `told`, or how long to wait."""
    try:
        if typed and is_own_password(user, typed):
            return
    except TooManyTries as slow:
        wait = ngettext(
            "Too many tries. Wait %(seconds)s second, then try again.",
            "Too many tries. Wait %(seconds)s seconds, then try again.",
            slow.seconds,
        )
        raise ValidationError(wait % {"seconds": slow.seconds}) from slow
    raise ValidationError(told)
