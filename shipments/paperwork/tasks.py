"""Worker side of the papers: render one, and send again what a crash or a flushed broker lost."""

import logging
from typing import Any

from celery import Task, shared_task
from django.conf import settings

from compliance import clock
from compliance.accounts.models import User
from compliance.celery import lost_from
from compliance.database_faults import DATABASE_AWAY, PASSING, unless_away
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from shipments.models import Document, PaperSignature, Shipment
from shipments.papers import PAPERS
from shipments.paperwork import doomed, drafts, files, render_work, repair, uploads_elsewhere
from shipments.paperwork.issue import issue_of
from shipments.paperwork.prepared import forget_old
from shipments.paperwork.signing.place import CannotSign, Signed, is_on

logger = logging.getLogger(__name__)
BACKOFF_SECONDS = 5
WHILE_AWAY: dict[str, Any] = {"autoretry_for": PASSING, "retry_backoff": 60, "max_retries": 6}


@shared_task(
    name="shipments.paperwork.render",
    bind=True,
    autoretry_for=DATABASE_AWAY,
    retry_backoff=BACKOFF_SECONDS,
    max_retries=5,
    time_limit=settings.TASK_SECONDS,
)
def render(self: Task, pk: int) -> None:
    """Render the paper and store it, unless it is done or in other hands."""
    document = render_work.claim(pk)
    if document is None:
        return
    try:
        make(document)
    except OSError as error:  # the sweep sends it again, for as long as it lasts
        logger.warning("document %s: %s", pk, error)
        render_work.give_back(pk)
    except DATABASE_AWAY:  # no fault of the paper; else the lease ends, and the sweep finds it
        with unless_away():
            render_work.give_back(pk)
        raise
    except CannotSign as error:  # nothing is issued unsigned; the alarm says why
        logger.error("document %s: %s", pk, error)
        render_work.give_back(pk, render_work.SIGNING_FAILED)
    except Exception:
        render_work.fail(pk)
        raise


@shared_task(name="shipments.paperwork.sweep")
def sweep() -> None:
    """Send again every paper whose task or worker was lost; drop old evidence packs."""
    for pk in lost_from("paperwork", render_work.lost_documents(clock.now())):
        render.apply_async((pk,))
    forget_old()


@shared_task(name="shipments.paperwork.delete_doomed")
def delete_doomed() -> None:
    """Delete what could not be deleted with its rows."""
    doomed.sweep()


@shared_task(name="shipments.paperwork.repair", **WHILE_AWAY)
def repair_paper(pk: int) -> None:
    """Make a paper again whose file somebody found missing or changed."""
    repair.repair(pk)


@shared_task(name="shipments.paperwork.print_draft")
def print_draft(pk: int, kind: str, token: str) -> None:
    """Print a paper from a draft, for whoever has the token."""
    from shipments.paperwork.render import render_pdf

    with drafts.failure_is_told(pk, token):
        shipment = Shipment.objects.select_related("office", "exporter").get(pk=pk)
        issue = drafts.draft_issue(shipment, PAPERS[kind].editions)
        drafts.keep(pk, token, render_pdf(kind, drafts.draft_of(shipment), issue))


@shared_task(name="shipments.paperwork.print_copy")
def print_copy(pk: int, person: int, token: str, moment: str) -> None:
    """Stamp a copy of a paper for that person, for whoever has the token. `moment` is ISO 8601."""
    from shipments.paperwork.copies import stamp_for, stamped

    document = Document.objects.with_case().get(pk=pk)
    with drafts.failure_is_told(document.shipment_id, token):
        stamp = stamp_for(document, User.objects.with_organisation().get(pk=person), moment)
        drafts.keep(document.shipment_id, token, stamped(files.load(document), stamp))


@shared_task(name="shipments.paperwork.check_files", **WHILE_AWAY)
def check_files() -> None:
    """Each night: the next papers and uploads in their rounds."""
    repair.repair_papers()
    repair.check_uploads()
    uploads_elsewhere.check()


def make(document: Document) -> None:
    """The claimed paper from the frozen revision to a stored, recorded file. Raises CannotSign."""
    from shipments.paperwork.render import render_pdf  # 40 MB that web processes do without

    declaration = from_plain(document.revision.content, Declaration)
    content = render_pdf(document.kind, declaration, issue_of(document))
    signed = _signed(content) if document.must_be_signed or is_on() else None
    file = content + (signed.addition if signed else b"")
    name, sha256 = files.store(file)
    render_work.finish(document.pk, name=name, sha256=sha256, size=len(file), signed=signed)


def _signed(content: bytes) -> Signed:
    from shipments.paperwork.signing.pades import sign  # as much again

    return sign(content, is_first=not PaperSignature.objects.exists())
