"""The machine's own moves: screen what was submitted, screen again what has become stale."""

from django.db import transaction
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.law.evaluate import GREEN
from compliance.refusals import Conflict
from shipments.access import require
from shipments.advisories.knowledge import tips_for
from shipments.licences.balance import draw
from shipments.models import Revision, Screening, Shipment
from shipments.moves import Status
from shipments.paperwork.actions import kinds_for, request_documents
from shipments.screening.facts import facts_of
from shipments.screening.runs import Run, run_rules, store_run


def screen(shipment_pk: int) -> Screening | None:
    """Screen the current revision once and send the shipment down its lane.

    Running it again, or when the shipment is not being screened, changes nothing: returns None.
    """
    revision = _revision_to_screen(shipment_pk)
    if revision is None:
        return None
    try:
        return _settle(revision, run_rules(facts_of(revision)))
    except Conflict:  # another release took the balance, or a tip came: fresh facts will say so
        return _settle(revision, run_rules(facts_of(revision)))


def rescreen(shipment_pk: int, *, by: User | None = None) -> Screening | None:
    """Screen an open case again against today's lists and policy; status stays as it is."""
    revision = _current_revision(shipment_pk, (Status.IN_REVIEW, Status.HELD))
    if revision is None:
        return None
    run = run_rules(facts_of(revision))
    return _refresh(revision, run, by)


def _revision_to_screen(shipment_pk: int) -> Revision | None:
    revision = _current_revision(shipment_pk, (Status.SCREENING,))
    return revision if revision and not revision.screenings.exists() else None


def _current_revision(shipment_pk: int, statuses: tuple[Status, ...]) -> Revision | None:
    shipment = Shipment.objects.filter(pk=shipment_pk, status__in=statuses).first()
    if shipment is None:
        return None
    return shipment.revisions.select_related("shipment__exporter").get(number=shipment.revision_no)


@transaction.atomic
def _settle(revision: Revision, run: Run) -> Screening | None:
    shipment = Shipment.objects.select_for_update().get(pk=revision.shipment_id)
    still_waiting = (
        shipment.status == Status.SCREENING
        and shipment.revision_no == revision.number
        and not revision.screenings.exists()
    )
    if not still_waiting:
        return None
    if tips_for(shipment) != run.facts.tips:
        raise Conflict(_("MOFCOM has asked to stop these goods meanwhile."))
    screening = store_run(revision, run)
    is_green = run.evaluation.lane == GREEN
    verb = "clear" if is_green else "flag"
    require(None, verb, shipment)
    shipment.status = Status.RELEASED if is_green else Status.IN_REVIEW
    shipment.gravity = run.evaluation.gravity
    shipment.is_stale = False
    shipment.version += 1
    shipment.decided_at = clock.now() if is_green else None
    shipment.save(update_fields=["status", "gravity", "is_stale", "version", "decided_at"])
    if is_green:
        draw(revision)
    _record(verb, shipment, screening, by=None)
    if is_green:
        kinds = kinds_for("release", run.facts.declaration)
        request_documents(shipment, kinds=kinds, decision=None)
    return screening


@transaction.atomic
def _refresh(revision: Revision, run: Run, by: User | None) -> Screening | None:
    shipment = Shipment.objects.select_for_update().get(pk=revision.shipment_id)
    is_open = shipment.status in (Status.IN_REVIEW, Status.HELD)
    if not is_open or shipment.revision_no != revision.number:
        return None
    screening = store_run(revision, run)
    shipment.gravity = run.evaluation.gravity
    shipment.is_stale = False
    shipment.version += 1
    shipment.save(update_fields=["gravity", "is_stale", "version"])
    _record("rescreen", shipment, screening, by=by)
    return screening


def _record(verb: str, shipment: Shipment, screening: Screening, by: User | None) -> None:
    record(
        verb,
        by=by,
        subject=shipment.subject,
        screening=screening.number,
        revision=shipment.revision_no,
        lane=screening.lane,
        gravity=screening.gravity,
        sampled=screening.sampled,
        facts_sha256=screening.facts_sha256,
        findings_sha256=screening.findings_sha256,
    )
