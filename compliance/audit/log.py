"""Writing to the event log: the only door in."""

from typing import Any

from django.core.signing import Signer
from django.db import connection, transaction

from compliance import clock
from compliance.accounts.models import Role, User
from compliance.audit.chain import GENESIS, Link, hash_of
from compliance.audit.models import Event, Head

CHAIN_LOCK = 490_049  # advisory lock: one writer at a time extends the chain


def record(verb: str, *, by: User | None, subject: str, **detail: Any) -> Event:
    """Append one event inside the caller's transaction; `by=None` is the system itself.

    Lock the rows you change first: the chain's lock is held until commit. `detail` takes JSON
    scalars, lists and dicts. Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() needs the caller's transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    link = _next_link(verb, by, subject, detail)
    event = Event.objects.create(**{**link.__dict__, "hash": hash_of(link)})
    _move_head(event)
    return event


def head() -> tuple[int, str]:
    """Number and hash of the last event; (0, 64 zeros) while the log is empty."""
    return Event.objects.order_by("-seq").values_list("seq", "hash").first() or (0, GENESIS)


def seal_of(seq: int, hash_: str) -> str:
    """The keyed SHA-256 over a log's end, as stored in Head."""
    return _signer().signature(f"{seq}:{hash_}")


def seal_fits(head: Head) -> bool:
    """Whether the end was sealed with this installation's key (or an earlier one of its keys)."""
    signer = _signer()
    keys = [signer.key, *signer.fallback_keys]
    return any(head.seal == signer.signature(f"{head.seq}:{head.hash}", key=key) for key in keys)


def _signer() -> Signer:
    return Signer(salt="compliance.audit.head")


def _next_link(verb: str, by: User | None, subject: str, detail: dict[str, Any]) -> Link:
    seq, previous_hash = head()
    return Link(
        seq=seq + 1,
        at=clock.now(),
        actor_id=by.pk if by else None,
        actor_name=str(by) if by else "Gate 49",
        actor_role=by.role if by else Role.SYSTEM,
        verb=verb,
        subject=subject,
        detail=detail,
        previous_hash=previous_hash,
    )


def _move_head(event: Event) -> None:
    Head.objects.bulk_create(
        [Head(seq=event.seq, hash=event.hash, seal=seal_of(event.seq, event.hash))],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["seq", "hash", "seal"],
    )
