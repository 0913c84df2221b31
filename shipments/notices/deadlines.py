"""Terms that end: told two working days before, on the last day, and once it has passed.

Computed anew each time from the rows and the policy's calendar, so that a day without a worker is
made up for and a term that was moved is told again.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.codes.calendar import Calendar, add_working_days, working_days_between
from compliance.notify.messages import Message, keep
from compliance.notify.models import Kind
from compliance.policy.versions import policy_on
from shipments.models import Hold, HoldKind
from shipments.notices.people import People

WARNED_BEFORE = 2
LONGEST_BEHIND = timedelta(days=14)
SENTENCES: dict[str, Any] = {
    "before": _("Declaration %(reference)s: your answer is due by %(until)s."),
    "today": _("Declaration %(reference)s: your answer is due today (%(until)s)."),
    "over": _("Declaration %(reference)s: the exporter has not answered by %(until)s."),
}
OWN_SENTENCES: dict[str, Any] = {
    "before": _("Declaration %(reference)s: the hold runs out on %(until)s."),
    "today": _("Declaration %(reference)s: the hold runs out today (%(until)s)."),
    "over": _("Declaration %(reference)s: the hold ran out on %(until)s."),
}
"""Of holds that customs itself or the ministry has to end: the exporter owes no answer."""


def tell_of_deadlines() -> int:
    """Tell whoever has to act on a term; how many messages are new."""
    today = clock.today()
    return keep(list(_due(today, policy_on(today).calendar)))


def stage_of(until: date, today: date, calendar: Calendar) -> str:
    """before, today or over; "" while more than two working days are left."""
    if today > until:
        return "over"
    if today == until:
        return "today"
    return "before" if working_days_between(today, until, calendar) <= WARNED_BEFORE else ""


def _due(today: date, calendar: Calendar) -> Iterator[Message]:
    now, people = clock.now(), People()
    for hold in _running(today, calendar):
        if stage := stage_of(hold.until, today, calendar):
            yield _message(hold, stage, now, people)


def _running(today: date, calendar: Calendar) -> Iterable[Hold]:
    horizon = add_working_days(today, WARNED_BEFORE + 1, calendar)
    rows = Hold.objects.filter(
        Q(answered_at__isnull=True) | Q(kind__in=HoldKind.lifted_by_another()),
        lifted_at__isnull=True,
        with_ministry_since__isnull=True,
    )
    near = rows.filter(until__lte=horizon, until__gte=today - LONGEST_BEHIND)
    return near.select_related("shipment", "decision")


def _message(hold: Hold, stage: str, now: datetime, people: People) -> Message:
    shipment = hold.shipment
    is_own = hold.kind in hold.lifted_by_another()
    is_for_customs = is_own or stage == "over"
    page = "review:case" if is_for_customs else "declare:shipment"
    to = people.officer_at_work(shipment, hold) if is_for_customs else people.firm_of(shipment)
    return Message(
        kind=Kind.DEADLINE,
        key=f"hold:{hold.pk}:{hold.until}:{stage}",
        to=to,
        sentence=(OWN_SENTENCES if is_own else SENTENCES)[stage],
        parameters={"reference": shipment.reference, "until": hold.until.isoformat()},
        address=reverse(page, args=[shipment.reference]),
        at=now,
    )
