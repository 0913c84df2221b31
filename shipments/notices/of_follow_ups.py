"""Reports on releases that are due: reminders to the exporter, and what stands on its home page.

Told two working days before, on the last day and once it has passed, anew where the day moved.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.accounts.models import User
from compliance.codes.calendar import add_working_days
from compliance.law.follow_up import REPORTS
from compliance.notify.messages import Message, keep
from compliance.notify.models import Kind
from compliance.notify.waiting import Waiting
from compliance.policy.versions import policy_on
from shipments.models import FollowUp
from shipments.notices.deadlines import LONGEST_BEHIND, WARNED_BEFORE, stage_of
from shipments.notices.people import People

MOST_SHOWN = 10
AT_ONCE = 500
SENTENCES: dict[str, Any] = {
    "before": _("Declaration %(reference)s: “%(report)s” is due by %(until)s."),
    "today": _("Declaration %(reference)s: “%(report)s” is due today (%(until)s)."),
    "over": _("Declaration %(reference)s: “%(report)s” is overdue since %(until)s."),
}


def tell_of_follow_ups() -> int:
    """Remind exporters of what they owe; how many messages are new."""
    messages = _messages(clock.today())
    return sum(keep(batch) for batch in _batches(messages))


def waiting(exporter: User) -> Iterator[Waiting]:
    """What the exporter should have reported, the longest overdue first."""
    rows = FollowUp.objects.overdue(clock.today()).owed_by_exporters()
    own = rows.filter(exporter=exporter.exporter_id).select_related("shipment")
    for row in own.order_by("due_on", "id")[:MOST_SHOWN]:
        told = {
            "reference": row.shipment.reference,
            "report": REPORTS[row.kind],
            "until": f"{row.due_on:%Y-%m-%d}",
        }
        sentence = gettext("Declaration %(reference)s: “%(report)s” is overdue since %(until)s.")
        yield Waiting(sentence % told, _address(row))


def _messages(today: date) -> Iterator[Message]:
    calendar = policy_on(today).calendar
    horizon = add_working_days(today, WARNED_BEFORE + 1, calendar)
    rows = FollowUp.objects.unmet().owed_by_exporters().select_related("shipment")
    near = rows.filter(due_on__lte=horizon, due_on__gte=today - LONGEST_BEHIND)
    people = People()
    for row in near.order_by("id").iterator(AT_ONCE):
        stage = stage_of(row.due_on, today, calendar) if row.due_on else ""
        if stage:
            yield _message(row, stage, people.firm_of(row.shipment))


def _batches(messages: Iterator[Message]) -> Iterator[list[Message]]:
    """So many at a time as one statement should write."""
    while batch := list(islice(messages, AT_ONCE)):
        yield batch


def _message(row: FollowUp, stage: str, people: list[User]) -> Message:
    return Message(
        kind=Kind.DEADLINE,
        key=f"follow-up:{row.pk}:{row.due_on}:{stage}",
        to=people,
        sentence=SENTENCES[stage],
        parameters={"reference": row.shipment.reference, "until": f"{row.due_on:%Y-%m-%d}"},
        named={"report": REPORTS[row.kind]},
        address=_address(row),
        at=clock.now(),
    )


def _address(row: FollowUp) -> str:
    return reverse("follow_up:report", args=[row.shipment.reference, row.kind])
