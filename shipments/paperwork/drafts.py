"""Papers printed from a draft: marked as such on every page, without number, code or signature, and
kept for ten minutes in the cache only. Reading a draft is a higher room's affair, which hands its
function in."""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import cache

from compliance import clock, limits
from compliance.accounts.models import User
from compliance.law.declaration import Declaration
from shipments.models import Shipment
from shipments.papers.paper import LAYOUT, Issue

MINUTES = 10
NUMBER = "草稿 DRAFT"
_readers: list[Callable[[Shipment], Declaration]] = []


def read_drafts_with(read: Callable[[Shipment], Declaration]) -> None:
    """Let this function say what a draft would declare."""
    _readers[:] = [read]


def draft_of(shipment: Shipment) -> Declaration:
    """What it would declare today."""
    return _readers[0](shipment)


def new_token(pk: int, *, by: User) -> str:
    """Names one printing for that shipment; nobody guesses it. In the caller's transaction. Raises
    Conflict while as many of the person's prints are being made as may be."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    asked: list[tuple[int, str]] = cache.get(f"prints-of:{by.pk}", [])
    waiting = [each for each in asked if printed(*each) is None]
    limits.prints_left(len(waiting))
    token = secrets.token_urlsafe(16)
    cache.set(f"prints-of:{by.pk}", [*waiting, (pk, token)], MINUTES * 60)
    return token


def keep(pk: int, token: str, pdf: bytes) -> None:
    """For that shipment, until somebody fetches it; b"" where it could not be made."""
    cache.set(_key(pk, token), pdf, MINUTES * 60)


@contextmanager
def failure_is_told(pk: int, token: str) -> Iterator[None]:
    """Where the block fails, nobody waits for ever."""
    try:
        yield
    except Exception:
        keep(pk, token, b"")
        raise


def printed(pk: int, token: str) -> bytes | None:
    """The PDF; None while it is being made, or no longer there; b"" where it could not be made."""
    found: bytes | None = cache.get(_key(pk, token))
    return found


def draft_issue(shipment: Shipment, edition: int) -> Issue:
    """What stands on a draft besides what is declared."""
    office = shipment.office
    return Issue(
        document_no=NUMBER,
        reference=shipment.reference,
        declaration_no="",
        revision=shipment.revision_no + 1,
        issued_at=clock.now(),
        verification_code="",
        verification_url=settings.SITE_URL,
        office_code=office.code if office else "",
        office_zh=office.name_zh if office else "",
        office_en=office.name_en if office else "",
        edition=edition,
        layout=LAYOUT,
        is_draft=True,
    )


def _key(pk: int, token: str) -> str:
    """A token comes from an address: whatever stands there, the cache takes its hash."""
    return f"draft-paper:{pk}:{hashlib.sha256(token.encode()).hexdigest()}"
