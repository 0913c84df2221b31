"""How often somebody may guess a password: by account, network and the whole site, each try past
the free ones after a longer wait. Nobody is locked out, and a browser that signed in before is
judged by its own tries alone, so that strangers' guesses do not keep a person out.

Counts are in the database: they hold without Redis, and for all processes at once.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from compliance import leases
from compliance.accounts.devices import device_of
from compliance.accounts.models import SignInTries, User
from compliance.accounts.network import network_of
from compliance.audit.log import record

KEPT = timedelta(days=1)


class TooManyTries(Exception):
    """The password was not looked at: come back after that many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class Scope:
    """What is counted together: failures that cost nothing, failures forgotten in a minute, and
    the longest wait in seconds."""

    kind: str
    name: str
    free: int
    forgotten_per_minute: float
    longest: int

    @property
    def key(self) -> str:
        """Of the row that counts it; a user name of any length and content fits."""
        return f"{self.kind}:{hashlib.sha256(self.name.encode('utf-8', 'replace')).hexdigest()}"

    def wait(self, level: float, since: timedelta) -> float:
        """Seconds still to wait, `since` the last try, at that many failures."""
        excess = round(level) - self.free
        if excess < 0:
            return 0
        return min(self.longest, 2.0 ** min(excess, 20)) - since.total_seconds()


def scopes_of(request: HttpRequest, username: str) -> list[Scope]:
    """What a try counts towards."""
    free, name = settings.SIGN_IN_FREE_TRIES, username.casefold()
    device = device_of(request, username)
    if device:
        return [Scope("device", f"{device}:{name}", free, 0.5, 300)]
    network = network_of(request.META.get("REMOTE_ADDR", ""))
    return [
        Scope("account", name, free, 0.5, 300),
        Scope("network", network, 4 * free, 4, 300),
        Scope("site", "", 60 * free, 60, 5),
    ]


@transaction.atomic
def begin(scopes: Sequence[Scope]) -> None:
    """Count a try before the password is looked at, as if it failed. Raises TooManyTries, and then
    counts nothing. What first becomes slow is an event."""
    now, rows = timezone.now(), _rows(scopes)
    waits = [scope.wait(_level(row, scope, now), now - row.at) for scope, row in rows]
    if max(waits) > 0:
        raise TooManyTries(int(max(waits)) + 1)
    for scope, row in rows:
        row.level, row.at = _level(row, scope, now) + 1, now
        row.save(update_fields=["level", "at"])
        if round(row.level) == scope.free:
            record("sign_in_slowed", by=None, subject=f"{scope.kind}:{scope.name}"[:80])


@transaction.atomic
def succeed(scopes: Sequence[Scope]) -> None:
    """The password was right: the account's failures are forgotten, and this try was none."""
    for scope, row in _rows(scopes):
        is_person = scope.kind in ("account", "device", "own")
        row.level = 0 if is_person else max(0, row.level - 1)
        row.save(update_fields=["level"])


def is_own_password(user: User, typed: str) -> bool:
    """Whether it is theirs, asked of somebody signed in: a session left open is no place to guess.
    Raises TooManyTries."""
    scopes = [Scope("own", user.username.casefold(), settings.SIGN_IN_FREE_TRIES, 0.5, 300)]
    begin(scopes)
    is_right = user.check_password(typed)
    if is_right:
        succeed(scopes)
    return is_right


def forget_old() -> int:
    """Remove counts nobody needs any more; how many."""
    return SignInTries.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]


def _rows(scopes: Sequence[Scope]) -> list[tuple[Scope, SignInTries]]:
    """The rows, locked in the order of their keys."""
    by_key = {scope.key: scope for scope in scopes}
    fresh = [SignInTries(key=key, level=0, at=timezone.now() - KEPT) for key in by_key]
    SignInTries.objects.bulk_create(fresh, ignore_conflicts=True)
    rows = SignInTries.objects.select_for_update().filter(key__in=by_key).order_by("key")
    for row in rows:
        if leases.is_ahead(row.at):  # else nobody could sign in until the clock is there again
            row.at = timezone.now() - KEPT
    return [(by_key[row.key], row) for row in rows]


def _level(row: SignInTries, scope: Scope, now: datetime) -> float:
    minutes = max(0.0, (now - row.at).total_seconds() / 60)
    return max(0.0, row.level - minutes * scope.forgotten_per_minute)
