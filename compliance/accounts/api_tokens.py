"""Tokens for programs: made once, told once, compared by hash."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from compliance.accounts.models import ApiToken, TokenScope, User
from compliance.accounts.sessions import subject_of
from compliance.audit.log import record
from compliance.refusals import Conflict

MOST_LIVE = 20
LONGEST_DAYS = 365
SHORT_LIFE = timedelta(hours=10)
SELDOM = timedelta(minutes=1)


@transaction.atomic
def make(
    user: User, *, name: str = "", scope: str = TokenScope.FILE, life: timedelta = SHORT_LIFE
) -> tuple[ApiToken, str]:
    """A new token and its text, which is told here and never again. Raises Conflict when the
    person has as many as one may have."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if len(live_tokens(user)) >= MOST_LIVE:
        sentence = _("You have %(most)s tokens: revoke one first.")
        raise Conflict(sentence % {"most": MOST_LIVE})
    text, now = secrets.token_urlsafe(32), timezone.now()
    token = ApiToken.objects.create(
        user=user,
        name=name,
        scope=scope,
        beginning=text[:6],
        digest=digest_of(text.encode()),
        password_mark=user.get_session_auth_hash(),
        made_at=now,
        expires_at=now + life,
    )
    told = {"scope": scope, "expires": token.expires_at.isoformat(timespec="seconds")}
    record("token_made", by=user, subject=subject_of(user), token=token.pk, **told)
    return token, text


@transaction.atomic
def revoke(user: User, pk: int) -> bool:
    """End one of the person's own tokens; whether there was a live one."""
    ended = ApiToken.objects.filter(pk=pk, user=user, revoked_at=None)
    if not ended.update(revoked_at=timezone.now()):
        return False
    record("token_revoked", by=user, subject=subject_of(user), token=pk)
    return True


def live_tokens(user: User) -> list[ApiToken]:
    """Those that still open something, newest first."""
    rows = user.api_tokens.filter(revoked_at=None, expires_at__gt=timezone.now())
    return [row for row in rows if _is_of_this_password(row, user)]


def holder_of(text: bytes) -> ApiToken | None:
    """The live token with that text, joined to its user and organisation; else None."""
    rows = ApiToken.objects.select_related("user__exporter", "user__office")
    row = rows.filter(digest=digest_of(text), revoked_at=None).first()
    now = timezone.now()
    if row is None or row.expires_at <= now or not row.user.is_active:
        return None
    if not _is_of_this_password(row, row.user):
        return None
    if row.used_at is None or row.used_at < now - SELDOM:
        ApiToken.objects.filter(pk=row.pk).update(used_at=now)
    return row


def digest_of(text: bytes) -> str:
    """SHA-256 of the token's text, lower-case hex: 256 random bits need no salt."""
    return hashlib.sha256(text).hexdigest()


def _is_of_this_password(row: ApiToken, user: User) -> bool:
    hashes = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(row.password_mark, each) for each in hashes)
