"""Browsers a person has signed in with before, known by a signed cookie and by nothing else."""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from compliance.accounts.models import User

COOKIE = "gate49_device"
DAYS = 180
MOST_PEOPLE = 20
SALT = "compliance.accounts.device"


def device_of(request: HttpRequest, username: str) -> str:
    """The device's name if that person signed in with it before; else empty."""
    device, people = _told(request)
    return device if username.casefold() in people else ""


def remember(request: HttpRequest, response: HttpResponseBase, user: User) -> bool:
    """Let the browser be known from now on; whether it was new to that person."""
    name = user.get_username().casefold()
    if device_of(request, name):
        return False
    device, people = _told(request)
    told = [device or secrets.token_hex(8), [*people, name][-MOST_PEOPLE:]]
    value = signing.dumps(told, salt=SALT)
    response.set_cookie(
        COOKIE,
        value,
        max_age=DAYS * 86_400,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return True


def _told(request: HttpRequest) -> tuple[str, list[str]]:
    """Name of the device, and who signed in with it; ("", []) for a cookie that is not ours."""
    try:
        told = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=DAYS * 86_400)
    except signing.BadSignature:
        return "", []
    return told[0], told[1]
