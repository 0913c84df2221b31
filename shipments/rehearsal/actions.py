"""Starting a rehearsal, doing a part of it, and finishing it: attached to the draft it is of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.law.canonical import sha256_of, to_plain
from compliance.law.policy import Policy
from compliance.parties.models import ListUpload, ListVersion
from compliance.policy.actions import attach_rehearsal
from compliance.policy.models import PolicyVersion
from compliance.refusals import Conflict, NotAllowed
from shipments.models import (
    RehearsalChunk,
    RehearsalRun,
    RehearsalState,
    RehearsedCase,
    Screening,
)
from shipments.rehearsal.results import summary_of
from shipments.rehearsal.trial import Trial

CHUNK_ROWS = 250


@dataclass(frozen=True)
class Plan:
    """What is tried over which days (inclusive). `draft` is the draft it is the rehearsal of."""

    policy: Policy
    what: str
    since: date
    until: date
    draft: PolicyVersion | None = None
    candidate: ListVersion | None = None
    upload: ListUpload | None = None


@transaction.atomic
def start(plan: Plan, *, by: User) -> RehearsalRun:
    """Divide the past shipments of the period among tasks. The tasks go out after commit."""
    from shipments.rehearsal.tasks import send

    if not by.is_policy_admin:
        raise NotAllowed(_("Only policy administrators rehearse policies."))
    body: dict[str, Any] = to_plain(plan.policy)
    run = RehearsalRun.objects.create(
        policy_number=plan.draft.number if plan.draft else None,
        body=body,
        body_sha256=sha256_of(body),
        what=plan.what,
        candidate=plan.candidate,
        upload=plan.upload,
        since=plan.since,
        until=plan.until,
        state=RehearsalState.RUNNING,
        started_by=by,
        started_at=clock.now(),
    )
    chunks = RehearsalChunk.objects.bulk_create(_chunks(run))
    run.total = sum(chunk.rows for chunk in chunks)
    run.save(update_fields=["total"])
    _record("start_rehearsal", run, by)
    for chunk in chunks:
        send(chunk.pk)
    if not chunks:
        _finish(run)
    return run


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
    running = RehearsalRun.objects.filter(state=RehearsalState.RUNNING, started_at__lt=before)
    still = running.exclude(chunks__done_at__gte=before)
    waiting = RehearsalChunk.objects.filter(run__in=still, done_at__isnull=True)
    return list(waiting.values_list("pk", flat=True))


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
        _finish(run)


def _finish(run: RehearsalRun) -> None:
    run.state, run.finished_at = RehearsalState.FINISHED, clock.now()
    run.is_attached = _attach(run)
    run.save(update_fields=["state", "finished_at", "is_attached"])
    _record("finish_rehearsal", run, None)


def _attach(run: RehearsalRun) -> bool:
    """Only a rehearsal of the draft alone counts: a list tried beside it blurs the answer."""
    if run.policy_number is None or run.candidate_id or run.upload_id:
        return False
    version = PolicyVersion.objects.get(number=run.policy_number)
    try:
        with transaction.atomic():
            attach_rehearsal(version, summary_of(run), by=run.started_by)
    except Conflict:  # changed, signed or discarded meanwhile: the result stays readable here
        return False
    return True


def _chunks(run: RehearsalRun) -> Iterator[RehearsalChunk]:
    pks = list(_past_screenings(run))
    for begin in range(0, len(pks), CHUNK_ROWS):
        part = pks[begin : begin + CHUNK_ROWS]
        yield RehearsalChunk(run=run, screenings=part, rows=len(part))


def _past_screenings(run: RehearsalRun) -> Any:
    """The latest run over the last revision of every shipment submitted in the period."""
    begin = timezone.make_aware(datetime.combine(run.since, time()))
    end = timezone.make_aware(datetime.combine(run.until + timedelta(days=1), time()))
    rows = Screening.objects.filter(
        shipment__submitted_at__gte=begin,
        shipment__submitted_at__lt=end,
        revision__number=F("shipment__revision_no"),
    )
    newest = rows.order_by("shipment_id", "-number").distinct("shipment_id")
    return newest.values_list("pk", flat=True)


def _record(verb: str, run: RehearsalRun, by: User | None) -> None:
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
