"""Sign-in backend: tries are slowed, and a user comes with the organisation in the same query."""

from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django_otp.plugins.otp_totp.models import TOTPDevice

from compliance.accounts import tries
from compliance.accounts.models import User


class OrganisationBackend(ModelBackend):
    """ModelBackend that looks at a password only when it is its turn."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_others: Any,
    ) -> User | None:
        """The active user of that name and password, or None. Raises tries.TooManyTries."""
        if request is None or username is None or password is None:
            return super().authenticate(request, username, password)
        scopes = tries.scopes_of(request, username)
        tries.begin(scopes)
        user = super().authenticate(request, username, password)
        if user is not None:
            tries.succeed(scopes)
        return user

    def get_user(self, user_id: int) -> User | None:
        """The active user with that primary key, or None; `has_app` tells the middleware whether
        a second factor was set up, so that no page asks for it by itself."""
        try:
            user = _people().get(pk=user_id)
        except User.DoesNotExist:
            return None
        return user if self.user_can_authenticate(user) else None


@cache
def _people() -> QuerySet[User]:
    """Every request asks it: it is put together once."""
    apps = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    return User.objects.with_organisation().annotate(has_app=Exists(apps))
