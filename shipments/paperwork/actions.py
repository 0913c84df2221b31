"""Papers from request to ready: asked for inside the decision's transaction, claimed by a worker
under a lease, finished exactly once. A render that fails is tried MOST_ATTEMPTS times."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import head, record
from compliance.celery import send_after_commit
from compliance.law.declaration import Declaration
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Decision, Document, DocumentKind, DocumentState, Shipment
from shipments.moves import MOVES

MOST_ATTEMPTS = 3
RESEND_AFTER = timedelta(seconds=10)
DISK_FAILED = gettext_noop("The paper could not be stored. It will be tried again.")
GIVEN_UP = gettext_noop("The paper could not be made in three attempts.")
BROKEN = gettext_noop("The paper could not be made because of an error in the system.")


def kinds_for(verb: str, declaration: Declaration) -> list[DocumentKind]:
    """The papers a verb brings about; "clear" is the system's own release."""
    kinds = [DocumentKind(paper) for paper in MOVES[verb].papers]
    unfounded = set() if declaration.statement else {DocumentKind.END_USE_CERTIFICATE}
    return [kind for kind in kinds if kind not in unfounded]


def request_documents(
    shipment: Shipment, *, kinds: Iterable[DocumentKind], decision: Decision | None
) -> list[Document]:
    """Queue those papers for the shipment's current revision, inside the caller's transaction.

    Asking again changes nothing. `decision` is None for the system's own release.
    """
    revision = shipment.revisions.get(number=shipment.revision_no)
    issue = {
        "shipment": shipment,
        "issued_at": _decided_at(decision),
    }
    return [
        _request({"revision": revision, "kind": kind, "decision": decision}, issue)
        for kind in kinds
    ]


@transaction.atomic
def retry(document: Document, by: User) -> None:
    """Queue a failed paper again. Raises Conflict unless it has failed."""
    if not (by.is_officer or by.is_exporter):
        raise NotAllowed(_("Your role does not allow this."))
    locked = _locked(document.pk)
    if locked.state != DocumentState.FAILED:
        raise Conflict(_("This paper has not failed."))
    _write(locked, state=DocumentState.QUEUED, attempts=0, started_at=None, error="")
    _record("document_retried", locked, by)
    _send(locked.pk)


@transaction.atomic
def claim(pk: int) -> Document | None:
    """Take the paper for rendering, or None when it is done, failed or in other hands.

    The log's end is printed as it stands at the first try, with the decision's own event in it.
    """
    document = _locked(pk)
    if not _is_free(document):
        return None
    if document.attempts >= MOST_ATTEMPTS:
        _write(document, state=DocumentState.FAILED, error=GIVEN_UP)
        return None
    _write(
        document,
        state=DocumentState.RENDERING,
        started_at=clock.now(),
        attempts=document.attempts + 1,
        audit_head=document.audit_head or _audit_head(),
    )
    return document


@transaction.atomic
def finish(pk: int, *, name: str, sha256: str, size: int) -> None:
    """Mark the paper ready; the first to finish writes the audit event, a second does nothing."""
    document = _locked(pk)
    if document.state == DocumentState.READY:
        return
    _write(
        document,
        state=DocumentState.READY,
        ready_at=clock.now(),
        file=name,
        sha256=sha256,
        size=size,
        error="",
    )
    _record("document_ready", document, None, sha256=sha256, size=size)


@transaction.atomic
def give_back(pk: int) -> bool:
    """After a full disk or the like: queue again, for as long as it lasts; the try counts for
    nothing. True when queued again."""
    document = _locked(pk)
    if document.state != DocumentState.RENDERING:
        return False
    attempts = max(0, document.attempts - 1)
    _write(document, state=DocumentState.QUEUED, attempts=attempts, error=DISK_FAILED)
    return True


@transaction.atomic
def fail(pk: int) -> None:
    """After a bug: show the paper as failed so that somebody can press "try again"."""
    document = _locked(pk)
    if document.state == DocumentState.RENDERING:
        _write(document, state=DocumentState.FAILED, error=BROKEN)


def lost_documents(now: datetime) -> list[int]:
    """Papers whose task was never sent or whose worker died; each can be sent again."""
    never_sent = Q(state=DocumentState.QUEUED) & (
        Q(started_at__isnull=True, issued_at__lt=now - RESEND_AFTER)
        | Q(started_at__lt=now - RESEND_AFTER * MOST_ATTEMPTS)
    )
    lost = Q(state=DocumentState.RENDERING, started_at__lt=now - _lease())
    found = Document.objects.filter(never_sent | lost).order_by(F("issued_at"), "pk")
    return list(found.values_list("pk", flat=True)[:200])


def _request(unique: dict, defaults: dict) -> Document:
    document, created = Document.objects.get_or_create(**unique, defaults=defaults)
    if created:
        _send(document.pk)
    return document


def _send(pk: int) -> None:
    from shipments.paperwork.tasks import render  # tasks import these actions

    send_after_commit(render, pk)


def _decided_at(decision: Decision | None) -> datetime:
    if decision is None:
        return clock.now()
    return decision.second_at or decision.at


def _audit_head() -> str:
    seq, last_hash = head()
    return f"{seq}:{last_hash[:16]}"


def _locked(pk: int) -> Document:
    return Document.objects.select_for_update(of=("self",)).with_case().get(pk=pk)


def _is_free(document: Document) -> bool:
    if document.state == DocumentState.QUEUED:
        return True
    lost = document.started_at is None or document.started_at < clock.now() - _lease()
    return document.state == DocumentState.RENDERING and lost


def _lease() -> timedelta:
    return timedelta(seconds=settings.LEASE_SECONDS)


def _write(document: Document, **values: object) -> None:
    for name, value in values.items():
        setattr(document, name, value)
    document.save(update_fields=list(values))


def _record(verb: str, document: Document, by: User | None, **detail: object) -> None:
    subject = document.shipment.subject
    record(verb, by=by, subject=subject, document=document.number, kind=document.kind, **detail)
