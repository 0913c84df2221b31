"""The bytes of a paper attached to a shipment: checked, and each time an event."""

from django.http import FileResponse

from compliance.accounts.models import User
from compliance.audit import handing_out
from shipments.models import Attachment


def hand_out(attachment: Attachment, *, by: User) -> FileResponse:
    """The paper as it was attached. Raises MissingFile where its bytes are gone or were changed."""
    name, sha256 = attachment.filename, attachment.sha256
    return handing_out.hand_out(
        attachment.file,
        what="attachment",
        by=by,
        subject=attachment.shipment.subject,
        served={"filename": name, "sha256": sha256, "content_type": attachment.content_type},
        told={"name": name, "sha256": sha256},
    )
