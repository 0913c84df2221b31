"""What the exporter may know of a submitted shipment: no hits, no risk, no officers' names."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, F, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import CustomsOffice, User
from compliance.audit.models import Event
from compliance.law.office_contacts import OfficeContact, contacts_of
from compliance.policy.versions import policy_numbered, policy_on
from shipments.access import AMENDABLE, open_hold, open_verbs
from shipments.declare.law_advice import disclosed
from shipments.declare.overview import content_page
from shipments.follow_up.reading import told_of
from shipments.frozen import declaration_in
from shipments.models import (
    Decision,
    DecisionState,
    Hold,
    HoldKind,
    Revision,
    ScreenedFinding,
    Shipment,
)
from shipments.moves import NEXT_FOR_EXPORTER, Status, told_to_exporters
from shipments.question_told import question_told
from shipments.receipt_codes import CODES, RECEIPT
from shipments.screening.wording import FindingView

WITHDRAWAL, AMENDMENT, HANDED_IN = "withdrawal", "amendment", "handed_in"
SECONDS_TO_NEXT_LOOK = {Status.SCREENING: 3, Status.IN_REVIEW: 60, Status.HELD: 60}
"""How often an open status page looks whether something has changed."""
IN_EFFECT = (DecisionState.EFFECTIVE, DecisionState.COUNTERSIGNED, DecisionState.RECALLED)


@dataclass(frozen=True)
class Step:
    """One line of the timeline, as templates/ui/timeline.html reads it."""

    when: datetime
    what: Any
    who: str = ""
    detail: str = ""


class Requests:
    """What the exporter asked of customs, to withdraw and to amend, and handed in, in one query."""

    def __init__(self, shipment: Shipment) -> None:
        self._shipment = shipment
        self._rows = list(
            _told_requests(shipment.withdrawal_requests, WITHDRAWAL).union(
                _told_requests(shipment.amendment_requests, AMENDMENT),
                _handed_in(shipment),
                all=True,
            )
        )

    def known(self) -> dict[str, Any]:
        """For the guards: what is undecided while customs can decide it."""
        is_amendable = self._shipment.status in AMENDABLE
        return {
            "request": self._undecided(WITHDRAWAL),
            "amendment": self._undecided(AMENDMENT) if is_amendable else None,
        }

    def steps(self) -> Iterator[Step]:
        """For the timeline, in the exporter's own words."""
        names = {
            WITHDRAWAL: _("Withdrawal asked for"),
            AMENDMENT: _("Amendment asked for"),
            HANDED_IN: _("Papers handed in"),
        }
        for row in self._rows:
            who = row["by__display_name"] or row["by__username"]
            yield Step(row["at"], names[row["kind"]], who, row["reason"])

    def _undecided(self, kind: str) -> Any:
        waiting = (row for row in self._rows if row["kind"] == kind and not row["decided_at"])
        return next(waiting, None)


def status_page(shipment: Shipment, reader: User) -> dict[str, Any]:
    """The context of the status page and of the notice over a returned draft."""
    revisions = list(shipment.revisions.select_related("submitted_by"))
    decisions, asked = known_decisions(shipment), Requests(shipment)
    holds = list(shipment.holds.select_related("question"))
    hold = next((each for each in holds if each.lifted_at is None), None)
    told = told_of(shipment)
    was_released = any(each.verb == "grant_amendment" for each in decisions)
    known: dict[str, Any] = {
        "hold": hold,
        "was_held": bool(holds),
        "was_released": was_released,
        "told": told,
        **asked.known(),
    }
    verbs = open_verbs(reader, shipment, **known)
    return {
        **(content_page(declaration_in(revisions[-1])) if revisions else {}),
        "next_look": SECONDS_TO_NEXT_LOOK.get(Status(shipment.status)),
        "next": NEXT_FOR_EXPORTER.get(Status(shipment.status), ""),
        "advice": disclosed_findings(shipment),
        "message": decisions[-1].message if decisions else "",
        "hold": hold,
        "hold_reason": hold_reason(hold) if hold else "",
        "withdrawal_reason": withdrawal_reason(shipment),
        "steps": sorted(
            [*_timeline(shipment, revisions, decisions, holds), *asked.steps()],
            key=lambda step: step.when,
        ),
        "contacts": _contacts(shipment.office),
        "request_to_withdraw": known["request"],
        "request_to_amend": known["amendment"],
        "told": told,
        **_open_to(verbs, hold),
        **question_told(hold),
    }


def _contacts(office: CustomsOffice | None) -> tuple[OfficeContact, ...]:
    """The office's own, then what serves every office, by the policy in force today."""
    today = clock.today()
    return contacts_of(policy_on(today).office_contacts, office.code if office else "", today)


def _open_to(verbs: Collection[str], hold: Hold | None) -> dict[str, bool]:
    """Which buttons the page has."""
    return {
        "may_withdraw": "withdraw" in verbs,
        "may_ask": "request_withdrawal" in verbs,
        "may_amend": "request_amendment" in verbs,
        "may_answer": bool(hold and not hold.answered_at) and "answer" in verbs,
        "may_supplement": "supplement" in verbs,
        "may_add_papers": "add_papers" in verbs,
        "may_report": "report" in verbs,
        "may_ask_change": "request_change" in verbs,
    }


def _told_requests(rows: Any, kind: str) -> QuerySet[Any, dict[str, Any]]:
    columns = ("at", "reason", "decided_at", "by__display_name", "by__username")
    found: QuerySet[Any, dict[str, Any]] = (
        rows.order_by().annotate(kind=Value(kind)).values("kind", *columns)
    )
    return found


def _handed_in(shipment: Shipment) -> QuerySet[Any, dict[str, Any]]:
    rows = shipment.supplements.annotate(
        reason=F("text"), decided_at=Value(None, output_field=DateTimeField())
    )
    return _told_requests(rows, HANDED_IN)


def question_of(shipment: Shipment) -> dict[str, Any]:
    """What the hold in force asks of the exporter, as templates/declare/_hold.html shows it."""
    hold = open_hold(shipment)
    return {
        "hold": hold,
        "hold_reason": hold_reason(hold) if hold else "",
        "message": hold.decision.message if hold else "",
        **question_told(hold),
    }


def disclosed_findings(shipment: Shipment) -> list[FindingView]:
    """The latest run over the current revision, as the person who started the draft may read it."""
    runs = shipment.screenings.filter(revision__number=shipment.revision_no).order_by("-number")
    rows = ScreenedFinding.objects.filter(screening=Subquery(runs.values("pk")[:1]), disclosed=True)
    findings = list(rows.annotate(policy_number=F("screening__policy_number")).order_by("position"))
    if not findings:
        return []
    policy = policy_numbered(findings[0].policy_number)
    return disclosed(findings, shipment.created_by, policy, shipment.declared_on)


def withdrawal_reason(shipment: Shipment) -> str:
    """Why the exporter withdrew it, in its own words; "" for what is not withdrawn."""
    if shipment.status != Status.WITHDRAWN:
        return ""
    told = Event.objects.filter(subject=shipment.subject, verb="withdraw").last()
    asked = shipment.withdrawal_requests.filter(is_granted=True).first()
    return (told.detail.get("reason", "") if told else "") or (asked.reason if asked else "")


def known_decisions(shipment: Shipment) -> list[Decision]:
    """Decisions in effect that the exporter may read of, oldest first."""
    rows = shipment.decisions.filter(state__in=IN_EFFECT, verb__in=told_to_exporters())
    return list(rows.order_by("id"))


def hold_reason(hold: Hold) -> Any:
    """The kind of hold in words, or only that customs verifies further."""
    return HoldKind(hold.kind).label if hold.is_disclosed else _("Further verification by customs")


def _timeline(
    shipment: Shipment, revisions: list[Revision], decisions: list[Decision], holds: list[Hold]
) -> list[Step]:
    return [
        Step(shipment.created_at, _("Draft started"), str(shipment.created_by)),
        *_submissions(revisions),
        *_decided(shipment, decisions),
        *receipts_of(shipment),
        *(
            Step(hold.answered_at, _("Hold answered"), detail=hold.answer)
            for hold in holds
            if hold.answered_at
        ),
    ]


def receipts_of(shipment: Shipment) -> list[Step]:
    """The receipts of the Single Window, oldest first."""
    events = Event.objects.filter(subject=shipment.subject, verb=RECEIPT).order_by("seq")
    return [
        Step(event.at, CODES[event.detail["receipt"]], event.actor_name, event.detail["message"])
        for event in events
    ]


def _submissions(revisions: list[Revision]) -> Iterator[Step]:
    for revision in revisions:
        what = _("Submitted, revision %(number)s") % {"number": revision.number}
        yield Step(revision.submitted_at, what, str(revision.submitted_by))


def _decided(shipment: Shipment, decisions: list[Decision]) -> Iterator[Step]:
    office, names = str(shipment.office or ""), told_to_exporters()
    for decision in decisions:
        when = decision.second_at or decision.at
        yield Step(when, names[decision.verb], office, decision.message)
    was_released_by_hand = any(decision.verb == "release" for decision in decisions)
    if shipment.decided_at and shipment.status == Status.WITHDRAWN:
        reason = withdrawal_reason(shipment)
        yield Step(shipment.decided_at, _("Withdrawn"), str(shipment.exporter), reason)
    elif shipment.decided_at and shipment.status == Status.RELEASED and not was_released_by_hand:
        yield Step(shipment.decided_at, _("Released"), office)
