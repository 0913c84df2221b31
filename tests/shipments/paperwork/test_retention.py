"""Papers and uploads are kept for five years; then two officers destroy them, and nobody else."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Attachment, Disposal, Document, LegalHold, Shipment
from shipments.moves import Status
from shipments.notices.waiting import disposals
from shipments.paperwork import repair, retention
from tests.builders import a_draft, a_finding, a_shipment, store_screening
from tests.shipments.paperwork.keeping import unkept
from tests.shipments.paperwork.signed import asked_for, made
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signing")]
SIX_YEARS, ALMOST = timedelta(days=6 * 366), timedelta(days=5 * 365 - 9)


def aged(shipment: Shipment, age: timedelta) -> Shipment:
    """As if everything about it had happened so long ago."""
    then = clock.now() - age
    with unkept("shipments_revision"):
        shipment.revisions.update(submitted_at=then)
    Shipment.objects.filter(pk=shipment.pk).update(decided_at=then, submitted_at=then)
    shipment.refresh_from_db()
    return shipment


@pytest.fixture
@made_once
def old(signing: Any, exporter: User, tmp_path: Path) -> Shipment:
    """Released six years ago, with a signed paper and an upload."""
    document = made(asked_for(exporter))
    content = ContentFile(b"%PDF", "a.pdf")
    document.shipment.attachments.create(
        kind="contract", filename="a.pdf", file=content, size=4, sha256="c" * 64,
        uploaded_by=exporter,
    )  # fmt: skip
    return aged(document.shipment, SIX_YEARS)


def refuse(work: Callable[[], Any]) -> None:
    """The database itself says no."""
    with pytest.raises(DatabaseError, match=r"is kept|append-only"), transaction.atomic():
        work()


@pytest.mark.parametrize("rows", [Document, Attachment])
def test_the_database_deletes_nothing_without_a_disposal(rows: Any, old: Shipment) -> None:
    refuse(lambda: rows.objects.filter(shipment=old)._raw_delete("default"))


def test_what_was_never_filed_may_go(exporter: User) -> None:
    draft = a_draft(exporter)
    assert draft.attachments.exists()
    draft.attachments.all().delete()
    assert not draft.attachments.exists()


def test_a_disposal_waits_at_home_of_the_officers_who_can_sign_it(
    old: Shipment, people: dict[str, User]
) -> None:
    def waiting() -> set[str]:
        names = ("officer1", "officer2", "head1", "officer3")
        return {name for name in names if [*disposals(people[name])]}

    assert waiting() == set()
    retention.propose(old, by=people["officer1"], reason="Room.")
    assert waiting() == {"officer2", "head1"}
    retention.sign(old, by=people["officer2"])
    assert waiting() == set()


@pytest.mark.parametrize("age", [ALMOST, timedelta(0)])
def test_before_time_neither_people_nor_the_database_let_go(
    age: timedelta, old: Shipment, officer: User, second_officer: User
) -> None:
    aged(old, age)
    with pytest.raises(Conflict):
        retention.propose(old, by=officer, reason="Room.")
    Disposal.objects.create(
        shipment=old, reason="Room.", proposed_by=officer, proposed_at=clock.now(),
        signed_by=second_officer, signed_at=clock.now(),
    )  # fmt: skip
    refuse(lambda: Attachment.objects.filter(shipment=old).delete())


@pytest.mark.parametrize("status", [Status.HELD, Status.IN_REVIEW])
def test_an_undecided_case_is_never_over(
    status: Status, old: Shipment, officer: User, second_officer: User
) -> None:
    Shipment.objects.filter(pk=old.pk).update(status=status)
    with pytest.raises(Conflict):
        retention.propose(old, by=officer, reason="Room.")
    Disposal.objects.create(
        shipment=old, reason="Room.", proposed_by=officer, proposed_at=clock.now(),
        signed_by=second_officer, signed_at=clock.now(),
    )  # fmt: skip
    refuse(lambda: Attachment.objects.filter(shipment=old).delete())


def test_two_officers_destroy_and_the_log_keeps_the_hashes(
    old: Shipment, officer: User, second_officer: User, django_capture_on_commit_callbacks: Any
) -> None:
    paper = old.documents.get()
    paths = [Path(paper.file.path), Path(old.attachments.last().file.path)]  # type: ignore[union-attr]
    assert all(path.exists() for path in paths)
    retention.propose(old, by=officer, reason="The time is over.")
    with pytest.raises(NotAllowed):
        retention.sign(old, by=officer)
    with django_capture_on_commit_callbacks(execute=True):
        retention.sign(old, by=second_officer)
    assert not old.documents.exists()
    assert not old.attachments.exists()
    assert not any(path.exists() for path in paths)
    event = Event.objects.get(verb="dispose")
    assert event.actor == second_officer
    assert {"name": paper.number, "sha256": paper.sha256} in event.detail["files"]
    assert "c" * 64 in {each["sha256"] for each in event.detail["files"]}
    assert old.revisions.exists(), "what was declared stays under its hash"
    with pytest.raises(Conflict):
        retention.sign(old, by=second_officer)


def test_an_upload_that_a_decision_names_loses_its_file_and_keeps_its_row(
    old: Shipment, officer: User, second_officer: User, django_capture_on_commit_callbacks: Any
) -> None:
    upload = old.attachments.last()
    assert upload
    finding = store_screening(
        old.revisions.get(), 3, (a_finding("LIC-01", effect=3, disclosed=True),)
    ).findings.get()
    decision = old.decisions.create(
        revision=old.revisions.get(), verb="release", state="effective", by=officer,
        at=clock.now(), reason="Cured.",
    )  # fmt: skip
    decision.dispositions.create(finding=finding, kind="cured", ground="It is here.", paper=upload)
    path = Path(upload.file.path)
    retention.propose(old, by=officer, reason="The time is over.")
    with django_capture_on_commit_callbacks(execute=True):
        retention.sign(old, by=second_officer)
    assert list(old.attachments.all()) == [upload]
    assert not path.exists()
    assert repair.check_uploads() == 0, "what was destroyed is no damage"


def test_a_legal_hold_stops_both_and_another_person_lifts_it(
    old: Shipment, officer: User, second_officer: User
) -> None:
    retention.propose(old, by=officer, reason="The time is over.")
    retention.hold(old, by=officer, reason="A court asked.")
    with pytest.raises(Conflict):
        retention.sign(old, by=second_officer)
    Disposal.objects.update(signed_by=second_officer, signed_at=clock.now())
    refuse(lambda: Attachment.objects.filter(shipment=old).delete())
    with pytest.raises(NotAllowed):
        retention.lift(old, by=officer, reason="No.")
    retention.lift(old, by=second_officer, reason="The court is done.")
    verbs = Event.objects.filter(verb__contains="legal_hold").order_by("seq")
    assert list(verbs.values_list("verb", flat=True)) == ["place_legal_hold", "lift_legal_hold"]


def test_one_person_cannot_be_both_in_the_database_either(old: Shipment, officer: User) -> None:
    proposed = retention.propose(old, by=officer, reason="The time is over.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Disposal.objects.filter(pk=proposed.pk).update(signed_by=officer, signed_at=clock.now())
    refuse(lambda: proposed.delete())


def test_only_officers_of_the_case_act(
    old: Shipment, exporter: User, auditor: User, officer: User
) -> None:
    for person in (exporter, auditor):
        with pytest.raises(NotAllowed):
            retention.hold(old, by=person, reason="Mine.")
    assert not LegalHold.objects.exists()


def test_the_page_shows_what_is_due_and_acts(
    old: Shipment, exporter: User, officer: User, second_officer: User
) -> None:
    recent = a_shipment(exporter, Status.RELEASED)
    clients = []
    for person in (officer, second_officer):
        client = Client()
        client.force_login(person)
        clients.append(client)
    page = clients[0].get(reverse("paperwork:retention")).content.decode()
    assert old.reference in page
    assert recent.reference not in page
    act = reverse("paperwork:retention_act")
    told = {"reference": old.reference, "reason": "The time is over.", "verb": "propose"}
    assert clients[0].post(act, {**told, "reason": ""}).status_code == 200
    assert clients[0].post(act, told).status_code == 302
    address = reverse("paperwork:retention_sign", args=[old.reference])
    assert clients[0].post(address).status_code == 403
    assert clients[1].post(address).status_code == 302
    assert not Document.objects.filter(shipment=old).exists()
