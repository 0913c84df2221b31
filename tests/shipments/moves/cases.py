"""Shipments on which as much as possible is open, for the golden tables."""

from datetime import datetime, timedelta
from typing import Any

from compliance import clock
from compliance.accounts.models import User
from shipments.demo.goods import INGOT
from shipments.demo.scenarios import INPACT
from shipments.models import (
    AmendmentRequest,
    ChangeRequest,
    Decision,
    DecisionState,
    Detention,
    FollowUp,
    FollowUpReport,
    Hold,
    Inspection,
    MinistryStop,
    Question,
    Shipment,
    WithdrawalRequest,
)
from shipments.moves import Status
from shipments.screening.actions import rescreen
from tests.builders import a_shipment

PEOPLE = {
    "owner": "exporter",
    "rival": "rival",
    "officer": "officer1",
    "head": "head1",
    "elsewhere": "officer3",
    "auditor": "auditor",
    "keeper": "policy",
    "machine": None,
}
VERSION = 7


def long_ago() -> datetime:
    """When the case was decided on before; long enough for every claim to have lapsed."""
    return clock.now() - timedelta(days=2)


def add_decision(shipment: Shipment, by: User, verb: str, state: DecisionState) -> Decision:
    """A decision of long ago over the current revision."""
    return Decision.objects.create(
        shipment=shipment,
        revision=shipment.revisions.get(number=shipment.revision_no),
        verb=verb,
        state=state,
        by=by,
        at=long_ago(),
        reason="Looks right.",
        message="Thank you.",
    )


def add_proposal(shipment: Shipment, by: User, verb: str = "release") -> Decision:
    """A release, or what else needs two, that waits for a second officer."""
    return add_decision(shipment, by, verb, DecisionState.PROPOSED)


def add_hold(shipment: Shipment, by: User, kind: str = "ctrl_doubt", **columns: Any) -> Hold:
    """A hold in force, unanswered unless told otherwise."""
    decision = add_decision(shipment, by, "hold", DecisionState.EFFECTIVE)
    term = {"since": decision.at, "until": clock.today() + timedelta(days=7)}
    return Hold.objects.create(shipment=shipment, decision=decision, kind=kind, **term, **columns)


def add_question(shipment: Shipment, by: User, stage: str) -> Hold:
    """A question that stands there: asked, late, replied, referred, freed or caught."""
    columns: dict[str, Any] = {} if stage in ("asked", "late") else {"answered_at": clock.now()}
    hold = add_hold(shipment, by, kind="question", **columns)
    if stage == "late":
        Hold.objects.filter(pk=hold.pk).update(until=clock.today() - timedelta(days=1))
    question = Question.objects.create(hold=hold, ground="parameters", materials=["contract"])
    if stage in ("referred", "freed", "caught"):
        question.steps.create(kind="referred", at=clock.now(), by=by)
    if stage in ("freed", "caught"):
        result = "not_controlled" if stage == "freed" else "controlled"
        question.steps.create(
            kind="appraised", at=clock.now(), by=by, result=result, letter_no="2026-88"
        )
    return hold


def add_inspection(shipment: Shipment, by: User, stage: str) -> Hold:
    """An inspection that stands there: ordered, recorded, sampled or inspected."""
    hold = add_hold(shipment, by, kind="inspection")
    columns: dict[str, Any] = {}
    if stage != "ordered":
        columns |= {"recorded_by": by, "recorded_at": clock.now(), "inspected_on": clock.today()}
    if stage in ("sampled", "inspected"):
        signer = User.objects.filter(office=by.office_id).exclude(pk=by.pk).first()
        columns |= {"signed_by": signer, "signed_at": clock.now()}
    if stage == "sampled":
        columns |= {"samples": "Two chips.", "laboratory": "Customs laboratory"}
    Inspection.objects.create(
        hold=hold,
        method="unpacking",
        extent="sample",
        planned_on=clock.today(),
        place="Hall 4",
        **columns,
    )
    return hold


STOPS: dict[str, dict[str, Any]] = {
    "stopped": {},
    "freed_stop": {"may_go": True, "reply_no": "2026-90", "reply": "They may go."},
    "barred": {"may_go": False, "reply_no": "2026-90", "reply": "They may not."},
}


def add_stop(shipment: Shipment, by: User, stage: str) -> Hold:
    """A stop by the ministry: stopped, freed_stop or barred."""
    hold = add_hold(shipment, by, kind="mofcom_tip")
    replied = {"replied_by": by, "replied_at": clock.now()} if STOPS[stage] else {}
    MinistryStop.objects.create(
        hold=hold, letter_no="2026-89", ordered_by="Bureau of Security", **STOPS[stage], **replied
    )
    return hold


def add_detention(shipment: Shipment, by: User, *, is_extended: bool = False) -> Hold:
    """Goods detained for sixty days, or for ninety."""
    hold = add_hold(shipment, by, kind="detention")
    until = clock.today() + timedelta(days=60)
    extended = {
        "extended_until": until + timedelta(days=30),
        "extended_at": clock.now(),
        "extended_by": by,
    }
    Detention.objects.create(
        decision=hold.decision,
        hold=hold,
        goods="Two cases of ingots",
        place="Hall 4",
        until=until,
        **(extended if is_extended else {}),
    )
    return hold


def add_request(shipment: Shipment, by: User, model: Any = WithdrawalRequest) -> None:
    """The exporter's wish to withdraw, or to amend, undecided."""
    model.objects.create(
        shipment=shipment, ground="other", reason="Cancelled.", by=by, at=long_ago()
    )


def add_duty(shipment: Shipment, by: User, *, is_filed: bool = False) -> FollowUp:
    """A report of arrival that the release owes; filed, it waits to be read."""
    duty = FollowUp.objects.create(
        shipment=shipment,
        exporter_id=shipment.exporter_id,
        kind="arrival",
        after="departure",
        days=45,
        policy_number=1,
        released_at=long_ago(),
        due_on=clock.today(),
        met_at=clock.now() if is_filed else None,
    )
    if is_filed:
        FollowUpReport.objects.create(
            follow_up=duty,
            shipment=shipment,
            happened_on=clock.today(),
            text="It is there.",
            by=by,
            at=clock.now(),
            state="filed",
        )
    return duty


def add_change(
    shipment: Shipment, by: User, end_use: str = "alloy", proposer: User | None = None
) -> ChangeRequest:
    """The exporter's wish that the metal be used otherwise, undecided."""
    return ChangeRequest.objects.create(
        shipment=shipment,
        kind="use",
        end_use=end_use,
        proposed_by=proposer,
        proposed_at=long_ago() if proposer else None,
        kg=10,
        planned_on=clock.today(),
        reason="The line for targets stands still.",
        by=by,
        at=long_ago(),
    )


def ask(shipment: Shipment, asked: str, by: User, proposer: User | None = None) -> None:
    """What the cell says is open beside a hold; who proposed to grant what needs two."""
    if asked == "yes":
        add_request(shipment, by)
    elif asked == "amend":
        add_request(shipment, by, AmendmentRequest)
    elif asked == "change":
        add_change(shipment, by)
    elif asked in ("grave", "own", "proposed"):
        add_change(shipment, by, "control_rod", None if asked == "grave" else proposer)
    elif asked != "no":
        add_duty(shipment, by, is_filed=asked == "filed")


def with_everything_open(
    exporter: User, status: str, first: User, second: User, **draft: Any
) -> Shipment:
    """In that status, claimed by the first officer a minute ago; with a hold and a proposed release
    by the second."""
    revised = Status.IN_REVIEW if status == Status.DRAFT else Status(status)
    shipment = a_shipment(exporter, revised, goods=[(INGOT, "500")], **draft)
    add_hold(shipment, second)
    add_proposal(shipment, second)
    return put(
        shipment,
        status=status,
        version=VERSION,
        claimed_by=first,
        claimed_at=clock.now() - timedelta(minutes=1),
        decided_at=long_ago(),
    )


def put(shipment: Shipment, **columns: Any) -> Shipment:
    """Those values in the database, whatever the rules say."""
    Shipment.objects.filter(pk=shipment.pk).update(**columns)
    shipment.refresh_from_db()
    return shipment


def matched(exporter: User, first: User, second: User) -> Shipment:
    """Everything open, held, and really screened: the consignee is on a list."""
    shipment = with_everything_open(exporter, "held", first, second, buyer=INPACT)
    rescreen(shipment.pk)
    return put(shipment, version=VERSION)
