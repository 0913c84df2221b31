"""Handing a paper over: the bytes are checked, the event is recorded, nothing is cached."""

from collections.abc import Sequence

from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.accounts.requests import PersonRequest
from compliance.audit.log import record
from compliance.celery import send_after_commit
from compliance.file_ranges import send_file
from compliance.refusals import Conflict
from compliance.ui.downloads import file_answer
from shipments.models import Document, DocumentState, Shipment
from shipments.paperwork import drafts, files, prepared
from shipments.paperwork.evidence import DOWNLOADED, NothingRecorded
from shipments.paperwork.render_work import record_step
from shipments.paperwork.tasks import print_copy, repair_paper


def deliver(document: Document, *, by: User) -> HttpResponse:
    """The PDF as a download, recorded. Raises Conflict before it is ready, and files.Corrupt,
    recorded too, when the stored bytes are not those that were issued."""
    content = _original(document, by)
    _note(document, "document_downloaded", by)
    return as_pdf(content, f"{document.shipment.reference}-{document.kind}")


def ask_for_copy(document: Document, *, by: User) -> str:
    """Have a copy made that says for whom and when; the token to fetch it with. Recorded when it is
    asked for. Raises as `deliver` does, and Conflict while many of the person's are being made."""
    _original(document, by)
    with transaction.atomic():
        token = drafts.new_token(document.shipment_id, by=by)
        _note(document, "document_copied", by)
        send_after_commit(print_copy, document.pk, by.pk, token, clock.now().isoformat())
    return token


def _original(document: Document, by: User) -> bytes:
    if document.state != DocumentState.READY:
        raise Conflict(_("This paper is not ready yet."))
    try:
        return files.load(document)
    except files.Corrupt as error:
        _note(document, "document_corrupt", by, fault=str(error))
        send_after_commit(repair_paper, document.pk)
        raise


def deliver_evidence(
    request: PersonRequest, shipments: Sequence[Shipment], *, asked: str = ""
) -> HttpResponseBase:
    """The evidence pack as a download, recorded with its hash in each case; a part of it goes on
    with the pack that was recorded before. `asked` says how the cases were chosen. Raises Conflict
    where the log is empty."""
    by = request.user
    begun = prepared.begun(request, shipments, by)
    pack = begun or _prepare(shipments, by, asked)
    response = send_file(
        request,
        pack.path,
        tag=pack.sha256,
        filename=f"{shipments[0].reference if len(shipments) == 1 else 'cases'}-evidence.zip",
        content_type="application/zip",
        is_new=begun is None,
    )
    patch_cache_control(response, private=True, no_store=True)
    return response


def _prepare(shipments: Sequence[Shipment], by: User, asked: str) -> prepared.Prepared:
    try:
        pack = prepared.prepare(shipments, by)
    except NothingRecorded as error:
        raise Conflict(_("Nothing has been recorded yet.")) from error
    told = {"sha256": pack.sha256} | ({"filters": asked} if asked else {})
    with transaction.atomic():
        for shipment in shipments:
            record(DOWNLOADED, by=by, subject=shipment.subject, **told)
    return pack


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """A download of that name that no cache keeps."""
    response = file_answer(content, "application/pdf", f"{name}.pdf")
    patch_cache_control(response, private=True, no_store=True)
    return response


@transaction.atomic
def _note(document: Document, verb: str, by: User, **detail: str) -> None:
    record_step(verb, document, by, sha256=document.sha256, **detail)
