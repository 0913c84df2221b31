"""Every status × verb × role, through the addresses, by the golden table; never a 500."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any

import pytest

from compliance.accounts.models import User
from shipments.models import Decision, DecisionState, Shipment
from shipments.moves import Status
from tests.builders import a_shipment
from tests.shipments.moves.cases import (
    add_detention,
    add_inspection,
    add_question,
    add_stop,
    ask,
)
from tests.shipments.moves.golden import statuses_of, targets, verbs
from tests.shipments.moves.scene import ASKED, DETAINED, INSPECTED, STOPPED
from tests.shipments.review.posts import post, status_of

PAGES = [verb for verb in verbs() if statuses_of(verb, "officer") and verb != "judge_hit"]
GRAVE = {"propose_release", "countersign", "decline_release"}
SECOND = {"countersign", "decline_release", "countersign_recall", "decline_recall"}
STAGES = {
    "extend_question": "asked",
    "ask_supplement": "referred",
    "refer_question": "late",
    "record_appraisal": "referred",
    "end_question": "replied",
    "refuse_question": "caught",
}


def _cells(statuses: Iterable[Status]) -> Iterator[Any]:
    """Every verb in every status. The domain's matrix knows all refusals; of those through the
    addresses every run tries each verb's first, `--all` the others."""
    for verb in PAGES:
        is_allowed = statuses_of(verb, "officer").__contains__
        barred = (each for each in Status if each != Status.DRAFT and not is_allowed(each))
        first = next(barred, Status.DRAFT)
        for status in statuses:
            is_short = is_allowed(status) or status == first
            yield pytest.param(verb, status, marks=() if is_short else pytest.mark.long)


SUBMITTED = [status for status in Status if status != Status.DRAFT]


def prepared(verb: str, status: Status, exporter: User, first: User) -> Shipment:
    """A shipment on which only role and status can stand in the way of the verb."""
    shipment = a_shipment(exporter, status, gravity=2 if verb in GRAVE else 1)
    if verb in SECOND and status != Status.DRAFT:
        Decision.objects.create(
            shipment=shipment,
            revision=shipment.revisions.get(),
            verb="countersign_recall" if verb.endswith("recall") else "release",
            state=DecisionState.PROPOSED,
            by=first,
            at=shipment.submitted_at,
            reason="Looks right.",
        )
    if verb in ASKED:
        ask(shipment, ASKED[verb], exporter, first)
    if verb in INSPECTED and status == Status.HELD:
        add_inspection(shipment, first, INSPECTED[verb])
    if verb in STOPPED and status == Status.HELD:
        add_stop(shipment, first, STOPPED[verb])
    if verb in DETAINED and status == Status.HELD:
        add_detention(shipment, first)
    if verb in STAGES and status == Status.HELD:
        add_question(shipment, first, STAGES[verb])
    return shipment


@pytest.fixture(autouse=True)
def _lists(verb: str, request: pytest.FixtureRequest) -> None:
    """Screening again needs lists, and nothing else does."""
    if verb == "rescreen":
        request.getfixturevalue("prc_lists")


@pytest.mark.parametrize(("verb", "status"), list(_cells(Status)))
def test_an_officer_of_the_office_may_exactly_what_the_golden_table_says(
    verb: str, status: Status, exporter: User, officer: User, second_officer: User
) -> None:
    shipment = prepared(verb, status, exporter, second_officer)
    if verb == "unclaim":
        Shipment.objects.filter(pk=shipment.pk).update(claimed_by=officer)
    answer = post(officer, shipment, verb)
    if status == Status.DRAFT:
        assert answer.status_code == HTTPStatus.NOT_FOUND  # never submitted
    elif status in statuses_of(verb, "officer"):
        assert answer.status_code == HTTPStatus.FOUND
        assert status_of(shipment) == targets().get(verb, status)
    else:
        assert answer.status_code == HTTPStatus.CONFLICT
        assert status_of(shipment) == status


@pytest.mark.in_turn("status")
@pytest.mark.parametrize(("verb", "status"), list(_cells(SUBMITTED)))
def test_other_roles_change_nothing(
    verb: str, status: Status, people: dict[str, User], exporter: User, second_officer: User
) -> None:
    shipment = prepared(verb, status, exporter, second_officer)
    expected = {
        "exporter": HTTPStatus.NOT_FOUND,
        "rival": HTTPStatus.NOT_FOUND,
        "officer3": HTTPStatus.NOT_FOUND,
        "policy": HTTPStatus.FORBIDDEN,
        "auditor": HTTPStatus.FORBIDDEN,
    }
    answers = {name: post(people[name], shipment, verb).status_code for name in expected}
    assert answers == expected
    assert status_of(shipment) == status


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize("verb", [verb for verb in PAGES if verb not in {"claim", "unclaim"}])
def test_a_form_without_its_fields_never_breaks(
    verb: str, exporter: User, officer: User, second_officer: User
) -> None:
    status = Status(min(statuses_of(verb, "officer") - {"draft"}))
    shipment = prepared(verb, status, exporter, second_officer)
    answer = post(
        officer, shipment, verb, reason="", message="", text="", until="soon", version="x"
    )
    expected = HTTPStatus.FOUND if verb == "rescreen" else HTTPStatus.OK
    assert answer.status_code == expected
