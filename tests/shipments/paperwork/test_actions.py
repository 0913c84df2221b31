"""From request to ready: once, under a lease, whatever dies or fails on the way."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from celery.exceptions import Retry
from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.audit.models import Event
from compliance.refusals import Conflict, NotAllowed
from shipments.alarms import alarms
from shipments.models import Document, DocumentState, Shipment
from shipments.moves import Status
from shipments.paperwork import actions, files, render_work, tasks
from shipments.paperwork.issue import issue_of
from tests.builders import a_shipment
from tests.shipments.paperwork.papers import a_declaration

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(seconds=settings.LEASE_SECONDS + 5)


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Primary keys that were put on the queue instead of being sent to a broker, whose own queue
    another test may have left something in."""
    pks: list[int] = []
    monkeypatch.setattr("compliance.celery.waiting_in", lambda _queue: 0)
    monkeypatch.setattr(tasks.render, "apply_async", lambda args, **_kw: pks.append(args[0]))
    return pks


@pytest.fixture
def released(exporter: User) -> Shipment:
    return a_shipment(exporter, Status.RELEASED, gravity=0)


@pytest.fixture
def document(released: Shipment, sent: list[int]) -> Document:
    return request(released)[0]


def request(shipment: Shipment) -> list[Document]:
    kinds = ["release_notice"]
    return actions.request_documents(shipment, kinds=kinds, decision=None)


def age(document: Document, **moments: timedelta) -> None:
    now = timezone.now()
    Document.objects.filter(pk=document.pk).update(
        **{name: now - old for name, old in moments.items()}
    )


def ready_events(document: Document) -> int:
    return Event.objects.filter(verb="document_ready", detail__document=document.number).count()


def test_release_brings_three_papers_and_two_without_a_statement() -> None:
    assert actions.kinds_for("release", a_declaration()) == [
        "declaration",
        "end_use_certificate",
        "release_notice",
    ]
    assert "end_use_certificate" not in actions.kinds_for("release", a_declaration(statement=None))


@pytest.mark.parametrize(
    ("verb", "kinds"),
    [
        ("hold", ["hold_notice"]),
        ("refuse", ["refusal_notice"]),
        ("claim", []),
        ("return_for_correction", []),
    ],
)
def test_a_verb_brings_its_papers(verb: str, kinds: list[str]) -> None:
    assert actions.kinds_for(verb, a_declaration()) == kinds


def test_asking_twice_queues_once(
    released: Shipment, sent: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first, again = request(released), request(released)
    assert first == again
    assert sent == [first[0].pk]


def test_the_worker_makes_the_paper_and_records_it_once(document: Document) -> None:
    tasks.render(document.pk)
    tasks.render(document.pk)
    document.refresh_from_db()
    assert document.state == DocumentState.READY
    assert files.load(document).startswith(b"%PDF")
    assert len(files.load(document)) == document.size
    assert ready_events(document) == 1


def test_the_audit_head_of_the_first_rendering_is_kept(document: Document) -> None:
    """It covers the decision's own event, which is chained when the decision commits."""
    last = Event.objects.order_by("seq").last()
    expected = f"{last.seq}:{last.hash[:16]}" if last else "0:" + "0" * 16
    tasks.render(document.pk)
    document.refresh_from_db()
    assert document.audit_head == expected
    with transaction.atomic():
        record("note", by=None, subject="x")
    Document.objects.update(state=DocumentState.QUEUED)
    tasks.render(document.pk)
    document.refresh_from_db()
    assert document.audit_head == expected


def test_a_paper_in_other_hands_is_left_alone(document: Document) -> None:
    assert render_work.claim(document.pk)
    assert render_work.claim(document.pk) is None
    assert render_work.lost_documents(timezone.now()) == []


def test_a_worker_killed_while_rendering_loses_nothing(document: Document, sent: list[int]) -> None:
    render_work.claim(document.pk)
    age(document, started_at=LONG_AGO)
    tasks.sweep()
    assert sent == [document.pk]
    tasks.render(document.pk)
    document.refresh_from_db()
    assert (document.state, document.attempts) == (DocumentState.READY, 2)


def test_two_workers_that_both_finish_leave_one_event_and_one_file(
    document: Document, own_media: Path
) -> None:
    slow = render_work.claim(document.pk)
    age(document, started_at=LONG_AGO)
    quick = render_work.claim(document.pk)
    assert slow
    assert quick
    tasks.make(quick)
    tasks.make(slow)
    assert ready_events(document) == 1
    assert len([path for path in own_media.glob("documents/**/*") if path.is_file()]) == 1


def test_a_paper_that_kills_every_worker_fails_in_the_end(document: Document) -> None:
    for _attempt in range(render_work.MOST_ATTEMPTS):
        assert render_work.claim(document.pk)
        age(document, started_at=LONG_AGO)
    assert render_work.claim(document.pk) is None
    document.refresh_from_db()
    assert (document.state, document.error) == (DocumentState.FAILED, render_work.GIVEN_UP)


def test_the_sweep_sends_what_a_flushed_broker_lost(document: Document, sent: list[int]) -> None:
    sent.clear()
    tasks.sweep()
    assert sent == []
    age(document, issued_at=timedelta(seconds=30))
    tasks.sweep()
    assert sent == [document.pk]


def test_a_full_disk_is_tried_again_for_as_long_as_it_lasts(
    document: Document, sent: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(content: bytes) -> tuple[str, str]:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(files, "store", full_disk)
        for _attempt in range(3 * render_work.MOST_ATTEMPTS):
            sent.clear()
            tasks.render(document.pk)
            age(document, started_at=timedelta(minutes=1))
            tasks.sweep()
            document.refresh_from_db()
            assert (document.state, sent) == (DocumentState.QUEUED, [document.pk])
            assert [alarm.name for alarm in alarms()] == ["storage"]
    tasks.render(document.pk)
    document.refresh_from_db()
    assert document.state == DocumentState.READY
    assert alarms() == []


@pytest.mark.parametrize("fault", [OperationalError("server closed"), InterfaceError("closed")])
def test_a_database_that_goes_away_in_the_midst_is_no_fault_of_the_paper(
    fault: Exception, document: Document, sent: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_given: Any, **_told: Any) -> None:
        raise fault

    with monkeypatch.context() as away:
        away.setattr(render_work, "finish", cut_off)
        for _attempt in range(3 * render_work.MOST_ATTEMPTS):
            with pytest.raises((type(fault), Retry)):
                tasks.render(document.pk)
            document.refresh_from_db()
            assert (document.state, document.attempts) == (DocumentState.QUEUED, 0)
    tasks.render(document.pk)
    document.refresh_from_db()
    assert document.state == DocumentState.READY


def test_a_bug_is_raised_and_shown_as_failed(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(document: Document) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(tasks, "make", bug)
    with pytest.raises(ZeroDivisionError):
        tasks.render(document.pk)
    document.refresh_from_db()
    assert (document.state, document.error) == (DocumentState.FAILED, render_work.BROKEN)


def test_nothing_half_written_is_left_behind(
    own_media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="Input/output"):
        files.store(b"%PDF-1.7")
    assert [path for path in own_media.rglob("*") if path.is_file()] == []


def test_a_failed_paper_can_be_queued_again(
    document: Document, exporter: User, django_capture_on_commit_callbacks: Any, sent: list[int]
) -> None:
    render_work.claim(document.pk)
    render_work.fail(document.pk)
    sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        actions.retry(document, by=exporter)
    document.refresh_from_db()
    assert (document.state, document.attempts, document.error) == (DocumentState.QUEUED, 0, "")
    assert sent == [document.pk]
    assert Event.objects.filter(verb="document_retried").count() == 1


def test_only_a_failed_paper_is_queued_again(
    document: Document, exporter: User, auditor: User
) -> None:
    with pytest.raises(Conflict):
        actions.retry(document, by=exporter)
    with pytest.raises(NotAllowed):
        actions.retry(document, by=auditor)


def test_its_code_leads_to_the_address_of_the_day_it_was_asked_for(
    released: Shipment, sent: list[int], settings: Any
) -> None:
    settings.SITE_URL = "https://then.example"
    document = request(released)[0]
    settings.SITE_URL = "https://now.example"
    stored = Document.objects.with_case().get(pk=document.pk)
    assert issue_of(stored).verification_url.startswith("https://then.example/documents/verify/?")
