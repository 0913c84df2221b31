"""The bytes of a paper attached to a shipment: checked, and each time an event."""

from django.db import transaction
from django.http import FileResponse

from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.paper_files import MissingFile, serve
from shipments.models import Attachment


def hand_out(attachment: Attachment, *, by: User) -> FileResponse:
    """The paper as it was attached. Raises MissingFile where its bytes are gone or were changed."""
    try:
        response = serve(
            attachment.file,
            filename=attachment.filename,
            content_type=attachment.content_type,
            sha256=attachment.sha256,
        )
    except MissingFile:
        _note("attachment_missing", attachment, by)
        raise
    _note("download_attachment", attachment, by)
    return response


@transaction.atomic
def _note(verb: str, attachment: Attachment, by: User) -> None:
    told = {"name": attachment.filename, "sha256": attachment.sha256}
    record(verb, by=by, subject=attachment.shipment.subject, **told)
