"""Who works on a case: claims keep two officers from doing the same work, for a while."""

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.refusals import NotAllowed
from shipments.access import claim_lifetime, has_live_claim, require
from shipments.models import DecisionState, Shipment
from shipments.moves import Status


@transaction.atomic
def claim(shipment: Shipment, *, by: User) -> Shipment:
    """Take the case, or renew one's own claim. Raises Conflict while another officer has it."""
    row = _locked(shipment)
    require(by, "claim", row)
    _take(row, by)
    return row


@transaction.atomic
def unclaim(shipment: Shipment, *, by: User) -> Shipment:
    """Give the case back to the queue."""
    row = _locked(shipment)
    require(by, "unclaim", row)
    row.claimed_by = row.claimed_at = None
    row.save(update_fields=["claimed_by", "claimed_at"])
    record("unclaim", by=by, subject=row.subject)
    return row


@transaction.atomic
def claim_next(*, by: User) -> Shipment | None:
    """Take the most urgent case nobody works on; None when nothing waits.

    Rows another officer is just taking are skipped, so two officers never get one case.
    """
    if not by.is_officer:
        raise NotAllowed(_("Your role does not allow this."))
    row = waiting_cases(by).select_for_update(of=("self",), skip_locked=True).first()
    if row:
        _take(row, by)
    return row


def waiting_cases(officer: User) -> QuerySet[Shipment]:
    """Cases of the office an officer can work on now, most urgent first.

    In review, or held and answered or overdue; not claimed by anybody, nor waiting for a second
    officer other than this one.
    """
    hold_is_due = Q(holds__answered_at__isnull=False) | Q(holds__until__lt=clock.today())
    due = Shipment.objects.filter(hold_is_due, holds__lifted_at__isnull=True)
    own_proposal = Q(decisions__state=DecisionState.PROPOSED, decisions__by=officer)
    return (
        Shipment.objects.filter(office=officer.office_id)
        .filter(
            Q(status=Status.IN_REVIEW)
            | Q(status=Status.HELD, pk__in=due.filter(office=officer.office_id).values("pk"))
        )
        .filter(is_free())
        .exclude(pk__in=Shipment.objects.filter(own_proposal).values("pk"))
        .order_by(F("gravity").desc(), "submitted_at", "id")
    )


def is_free() -> Q:
    """Not claimed, or claimed too long ago."""
    return Q(claimed_by__isnull=True) | Q(claimed_at__lte=clock.now() - claim_lifetime())


def keep_claim(row: Shipment, by: User) -> None:
    """Let the officer who decided go on with the case; the caller saves the row."""
    row.claimed_by, row.claimed_at = by, clock.now()


def _take(row: Shipment, by: User) -> None:
    is_renewal = row.claimed_by_id == by.pk and has_live_claim(row)
    keep_claim(row, by)
    row.save(update_fields=["claimed_by", "claimed_at"])
    if not is_renewal:
        record("claim", by=by, subject=row.subject, revision=row.revision_no)


def _locked(shipment: Shipment) -> Shipment:
    rows = Shipment.objects.select_for_update(of=("self",)).select_related("claimed_by")
    return rows.get(pk=shipment.pk)
