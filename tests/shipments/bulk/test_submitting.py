"""The drafts of a table are submitted in batches: each once, refused ones with their reason."""

import time
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.bulk import actions, checking, submitting, tasks, work
from shipments.declare import actions as declare
from shipments.models import Attachment, BulkFile, BulkState, Shipment
from shipments.moves import Status
from tests.shipments.bulk.test_tables import as_csv, row
from tests.shipments.declare.conftest import signed_in

pytestmark = pytest.mark.django_db
PAPERS = ("contract", "invoice", "packing_list")


@pytest.fixture(autouse=True)
def not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "send", lambda _file: None)
    monkeypatch.setattr(declare, "send_after_commit", lambda *_sent: None)


def drafts(exporter: User, count: int, *, complete: int | None = None) -> BulkFile:
    """A table whose first `complete` drafts have their papers."""
    rows = [row(1, contract_no=f"C-{number:05d}") for number in range(count)]
    file = actions.bring_in(as_csv(rows), by=exporter)
    work.read(file.pk)
    while checking.check_some(file.pk):
        pass
    made = Shipment.objects.order_by("contract_no")[: count if complete is None else complete]
    Attachment.objects.bulk_create(
        Attachment(
            shipment=each, kind=kind, filename="a.pdf", size=1, sha256=kind, uploaded_by=exporter
        )
        for each in made
        for kind in PAPERS
    )
    return BulkFile.objects.get(pk=file.pk)


def submit(file: BulkFile, by: User, language: str = "zh-hans") -> BulkFile:
    with translation.override(language):
        actions.submit_all(file, by=by)
    while submitting.submit_some(file.pk):
        pass
    return BulkFile.objects.get(pk=file.pk)


def submissions() -> int:
    return Event.objects.filter(verb="submit").count()


def test_those_that_lack_something_stay_drafts_with_the_reason_and_are_counted(
    exporter: User,
) -> None:
    file = submit(drafts(exporter, 5, complete=3), exporter, "en")
    assert (file.state, file.submitted, file.refused) == (BulkState.DONE, 3, 2)
    left = file.declared_rows.filter(shipment__status=Status.DRAFT)
    assert [set(each.errors) for each in left] == [{"declaration"}] * 2
    assert all("Attach: " in each.errors["declaration"] for each in left)
    page = signed_in(exporter).get(f"/bulk/{file.pk}/").content.decode()
    assert "3 of 5 drafts submitted, 2 could not be" in page


def test_pressed_again_it_submits_only_what_became_complete(exporter: User) -> None:
    file = submit(drafts(exporter, 3, complete=1), exporter)
    late = Shipment.objects.get(contract_no="C-00001")
    for kind in PAPERS:
        late.attachments.create(
            kind=kind, filename="a.pdf", size=1, sha256=kind, uploaded_by=exporter
        )
    file = submit(file, exporter)
    assert (file.submitted, file.refused) == (1, 1)
    assert submissions() == 2
    assert not file.declared_rows.get(shipment=late).errors


def test_what_customs_returned_is_not_filed_again_unread(exporter: User) -> None:
    file = submit(drafts(exporter, 2), exporter)
    Shipment.objects.filter(contract_no="C-00000").update(status=Status.DRAFT)
    file = submit(file, exporter)
    assert (file.submitted, submissions()) == (0, 2)


def test_two_workers_on_one_batch_submit_each_draft_once(
    exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second begins while the first has not yet said how far it is."""
    file = drafts(exporter, 3)
    actions.submit_all(file, by=exporter)
    honest = submitting._settle

    def late(*told: Any) -> bool:
        monkeypatch.setattr(submitting, "_settle", honest)
        submitting.submit_some(file.pk)
        return honest(*told)

    monkeypatch.setattr(submitting, "_settle", late)
    submitting.submit_some(file.pk)
    file.refresh_from_db()
    assert file.state == BulkState.DONE
    assert submissions() == 3
    assert not any(each.errors for each in file.declared_rows.all())


def test_one_that_the_database_refuses_stops_no_other(
    exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = declare.submit

    def careless(shipment: Shipment, **told: Any) -> Shipment:
        if shipment.contract_no == "C-00001":
            raise IntegrityError("a mistake of ours")
        return honest(shipment, **told)

    monkeypatch.setattr(submitting.actions, "submit", careless)
    file = submit(drafts(exporter, 3), exporter)
    assert (file.submitted, file.refused) == (2, 1)


def test_a_killed_worker_leaves_off_where_the_next_goes_on(
    exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submitting, "AT_A_TIME", 2)
    file = drafts(exporter, 5)
    actions.submit_all(file, by=exporter)
    assert submitting.submit_some(file.pk)
    file.refresh_from_db()
    assert (file.state, file.submitted) == (BulkState.SUBMITTING, 2)
    page = signed_in(exporter).get(f"/bulk/{file.pk}/progress/").content.decode()
    assert '<progress max="5" value="2"' in page
    while submitting.submit_some(file.pk):
        pass
    file.refresh_from_db()
    assert (file.state, file.submitted, submissions()) == (BulkState.DONE, 5, 5)


def asked_a_draft(exporter: User, count: int) -> float:
    file = drafts(exporter, count)
    actions.submit_all(file, by=exporter)
    with CaptureQueriesContext(connection) as asked:
        submitting.submit_some(file.pk)
    return len(asked) / count


def test_a_submission_costs_as_many_queries_in_a_large_batch_as_in_a_small_one(
    exporter: User,
) -> None:
    assert asked_a_draft(exporter, 20) <= MOST_QUERIES


MOST_QUERIES = 40


@pytest.mark.long
@pytest.mark.timeout(3000)
def test_10000_drafts_are_submitted_in_batches(exporter: User) -> None:
    file = drafts(exporter, 10_000)
    begun, used = time.monotonic(), time.process_time()
    file = submit(file, exporter)
    took, cpu = time.monotonic() - begun, time.process_time() - used
    print(f"10,000 drafts submitted in {took:.0f} s, {cpu:.0f} s of this process")
    assert (file.submitted, file.refused) == (10_000, 0)
    assert submissions() == 10_000
