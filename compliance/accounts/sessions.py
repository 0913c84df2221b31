"""Signing in and out as events, and the sessions a person has open."""

from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from compliance.accounts import devices
from compliance.accounts.models import ApiToken, SignedIn, User
from compliance.audit.log import record

MOST_SESSIONS = 30  # of one person; the oldest goes when there is another


def subject_of(user: User) -> str:
    """The person's name in the event log; user names may be longer than subjects."""
    return f"person:{user.pk}"


@transaction.atomic
def note_sign_in(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """Remember session and browser of somebody who has just signed in."""
    is_new = devices.remember(request, response, user)
    row = keep_session(request, user)
    _end_oldest(user)
    subject = subject_of(user)
    record("sign_in", by=user, subject=subject, address=row.address, new_device=is_new)


def keep_session(request: HttpRequest, user: User) -> SignedIn:
    """List the request's session among the person's own."""
    address = request.META.get("REMOTE_ADDR", "")[:45]
    agent = request.headers.get("User-Agent", "")[:200]
    return SignedIn.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={"user": user, "at": timezone.now(), "address": address, "agent": agent},
    )[0]


@transaction.atomic
def note_sign_out(user: User, session_key: str | None) -> None:
    """Say that somebody signs out of that session."""
    SignedIn.objects.filter(session_key=session_key or "").delete()
    record("sign_out", by=user, subject=subject_of(user))


def open_sessions(user: User) -> list[SignedIn]:
    """Sessions that still hold, newest first."""
    now = timezone.now()
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    return list(user.signed_in.filter(session_key__in=alive))


@transaction.atomic
def end_session(user: User, pk: int) -> bool:
    """End one of the person's own sessions; whether there was one."""
    row = user.signed_in.filter(pk=pk).first()
    if row is None:
        return False
    Session.objects.filter(session_key=row.session_key).delete()
    row.delete()
    record("session_ended", by=user, subject=subject_of(user), address=row.address)
    return True


@transaction.atomic
def end_sessions_of(user: User) -> None:
    """End all of somebody's sessions and tokens, by whoever keeps the installation."""
    count = end_all_sessions(user)
    record("sessions_ended", by=None, subject=subject_of(user), tokens=count)


@transaction.atomic
def note_new_password(user: User, verb: str = "password_changed") -> None:
    """After a new password: every token and every listed session is over."""
    count = end_all_sessions(user)
    record(verb, by=user, subject=subject_of(user), tokens=count)


def end_all_sessions(user: User) -> int:
    """End every listed session and every token, in the caller's transaction; how many tokens."""
    keys = list(user.signed_in.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    user.signed_in.all().delete()
    live = ApiToken.objects.filter(user=user, revoked_at=None)
    return live.update(revoked_at=timezone.now())


def _end_oldest(user: User) -> None:
    keys = list(user.signed_in.values_list("session_key", flat=True)[MOST_SESSIONS:])
    Session.objects.filter(session_key__in=keys).delete()
    user.signed_in.filter(session_key__in=keys).delete()
