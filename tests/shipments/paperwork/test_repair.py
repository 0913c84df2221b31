"""A paper that was damaged on disk comes back to the same hash; an upload is reported."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.cache import cache
from django.core.files.base import ContentFile

from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.alarms import alarms
from shipments.models import Document
from shipments.moves import Status
from shipments.paperwork import files, repair
from shipments.paperwork.tasks import render
from tests.builders import a_shipment
from tests.shipments.paperwork.keeping import unkept

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(exporter: User, settings: Any, tmp_path: Path) -> Document:
    """A release notice, rendered."""
    settings.MEDIA_ROOT, settings.KEYS = tmp_path, tmp_path / "keys"
    shipment = a_shipment(exporter, Status.RELEASED)
    made = Document.objects.create(
        shipment=shipment,
        revision=shipment.revisions.get(),
        kind="release_notice",
        issued_at=shipment.submitted_at,
    )
    render(made.pk)
    made.refresh_from_db()
    return made


def on_disk(document: Document) -> Path:
    return Path(site.MEDIA_ROOT) / str(document.file)


def verbs() -> list[str]:
    told = Event.objects.filter(verb__in=["document_repaired", "document_irreparable"])
    return [event.verb for event in told]


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"%PDF another")])
def test_a_damaged_paper_is_made_again_to_the_same_bytes(damage: Any, paper: Document) -> None:
    before = on_disk(paper).read_bytes()
    damage(on_disk(paper))
    with pytest.raises(files.Corrupt):
        files.load(paper)
    assert repair.repair_papers() == 0
    assert on_disk(paper).read_bytes() == before
    assert verbs() == ["document_repaired"]
    assert repair.repair_papers() == 0
    assert verbs() == ["document_repaired"], "a whole paper is left alone"


def test_a_paper_that_would_come_out_otherwise_is_never_put_in_its_place(paper: Document) -> None:
    Document.objects.filter(pk=paper.pk).update(verification_code="0" * 20)
    on_disk(paper).unlink()
    assert repair.repair_papers() == 1
    assert not on_disk(paper).exists()
    assert verbs() == ["document_irreparable"]
    assert [alarm.name for alarm in alarms() if alarm.name == "files"] == ["files"]


def test_the_alarm_ends_when_the_file_is_put_back(paper: Document) -> None:
    before, code = on_disk(paper).read_bytes(), paper.verification_code
    Document.objects.filter(pk=paper.pk).update(verification_code="0" * 20)
    on_disk(paper).unlink()
    repair.repair_papers()
    Document.objects.filter(pk=paper.pk).update(verification_code=code)
    on_disk(paper).write_bytes(before)
    assert repair.repair_papers() == 0
    assert not [alarm for alarm in alarms() if alarm.name == "files"]


def test_papers_and_uploads_have_their_turn_night_by_night(
    paper: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    for number in range(3):
        paper.shipment.attachments.create(
            kind="contract", filename="a.pdf", file=f"{number}.pdf", size=1, sha256="a" * 64,
            uploaded_by=paper.shipment.created_by,
        )  # fmt: skip
    looked_at: list[str] = []
    monkeypatch.setattr(
        files, "is_kept", lambda name, _sha256: bool(looked_at.append(name)) or True
    )
    there = sorted(str(each.file) for each in paper.shipment.attachments.all())
    for _night in range(len(there)):
        assert repair.check_uploads(1) == 0
    assert sorted(looked_at) == there, "one a night, each once before any comes again"
    on_disk(paper).unlink()
    assert repair.repair_papers(0) == 0
    assert not on_disk(paper).exists()
    assert repair.repair_papers(1) == 0
    assert on_disk(paper).exists()


def test_a_changed_upload_is_reported_and_a_whole_one_is_not(
    paper: Document, exporter: User
) -> None:
    with unkept("shipments_attachment"):
        paper.shipment.attachments.all().delete()
    for content in (b"whole", b"changed", b"lost"):
        paper.shipment.attachments.create(
            kind="contract", filename="a.pdf", file=ContentFile(content, "a.pdf"),
            size=len(content), sha256=sha256(content).hexdigest(), uploaded_by=exporter,
        )  # fmt: skip
    _whole, changed, lost = paper.shipment.attachments.all()
    Path(changed.file.path).write_bytes(b"another")
    Path(lost.file.path).unlink()
    assert repair.check_uploads() == 2
    told = Event.objects.filter(verb="attachment_corrupt", subject=paper.shipment.subject)
    assert {event.detail["sha256"] for event in told} == {changed.sha256, lost.sha256}
    assert repair.check_uploads(0) == 2, "what was found damaged is looked at each night"
    assert told.count() == 2, "and told once"
    Path(changed.file.path).write_bytes(b"changed")
    assert [alarm.name for alarm in alarms() if alarm.name == "files"] == ["files"]
    assert repair.check_uploads(0) == 1, "somebody has put it back"
