"""Officers and auditors read the attachments of a case; each download is an event."""

from http import HTTPStatus

import pytest
from django.core.files.base import ContentFile

from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.models import Attachment, Shipment
from shipments.moves import Status
from tests.builders import a_draft, freeze
from tests.shipments.review.posts import page, signed_in

PDF = b"%PDF-1.4 a contract"


@pytest.fixture
def attachment(exporter: User) -> Attachment:
    from hashlib import sha256

    draft = a_draft(exporter)
    attached = Attachment.objects.create(
        shipment=draft,
        kind="contract",
        filename="contract-9.pdf",
        file=ContentFile(PDF, "contract-9.pdf"),
        content_type="application/pdf",
        size=len(PDF),
        sha256=sha256(PDF).hexdigest(),
        uploaded_by=exporter,
    )
    freeze(draft, exporter)
    Shipment.objects.filter(pk=draft.pk).update(status=Status.IN_REVIEW)
    return attached


@pytest.mark.parametrize("person", ["officer1", "auditor"])
def test_a_linked_attachment_is_handed_out_and_written_down(
    attachment: Attachment, people: dict[str, User], person: str
) -> None:
    reference = attachment.shipment.reference
    address = f"/shipments/{reference}/attachments/{attachment.sha256}/"
    assert address in page(people[person], f"/review/{reference}/").content.decode()
    answer = signed_in(people[person]).get(address)
    assert b"".join(answer.streaming_content) == PDF
    event = Event.objects.filter(verb="download_attachment").get()
    assert (event.actor, event.subject) == (people[person], f"shipment:{reference}")


@pytest.mark.parametrize("person", ["rival", "officer3", "policy"])
def test_strangers_get_nothing(
    attachment: Attachment, people: dict[str, User], person: str
) -> None:
    address = f"/shipments/{attachment.shipment.reference}/attachments/{attachment.sha256}/"
    assert signed_in(people[person]).get(address).status_code == HTTPStatus.NOT_FOUND
    assert not Event.objects.filter(verb="download_attachment").exists()
