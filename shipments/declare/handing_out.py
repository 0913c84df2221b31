"""Handing over a paper attached to a shipment."""

from django.http import FileResponse

from compliance import handing_out
from compliance.accounts.models import User
from compliance.handing_out import KeptFile, Told
from shipments.models import Attachment


def hand_out(attachment: Attachment, *, by: User) -> FileResponse:
    """The paper as it was attached. Raises MissingFile where its bytes are gone or were changed."""
    kept = KeptFile(
        attachment.file, attachment.filename, attachment.content_type, attachment.sha256
    )
    told = Told(
        attachment.shipment.subject,
        "download_attachment",
        "attachment_missing",
        {"name": attachment.filename, "sha256": attachment.sha256},
    )
    return handing_out.hand_out(kept, told, by=by)
