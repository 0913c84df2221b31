"""Every status × verb × role × claim × proposal × lists × gravity, against the golden table."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.utils.translation import override

from compliance import clock
from compliance.accounts.models import User
from compliance.refusals import Conflict, NotAllowed
from shipments.access import may, open_verbs, require
from shipments.models import Decision, DecisionState, Shipment
from shipments.moves import MOVES, Status
from tests.builders import a_shipment
from tests.shipments.moves.cases import PEOPLE, add_proposal, put
from tests.shipments.moves.golden import AXES, REFUSALS, allowed, lines, verbs

OBSTACLES = lines(REFUSALS)
ALLOWED = frozenset(allowed())
USUAL = {
    "who": "officer",
    "status": "in_review",
    "claim": "nobody",
    "proposal": "none",
    "lists": "fresh",
    "gravity": "1",
}


def test_the_golden_table_has_a_line_for_every_verb_and_no_other() -> None:
    assert set(verbs()) == set(MOVES)
    assert AXES["status"] == tuple(Status.values)


def circumstances(who: str) -> Iterator[tuple[str, ...]]:
    """Claim, proposal, lists and gravity; the machine itself neither claims nor proposes."""
    for claim, proposal, *rest in product(*list(AXES.values())[2:]):
        if who != "machine" or "mine" not in (claim, proposal):
            yield (claim, proposal, *rest)


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


@pytest.mark.parametrize("status", AXES["status"])
def test_a_verb_is_open_exactly_where_the_golden_table_allows_it(
    status: str, people: dict[str, User], second_officer: User
) -> None:
    shipment = a_shipment(people["exporter"], Status(status))
    found = set()
    for who, username in PEOPLE.items():
        person = people[username] if username else None
        for claim, proposal, lists, gravity in circumstances(who):
            arrange(shipment, claim, lists, gravity, person, second_officer)
            by = {"none": None, "mine": person, "other": second_officer}[proposal]
            waiting = [Decision(state=DecisionState.PROPOSED, by=by)] if by else []
            for verb in _open(person, shipment, waiting):
                found.add((verb, who, status, claim, proposal, lists, gravity))
    possible = {cell for cell in ALLOWED if cell[2] == status and _is_possible(cell)}
    assert found == possible


def _open(person: User | None, shipment: Shipment, decisions: list[Decision]) -> list[str]:
    if person:
        return open_verbs(person, shipment, decisions)
    return [verb for verb in verbs() if may(None, verb, shipment).allowed]


def _is_possible(cell: tuple[str, ...]) -> bool:
    _verb, who, _status, claim, proposal, *_rest = cell
    return who != "machine" or "mine" not in (claim, proposal)


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
    proposer = {"none": None, "mine": person, "other": second_officer}[cell["proposal"]]
    if proposer:
        add_proposal(shipment, proposer)
    with pytest.raises(Conflict if code == "409" else NotAllowed) as refused, override("en"):
        require(person, verb, shipment)
    assert sentence in refused.value.sentence
    assert not may(person, verb, shipment).allowed
