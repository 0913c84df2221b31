"""Whether a paper somebody holds is genuine and still stands: all the public page says."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.core.cache import cache
from django.db.models import Q
from redis.exceptions import RedisError

from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from shipments.models import Document, DocumentState
from shipments.moves import stands_while
from shipments.papers import PAPERS
from shipments.papers.wording import plain

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
    goods: tuple[tuple[str, str], ...] = ()


def verify(code: str = "", *, sha256: str = "", reference: str = "") -> Answer:
    """Look a paper up by its verification code or by the SHA-256 of its file, with its signature or
    without; spaces, hyphens and case do not matter. A reference that is given too must be the
    paper's."""
    papers = Document.objects.with_case().filter(state=DocumentState.READY)
    if code:
        papers = papers.filter(verification_code=_plain(code).replace("-", "").upper())
    if sha256:
        asked = _plain(sha256).lower()
        papers = papers.filter(Q(sha256=asked) | Q(rendered_sha256=asked))
    if reference:
        papers = papers.filter(shipment__reference=_plain(reference).upper())
    document = papers.first() if code or sha256 else None
    if document is None:
        return Answer(Standing.UNKNOWN)
    return Answer(
        standing=standing_of(document),
        kind=document.get_kind_display(),
        reference=document.shipment.reference,
        issued_at=document.issued_at,
        sha256=document.sha256,
        goods=_goods(document),
    )


def standing_of(document: Document) -> Standing:
    """How a ready paper stands now."""
    if document.revoked_at:
        return Standing.REVOKED
    return Standing.VALID if stands(document) else Standing.SUPERSEDED


def stands(document: Document) -> bool:
    """Whether no newer revision or decision has overtaken the paper."""
    shipment, paper = document.shipment, PAPERS[document.kind]
    hold = getattr(document.decision, "hold", None)
    return (
        document.revoked_at is None
        and (paper.outlives_revisions or document.revision.number == shipment.revision_no)
        and (paper.is_on_request or shipment.status in stands_while(document.kind))
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


def _goods(document: Document) -> tuple[tuple[str, str], ...]:
    """Each line's names and kilograms, as they are printed on every paper."""
    lines = from_plain(document.revision.content, Declaration).lines
    return tuple(
        (f"{line.name_zh} {line.name_en}".strip(), plain(line.net_weight_kg)) for line in lines
    )


def _plain(text: str) -> str:
    return "".join(text.split())


def _count(key: str) -> int:
    if cache.add(key, 1, timeout=60):
        return 1
    with suppress(ValueError):  # the minute may end between the two calls
        return cache.incr(key)
    return 1
