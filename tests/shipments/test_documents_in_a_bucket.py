"""The journeys of files while documents lie in a bucket: kept, handed out, checked, made again; and
what people see and workers do while the bucket is away."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.document_store.away import StoreAway
from compliance.document_store.copying import names_in
from compliance.quarantine import clamd, scanning
from compliance.quarantine.models import FileScan
from shipments.alarms import alarms
from shipments.bulk import actions as bulk
from shipments.bulk import tasks as bulk_tasks
from shipments.bulk import work as bulk_work
from shipments.models import (
    Attachment,
    BulkState,
    Document,
    DocumentState,
    Preview,
    PreviewState,
    Shipment,
)
from shipments.moves import Status
from shipments.paperwork import files, repair
from shipments.previews import making
from tests.buckets import S3Server
from tests.builders import a_draft, freeze
from tests.shipments.bulk.test_tables import as_csv, row
from tests.shipments.declare.conftest import signed_in
from tests.shipments.paperwork.signed import asked_for, made
from tests.shipments.review.test_previews import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_bucket")]
PDF = pdf(1)

Damage = Callable[[str, bytes | None], None]


@pytest.fixture(autouse=True)
def own_keys(settings: Any, tmp_path: Path) -> None:
    settings.KEYS = tmp_path / "keys"


@pytest.fixture
def damage(in_bucket: str, s3: S3Server) -> Damage:
    """Put other bytes, or nothing, in an object's place behind the program's back."""
    bucket = in_bucket.split("/")[2]

    def change(name: str, content: bytes | None) -> None:
        told = {"Bucket": bucket, "Key": f"customs/{name}"}
        if content is None:
            s3.client().delete_object(**told)
        else:
            s3.client().put_object(**told, Body=content)

    return change


@pytest.fixture
def draft(exporter: User) -> Shipment:
    made = a_draft(exporter)
    made.attachments.all().delete()
    return made


@pytest.fixture
def paper(exporter: User) -> Document:
    """A release notice that waits to be made."""
    return asked_for(exporter)


def upload(client: Client, draft: Shipment) -> Any:
    file = SimpleUploadedFile("report.pdf", PDF, "application/pdf")
    page = f"/shipments/{draft.reference}/attachments/"
    return client.post(page, {"kind": "test_report", "number": "T-49", "upload": file})


def address_of(attachment: Attachment) -> str:
    return f"/shipments/{attachment.shipment.reference}/attachments/{attachment.sha256}/"


def test_an_upload_is_kept_there_and_handed_out_to_those_who_may_read_it(
    exporter: User, rival_exporter: User, officer: User, draft: Shipment, settings: Any
) -> None:
    assert upload(signed_in(exporter), draft).status_code == 302
    attachment = draft.attachments.get()
    assert attachment.file.name in names_in(default_storage)
    assert not settings.MEDIA_ROOT.exists(), "nothing is kept in the folder"
    freeze(draft, exporter)
    Shipment.objects.filter(pk=draft.pk).update(status=Status.IN_REVIEW)
    for person in (exporter, officer):
        answer = signed_in(person).get(address_of(attachment))
        assert (answer.status_code, b"".join(answer.streaming_content)) == (200, PDF)
        assert "location" not in answer.headers
    assert signed_in(rival_exporter).get(address_of(attachment)).status_code == 404
    assert Event.objects.filter(verb="download_attachment").count() == 2


def test_an_upload_that_was_changed_or_lost_is_not_handed_out_and_found_at_night(
    exporter: User, draft: Shipment, damage: Damage
) -> None:
    client = signed_in(exporter)
    upload(client, draft)
    attachment = draft.attachments.get()
    assert repair.check_uploads() == 0
    damage(attachment.file.name, b"another")
    assert client.get(address_of(attachment)).status_code == 409
    assert repair.check_uploads() == 1
    damage(attachment.file.name, None)
    assert client.get(address_of(attachment)).status_code == 404
    assert Event.objects.filter(verb="attachment_missing").exists()
    damage(attachment.file.name, PDF)
    assert repair.check_uploads() == 0


def test_a_paper_is_made_checked_and_made_again_to_the_same_bytes(
    paper: Document, exporter: User, damage: Damage
) -> None:
    document = made(paper)
    name, page = str(document.file), f"/documents/{document.pk}/"
    content = signed_in(exporter).get(page).content
    assert (content[:5], sha256(content).hexdigest()) == (b"%PDF-", document.sha256)
    for harm in (b"%PDF another", None):
        damage(name, harm)
        with pytest.raises(files.Corrupt):
            files.load(document)
        assert signed_in(exporter).get(page).status_code == 409
        assert repair.repair_papers() == 0
        assert files.load(document) == content


def test_while_the_bucket_is_away_papers_wait_and_are_made_afterwards(
    paper: Document, s3: S3Server
) -> None:
    s3.stop()
    for _try in range(4):
        assert made(paper).state == DocumentState.QUEUED
    assert {alarm.name for alarm in alarms()} == {"storage", "documents"}
    s3.start()
    assert made(paper).state == DocumentState.READY
    assert alarms() == []


def test_while_the_bucket_is_away_nobody_is_told_that_files_are_lost(
    paper: Document, exporter: User, auditor: User, draft: Shipment, s3: S3Server
) -> None:
    client = signed_in(exporter)
    upload(client, draft)
    attachment, document = draft.attachments.get(), made(paper)
    s3.stop()
    for ask in (lambda: repair.repair(document.pk), repair.check_uploads):
        with pytest.raises(StoreAway):
            ask()
    evidence = f"/documents/of/{document.shipment.reference}/evidence.zip"
    for reader, page in (
        (client, address_of(attachment)),
        (client, f"/documents/{document.pk}/"),
        (signed_in(auditor), evidence),
    ):
        answer = reader.get(page)
        assert (answer.status_code, answer["Retry-After"]) == (503, "10")
        assert "cannot be stored or read just now" in answer.content.decode()
    attachment.refresh_from_db()
    assert attachment.corrupt_at is None
    told = ("document_irreparable", "attachment_corrupt", "attachment_missing", "document_corrupt")
    assert not Event.objects.filter(verb__in=told).exists()


def test_an_upload_is_refused_with_a_sentence_and_what_was_typed_is_kept(
    exporter: User, draft: Shipment, s3: S3Server
) -> None:
    client = signed_in(exporter)
    s3.stop()
    answer = upload(client, draft)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "what you typed is kept" in answer.content.decode()
    assert not draft.attachments.exists()
    assert not Event.objects.filter(verb="attach").exists()
    s3.start()
    page = client.get(f"/shipments/{draft.reference}/attachments/").content.decode()
    assert 'value="T-49"' in page
    assert '<option value="test_report" selected' in page
    assert upload(client, draft).status_code == 302


def test_programs_are_told_the_same_in_json(exporter: User, draft: Shipment, s3: S3Server) -> None:
    s3.stop()
    client = APIClient(HTTP_ACCEPT_LANGUAGE="en")
    client.force_authenticate(exporter)
    told = {"kind": "contract", "upload": SimpleUploadedFile("a.pdf", PDF)}
    answer = client.post(f"/api/shipments/{draft.reference}/attachments/", told)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Nothing was saved" in answer.json()["detail"]
    assert not draft.attachments.exists()


def test_readiness_and_home_pages_tell(settings: Any, officer: User, s3: S3Server) -> None:
    settings.METRICS_TOKEN = "a-token-for-watchmen"

    def told() -> tuple[str, bool]:
        answer = Client().get("/readyz", HTTP_AUTHORIZATION="Bearer a-token-for-watchmen")
        home = signed_in(officer).get("/").content.decode()
        return answer.json()["checks"]["documents"], "where documents are kept does not" in home

    assert told() == ("", False)
    s3.stop()
    fault, is_alarm = told()
    assert ("127.0.0.1" in fault, is_alarm) == (True, True)
    s3.start()
    cache.clear()
    assert told() == ("", False)


def test_a_table_is_read_once_the_bucket_is_back(
    exporter: User, s3: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_tasks, "send", lambda _file: None)
    file = bulk.bring_in(as_csv([row(1)]), by=exporter)
    s3.stop()
    with pytest.raises(StoreAway):
        bulk_work.read(file.pk)
    file.refresh_from_db()
    assert (file.state, file.trouble) == (BulkState.WAITING, "")
    s3.start()
    assert bulk_work.read(file.pk)


def test_previews_are_drawn_from_there_and_an_outage_is_no_try(
    exporter: User, officer: User, draft: Shipment, s3: S3Server
) -> None:
    upload(signed_in(exporter), draft)
    freeze(draft, exporter)
    Shipment.objects.filter(pk=draft.pk).update(status=Status.IN_REVIEW)
    attachment = draft.attachments.get()
    s3.stop()
    for _try in range(making.MOST_TRIES + 1):
        with pytest.raises(StoreAway):
            making.draw(attachment.sha256)
        Preview.objects.update(tried_at=timezone.now() - 2 * making.LEASE)
    s3.start()
    making.draw(attachment.sha256)
    assert Preview.objects.get().state == PreviewState.READY
    page = reverse("review:preview", args=[draft.reference, attachment.sha256, 1])
    assert signed_in(officer).get(page).status_code == 200


def test_the_scanner_reads_from_there_and_waits_while_it_is_away(
    exporter: User, draft: Shipment, s3: S3Server, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CLAMD = "tcp://clamav.example:3310"
    monkeypatch.setattr(clamd, "scan", lambda _where, stream: "" if stream.read() == PDF else "bad")
    upload(signed_in(exporter), draft)
    scan = FileScan.objects.get()
    s3.stop()
    scanning.scan_one(scan.pk)
    scan.refresh_from_db()
    assert (scan.state, scan.trouble[:9]) == ("waiting", "StoreAway")
    s3.start()
    FileScan.objects.update(next_try_at=timezone.now())
    scanning.scan_one(scan.pk)
    scan.refresh_from_db()
    assert scan.state == "clean"
