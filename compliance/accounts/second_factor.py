"""The second factor: an app's code (RFC 6238), or one of ten recovery codes, each good once."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils.crypto import get_random_string
from django.utils.deprecation import MiddlewareMixin
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from compliance.accounts.models import User
from compliance.accounts.sessions import subject_of
from compliance.audit.log import record

RECOVERY_CODES = 10
RECOVERY_LETTERS = 24  # 113 bits, so that a plain hash hides them
HASHED = "recovery, hashed"  # name of the device whose codes are
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
PAGE = "accounts:second_factor"
OPEN = {PAGE, "accounts:sign_in", "accounts:sign_out", "language"}


class SecondFactorMiddleware(MiddlewareMixin):
    """Asks for the code before anything else, of everybody who has or must have one."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """The page that asks, or None where the person may go on."""
        user: Any = request.user
        is_open = not getattr(view, "login_required", True)
        if is_open or not user.is_authenticated or user.is_verified():
            return None
        if (
            not (must_have(user) or _is_known_to_have(user))
            or resolve(request.path_info).view_name in OPEN
        ):
            return None
        page = reverse(PAGE)
        if request.method != "GET":
            return redirect(page)
        return redirect(f"{page}?{urlencode({'next': request.get_full_path()})}")


def must_have(user: User) -> bool:
    """Whether a password alone is not enough for this person's role."""
    return bool(settings.SECOND_FACTOR) and not user.is_exporter


def has(user: User) -> bool:
    """Whether the person set an app up."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def _is_known_to_have(user: Any) -> bool:
    """As the session's backend read it together with the person; asked for where it did not."""
    known = getattr(user, "has_app", None)
    return has(user) if known is None else bool(known)


def code_fits(user: User, code: str) -> bool:
    """Whether that is a right code; any is, where the person has no app and needs none."""
    if not has(user):
        return not must_have(user)
    return device_of_code(user, code) is not None


@transaction.atomic
def device_of_code(user: User, code: str) -> Device | None:
    """The person's device that takes the code. Digits are the app's, the rest recovery codes.

    django-otp lets every wrong code be followed by a longer wait.
    """
    plain = "".join(code.split()).lower()
    kind: Any = TOTPDevice if plain.isdecimal() else StaticDevice
    rows = kind.objects.select_for_update().filter(user=user, confirmed=True)
    return next((row for row in rows if row.verify_token(_as_stored(row, plain))), None)


def new_device(user: User) -> TOTPDevice:
    """The device being set up, the same until its first right code."""
    device: TOTPDevice = TOTPDevice.objects.get_or_create(
        user=user, confirmed=False, defaults={"name": "app"}
    )[0]
    return device


@transaction.atomic
def confirm(device: TOTPDevice) -> list[str]:
    """Put the device in force in place of any other; its recovery codes, told once."""
    user = device.user
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    StaticDevice.objects.filter(user=user).delete()
    kept = StaticDevice.objects.create(user=user, name=HASHED)
    codes = ["x" + get_random_string(RECOVERY_LETTERS - 1, LETTERS) for _i in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(
        StaticToken(device=kept, token=_as_stored(kept, code)) for code in codes
    )
    record("second_factor_set", by=user, subject=subject_of(user))
    return codes


@transaction.atomic
def take_away(user: User) -> None:
    """Forget app and recovery codes, by whoever keeps the installation and knows the person."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    record("second_factor_taken", by=None, subject=subject_of(user))


def _as_stored(device: Device, code: str) -> str:
    """96 bits of a recovery code's hash fit into django-otp's column. Codes of before stand there
    as they are."""
    if device.name != HASHED:
        return code
    return urlsafe_b64encode(sha256(code.encode()).digest())[:16].decode()
