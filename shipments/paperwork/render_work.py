"""The workers' side of papers: claimed under a lease, finished exactly once. A render that fails is
tried MOST_ATTEMPTS times."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_noop

from compliance import clock, leases
from compliance.accounts.models import User
from compliance.audit.log import head, record
from compliance.audit.transparency.checkpoints import checkpoint_now, printed
from shipments.models import Document, DocumentState, PaperSignature
from shipments.paperwork.carried import message_for
from shipments.paperwork.signing.place import Signed

MOST_ATTEMPTS = 3
MOST_RESENT = 5000
RESEND_AFTER = timedelta(seconds=10)
SIGNING_FAILED = gettext_noop("The paper could not be signed. It will be tried again.")
DISK_FAILED = gettext_noop("The paper could not be stored. It will be tried again.")
GIVEN_UP = gettext_noop("The paper could not be made in three attempts.")
BROKEN = gettext_noop("The paper could not be made because of an error in the system.")


@transaction.atomic
def claim(pk: int) -> Document | None:
    """Take the paper for rendering, or None when it is done, failed or in other hands.

    The log's end is printed as it stands at the first try, with the decision's own event in it.
    """
    document = lock_document(pk)
    if not _is_free(document):
        return None
    if document.attempts >= MOST_ATTEMPTS:
        write_document(document, state=DocumentState.FAILED, error=GIVEN_UP)
        return None
    write_document(
        document,
        state=DocumentState.RENDERING,
        started_at=clock.now(),
        attempts=document.attempts + 1,
        audit_head=document.audit_head or _audit_head(),
        checkpoint=document.checkpoint or _checkpoint(document),
        message=document.message or message_for(document),
    )
    return document


@transaction.atomic
def finish(pk: int, *, name: str, sha256: str, size: int, signed: Signed | None = None) -> None:
    """Mark the paper ready; the first to finish writes the audit event, a second does nothing."""
    document = lock_document(pk)
    if document.state == DocumentState.READY:
        return
    write_document(
        document,
        state=DocumentState.READY,
        ready_at=clock.now(),
        file=name,
        sha256=sha256,
        rendered_sha256=signed.rendered_sha256 if signed else "",
        size=size,
        error="",
    )
    told: dict[str, object] = {"sha256": sha256, "size": size}
    if signed:
        _keep_signature(document, signed)
        told |= {"rendered_sha256": signed.rendered_sha256, "certificate": signed.certificate}
    record_step("document_ready", document, None, **told)


@transaction.atomic
def give_back(pk: int, error: str = DISK_FAILED) -> bool:
    """After a full disk or the like: queue again, for as long as it lasts; the try counts for
    nothing. True when queued again."""
    document = lock_document(pk)
    if document.state != DocumentState.RENDERING:
        return False
    attempts = max(0, document.attempts - 1)
    write_document(document, state=DocumentState.QUEUED, attempts=attempts, error=error)
    return True


@transaction.atomic
def fail(pk: int) -> None:
    """After a bug: show the paper as failed so that somebody can press "try again"."""
    document = lock_document(pk)
    if document.state == DocumentState.RENDERING:
        write_document(document, state=DocumentState.FAILED, error=BROKEN)


def lost_documents(now: datetime) -> list[int]:
    """Papers whose task was never sent or whose worker died; each can be sent again."""
    never_sent = Q(state=DocumentState.QUEUED) & (
        Q(started_at__isnull=True) & leases.before("issued_at", now - RESEND_AFTER)
        | leases.before("started_at", now - RESEND_AFTER * MOST_ATTEMPTS)
    )
    lost = Q(state=DocumentState.RENDERING) & leases.before("started_at", now - _lease())
    found = Document.objects.filter(never_sent | lost).order_by(F("issued_at"), "pk")
    return list(found.values_list("pk", flat=True)[:MOST_RESENT])


def lock_document(pk: int) -> Document:
    """The paper with its case, locked until the transaction ends."""
    return Document.objects.select_for_update(of=("self",)).with_case().get(pk=pk)


def write_document(document: Document, **values: object) -> None:
    """Set and save these columns."""
    for name, value in values.items():
        setattr(document, name, value)
    document.save(update_fields=list(values))


def record_step(verb: str, document: Document, by: User | None, **detail: object) -> None:
    """The event of a step in the life of a paper."""
    subject = document.shipment.subject
    record(verb, by=by, subject=subject, document=document.number, kind=document.kind, **detail)


def _keep_signature(document: Document, signed: Signed) -> None:
    PaperSignature.objects.create(
        document=document,
        addition=signed.addition,
        certificate=signed.certificate,
        has_timestamp=signed.has_timestamp,
        signed_at=clock.now(),
    )


def _audit_head() -> str:
    seq, last_hash = head()
    return f"{seq}:{last_hash[:16]}"


def _checkpoint(document: Document) -> str:
    """Made now, so that it covers the decision. A paper that had its head before there were
    checkpoints goes on without one: it must come out as it did."""
    if document.audit_head:
        return ""
    made = checkpoint_now()
    return printed(made) if made else ""


def _is_free(document: Document) -> bool:
    if document.state == DocumentState.QUEUED:
        return True
    if document.state != DocumentState.RENDERING or document.started_at is None:
        return document.state == DocumentState.RENDERING
    return leases.is_before(document.started_at, clock.now() - _lease())


def _lease() -> timedelta:
    return timedelta(seconds=settings.LEASE_SECONDS)
