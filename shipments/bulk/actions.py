"""What an exporter does with a table of declarations: bring it in, submit what became complete."""

from hashlib import sha256

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compliance import limits
from compliance.accounts.models import Exporter, User
from compliance.audit.log import record
from compliance.refusals import Conflict, NotAllowed
from shipments.bulk import tasks
from shipments.declare.actions import exporter_of
from shipments.models import BulkFile, BulkState
from shipments.models.exchange import UNFINISHED

LONGEST_NAME = 150
SUBMITTING = ("state", "by", "language", "looked_at", "submitted", "refused")


def bring_in(data: bytes, *, by: User, filename: str = "") -> BulkFile:
    """Keep a file and send it to the workers; the same bytes again are the same file.

    Raises NotAllowed for anyone but an exporter's filer, Conflict while too many are waiting.
    """
    exporter, digest = exporter_of(by), sha256(data).hexdigest()
    with transaction.atomic():
        Exporter.objects.select_for_update(no_key=True).get(pk=exporter.pk)
        known = BulkFile.objects.filter(exporter=exporter, sha256=digest).first()
        if known and known.state != BulkState.FAILED:
            return known
        unread = BulkFile.objects.filter(exporter=exporter, state__in=UNFINISHED)
        limits.tables_left(unread.count())
        file = known or BulkFile(exporter=exporter, sha256=digest)
        file.by, file.language, file.filename = by, _language(), filename[-LONGEST_NAME:]
        file.state, file.trouble = BulkState.WAITING, ""
        file.file.save(f"{digest[:32]}.table", ContentFile(data), save=False)
        file.save()
        record(
            "bulk_file",
            by=by,
            subject=f"bulk:{file.pk}",
            name=file.filename,
            size=len(data),
            sha256=digest,
        )
        tasks.send(file)
    return file


def submit_all(file: BulkFile, *, by: User) -> None:
    """Submit every draft of the file that is complete; the others say what is missing.

    Raises Conflict while the file is being worked on.
    """
    if by.exporter_id != file.exporter_id:
        raise NotAllowed(_("Your role does not allow this."))
    with transaction.atomic():
        row = BulkFile.objects.select_for_update().get(pk=file.pk)
        if row.state != BulkState.DONE:
            raise Conflict(_("This file is being worked on. Wait until it is done."))
        row.state, row.by, row.language = BulkState.SUBMITTING, by, _language()
        row.looked_at = row.submitted = row.refused = 0
        row.save(update_fields=[*SUBMITTING, "touched_at"])
        record("bulk_submit", by=by, subject=f"bulk:{row.pk}", rows=row.good)
        tasks.send(row)


def _language() -> str:
    """That of the page, or of a program's request."""
    return get_language() or settings.LANGUAGE_CODE
