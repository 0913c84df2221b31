"""The party register: pairs found to be different parties, which later shipments rest on.

A pair enters it when its dismissal takes effect; an officer revokes it with a reason.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.accounts.roles import CASE_OFFICERS
from compliance.audit.log import record
from compliance.celery import send_after_commit
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict, NotAllowed
from shipments.door import Passage
from shipments.models import Appearance, HitDecision, Shipment, StandingVerdict
from shipments.moves import OPEN, Status
from shipments.screening.standing_verdicts import PAIR, live
from shipments.screening.tasks import rescreen

LEAST_REASON = 10
UNRELEASED = (*OPEN, Status.SCREENING)


def enter(case: Passage, newest: HitDecision, seconded: HitDecision | None) -> StandingVerdict:
    """Keep a dismissal that has just taken effect, for as long as the policy of the day says."""
    today = clock.today()
    first, second = (seconded, newest) if seconded else (newest, None)
    row = StandingVerdict.objects.create(
        shipment=case.row,
        party_digest=newest.party_digest,
        list_code=newest.list_code,
        entry_key=newest.entry_key,
        entry_digest=newest.entry_digest,
        party_ref=newest.party_ref,
        party_name=newest.party_name,
        listed_name=newest.listed_name,
        reason_code=newest.reason_code,
        text=newest.text,
        by=first.by,
        second_by=second.by if second else None,
        since=case.at,
        until=today + timedelta(days=policy_on(today).verdict_days),
    )
    case.tell(standing_verdict=row.pk, until=row.until.isoformat())
    return row


@transaction.atomic
def revoke(verdict: StandingVerdict, *, by: User, reason: str) -> None:
    """End every verdict on the pair at once; open cases that name the party are screened again.

    Raises NotAllowed, ValidationError for a reason without substance, Conflict when it has ended.
    """
    if by.role not in CASE_OFFICERS:
        raise NotAllowed(_("Your role does not allow this."))
    if len("".join(reason.split())) < LEAST_REASON:
        sentence = _("Say why in %(count)s characters at least.")
        raise ValidationError({"reason": sentence % {"count": LEAST_REASON}})
    cases = _locked_cases(verdict.party_digest)
    pair = {name: getattr(verdict, name) for name in PAIR}
    rows = StandingVerdict.objects.select_for_update().filter(**pair, ended_at__isnull=True)
    ended = list(rows.order_by("pk"))
    if verdict.pk not in {row.pk for row in ended}:
        raise Conflict(_("This verdict has ended already."))
    rows.update(ended_at=clock.now(), ended_by=by, end_reason=reason)
    for row in ended:
        _record(row, by, reason)
    # As stale, so that none of them is released before.
    Shipment.objects.filter(pk__in=cases, status__in=OPEN).update(is_stale=True)
    for pk in cases:
        send_after_commit(rescreen, pk)


def reconsider(party_digest: str, *, but: Shipment) -> None:
    """Other open cases that name the party are screened again: somebody confirmed it."""
    pks = Appearance.objects.filter(
        party_digest=party_digest, shipment__status__in=OPEN
    ).values_list("shipment", flat=True)
    for pk in sorted({*pks} - {but.pk}):
        send_after_commit(rescreen, pk)


def register_rows(name: str) -> QuerySet[StandingVerdict]:
    """The register, the newest first, of names that contain this one."""
    rows = StandingVerdict.objects.select_related("by__office", "second_by__office", "shipment")
    wanted = Q(party_name__icontains=name) | Q(listed_name__icontains=name)
    return rows.filter(wanted) if name else rows


def live_among(verdicts: Iterable[StandingVerdict]) -> set[int]:
    """Keys of those that later shipments rest on today. One query."""
    return set(live().filter(pk__in=[row.pk for row in verdicts]).values_list("pk", flat=True))


def _locked_cases(digest: str) -> list[int]:
    """Cases are locked before verdicts: whoever releases afterwards finds the change."""
    named = Appearance.objects.filter(party_digest=digest, shipment__status__in=UNRELEASED).values(
        "shipment"
    )
    cases = Shipment.objects.select_for_update().filter(pk__in=named, status__in=UNRELEASED)
    return list(cases.order_by("pk").values_list("pk", flat=True))


def _record(row: StandingVerdict, by: User, reason: str) -> None:
    record(
        "standing_verdict_revoked",
        by=by,
        subject=row.subject,
        party=row.party_name,
        listed=row.listed_name,
        list=row.list_code,
        entry=row.entry_key,
        reason=reason,
    )
