"""The evidence pack: whole, the same twice, checkable with nothing but sums and hashes."""

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings as site
from django.db import connection, transaction
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.audit.models import Event
from compliance.audit.verification import verify_file
from shipments.models import DocumentState, Shipment
from shipments.moves import Status
from shipments.paperwork import evidence
from shipments.paperwork.files import store
from tests.builders import a_finding, a_shipment, freeze

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.KEYS, settings.MEDIA_ROOT = tmp_path / "keys", tmp_path / "media"


PAPER = b"%PDF-1.7 a paper"


@pytest.fixture
def shipment(exporter: User, officer: User) -> Shipment:
    """Twice submitted, screened, held and answered, with one paper."""
    made = a_shipment(exporter, Status.HELD, gravity=2, findings=[a_finding()])
    decision = made.decisions.create(
        revision=made.revisions.get(), verb="hold", state="effective", by=officer,
        at=clock.now(), reason="Doubt", message="Please explain",
    )  # fmt: skip
    made.holds.create(decision=decision, kind="ctrl_doubt", since=clock.now(), until=clock.today())
    name, sha256 = store(PAPER)
    made.documents.create(
        revision=made.revisions.get(), kind="hold_notice", state=DocumentState.READY,
        issued_at=clock.now(), file=name, sha256=sha256, size=len(PAPER),
    )  # fmt: skip
    freeze(made, exporter)
    made.save()
    with transaction.atomic():
        record("hold", by=officer, subject=made.subject, kind="ctrl_doubt")
        record("note", by=None, subject="shipment:G49-OTHER")
        record("answer", by=exporter, subject=made.subject)
    return made


def download(shipment: Shipment, person: User) -> Any:
    client = Client()
    client.force_login(person)
    return client.get(f"/documents/of/{shipment.reference}/evidence.zip")


@pytest.fixture
def pack(shipment: Shipment, auditor: User) -> Callable[[], bytes]:
    return lambda: b"".join(download(shipment, auditor).streaming_content)


def in_another_thread(work: Callable[[], None]) -> None:
    """On a line to the database of its own, and done before this one goes on."""

    def and_hang_up() -> None:
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as others:
        others.submit(and_hang_up).result()


def opened(content: bytes) -> ZipFile:
    return ZipFile(BytesIO(content))


def test_it_holds_what_was_declared_found_decided_issued_and_recorded(
    pack: Callable[[], bytes], shipment: Shipment
) -> None:
    archive = opened(pack())
    names = archive.namelist()
    for revision in shipment.revisions.all():
        content = archive.read(f"revisions/{revision.number:02d}.json")
        assert hashlib.sha256(content).hexdigest() == revision.sha256
    run = shipment.screenings.get()
    facts = archive.read("screenings/01-facts.json")
    assert json.loads(facts) == run.facts
    assert json.loads(archive.read("screenings/01.json"))["findings"][0]["rule"] == "QTY-01"
    [decision] = json.loads(archive.read("decisions.json"))
    assert (decision["verb"], decision["reason"], decision["revision"]) == ("hold", "Doubt", 1)
    assert json.loads(archive.read("holds.json"))[0]["kind"] == "ctrl_doubt"
    assert sum(name.startswith("attachments/") for name in names) == len(
        set(shipment.attachments.values_list("sha256", flat=True))
    )
    assert archive.read(f"papers/{shipment.documents.get().number}.pdf") == PAPER


def test_every_sum_in_it_is_right(pack: Callable[[], bytes]) -> None:
    archive = opened(pack())
    sums = dict(
        reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines()
    )
    last = {"SHA256SUMS", "verify_pack.py", "log-keys.txt", "marks.json", "MANIFEST"}
    assert set(sums) == set(archive.namelist()) - last
    for name, sha256 in sums.items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == sha256, name


def test_its_events_verify_and_are_this_shipments_only(
    pack: Callable[[], bytes], shipment: Shipment, tmp_path: Path
) -> None:
    path = tmp_path / "events.jsonl"
    path.write_bytes(opened(pack()).read("events.jsonl"))
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert {row["subject"] for row in rows} == {shipment.subject}
    assert [row["verb"] for row in rows][-2:] == ["hold", "answer"]
    known = Event.objects.filter(subject=shipment.subject).values_list("seq", "hash")
    assert verify_file(path, expected=dict(known[: len(rows)]), is_part=True).is_intact
    path.write_text(path.read_text("utf-8").replace("ctrl_doubt", "inspection"), "utf-8")
    assert not verify_file(path, is_part=True).is_intact


def test_the_same_state_gives_the_same_bytes_and_each_download_is_told(
    pack: Callable[[], bytes], shipment: Shipment, auditor: User
) -> None:
    first, second = pack(), pack()
    assert first == second
    told = Event.objects.filter(verb="download_evidence", subject=shipment.subject)
    assert [event.detail["sha256"] for event in told] == [hashlib.sha256(first).hexdigest()] * 2
    assert {event.actor_id for event in told} == {auditor.pk}


def test_what_happens_while_it_is_written_is_none_of_it(
    pack: Callable[[], bytes],
    shipment: Shipment,
    officer: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_proofs = evidence._add_proofs

    def after_a_note(*given: Any) -> None:
        with transaction.atomic():
            record("note", by=officer, subject=shipment.subject)
        add_proofs(*given)

    monkeypatch.setattr(evidence, "_add_proofs", after_a_note)
    archive = opened(pack())
    held, proven = (
        [json.loads(line)["seq"] for line in archive.read(name).splitlines()]
        for name in ("events.jsonl", "proofs.jsonl")
    )
    assert held
    assert held == proven


def held_once_more(shipment: Shipment, officer: User) -> None:
    """Another person's transaction, committed: a decision, its status and its event."""
    with transaction.atomic():
        shipment.decisions.create(
            revision=shipment.revisions.get(number=1), verb="hold", state="effective", by=officer,
            at=clock.now(), reason="Another doubt", message="",
        )  # fmt: skip
        Shipment.objects.filter(pk=shipment.pk).update(status=Status.IN_REVIEW)
        record("hold", by=officer, subject=shipment.subject, kind="ctrl_doubt")


def told_in(archive: ZipFile) -> tuple[str, int, int]:
    """The status, how many times it was decided to hold, and how many events say so."""
    events = [json.loads(line) for line in archive.read("events.jsonl").splitlines()]
    return (
        json.loads(archive.read("manifest.json"))["status"],
        len(json.loads(archive.read("decisions.json"))),
        sum(event["verb"] == "hold" for event in events),
    )


@pytest.mark.parametrize("step", ["declared", "judged", "papers", "policies"])
def test_a_case_that_moves_while_its_pack_is_written_is_in_it_as_it_stood(
    transactional_db: None,
    pack: Callable[[], bytes],
    shipment: Shipment,
    officer: User,
    step: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add = getattr(evidence, f"_add_{step}")

    def after_a_move(*given: Any) -> None:
        in_another_thread(lambda: held_once_more(shipment, officer))
        add(*given)

    with monkeypatch.context() as during:
        during.setattr(evidence, f"_add_{step}", after_a_move)
        assert told_in(opened(pack())) == ("screening", 1, 1)
    assert told_in(opened(pack())) == ("in_review", 2, 2)


def test_a_changed_paper_is_left_out_and_named(
    pack: Callable[[], bytes], shipment: Shipment
) -> None:
    document = shipment.documents.get()
    (Path(site.MEDIA_ROOT) / str(document.file)).write_bytes(b"another")
    archive = opened(pack())
    path = f"papers/{document.number}.pdf"
    assert path not in archive.namelist()
    assert json.loads(archive.read("manifest.json"))["damaged"] == [path]
    assert f"{document.sha256}  {path}" in archive.read("SHA256SUMS").decode()


def test_officers_of_the_office_get_it_and_nobody_else(
    shipment: Shipment,
    officer: User,
    other_office_officer: User,
    exporter: User,
    policy_admin: User,
) -> None:
    assert download(shipment, officer).status_code == 200
    for person, status in ((other_office_officer, 404), (exporter, 404), (policy_admin, 403)):
        assert download(shipment, person).status_code == status
    assert Event.objects.filter(verb="download_evidence").count() == 1
