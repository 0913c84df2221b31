"""Files that must go: tried again until they have gone, each for itself, and never one that
somebody still names."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from compliance import clock
from compliance.accounts.models import User
from compliance.document_store.away import StoreAway
from compliance.document_store.copying import names_in
from shipments.alarms import alarms
from shipments.declare.draft_changes import delete_draft
from shipments.models import Attachment, DoomedFile, Shipment
from shipments.paperwork import doomed
from shipments.paperwork.tasks import delete_doomed
from tests.buckets import S3Server
from tests.builders import a_draft
from tests.shipments.declare.conftest import signed_in
from tests.shipments.test_documents_in_a_bucket import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(exporter: User) -> list[Attachment]:
    """Two uploads with bytes of their own."""
    draft = a_draft(exporter)
    draft.attachments.all().delete()
    return [
        draft.attachments.create(
            kind="contract", filename=f"{name}.pdf", file=ContentFile(b"%PDF", f"{name}.pdf"),
            size=4, sha256=name * 64, uploaded_by=exporter,
        )
        for name in "ab"
    ]  # fmt: skip


def is_kept(file: Attachment) -> bool:
    return default_storage.exists(str(file.file))


def doom(files: list[Attachment], capture: Any) -> None:
    with capture(execute=True):
        doomed.doom([(each.file, each.sha256) for each in files])


def test_what_nobody_names_goes_with_the_transaction(
    files: list[Attachment], django_capture_on_commit_callbacks: Any
) -> None:
    Attachment.objects.all().delete()
    doom(files, django_capture_on_commit_callbacks)
    assert not any(is_kept(each) for each in files)
    assert not DoomedFile.objects.exists()


def test_what_another_case_names_stays(
    files: list[Attachment], django_capture_on_commit_callbacks: Any
) -> None:
    first, second = files
    second.delete()
    doom(files, django_capture_on_commit_callbacks)
    assert (is_kept(first), is_kept(second)) == (True, False)
    assert not DoomedFile.objects.exists()


def test_one_that_cannot_be_deleted_keeps_no_other_and_is_told_after_an_hour(
    files: list[Attachment], django_capture_on_commit_callbacks: Any, monkeypatch: Any
) -> None:
    Attachment.objects.all().delete()
    first, _second = files
    forget = doomed.forget

    def fails_once(sha256: str) -> None:
        if sha256 == first.sha256:
            raise StoreAway("no answer")
        forget(sha256)

    with monkeypatch.context() as broken:
        broken.setattr(doomed, "forget", fails_once)
        doom(files, django_capture_on_commit_callbacks)
    assert [row.name for row in DoomedFile.objects.all()] == [str(first.file)]
    assert "doomed" not in {each.name for each in alarms()}
    DoomedFile.objects.update(since=clock.now() - timedelta(hours=2))
    assert "doomed" in {each.name for each in alarms()}
    doomed.sweep()
    assert not is_kept(first)
    assert not DoomedFile.objects.exists()
    assert "doomed" not in {each.name for each in alarms()}


@pytest.fixture
def draft(exporter: User) -> Shipment:
    made = a_draft(exporter)
    made.attachments.all().delete()
    return made


@pytest.mark.usefixtures("in_bucket")
def test_what_is_destroyed_is_gone_from_a_bucket_too(
    exporter: User, draft: Shipment, django_capture_on_commit_callbacks: Any
) -> None:
    upload(signed_in(exporter), draft)
    attachment = draft.attachments.get()
    assert attachment.file.name in names_in(default_storage)
    Attachment.objects.filter(pk=attachment.pk).delete()
    with django_capture_on_commit_callbacks(execute=True):
        doomed.doom([(attachment.file, attachment.sha256)])
    assert attachment.file.name not in names_in(default_storage)


@pytest.mark.usefixtures("in_bucket")
def test_a_draft_is_deleted_though_its_files_cannot_be_and_they_go_once_they_can(
    exporter: User, draft: Shipment, s3: S3Server, caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    upload(signed_in(exporter), draft)
    name = draft.attachments.get().file.name
    s3.stop()
    with django_capture_on_commit_callbacks(execute=True):
        delete_draft(draft, by=exporter)
    assert not Shipment.objects.filter(pk=draft.pk).exists()
    assert f"{name} should be gone and is still there" in caplog.text
    delete_doomed()
    s3.start()
    assert name in names_in(default_storage)
    delete_doomed()
    assert name not in names_in(default_storage)
    assert not DoomedFile.objects.exists()
