"""Files are opened once the scanner has found nothing; while it is away they wait, and stay."""

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.audit.models import Event
from compliance.quarantine import clamd, scanning
from compliance.quarantine.keeping import quarantined, require_clean
from compliance.quarantine.models import FileScan, ScanState
from compliance.refusals import Conflict
from shipments.access import may
from shipments.alarms import alarms
from shipments.declare import actions
from shipments.demo.papers import paper
from shipments.models import Attachment, Shipment
from shipments.moves import Status
from shipments.paperwork.evidence import write_evidence
from shipments.screening.actions import screen
from tests.builders import a_draft, a_shipment, register_licences
from tests.compliance.quarantine.scanner import EICAR, Clamd
from tests.shipments.declare.conftest import signed_in
from tests.shipments.moves.cases import add_proposal

pytestmark = pytest.mark.django_db
MISBEHAVIOURS = ("hangs up", "over its limit", "out of its mind", "mute", "cut off")


@pytest.fixture
def scanner(settings: Any) -> Iterator[Clamd]:
    server = Clamd()
    settings.CLAMD = server.address
    yield server
    server.close()


@pytest.fixture
def draft(exporter: User) -> Shipment:
    return a_draft(exporter)


@pytest.fixture
def client(exporter: User) -> Client:
    return signed_in(exporter)


def attach(client: Client, draft: Shipment, content: bytes) -> Attachment:
    file = SimpleUploadedFile("report.pdf", content)
    fields = {"kind": "test_report", "number": "1", "upload": file}
    client.post(f"/shipments/{draft.reference}/attachments/", fields)
    return draft.attachments.get(kind="test_report")


def opened(client: Client, attachment: Attachment) -> int:
    address = f"/shipments/{attachment.shipment.reference}/attachments/{attachment.sha256}/"
    return client.get(address).status_code


def scan_all() -> None:
    for pk in scanning.due():
        scanning.scan_one(pk)


def test_a_file_is_opened_once_nothing_was_found(
    scanner: Clamd, client: Client, draft: Shipment
) -> None:
    attachment = attach(client, draft, paper("a report"))
    assert opened(client, attachment) == 409
    scan_all()
    assert scanner.scanned == [paper("a report")]
    assert opened(client, attachment) == 200
    scan_all()
    assert len(scanner.scanned) == 1


def test_what_the_scanner_refuses_is_kept_shut_and_never_deleted(
    scanner: Clamd, client: Client, draft: Shipment
) -> None:
    attachment = attach(client, draft, paper("bad") + EICAR)
    scan_all()
    row = FileScan.objects.get()
    assert (row.state, row.found) == (ScanState.FOUND, "Eicar-Test-Signature")
    assert opened(client, attachment) == 409
    assert attachment.file.storage.exists(str(attachment.file))
    assert Event.objects.filter(verb="file_refused", detail__found=row.found).count() == 1
    page = client.get(f"/shipments/{draft.reference}/check/").content.decode()
    assert "Eicar-Test-Signature" in page
    with pytest.raises(actions.Incomplete):
        actions.submit(draft, by=draft.created_by, expected_revision=0)


@pytest.mark.parametrize("behaviour", MISBEHAVIOURS)
def test_an_outage_keeps_the_file_quarantined_until_it_is_over(
    scanner: Clamd, client: Client, draft: Shipment, behaviour: str
) -> None:
    attachment = attach(client, draft, paper("a report"))
    scanner.behaviour = behaviour
    scan_all()
    row = FileScan.objects.get()
    assert (row.state, row.tries) == (ScanState.WAITING, 1)
    assert row.trouble
    assert opened(client, attachment) == 409
    assert scanning.due() == []
    scanner.behaviour = "honest"
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        scan_all()
        assert not quarantined([attachment.sha256])


def test_a_scanner_that_is_gone_raises_an_alarm_and_loses_nothing(
    scanner: Clamd, client: Client, draft: Shipment
) -> None:
    attachment = attach(client, draft, paper("a report"))
    scanner.close()
    for hour in range(3):
        with time_machine.travel(clock.now() + timedelta(hours=hour)):
            scan_all()
    row = FileScan.objects.get()
    assert (row.state, row.tries) == (ScanState.WAITING, 3)
    with time_machine.travel(clock.now() + timedelta(hours=4)):
        assert "scanner" in [each.name for each in alarms()]
        assert scanning.waiting_too_long()
    assert attachment.file.storage.exists(str(attachment.file))


def test_nothing_is_released_on_files_that_are_not_scanned(
    scanner: Clamd, exporter: User, officer: User, second_officer: User
) -> None:
    """The builders' files were stored when there was no scanner: the kind that is forgotten."""
    plain, grave = a_shipment(exporter), a_shipment(exporter, gravity=3)
    assert not may(officer, "release", plain).allowed
    assert not may(officer, "propose_release", grave).allowed
    proposed = a_shipment(exporter, gravity=3)
    add_proposal(proposed, second_officer)
    assert not may(officer, "countersign", proposed).allowed
    call_command("scan_files")
    scan_all()
    assert may(officer, "release", plain).allowed
    assert may(officer, "propose_release", grave).allowed
    assert may(officer, "countersign", proposed).allowed


def test_a_green_declaration_with_unscanned_files_goes_to_an_officer(
    scanner: Clamd, exporter: User, prc_lists: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shipments.screening.facts.secrets.randbelow", lambda steps: steps - 1)
    register_licences()
    lanes = []
    for is_scanned in (True, False):
        draft = a_draft(exporter)
        if is_scanned:
            call_command("scan_files")
            scan_all()
        filed = actions.submit(draft, by=exporter, expected_revision=0)
        if not is_scanned:
            FileScan.objects.all().delete()
        run = screen(filed.pk)
        assert run is not None
        filed.refresh_from_db()
        lanes.append((run.lane, filed.status))
    assert lanes == [("green", Status.RELEASED), ("green", Status.IN_REVIEW)]


def test_an_evidence_pack_names_a_quarantined_file_without_its_bytes(
    scanner: Clamd, exporter: User, settings: Any, tmp_path: Path
) -> None:
    settings.KEYS = tmp_path
    shipment = a_shipment(exporter)
    record("trial", by=None, subject=shipment.subject)
    packed = io.BytesIO()
    write_evidence([shipment], packed)
    with ZipFile(packed) as archive:
        told = json.loads(archive.read("manifest.json"))
        assert not any(name.startswith("attachments/") for name in archive.namelist())
    files = {each.sha256 for each in shipment.attachments.all()}
    assert len(told["damaged"]) == len(files) > 0
    assert all(path.startswith("attachments/") for path in told["damaged"])


def test_without_a_scanner_every_file_is_opened(client: Client, draft: Shipment) -> None:
    assert opened(client, attach(client, draft, paper("a report"))) == 200
    assert not FileScan.objects.exists()
    with pytest.raises(CommandError):
        call_command("scan_files")


def test_the_client_streams_large_files_and_speaks_over_a_socket_file(scanner: Clamd) -> None:
    content = bytes(3 * clamd.CHUNK + 7)
    assert clamd.scan(scanner.address, io.BytesIO(content)) == ""
    assert scanner.scanned == [content]
    assert clamd.scan(scanner.address, io.BytesIO(EICAR)) == "Eicar-Test-Signature"
    with pytest.raises(clamd.Unavailable):
        clamd.scan("unix:///nowhere/clamd.sock", io.BytesIO(b""))


def test_a_conflict_says_what_was_found(scanner: Clamd) -> None:
    FileScan.objects.create(sha256="ab" * 32, stored_name="x", state="found", found="Eicar")
    with pytest.raises(Conflict, match="Eicar"):
        require_clean("ab" * 32)
