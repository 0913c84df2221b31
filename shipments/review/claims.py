"""Who works on a case: claims keep two officers from doing the same work, for a while."""

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.refusals import NotAllowed
from shipments.access import claim_lifetime, has_live_claim
from shipments.door import move
from shipments.models import DecisionState, Shipment
from shipments.moves import Status


def claim(shipment: Shipment, *, by: User) -> Shipment:
    """Take the case, or renew one's own claim. Raises Conflict while another officer has it."""
    with move("claim", shipment, by=by) as case:
        case.tell(revision=case.row.revision_no)
        if case.row.claimed_by_id == by.pk and has_live_claim(case.row):
            case.keep_quiet()
    return case.row


def unclaim(shipment: Shipment, *, by: User) -> Shipment:
    """Give the case back to the queue."""
    with move("unclaim", shipment, by=by) as case:
        pass
    return case.row


@transaction.atomic
def claim_next(*, by: User) -> Shipment | None:
    """Take the most urgent case nobody works on; None when nothing waits.

    Rows another officer is just taking are skipped, so two officers never get one case.
    """
    if not by.is_officer:
        raise NotAllowed(_("Your role does not allow this."))
    row = waiting_cases(by).select_for_update(of=("self",), skip_locked=True).first()
    return claim(row, by=by) if row else None


def waiting_cases(officer: User) -> QuerySet[Shipment]:
    """Cases of the office an officer can work on now, most urgent first.

    In review, or held and answered or overdue, and not with the ministry; not claimed by anybody,
    nor waiting for a second officer other than this one.
    """
    hold_is_due = Q(holds__answered_at__isnull=False) | Q(holds__until__lt=clock.today())
    due = Shipment.objects.filter(
        hold_is_due,
        holds__lifted_at__isnull=True,
        holds__with_ministry_since__isnull=True,
    )
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
