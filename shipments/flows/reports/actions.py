"""The people's side of reports: ask for one, hand its papers over."""

from datetime import UTC

from django.db import transaction
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.accounts.roles import reads_flows
from compliance.audit.log import record
from compliance.law.canonical import from_plain, sha256_of, to_plain
from compliance.refusals import Conflict, NotAllowed
from shipments.flows.reports.content import Content
from shipments.flows.reports.tasks import send
from shipments.flows.reports.workbook import as_workbook
from shipments.models import PapersState, Report
from shipments.paperwork.files import Corrupt, read_stored


@transaction.atomic
def ask(kind: str, subject: str, content: Content, *, by: User) -> Report:
    """Freeze the figures and have their papers made. The same figures are the same report; one that
    failed is tried again."""
    if not reads_flows(by):
        raise NotAllowed(_("Your role does not allow this."))
    sha256 = sha256_of(content)
    report, is_new = Report.objects.get_or_create(
        kind=kind,
        subject=subject,
        sha256=sha256,
        defaults={"content": to_plain(content), "asked_by": by, "asked_at": clock.now()},
    )
    if is_new:
        told = {"report": kind, "of": subject, "sha256": sha256}
        record("report_asked", by=by, subject=report.event_subject, **told)
    if report.state == PapersState.FAILED:
        report.state, report.attempts = PapersState.QUEUED, 0
        report.save(update_fields=["state", "attempts"])
    if report.state == PapersState.QUEUED:
        send(report.pk)
    return report


@transaction.atomic
def hand_over(report: Report, file: str, language: str, *, by: User) -> bytes:
    """The "pdf" or "xlsx" of a report in "zh" or "en", recorded. Raises Conflict before the paper
    is made and where the stored bytes are not those that were made."""
    content = _workbook(report, language) if file == "xlsx" else _paper(report, language)
    told = {"file": file, "language": language}
    record("report_downloaded", by=by, subject=report.event_subject, **told)
    return content


def _workbook(report: Report, language: str) -> bytes:
    made_at = report.asked_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    return as_workbook(from_plain(report.content, Content), language, made_at)


def _paper(report: Report, language: str) -> bytes:
    if report.state != PapersState.READY:
        raise Conflict(_("This paper is not ready yet."))
    try:
        return read_stored(
            getattr(report, f"{language}_name"), getattr(report, f"{language}_sha256")
        )
    except Corrupt as error:
        raise Conflict(_("The stored file is not the one that was made.")) from error
