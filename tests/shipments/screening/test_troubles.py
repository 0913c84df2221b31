"""A shipment whose screening fails for good is parked, shown and tried again by hand."""

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.test import Client

from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.alarms import alarms
from shipments.models import ScreeningTrouble, Shipment
from shipments.moves import Status
from shipments.screening import actions, tasks, troubles
from tests.builders import a_draft, freeze

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(exporter: User, prc_lists: None) -> Shipment:
    return freeze(a_draft(exporter), exporter).shipment


@pytest.fixture
def poison(waiting: Shipment) -> Shipment:
    """Its frozen content is none."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE shipments_revision DISABLE TRIGGER USER")
        waiting.revisions.update(content={"lines": 7})
        cursor.execute("ALTER TABLE shipments_revision ENABLE TRIGGER USER")
    return waiting


def reading(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def fail(shipment: Shipment, times: int) -> None:
    for _i in range(times):
        with pytest.raises(TypeError):
            tasks.screen(shipment.pk)


def test_it_is_parked_after_five_tries_and_sent_no_more(
    poison: Shipment, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    monkeypatch.setattr(tasks.screen, "delay", sent.append)
    monkeypatch.setattr("compliance.celery.waiting_in", lambda _queue: 0)
    Shipment.objects.update(submitted_at="2026-01-01T00:00:00Z")
    fail(poison, 4)
    tasks.sweep()
    assert sent == [poison.pk]
    fail(poison, 1)
    tasks.sweep()
    assert sent == [poison.pk]
    tasks.screen(poison.pk)
    event = Event.objects.get(verb="screening_parked")
    assert (event.subject, event.detail["tries"]) == (poison.subject, 5)
    assert event.detail["error"]


def test_a_worker_that_dies_with_it_counts_too(
    waiting: Shipment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_pk: int) -> None:
        raise SystemExit

    with monkeypatch.context() as killing:
        killing.setattr(actions, "screen", die)
        for _i in range(5):
            with pytest.raises(SystemExit):
                tasks.screen(waiting.pk)
        tasks.screen(waiting.pk)
    assert troubles.parked().get().shipment == waiting


@pytest.mark.parametrize("fault", [OperationalError("away"), OSError(28, "No space left")])
def test_a_passing_fault_parks_nothing_however_long_it_lasts(
    waiting: Shipment, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def be_away(_pk: int) -> None:
        raise fault

    with monkeypatch.context() as away:
        away.setattr(actions, "screen", be_away)
        for _i in range(20):
            with pytest.raises(type(fault)):
                tasks.screen.run(waiting.pk)
    tasks.screen(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.status != Status.SCREENING
    assert not ScreeningTrouble.objects.exists()


def test_a_good_one_leaves_no_trace(waiting: Shipment) -> None:
    tasks.screen(waiting.pk)
    tasks.screen(waiting.pk)
    assert not ScreeningTrouble.objects.exists()


def test_it_is_on_the_home_page_of_its_office_and_can_be_tried_again(
    poison: Shipment, officer: User, other_office_officer: User, auditor: User
) -> None:
    fail(poison, 5)
    assert [alarm.references for alarm in alarms()] == [(poison.reference,)]
    for reader, sees in ((officer, True), (auditor, True), (other_office_officer, False)):
        assert (poison.reference in reading(reader).get("/").content.decode()) is sees
    address = f"/review/{poison.reference}/unpark/"
    assert reading(other_office_officer).post(address).status_code == 404
    assert reading(auditor).post(address).status_code == 403
    assert reading(officer).post(address).status_code == 302
    assert alarms() == []
    assert reading(officer).post(address).status_code == 409
    assert Event.objects.filter(verb="screening_unparked", actor=officer).exists()


def test_its_pages_answer(poison: Shipment, officer: User, auditor: User, exporter: User) -> None:
    fail(poison, 5)
    reference = poison.reference
    for reader, address in (
        (officer, f"/review/{reference}/"),
        (auditor, f"/review/{reference}/"),
        (officer, f"/review/{reference}/revisions/1/"),
        (exporter, f"/shipments/{reference}/"),
        (exporter, f"/shipments/{reference}/revisions/1/"),
    ):
        answer = reading(reader).get(address)
        assert answer.status_code == 409, address
        assert reading(reader).get("/").status_code == 200


def test_a_missing_attachment_is_404_and_an_event(exporter: User, officer: User) -> None:
    shipment = freeze(a_draft(exporter), exporter).shipment
    paper = shipment.attachments.first()
    assert paper
    address = f"/shipments/{shipment.reference}/attachments/{paper.sha256}/"
    assert reading(officer).get(address).status_code == 200
    default_storage.delete(paper.file.name)
    assert reading(officer).get(address).status_code == 404
    assert Event.objects.get(verb="attachment_missing").detail["sha256"] == paper.sha256
    assert Event.objects.filter(verb="download_attachment").count() == 1
