"""The test client without what it does for nobody.

`client.force_login(user)` writes the session that a sign-in leaves, in two questions to the
database: Django's own makes one, empties it, makes another and asks for each beforehand, thirteen
in all. A client that has a session already goes Django's way.

`answer.context` is that of the page: Django copies the context of each template that the page
includes or a box is drawn with as well, a tenth of the time of a page with many.

Loaded as a plugin by tests/conftest.py.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import update_last_login
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.template import Context, RequestContext, Template
from django.test import Client
from django.test.signals import template_rendered
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.safestring import SafeString

from compliance.accounts.models import User

_force_login = Client.force_login


@pytest.fixture(scope="session", autouse=True)
def _quick_client(django_test_environment: None) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", _sign_in)
        patch.setattr(Template, "_render", _render)
        yield


def _sign_in(client: Client, user: User, backend: str | None = None) -> None:
    if backend or settings.SESSION_COOKIE_NAME in client.cookies:
        _force_login(client, user, backend)
        return
    told: dict[str, Any] = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    session = Session(
        session_key=get_random_string(32, VALID_KEY_CHARS),
        session_data=SessionStore().encode(told),
        expire_date=timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE),
    )
    session.save(force_insert=True)
    update_last_login(User, user)
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


def _render(template: Template, context: Context) -> SafeString:
    if context.template is template and isinstance(context, RequestContext):
        template_rendered.send(sender=template, template=template, context=context)
    return template.nodelist.render(context)
