"""The people's side of papers: asked for inside the decision's transaction, tried again when one
failed. Workers make them (render_work.py)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from django.db import transaction
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.celery import send_after_commit
from compliance.law.declaration import Declaration
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Decision, Document, DocumentState, Shipment
from shipments.moves import MOVES
from shipments.papers import PAPERS
from shipments.papers.paper import LAYOUT
from shipments.paperwork.grounds import basis_of
from shipments.paperwork.render_work import lock_document, record_step, write_document
from shipments.paperwork.signing import place
from shipments.paperwork.tasks import render


def kinds_for(
    verb: str, declaration: Declaration, details: Mapping[str, str] = MappingProxyType({})
) -> list[str]:
    """The papers a verb brings about, by their kind in PAPERS; "clear" is the system's release.
    `details` hold the result of a request that the verb answers."""
    has_ground, has_result = bool(declaration.all_statements), "result" in details
    papers = [PAPERS[kind] for kind in MOVES[verb].papers]
    return [
        paper.kind
        for paper in papers
        if (has_ground or not paper.needs_statement) and (has_result or not paper.answers_request)
    ]


def request_documents(
    shipment: Shipment,
    *,
    kinds: Iterable[str],
    decision: Decision | None,
    details: Mapping[str, str] = MappingProxyType({}),
) -> list[Document]:
    """Queue those papers for the shipment's current revision, inside the caller's transaction.

    Asking again changes nothing. `decision` is None for the system's own release; `details` are
    printed on the papers that know them.
    """
    revision = shipment.revisions.get(number=shipment.revision_no)
    issue = {
        "shipment": shipment,
        "issued_at": _decided_at(decision),
        "details": dict(details),
        "layout": LAYOUT,
        "must_be_signed": place.is_on(),
    }
    return [
        _request(
            {"revision": revision, "kind": kind, "decision": decision},
            {**issue, "edition": PAPERS[kind].editions, "basis": basis_of(kind, revision)},
        )
        for kind in kinds
    ]


def revoke_documents(shipment: Shipment) -> None:
    """Revoke the papers of the release in force, inside the caller's transaction."""
    kinds = MOVES["release"].papers
    standing = Document.objects.filter(shipment=shipment, revoked_at__isnull=True, kind__in=kinds)
    standing.update(revoked_at=clock.now())


@transaction.atomic
def retry(document: Document, by: User) -> None:
    """Queue a failed paper again. Raises Conflict unless it has failed."""
    if not (by.is_officer or by.is_exporter):
        raise NotAllowed(_("Your role does not allow this."))
    locked = lock_document(document.pk)
    if locked.state != DocumentState.FAILED:
        raise Conflict(_("This paper has not failed."))
    write_document(locked, state=DocumentState.QUEUED, attempts=0, started_at=None, error="")
    record_step("document_retried", locked, by)
    _send(locked.pk)


def _request(unique: dict, defaults: dict) -> Document:
    document, created = Document.objects.get_or_create(**unique, defaults=defaults)
    if created:
        _send(document.pk)
    return document


def _send(pk: int) -> None:
    send_after_commit(render, pk)


def _decided_at(decision: Decision | None) -> datetime:
    if decision is None:
        return clock.now()
    return decision.second_at or decision.at
