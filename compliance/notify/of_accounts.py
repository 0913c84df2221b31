"""What people are told of their own accounts: a new browser, a new password, another role."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Role, User
from compliance.audit.models import Event
from compliance.notify.messages import Message, one_by_one
from compliance.notify.models import Kind

SENTENCES: dict[str, Any] = {
    "sign_in": _("Somebody signed in to your account from a new browser (%(address)s)."),
    "password_changed": _("The password of your account was changed."),
    "password_reset": _("The password of your account was set anew by mail."),
    "profile_changed": _("The mail address of your account was changed."),
    "role_changed": _("Your role was changed: you are now “%(role)s”."),
    "second_factor_set": _("A second factor was set up for your account."),
    "token_made": _("A token for programs was made for your account."),
}
VERBS: dict[str, Any] = {
    "password_reset": _("Password set anew by mail"),
    "password_reset_asked": _("New password asked for by mail"),
    "profile_changed": _("Profile changed"),
    "role_changed": _("Role changed"),
}


@one_by_one
def told_of_accounts(event: Event) -> Iterator[Message]:
    """The person the event speaks of."""
    if event.verb == "sign_in" and not event.detail.get("new_device"):
        return
    if event.verb == "profile_changed" and "email" not in event.detail.get("fields", ()):
        return
    kind, _colon, pk = event.subject.partition(":")
    user = User.objects.filter(pk=int(pk)).first() if kind == "person" else None
    if user is None:
        return
    role = event.detail.get("role")
    yield Message(
        kind=Kind.ACCOUNT,
        key=f"event:{event.seq}",
        to=[user],
        sentence=SENTENCES[event.verb],
        parameters={"address": str(event.detail.get("address", ""))},
        named={"role": Role(role).label} if role else {},
        address=reverse("accounts:account"),
        at=event.at,
    )
