"""Files that are no longer what was recorded: papers are made again to the same hash, uploads can
only be reported."""

import logging

from django.db import transaction
from django.db.models import Q

from compliance import clock
from compliance.audit.log import record
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from shipments.models import Attachment, Document, DocumentState, PaperSignature
from shipments.paperwork import files
from shipments.paperwork.issue import issue_of
from shipments.paperwork.render_work import lock_document, record_step, write_document
from shipments.paperwork.rounds import next_keys

logger = logging.getLogger(__name__)
PAPERS = 10_000  # a night
SAMPLE = 500  # uploads of a kind a night


def repair_papers(count: int = PAPERS) -> int:
    """Look at the next so many papers, and at those that could not be made again before; make again
    those whose file is missing or changed; how many could not be made again."""
    turn = Q(pk__in=next_keys("papers", Document.objects, count)) | Q(irreparable_at__isnull=False)
    ready = Document.objects.filter(turn, state=DocumentState.READY).order_by("pk")
    return sum(not repair(pk) for pk in list(ready.values_list("pk", flat=True)))


def repair(pk: int) -> bool:
    """Whether the paper's file is what was issued, now at least. Bytes of another hash are never
    stored: the event says that the paper cannot be made again. Raises StoreAway."""
    document = Document.objects.with_case().get(pk=pk)
    try:
        files.load(document)
    except files.Corrupt as error:
        logger.error("%s: %s", document.number, error)
        return _make_again(document)
    if document.irreparable_at:  # somebody put the file back
        with transaction.atomic():
            write_document(lock_document(pk), irreparable_at=None)
    return True


def check_uploads(count: int = SAMPLE) -> int:
    """Look at the next so many uploads, and at those found damaged before; how many are not what
    was uploaded."""
    turn = Q(pk__in=next_keys("attachments", Attachment.objects, count))
    kept = Attachment.objects.exclude(shipment__disposal__signed_at__isnull=False)
    rows = kept.filter(turn | Q(corrupt_at__isnull=False)).select_related("shipment")
    return sum(not _is_whole(attachment) for attachment in rows.iterator())


def _make_again(document: Document) -> bool:
    from shipments.paperwork.render import render_pdf  # 40 MB that web processes do without

    declaration = from_plain(document.revision.content, Declaration)
    content = render_pdf(document.kind, declaration, issue_of(document))
    if signature := PaperSignature.objects.filter(document=document).first():
        content += bytes(signature.addition)
    with transaction.atomic():
        locked = lock_document(document.pk)
        name, sha256 = files.named(content)
        if sha256 != locked.sha256:
            write_document(locked, irreparable_at=clock.now())
            record_step("document_irreparable", locked, None, sha256=locked.sha256)
            return False
        files.store(content)
        write_document(locked, file=name, irreparable_at=None)
        record_step("document_repaired", locked, None, sha256=sha256)
    return True


def _is_whole(attachment: Attachment) -> bool:
    is_whole = files.is_kept(str(attachment.file), attachment.sha256)
    if is_whole == (attachment.corrupt_at is None):
        return is_whole
    attachment.corrupt_at = None if is_whole else clock.now()
    with transaction.atomic():
        attachment.save(update_fields=["corrupt_at"])
        if not is_whole:
            _tell(attachment)
    return is_whole


def _tell(attachment: Attachment) -> None:
    logger.error("attachment %s of %s was changed", attachment.pk, attachment.shipment)
    record(
        "attachment_corrupt",
        by=None,
        subject=attachment.shipment.subject,
        kind=attachment.kind,
        sha256=attachment.sha256,
    )
