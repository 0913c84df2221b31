"""Who works on a case: claims keep two officers from doing the same work, for a while."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict, NotAllowed
from shipments.access import claim_lifetime, has_live_claim
from shipments.door import move
from shipments.models import Decision, DecisionState, Shipment, WaitsFor
from shipments.moves import OPEN, Status


@transaction.atomic
def claim(shipment: Shipment, *, by: User) -> Shipment:
    """Take the case, or renew one's own claim. Raises Conflict while another officer has it, and
    when the officer has taken as many as the policy lets one have."""
    require_room(by, beside=shipment)
    with move("claim", shipment, by=by) as case:
        case.tell(revision=case.row.revision_no)
        if case.row.claimed_by_id == by.pk and has_live_claim(case.row):
            case.keep_quiet()
    return case.row


@transaction.atomic
def assign(shipment: Shipment, *, to: User, by: User) -> Shipment:
    """The head of the office gives the case to one of its officers, whoever has it now."""
    if not to.is_officer or to.office_id != by.office_id or not to.is_active:
        raise NotAllowed(_("Give the case to an officer of your office."))
    require_room(to, beside=shipment)
    with move("assign", shipment, by=by) as case:
        case.give_to(to)
        case.tell(revision=case.row.revision_no, to=to.username)
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
    require_room(by)  # people are locked before cases, here as everywhere
    row = waiting_cases(by).select_for_update(skip_locked=True).first()
    return claim(row, by=by) if row else None


def waiting_cases(officer: User, free: Q | None = None) -> QuerySet[Shipment]:
    """Cases of the office an officer can work on now, most urgent first.

    In review, or held and answered or overdue, and not with the ministry; not claimed by anybody,
    nor waiting for a second officer other than this one. `free` is is_free(), where it is known.
    """
    own = Decision.objects.filter(shipment=OuterRef("pk"), state=DecisionState.PROPOSED, by=officer)
    in_review = Q(waits_for=WaitsFor.OFFICER) | Q(waits_for=WaitsFor.SECOND) & ~Exists(own)
    is_due = Q(waits_for=WaitsFor.ANSWERED) | Q(due_on__lt=clock.today())
    return (
        Shipment.objects.filter(office=officer.office_id, status__in=OPEN)
        .filter(Q(status=Status.IN_REVIEW) & in_review | Q(status=Status.HELD) & is_due)
        .filter(free or is_free())
        .order_by(F("gravity").desc(), "submitted_at", "id")
    )


def claims_of(officer: User) -> QuerySet[Shipment]:
    """The cases an officer has taken and that are still kept from others."""
    return Shipment.objects.filter(claimed_by=officer, status__in=OPEN).exclude(is_free())


def require_room(officer: User, *, beside: Shipment | None = None) -> None:
    """Raise Conflict when the officer has as many cases as the policy lets one have, `beside` not
    counted. The officer's row is locked: two clicks at once cannot both be the last."""
    User.objects.select_for_update(no_key=True).get(pk=officer.pk)
    most = policy_on(clock.today()).most_claims
    taken = claims_of(officer).exclude(pk=beside.pk) if beside else claims_of(officer)
    if taken.count() >= most:
        raise Conflict(
            _("%(who)s has taken %(count)s cases, as many as the policy allows at once.")
            % {"who": officer, "count": most}
        )


def is_free() -> Q:
    """Not claimed, or claimed too long ago."""
    return Q(claimed_by__isnull=True) | Q(claimed_at__lte=clock.now() - claim_lifetime())
