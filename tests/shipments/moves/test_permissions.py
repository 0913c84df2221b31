"""Every status × verb × role × claim × proposal × lists × gravity, against the golden table."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from copy import copy
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.utils.translation import override

from compliance import clock
from compliance.accounts.models import User
from compliance.refusals import Conflict, NotAllowed
from shipments.access import may, open_amendment, open_request, open_verbs, require
from shipments.follow_up.reading import told_of
from shipments.models import Decision, DecisionState, Shipment
from shipments.moves import MOVES, Status
from shipments.own_entries import who_entered
from tests.builders import a_shipment
from tests.shipments.moves.cases import (
    PEOPLE,
    STOPS,
    add_detention,
    add_hold,
    add_inspection,
    add_proposal,
    add_question,
    add_stop,
    ask,
    put,
)
from tests.shipments.moves.golden import (
    AFTER_RELEASE,
    AXES,
    USUAL,
    allowed,
    in_a_slice,
    lines,
    verbs,
)
from tests.shipments.moves.golden_refusals import REFUSALS
from tests.undone import undone

INSPECTIONS = ("ordered", "recorded", "sampled", "inspected")
OBSTACLES = lines(REFUSALS)
ON_HOLDS = ("hold__question", "hold__inspection", "hold__stop", "hold__detention__decision")
PROPOSED_IN = {"released": "countersign_recall"}


def test_the_golden_table_has_a_line_for_every_verb_and_no_other() -> None:
    assert set(verbs()) == set(MOVES)
    assert AXES["status"] == tuple(Status.values)


def claimed(claim: str, person: User | None, other: User) -> tuple[User | None, datetime | None]:
    """Who has the case since when; a claim lasts half an hour."""
    age = timedelta(minutes=31 if claim == "lapsed" else 29)
    holder = {"nobody": None, "mine": person, "other": other, "lapsed": other}[claim]
    return holder, clock.now() - age if holder else None


def arrange(
    shipment: Shipment, claim: str, lists: str, gravity: str, by: User | None, other: User
) -> None:
    """The shipment in memory as the cell says."""
    shipment.claimed_by, shipment.claimed_at = claimed(claim, by, other)
    shipment.is_stale, shipment.gravity = lists == "stale", int(gravity)


def hold_as(shipment: Shipment, hold: str, person: User | None, other: User) -> None:
    """A hold in the database as the cell says; what nobody placed is the colleague's."""
    mine, since = person or other, clock.now()
    plain: dict[str, Callable[[], Any]] = {
        "never": lambda: None,
        "ended": lambda: add_hold(shipment, other, lifted_at=since),
        "mine": lambda: add_hold(shipment, mine),
        "answered": lambda: add_hold(shipment, mine, answered_at=since),
        "inspection": lambda: add_hold(shipment, mine, kind="inspection", answered_at=since),
        "other": lambda: add_hold(shipment, other),
        "detained": lambda: add_detention(shipment, other),
        "prolonged": lambda: add_detention(shipment, other, is_extended=True),
        **dict.fromkeys(STOPS, lambda: add_stop(shipment, other, hold)),
        **dict.fromkeys(INSPECTIONS, lambda: add_inspection(shipment, other, hold)),
    }
    plain.get(hold, lambda: add_question(shipment, other, hold))()


@pytest.mark.parametrize("who", AXES["who"])
def test_a_verb_is_open_exactly_where_the_golden_table_allows_it(
    who: str, people: dict[str, User], second_officer: User
) -> None:
    """One shipment has each hold and wish, and stands in every status, in turn: nothing else is
    asked of it. What claim, proposal, lists and gravity leave alone is read once, as by a page."""
    username, found = PEOPLE[who], defaultdict[str, set[tuple[str, ...]]](set)
    person = people[username] if username else None
    shipment = a_shipment(people["exporter"], Status.IN_REVIEW)
    for hold, asked in product(AXES["hold"], AXES["asked"]):
        if asked in AFTER_RELEASE and hold != USUAL["hold"]:
            continue
        with undone():
            case = copy(shipment)
            hold_as(case, hold, person, second_officer)
            ask(case, asked, people["exporter"], _proposer(asked, person, second_officer))
            for status, cells in _open_by_status(case, (who, hold, asked), person, second_officer):
                found[status] |= cells
    for status in AXES["status"]:
        expected = {c for c in allowed() if c[1:3] == (who, status) and _is_possible(c[1:])}
        assert found[status] == expected


def _open_by_status(
    shipment: Shipment, fixed: tuple[str, str, str], person: User | None, other: User
) -> Iterator[tuple[str, set[tuple[str, ...]]]]:
    """The cells of the table that are open to who it is, with that hold and wish."""
    who, hold, asked = fixed
    decisions = list(shipment.decisions.select_related(*ON_HOLDS))
    known: dict[str, Any] = {
        "request": open_request(shipment),
        "was_held": shipment.holds.exists(),
        "evidence_by": who_entered(shipment),
    }
    for status, *rest in product(AXES["status"], *list(AXES.values())[2:6]):
        cell = (who, status, *rest, hold, asked)
        if in_a_slice(cell) and _is_possible(cell):
            if shipment.status != status or "told" not in known:
                shipment.status = status
                known |= {"told": told_of(shipment), "amendment": open_amendment(shipment)}
            yield status, _open(person, shipment, cell, decisions, other, known)


def _open(
    person: User | None,
    shipment: Shipment,
    cell: tuple[str, ...],
    decisions: list[Decision],
    other: User,
    known: dict[str, Any],
) -> set[tuple[str, ...]]:
    """The cells of the table that are open there."""
    _who, status, claim, proposal, lists, gravity, _hold, _asked = cell
    arrange(shipment, claim, lists, gravity, person, other)
    by = {"none": None, "mine": person}.get(proposal, other)
    verb = _proposed(proposal, status)
    waiting = [Decision(verb=verb, state=DecisionState.PROPOSED, by=by)] if by else []
    return {(each, *cell) for each in _verbs(person, shipment, waiting + decisions, known)}


def _proposer(asked: str, person: User | None, other: User) -> User:
    """Who would grant the change that was asked for."""
    return person if person and asked == "own" else other


def _proposed(proposal: str, status: str) -> str:
    return "sign_detention" if proposal == "detain" else PROPOSED_IN.get(status, "release")


def _verbs(
    person: User | None, shipment: Shipment, decisions: list[Decision], known: dict[str, Any]
) -> list[str]:
    if person:
        proposed = (each for each in decisions if each.state == DecisionState.PROPOSED)
        holds = (getattr(each, "hold", None) for each in decisions)
        hold = next((each for each in holds if each and each.lifted_at is None), None)
        return open_verbs(person, shipment, proposal=next(proposed, None), hold=hold, **known)
    return [verb for verb in verbs() if may(None, verb, shipment).allowed]


def _is_possible(cell: tuple[str, ...]) -> bool:
    """The machine neither claims nor proposes nor holds."""
    who, _status, claim, proposal, _lists, _gravity, hold, _asked = cell
    return who != "machine" or not {"mine"} & {claim, proposal, hold}


@pytest.mark.usefixtures("prc_lists")
@pytest.mark.parametrize(("verb", "obstacle", "code", "sentence"), OBSTACLES)
def test_whoever_is_barred_is_told_why(
    verb: str,
    obstacle: str,
    code: str,
    sentence: str,
    people: dict[str, User],
    second_officer: User,
) -> None:
    cell = {**USUAL, **dict(part.split("=") for part in obstacle.split())}
    shipment = a_shipment(people["exporter"], Status(cell["status"]))
    username = PEOPLE[cell["who"]]
    person = people[username] if username else None
    holder, since = claimed(cell["claim"], person, second_officer)
    gravity, is_stale = int(cell["gravity"]), cell["lists"] == "stale"
    put(shipment, claimed_by=holder, claimed_at=since, gravity=gravity, is_stale=is_stale)
    hold_as(shipment, cell["hold"], person, second_officer)
    asked = cell["asked"]
    ask(shipment, asked, people["exporter"], _proposer(asked, person, second_officer))
    proposer = {"none": None, "mine": person}.get(cell["proposal"], second_officer)
    if proposer:
        add_proposal(shipment, proposer, _proposed(cell["proposal"], cell["status"]))
    with pytest.raises(Conflict if code == "409" else NotAllowed) as refused, override("en"):
        require(person, verb, shipment)
    assert sentence in refused.value.sentence
    assert not may(person, verb, shipment).allowed


@pytest.mark.parametrize(
    ("status", "verb", "proposed"),
    [
        (Status.IN_REVIEW, "countersign", "countersign_recall"),
        (Status.IN_REVIEW, "decline_release", "countersign_recall"),
        (Status.IN_REVIEW, "countersign", "sign_detention"),
        (Status.RELEASED, "countersign_recall", "release"),
        (Status.RELEASED, "decline_recall", "release"),
    ],
)
def test_what_was_proposed_is_what_is_signed(
    status: Status, verb: str, proposed: str, exporter: User, officer: User, second_officer: User
) -> None:
    shipment = put(a_shipment(exporter, status), gravity=2)
    add_proposal(shipment, second_officer, proposed)
    with pytest.raises(Conflict):
        require(officer, verb, shipment)


@pytest.mark.parametrize("verb", ["countersign", "decline_release"])
def test_whoever_filed_it_in_an_earlier_job_signs_nothing(
    verb: str, exporter: User, officer: User, second_officer: User
) -> None:
    shipment = put(a_shipment(exporter, Status.IN_REVIEW), gravity=2, filed_by=officer)
    add_proposal(shipment, second_officer)
    with pytest.raises(NotAllowed):
        require(officer, verb, shipment)
