"""Reports while something is away, and reports that cannot be made."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from compliance import clock
from compliance.accounts.models import User
from compliance.document_store.away import StoreAway
from shipments.flows.reports import work
from shipments.flows.reports.actions import ask
from shipments.models import PapersState, Report, ReportKind
from shipments.paperwork.signing.place import CannotSign
from tests.shipments.flows.test_reports import month_report, this_month

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fault", [OSError("no space left"), StoreAway("bucket"), OperationalError(), CannotSign("key")]
)
def test_a_passing_fault_is_tried_for_as_long_as_it_lasts(
    fault: Exception, auditor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_content: bytes) -> tuple[str, str]:
        raise fault

    report = ask(ReportKind.MONTH, this_month(), month_report(), by=auditor)
    with monkeypatch.context() as broken:
        broken.setattr(work, "papers_of", lambda _report: {"zh": b"", "en": b""})
        broken.setattr(work, "store", full)
        for _try in range(2 * work.MOST_ATTEMPTS):
            with pytest.raises(type(fault)):
                work.make(report.pk)
        broken.setattr(work, "store", lambda _content: ("name", "0" * 64))
        work.make(report.pk)
    report.refresh_from_db()
    assert report.state == PapersState.READY


def test_one_that_cannot_be_made_is_given_up_and_tried_again_when_asked(
    auditor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def impossible(_report: Report) -> dict[str, bytes]:
        raise ValueError("no such table")

    with monkeypatch.context() as broken:
        broken.setattr(work, "papers_of", impossible)
        report = ask(ReportKind.MONTH, this_month(), month_report(), by=auditor)
        for _try in range(work.MOST_ATTEMPTS):
            with pytest.raises(ValueError, match="table"):
                work.make(report.pk)
        assert work.lost_reports(clock.now() + timedelta(minutes=5)) == [report.pk]
        work.make(report.pk)
    report.refresh_from_db()
    assert report.state == PapersState.FAILED
    assert ask(report.kind, report.subject, month_report(), by=auditor).state == PapersState.QUEUED
