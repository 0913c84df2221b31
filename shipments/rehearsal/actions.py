"""The people's side of a rehearsal: say what is tried; workers do the parts (chunk_work.py)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.law.canonical import sha256_of, to_plain
from compliance.law.policy import Policy
from compliance.parties.models import ListUpload, ListVersion
from compliance.policy.models import PolicyVersion
from compliance.refusals import NotAllowed
from shipments.models import (
    RehearsalChunk,
    RehearsalRun,
    RehearsalState,
    Screening,
)
from shipments.rehearsal.chunk_work import finish, record_step
from shipments.rehearsal.tasks import send

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
    record_step("start_rehearsal", run, by)
    for chunk in chunks:
        send(chunk.pk)
    if not chunks:
        finish(run)
    return run


def _chunks(run: RehearsalRun) -> Iterator[RehearsalChunk]:
    pks = list(_past_screenings(run))
    for begin in range(0, len(pks), CHUNK_ROWS):
        part = pks[begin : begin + CHUNK_ROWS]
        yield RehearsalChunk(run=run, screenings=part, rows=len(part))


def _past_screenings(run: RehearsalRun) -> Any:
    """The latest run over the last revision of every shipment submitted in the period."""
    rows = Screening.objects.filter(
        shipment__submitted_at__gte=clock.midnight(run.since),
        shipment__submitted_at__lt=clock.midnight(run.until + timedelta(days=1)),
        revision__number=F("shipment__revision_no"),
    )
    newest = rows.order_by("shipment_id", "-number").distinct("shipment_id")
    return newest.values_list("pk", flat=True)
