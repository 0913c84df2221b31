"""Whether a paper somebody holds is genuine and still stands: all the public page says."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.core.cache import cache
from redis.exceptions import RedisError

from shipments.models import Document, DocumentState
from shipments.moves import stands_while

TRIES_PER_MINUTE = 30


class Standing(StrEnum):
    """What the page answers."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    """All that a stranger learns of a paper."""

    standing: Standing
    kind: str = ""
    reference: str = ""
    issued_at: datetime | None = None
    sha256: str = ""


def verify(code: str) -> Answer:
    """Look a verification code up; spaces, hyphens and case do not matter."""
    plain_code = "".join(code.split()).replace("-", "").upper()
    ready = Document.objects.with_case().filter(state=DocumentState.READY)
    document = ready.filter(verification_code=plain_code).first()
    if document is None:
        return Answer(Standing.UNKNOWN)
    return Answer(
        standing=standing_of(document),
        kind=document.get_kind_display(),
        reference=document.shipment.reference,
        issued_at=document.issued_at,
        sha256=document.sha256,
    )


def standing_of(document: Document) -> Standing:
    """How a ready paper stands now."""
    if document.revoked_at:
        return Standing.REVOKED
    return Standing.VALID if stands(document) else Standing.SUPERSEDED


def stands(document: Document) -> bool:
    """Whether no newer revision or decision has overtaken the paper."""
    shipment = document.shipment
    hold = getattr(document.decision, "hold", None)
    return (
        document.revoked_at is None
        and document.revision.number == shipment.revision_no
        and shipment.status in stands_while(document.kind)
        and (hold is None or hold.lifted_at is None)
    )


def too_many_tries(address: str) -> bool:
    """Count one look-up from that address; True above TRIES_PER_MINUTE.

    Without Redis nobody is turned away: 80 random bits cannot be guessed anyway.
    """
    try:
        return _count(f"verify:{address}") > TRIES_PER_MINUTE
    except RedisError:
        return False


def _count(key: str) -> int:
    if cache.add(key, 1, timeout=60):
        return 1
    with suppress(ValueError):  # the minute may end between the two calls
        return cache.incr(key)
    return 1
