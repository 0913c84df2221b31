"""Advisories: one person prepares, another puts in force; ended the same way. Each an event."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.celery import send_after_commit
from compliance.refusals import Conflict, NotAllowed
from shipments.advisories.access import require_keeper
from shipments.models import Advisory, Shipment
from shipments.models.advisory import AdvisoryState
from shipments.moves import Status
from shipments.screening.tasks import rescreen

UNRELEASED = (Status.SCREENING, Status.IN_REVIEW, Status.HELD)


@transaction.atomic
def prepare(*, by: User, **fields: Any) -> Advisory:
    """Write an advisory down; nothing follows from it yet."""
    require_keeper(by)
    advisory = Advisory.objects.create(
        **fields, state=AdvisoryState.PREPARED, prepared_by=by, prepared_at=clock.now()
    )
    _record("advisory_prepared", advisory, by)
    return advisory


@transaction.atomic
def put_in_force(advisory: Advisory, *, by: User) -> Advisory:
    """From now on the rules know it; open cases it concerns are screened again."""
    locked = _locked(advisory, by, AdvisoryState.PREPARED)
    if locked.prepared_by_id == by.pk:
        raise NotAllowed(_("Whoever prepared it cannot put it in force."))
    locked.state, locked.confirmed_by = AdvisoryState.IN_FORCE, by
    _change(locked)
    _record("advisory_in_force", locked, by)
    return locked


@transaction.atomic
def discard(advisory: Advisory, *, by: User) -> Advisory:
    """Give a prepared one up."""
    locked = _locked(advisory, by, AdvisoryState.PREPARED)
    locked.state = AdvisoryState.DISCARDED
    locked.save()
    _record("advisory_discarded", locked, by)
    return locked


@transaction.atomic
def propose_end(advisory: Advisory, *, by: User, reason: str) -> Advisory:
    """Say why it should end; it stays in force until another person agrees."""
    locked = _locked(advisory, by, AdvisoryState.IN_FORCE)
    locked.state, locked.end_proposed_by, locked.end_reason = AdvisoryState.ENDING, by, reason
    locked.save()
    _record("advisory_end_proposed", locked, by, reason=reason)
    return locked


@transaction.atomic
def end(advisory: Advisory, *, by: User) -> Advisory:
    """It is over; open cases it concerns are screened again."""
    locked = _locked(advisory, by, AdvisoryState.ENDING)
    if locked.end_proposed_by_id == by.pk:
        raise NotAllowed(_("Whoever proposed the end cannot confirm it."))
    locked.state, locked.ended_by = AdvisoryState.ENDED, by
    _change(locked)
    _record("advisory_ended", locked, by)
    return locked


@transaction.atomic
def keep(advisory: Advisory, *, by: User) -> Advisory:
    """The proposal to end it is not followed; anybody who keeps advisories may say so."""
    locked = _locked(advisory, by, AdvisoryState.ENDING)
    locked.state, locked.end_proposed_by, locked.end_reason = AdvisoryState.IN_FORCE, None, ""
    locked.save()
    _record("advisory_kept", locked, by)
    return locked


def _locked(advisory: Advisory, by: User, state: AdvisoryState) -> Advisory:
    require_keeper(by)
    locked = Advisory.objects.select_for_update().get(pk=advisory.pk)
    if locked.state != state:
        sentence = _("This advisory has moved on meanwhile: %(state)s.")
        raise Conflict(sentence % {"state": locked.get_state_display()})
    return locked


def _change(advisory: Advisory) -> None:
    """Goods not yet released are locked first: whoever releases them afterwards finds the change,
    whoever was faster had released them before it."""
    cases = Shipment.objects.select_for_update().filter(
        exporter_id=advisory.exporter_id, status__in=UNRELEASED
    )
    if advisory.shipment_id:
        cases = cases.filter(pk=advisory.shipment_id)
    pks = list(cases.order_by("pk").values_list("pk", flat=True))
    advisory.changed_at = clock.now()
    advisory.save()
    open_cases = Shipment.objects.filter(pk__in=pks).exclude(status=Status.SCREENING)
    open_cases.update(is_stale=True)
    for pk in pks:
        send_after_commit(rescreen, pk)


def _record(verb: str, advisory: Advisory, by: User, **detail: str) -> None:
    record(
        verb,
        by=by,
        subject=advisory.subject,
        kind=str(advisory.kind),
        number=advisory.number,
        holder_uscc=advisory.exporter.uscc,
        **detail,
    )
