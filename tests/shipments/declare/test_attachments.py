"""Papers: judged by content, stored under a random name, checked at every download."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.models import Attachment, Shipment
from shipments.moves import Status
from tests.builders import a_shipment
from tests.shipments.declare.conftest import signed_in

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 200


@pytest.fixture(autouse=True)
def _media(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def upload(client: Client, draft: Shipment, content: bytes, name: str = "invoice.pdf") -> object:
    file = SimpleUploadedFile(name, content, "application/pdf")
    page = f"/shipments/{draft.reference}/attachments/"
    return client.post(page, {"kind": "test_report", "number": "T-1", "upload": file})


def test_a_pdf_is_attached_with_its_hash_under_a_random_name(
    client: Client, draft: Shipment
) -> None:
    assert upload(client, draft, PDF, "发票 49.pdf").status_code == 302
    attachment = draft.attachments.get(kind="test_report")
    assert attachment.filename == "发票 49.pdf"
    assert Path(attachment.file.name).name != attachment.filename
    assert Path(attachment.file.path).read_bytes() == PDF
    assert len(attachment.sha256) == 64


def test_a_program_named_pdf_is_refused_by_its_content(client: Client, draft: Shipment) -> None:
    response = upload(client, draft, EXE)
    [sentence] = response.context["form"].errors["upload"]
    assert "not a PDF, PNG or JPEG" in sentence
    assert not draft.attachments.filter(kind="test_report").exists()


def test_the_other_fields_are_kept_when_a_file_is_refused(client: Client, draft: Shipment) -> None:
    html = upload(client, draft, EXE).content.decode()
    assert 'value="T-1"' in html
    assert '<option value="test_report" selected' in html


def test_a_cut_off_pdf_is_refused(client: Client, draft: Shipment) -> None:
    response = upload(client, draft, PDF[:20])
    assert "damaged" in str(response.context["form"].errors["upload"])


def test_thirty_megabytes_are_refused_with_both_sizes(client: Client, draft: Shipment) -> None:
    response = upload(client, draft, PDF + b"\0" * (30 * 1024 * 1024))
    [sentence] = response.context["form"].errors["upload"]
    assert "30.0" in sentence
    assert "20.0" in sentence
    assert settings.UPLOAD_MAX_BYTES == 20 * 1024 * 1024


def test_a_removed_paper_leaves_the_list_but_not_the_records(
    client: Client, draft: Shipment
) -> None:
    upload(client, draft, PDF)
    attachment = draft.attachments.get(kind="test_report")
    client.post(f"/shipments/{draft.reference}/attachments/{attachment.pk}/remove/")
    attachment.refresh_from_db()
    assert attachment.removed_at
    assert Path(attachment.file.path).exists()


def test_every_download_is_an_event(client: Client, draft: Shipment) -> None:
    upload(client, draft, PDF)
    attachment = draft.attachments.get(kind="test_report")
    response = client.get(f"/shipments/{draft.reference}/attachments/{attachment.sha256}/")
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert Event.objects.get(verb="download_attachment").detail["sha256"] == attachment.sha256


def test_changed_bytes_are_not_handed_out(client: Client, draft: Shipment) -> None:
    upload(client, draft, PDF)
    attachment = draft.attachments.get(kind="test_report")
    Path(attachment.file.path).write_bytes(PDF + b"more")
    response = client.get(f"/shipments/{draft.reference}/attachments/{attachment.sha256}/")
    assert response.status_code == 409


def test_the_offices_officer_reads_a_submitted_paper_and_nobody_elses(
    exporter: User, rival_client: Client, officer: User, other_office_officer: User
) -> None:
    shipment = a_shipment(exporter, Status.IN_REVIEW)
    attachment = Attachment.objects.filter(shipment=shipment).first()
    page = f"/shipments/{shipment.reference}/attachments/{attachment.sha256}/"
    assert signed_in(officer).get(page).status_code == 200
    assert signed_in(other_office_officer).get(page).status_code == 404
    assert rival_client.get(page).status_code == 404
