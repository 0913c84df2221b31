"""Writing to the event log: the only door in."""

import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.core.signing import Signer
from django.db import OperationalError, connection, transaction

from compliance import clock
from compliance.accounts.models import Role, User
from compliance.audit.chain import FIELDS, GENESIS, Link, hash_of
from compliance.audit.database.base import DatabaseWrapper
from compliance.audit.models import Event, Head
from compliance.law.canonical import json_bytes

CHAIN_LOCK = 490_049  # advisory lock: one writer at a time extends the chain
EVENTS_AT_ONCE = 1000
SYSTEM_NAME = "Gate 49"
ENDS = """
SELECT coalesce(last.seq, 0), coalesce(last.hash, %(genesis)s), last.at,
    coalesce(head.seq, 0), coalesce(head.hash, %(genesis)s), coalesce(head.seal, '')
FROM (SELECT 1) AS one
LEFT JOIN (SELECT seq, hash, at FROM audit_event ORDER BY seq DESC LIMIT 1) AS last ON true
LEFT JOIN audit_head AS head ON head.id = 1
"""
UNSEALED = "log_end_unsealed"


class ClockOff(OperationalError):
    """This machine's clock is not the database's: nothing is recorded, so nothing is committed."""


def record(verb: str, *, by: User | None, subject: str, **detail: Any) -> Event:
    """Note one event, which is chained and stored as the caller's transaction commits.

    `by=None` is the system itself; `detail` takes JSON scalars, lists and dicts. The event has no
    number before the transaction's end; one that rolls back leaves none. Raises TypeError for
    other values, TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() needs the caller's transaction")
    json_bytes(detail)
    event = Event(
        at=cast(datetime, clock.chosen()),  # None until it is chained
        actor=by,
        actor_name=str(by) if by else SYSTEM_NAME,
        actor_role=by.role if by else Role.SYSTEM,
        verb=verb,
        subject=subject,
        detail=detail,
    )
    cast(DatabaseWrapper, connection).note(event, chain)
    return event


def chain(events: Sequence[Event]) -> None:
    """Number, hash and store the events, then seal the new end. The log's lock is held from here
    to the commit, which must follow at once. Where the end is not the sealed one, an event that
    tells so goes first: the new seal covers nothing up. Raises ClockOff."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
        cursor.execute("SELECT clock_timestamp()")
        now = cursor.fetchone()[0]
        _check_clock(now)
        cursor.execute(ENDS, {"genesis": GENESIS})
        seq, last_hash, last_at, *sealed = cursor.fetchone()
    noted = [*_told_unsealed(sealed, seq, last_hash), *events]
    for event in noted:
        event.seq, event.previous_hash = seq + 1, last_hash
        event.at = max(filter(None, (event.at or now, last_at)))
        event.hash = hash_of(Link(*(getattr(event, name) for name in FIELDS)))
        seq, last_hash, last_at = event.seq, event.hash, event.at
    Event.objects.bulk_create(noted, batch_size=EVENTS_AT_ONCE)
    _move_head(seq, last_hash)


def chain_now() -> None:
    """Chain what the running transaction noted so far, for one that reads its own events and is
    rolled back after: the log's lock is held until then."""
    cast(DatabaseWrapper, connection).chain_noted()


def head() -> tuple[int, str]:
    """Number and hash of the last event; (0, 64 zeros) while the log is empty."""
    return Event.objects.order_by("-seq").values_list("seq", "hash").first() or (0, GENESIS)


def seal_of(seq: int, hash_: str) -> str:
    """The keyed SHA-256 over a log's end, as stored in Head."""
    return _signer().signature(f"{seq}:{hash_}")


def seal_fits(head: Head) -> bool:
    """Whether the end was sealed with this installation's key (or an earlier one of its keys)."""
    return is_seal(head.seal, head.seq, head.hash)


def is_seal(seal: str, seq: int, hash_: str) -> bool:
    """Whether that seal is the one over that end, by this installation's keys."""
    signer = _signer()
    keys = [signer.key, *signer.fallback_keys]
    return any(seal == signer.signature(f"{seq}:{hash_}", key=key) for key in keys)


def _signer() -> Signer:
    """The seal has a key of its own where one is configured; older seals by the secret key hold."""
    key = settings.AUDIT_KEY or settings.SECRET_KEY
    others = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return Signer(key=key, fallback_keys=others, salt="compliance.audit.head")


def _told_unsealed(sealed: Sequence[Any], seq: int, hash_: str) -> Iterator[Event]:
    """`sealed` are number, hash and seal of the stored end, the others of the log's own. Whoever
    adds an event beside this system can number and hash it, and cannot seal it."""
    sealed_seq, sealed_hash, seal = sealed
    fits = (sealed_seq, sealed_hash) == (seq, hash_) and (not seq or is_seal(seal, seq, hash_))
    if not fits:
        told = {"sealed": sealed_seq, "found": seq}
        yield Event(
            at=cast(datetime, clock.chosen()),
            actor_name=SYSTEM_NAME,
            actor_role=Role.SYSTEM,
            verb=UNSEALED,
            subject="audit",
            detail=told,
        )


def _check_clock(now: datetime) -> None:
    allowed = settings.CLOCK_SKEW_SECONDS
    skew = abs(time.time() - now.timestamp())
    if allowed and skew > allowed:
        raise ClockOff(f"this machine's clock is {skew:.0f} s off the database's")


def _move_head(seq: int, hash_: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_head (id, seq, hash, seal, timed_from) VALUES (1, %s, %s, %s, 1) "
            "ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, "
            "seal = excluded.seal",
            [seq, hash_, seal_of(seq, hash_)],
        )
