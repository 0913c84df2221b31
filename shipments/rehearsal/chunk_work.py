"""The workers' side of a rehearsal: do a part, and finish the run, attached to its draft."""

from datetime import datetime
from typing import Any

from django.db import transaction

from compliance import clock, leases
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.policy.actions import attach_rehearsal
from compliance.policy.models import PolicyVersion
from compliance.refusals import Conflict
from shipments.flows.reports.actions import ask
from shipments.models import (
    RehearsalChunk,
    RehearsalRun,
    RehearsalState,
    RehearsedCase,
    ReportKind,
)
from shipments.rehearsal.levers import report_of
from shipments.rehearsal.results import summary_of
from shipments.rehearsal.trial import Trial


def rehearse_chunk(pk: int) -> None:
    """Do one part of a run. Doing it again, or twice at once, changes nothing."""
    chunks = RehearsalChunk.objects.select_related("run__candidate", "run__upload")
    chunk = chunks.filter(pk=pk).first()
    if chunk is None or chunk.done_at:
        return
    trial = Trial(chunk.run)
    cases = trial.cases_among(chunk.screenings)
    _store(chunk, trial, cases)


def stuck_chunks(before: datetime) -> list[int]:
    """Unfinished parts of runs in which nothing has moved since then."""
    begun = leases.before("started_at", before)
    running = RehearsalRun.objects.filter(begun, state=RehearsalState.RUNNING)
    latest = clock.now() + leases.AHEAD
    still = running.exclude(chunks__done_at__gte=before, chunks__done_at__lte=latest)
    waiting = RehearsalChunk.objects.filter(run__in=still, done_at__isnull=True)
    return list(waiting.values_list("pk", flat=True))


def finish(run: RehearsalRun) -> None:
    """Close the run, inside the caller's transaction, and attach its result where it counts."""
    run.state, run.finished_at = RehearsalState.FINISHED, clock.now()
    run.is_attached = _attach(run)
    run.save(update_fields=["state", "finished_at", "is_attached"])
    record_step("finish_rehearsal", run, None)


def record_step(verb: str, run: RehearsalRun, by: User | None) -> None:
    """The event of a run that starts or finishes."""
    record(
        verb,
        by=by,
        subject=f"rehearsal:{run.pk}",
        policy=run.policy_number,
        body_sha256=run.body_sha256,
        what=run.what,
        since=run.since.isoformat(),
        until=run.until.isoformat(),
        total=run.total,
    )


@transaction.atomic
def _store(chunk: RehearsalChunk, trial: Trial, cases: list[RehearsedCase]) -> None:
    run = RehearsalRun.objects.select_for_update().get(pk=chunk.run_id)
    waiting = RehearsalChunk.objects.filter(pk=chunk.pk, done_at__isnull=True)
    is_first = waiting.update(
        done_at=clock.now(), unreadable=trial.unreadable, cpu_seconds=trial.cpu_seconds
    )
    if not is_first:
        return
    RehearsedCase.objects.bulk_create(cases)
    if not run.chunks.filter(done_at__isnull=True).exists():
        finish(run)


def _summary_with_report(run: RehearsalRun) -> dict[str, Any]:
    """Whoever signs reads what the flows would have been, and the hash of these figures stays with
    the draft."""
    report = ask(ReportKind.LEVERS, str(run.pk), report_of(run), by=run.started_by)
    found = {"pk": report.pk, "number": report.number, "sha256": report.sha256}
    return {**summary_of(run), "report": found}


def _attach(run: RehearsalRun) -> bool:
    """Only a rehearsal of the draft alone counts: a list tried beside it blurs the answer."""
    if run.policy_number is None or run.candidate_id or run.upload_id:
        return False
    version = PolicyVersion.objects.get(number=run.policy_number)
    try:
        with transaction.atomic():
            attach_rehearsal(version, _summary_with_report(run), by=run.started_by)
    except Conflict:  # changed, signed or discarded meanwhile: the result stays readable here
        return False
    return True
