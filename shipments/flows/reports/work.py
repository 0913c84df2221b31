"""The workers' side of reports: make the papers of one, and tell which were lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction

from compliance import leases
from compliance.audit.log import record
from compliance.database_faults import DATABASE_AWAY, uncount
from compliance.law.canonical import from_plain
from shipments.flows.reports.content import LANGUAGES, Content
from shipments.models import PaperSignature, PapersState, Report
from shipments.paperwork.files import store
from shipments.paperwork.signing.place import CannotSign, is_on

MOST_ATTEMPTS = 3
RESEND_AFTER = timedelta(seconds=30)


def make(pk: int) -> None:
    """Both papers of a queued report, signed like other papers. Doing it again changes nothing.

    Raises OSError when the disk refuses and CannotSign; the sweep tries again.
    """
    with transaction.atomic():
        report = Report.objects.select_for_update().get(pk=pk)
        if report.state != PapersState.QUEUED:
            return
        report.attempts += 1
        if report.attempts > MOST_ATTEMPTS:
            report.state = PapersState.FAILED
        report.save(update_fields=["attempts", "state"])
    if report.state == PapersState.QUEUED:
        with _passing_faults_do_not_count(pk):
            papers = papers_of(report).items()
            _finish(pk, {language: store(_signed(content)) for language, content in papers})


def papers_of(report: Report) -> dict[str, bytes]:
    """The PDF of each language."""
    from shipments.flows.reports.pdf import render_pdf  # 40 MB that web processes do without

    content = from_plain(report.content, Content)
    made_at = report.asked_at.isoformat(timespec="seconds")
    return {
        language: render_pdf(content, language, report.number, made_at, report.sha256)
        for language in LANGUAGES
    }


def _signed(content: bytes) -> bytes:
    """The rendered bytes, with the signature after them where papers are signed."""
    if not is_on():
        return content
    from shipments.paperwork.signing.pades import sign  # as much again

    is_first = not PaperSignature.objects.exists()
    return content + sign(content, is_first=is_first).addition


def lost_reports(now: datetime) -> list[int]:
    """Those whose task was never sent or whose worker died."""
    lost = leases.before("asked_at", now - RESEND_AFTER)
    rows = Report.objects.filter(lost, state=PapersState.QUEUED)
    return list(rows.values_list("pk", flat=True))


@contextmanager
def _passing_faults_do_not_count(pk: int) -> Iterator[None]:
    """A full disk, a store or a signing key that is away: no fault of the report."""
    try:
        yield
    except (OSError, *DATABASE_AWAY, CannotSign):
        uncount(Report.objects.filter(pk=pk), "attempts")
        raise


@transaction.atomic
def _finish(pk: int, stored: dict[str, tuple[str, str]]) -> None:
    report = Report.objects.select_for_update().get(pk=pk)
    if report.state != PapersState.QUEUED:
        return
    report.zh_name, report.zh_sha256 = stored["zh"]
    report.en_name, report.en_sha256 = stored["en"]
    report.state = PapersState.READY
    report.save()
    told = {"zh_sha256": report.zh_sha256, "en_sha256": report.en_sha256}
    record("report_ready", by=None, subject=report.event_subject, **told)
