"""Duties of a release in step with where the shipment stands, in the transaction of each move.

Their clocks run from events, by the calendar of the policy under which the goods were released:
nothing counts days anywhere.
"""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from compliance.codes.calendar import Calendar, add_working_days, is_working_day
from compliance.law.canonical import from_plain
from compliance.law.classify import classify
from compliance.law.declaration import Declaration
from compliance.law.facts import METALS
from compliance.law.follow_up import RELEASE, FollowUpDuty, Owing, owed
from compliance.law.policy import Policy
from compliance.policy.versions import policy_numbered, policy_on
from shipments.end_users.keeping import register_user
from shipments.models import Departure, FollowUp, FollowUpReport, ReportState, Shipment
from shipments.moves import LET_GO

DRAW_STEPS = 1_000_000
ONE_DAY = timedelta(days=1)


def follow(shipment: Shipment, *, began_as: str, at: datetime) -> None:
    """After a move from the status `began_as`: a release begins duties and enters its end user in
    the register, a recall ends them, a departure dates what follows. The row must be locked."""
    is_let_go, was_let_go = shipment.status in LET_GO, began_as in LET_GO
    if is_let_go and not was_let_go:
        revision = shipment.revisions.get(number=shipment.revision_no)
        declaration = from_plain(revision.content, Declaration)
        register_user(shipment, declaration, at)
        begin_duties(shipment, declaration, at)
    elif is_let_go:
        _meet_departure(shipment, at)
        reckon(shipment)
    elif was_let_go:
        shipment.follow_ups.standing().update(ended_at=at)


def begin_duties(shipment: Shipment, declaration: Declaration, at: datetime) -> None:
    """What the policy of the day asks for this release."""
    draw = Decimal(secrets.randbelow(DRAW_STEPS)) / DRAW_STEPS
    rows = duties_of(shipment, declaration, at, draw)
    FollowUp.objects.bulk_create(rows, ignore_conflicts=True)
    reckon(shipment)


def duties_of(
    shipment: Shipment, declaration: Declaration, at: datetime, draw: Decimal
) -> list[FollowUp]:
    """The same as unsaved rows, undated; `draw` in [0, 1) decides who is sampled."""
    day = timezone.localdate(at)
    policy = policy_on(day)
    duties: dict[str, FollowUpDuty] = {}
    for part in declaration.by_statement():
        for duty in owed(policy.follow_up_duties, _owing(part, policy, day), draw):
            duties.setdefault(duty.kind, duty)
    return [
        FollowUp(
            shipment=shipment,
            exporter_id=shipment.exporter_id,
            kind=duty.kind,
            after=duty.after,
            days=duty.days,
            policy_number=policy.number,
            released_at=at,
        )
        for duty in duties.values()
    ]


def reckon(shipment: Shipment) -> None:
    """Date every duty whose event is known, or is known otherwise since."""
    duties = list(shipment.follow_ups.standing())
    if not duties:
        return
    known, questioned = _events(shipment, duties), _questioned(shipment)
    for duty in duties:
        due = _due_on(duty, known, questioned)
        if due != duty.due_on:
            duty.due_on = due
            duty.save(update_fields=["due_on"])


def due_after(event: date, days: int, calendar: Calendar) -> date:
    """The last day of a term of calendar days; one that ends on a day off ends on the next working
    day."""
    due = event + timedelta(days=days)
    while not is_working_day(due, calendar):
        due += ONE_DAY
    return due


def _due_on(
    duty: FollowUp, known: Mapping[str, date], questioned: Mapping[int, datetime]
) -> date | None:
    event = known.get(duty.after)
    if event is None:
        return None
    policy = policy_numbered(duty.policy_number)
    due = due_after(event, duty.days, policy.calendar)
    if duty.pk not in questioned:
        return due
    asked = timezone.localdate(questioned[duty.pk])
    return max(due, add_working_days(asked, policy.follow_up_answer_days, policy.calendar))


def _events(shipment: Shipment, duties: list[FollowUp]) -> dict[str, date]:
    """The day of each event: as the last report tells, and the departure as the carrier did."""
    reports = FollowUpReport.objects.filter(follow_up__in=duties).order_by("id")
    told = {report.follow_up_id: report.happened_on for report in reports}
    days = {duty.kind: told[duty.pk] for duty in duties if duty.pk in told}
    departure = Departure.objects.filter(shipment=shipment).first()
    if departure:
        days["departure"] = departure.departed_on
    return {**days, RELEASE: timezone.localdate(duties[0].released_at)}


def _questioned(shipment: Shipment) -> dict[int, datetime]:
    """When each unmet duty's last report was questioned."""
    rows = shipment.follow_up_reports.filter(state=ReportState.QUESTIONED).order_by("id")
    return {row.follow_up_id: row.read_at for row in rows if row.read_at}


def _meet_departure(shipment: Shipment, at: datetime) -> None:
    """Customs knows that the goods left: nobody else has to say so."""
    if Departure.objects.filter(shipment=shipment).exists():
        shipment.follow_ups.unmet().filter(kind="departure").update(met_at=at)


def _owing(declaration: Declaration, policy: Policy, day: date) -> Owing:
    regime, lines = declaration.customs_regime, declaration.lines
    is_dual_use = any(classify(line, day, policy, regime).is_controlled for line in lines)
    is_metal = any(line.material in METALS for line in lines)
    goods = {name for name, has in (("dual_use", is_dual_use), ("metal", is_metal)) if has}
    statement = declaration.statement
    return Owing(
        released_on=day,
        goods=frozenset(goods),
        end_use=statement.end_use if statement else "",
        grade=policy.grade_of(declaration.final_destination),
    )
