"""What a worker died over while the clock was a day ahead is found as soon as it is right again."""

from datetime import timedelta

import pytest

from compliance import clock
from compliance.accounts.models import User
from shipments.bulk import work as bulk
from shipments.flows.reports import work as reports
from shipments.models import (
    BulkFile,
    BulkState,
    DocumentState,
    Preview,
    PreviewState,
    ReportKind,
    Shipment,
)
from shipments.models import Report as StoredReport
from shipments.moves import Status
from shipments.paperwork import render_work
from shipments.previews import making
from shipments.screening import tasks as screening
from tests.builders import a_shipment
from tests.shipments.paperwork.signed import asked_for

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_paper(exporter: User) -> None:
    document = asked_for(exporter)
    render_work.write_document(
        document, state=DocumentState.RENDERING, attempts=1, started_at=clock.now() + DAY
    )
    assert render_work.lost_documents(clock.now()) == [document.pk]
    assert render_work.claim(document.pk)


def test_a_paper_that_was_never_begun(exporter: User) -> None:
    document = asked_for(exporter)
    render_work.write_document(document, state=DocumentState.QUEUED)
    type(document).objects.filter(pk=document.pk).update(issued_at=clock.now() + DAY)
    assert render_work.lost_documents(clock.now()) == [document.pk]


def test_a_screening(exporter: User, monkeypatch: pytest.MonkeyPatch) -> None:
    shipment, sent = a_shipment(exporter, Status.SCREENING), list[int]()
    Shipment.objects.filter(pk=shipment.pk).update(submitted_at=clock.now() + DAY)
    monkeypatch.setattr(screening, "lost_from", lambda _queue, unfinished: unfinished)
    monkeypatch.setattr(screening.screen, "delay", sent.append)
    screening.sweep()
    assert sent == [shipment.pk]


def test_a_picture_of_a_file() -> None:
    told = {"state": PreviewState.TRYING, "tries": 1}
    Preview.objects.create(sha256="a" * 64, tried_at=clock.now() + DAY, **told)
    Preview.objects.create(sha256="b" * 64, tried_at=clock.now(), **told)
    assert [row.sha256[0] for row in Preview.objects.filter(making._is_due())] == ["a"]


def test_a_report(auditor: User) -> None:
    row = StoredReport.objects.create(
        kind=ReportKind.MONTH, subject="2026-10", content={}, asked_by=auditor,
        asked_at=clock.now() + DAY,
    )  # fmt: skip
    assert reports.lost_reports(clock.now()) == [row.pk]


def test_a_table_of_declarations(exporter: User) -> None:
    row = BulkFile.objects.create(
        exporter=exporter.exporter, by=exporter, sha256="a" * 64, state=BulkState.CHECKING
    )
    assert bulk.left_behind(clock.now() - timedelta(seconds=60)) == []
    BulkFile.objects.update(touched_at=clock.now() + DAY)
    assert bulk.left_behind(clock.now() - timedelta(seconds=60)) == [row]
