"""Writing to the event log: the only door in."""

from typing import Any

from django.db import connection, transaction
from compliance import clock

from compliance.accounts.models import Role, User
from compliance.audit.chain import GENESIS, Link, hash_of
from compliance.audit.models import Event

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
    return Event.objects.create(**{**link.__dict__, "hash": hash_of(link)})


def _next_link(verb: str, by: User | None, subject: str, detail: dict[str, Any]) -> Link:
    last = Event.objects.order_by("-seq").values_list("seq", "hash").first() or (0, GENESIS)
    return Link(
        seq=last[0] + 1,
        at=clock.now(),
        actor_id=by.pk if by else None,
        actor_name=str(by) if by else "Gate 49",
        actor_role=by.role if by else Role.SYSTEM,
        verb=verb,
        subject=subject,
        detail=detail,
        previous_hash=last[1],
    )
