"""Two officers at once, in real transactions: one decision, one 409, never a 500."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection

from compliance.accounts.models import User
from shipments.models import Decision, Revision, Shipment
from shipments.moves import Status
from shipments.review import claims
from tests.builders import a_shipment, freeze, store_screening
from tests.shipments.review.posts import address, fields, signed_in

TURNS = [20, pytest.param(200, marks=pytest.mark.long)]


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    """Two threads, each with its own connection, closed at the end."""
    barrier = threading.Barrier(2)
    with ThreadPoolExecutor(2) as threads:
        yield threads
        list(threads.map(lambda _n: (barrier.wait(), connection.close()), range(2)))


def at_once(pool: ThreadPoolExecutor, *acts: Callable[[], Any]) -> list[Any]:
    """All start behind one gate."""
    gate = threading.Barrier(len(acts))
    futures = [pool.submit(lambda act=act: (gate.wait(), act())[1]) for act in acts]
    return [future.result(timeout=30) for future in futures]


def submitted_again(shipment: Shipment, exporter: User) -> Revision:
    """The next revision of the same shipment, in review and free."""
    revision = freeze(shipment, exporter)
    store_screening(revision, 1, ())
    shipment.status, shipment.gravity, shipment.claimed_by = Status.IN_REVIEW, 1, None
    shipment.save()
    shipment.holds.update(lifted_at=shipment.submitted_at)
    return revision


@pytest.mark.timeout(300)
@pytest.mark.parametrize("turns", TURNS)
def test_release_against_hold_gives_exactly_one_decision(
    transactional_db: None,
    pool: ThreadPoolExecutor,
    exporter: User,
    officer: User,
    second_officer: User,
    turns: int,
) -> None:
    shipment = a_shipment(exporter, gravity=1)
    first, second = signed_in(officer), signed_in(second_officer)
    for _turn in range(turns):
        revision, form = submitted_again(shipment, exporter), fields(shipment)
        answers = at_once(
            pool,
            lambda form=form: first.post(address(shipment, "release"), form).status_code,
            lambda form=form: second.post(address(shipment, "hold"), form).status_code,
        )
        assert sorted(answers) == [HTTPStatus.FOUND, HTTPStatus.CONFLICT]
        decision = Decision.objects.get(revision=revision)
        shipment.refresh_from_db()
        assert shipment.status == {"release": "released", "hold": "held"}[decision.verb]


def test_without_a_version_too_only_one_of_two_decisions_is_made(
    transactional_db: None,
    pool: ThreadPoolExecutor,
    exporter: User,
    officer: User,
    second_officer: User,
) -> None:
    from compliance.refusals import Conflict
    from shipments.review import actions

    def outcome(act: Callable[..., object], by: User, **ground: str) -> str:
        try:
            act(shipment, by=by, reason="Now.", message="Now.", **ground)
        except Conflict:
            return "conflict"
        return "done"

    shipment = a_shipment(exporter, gravity=1)
    for _turn in range(20):
        revision = submitted_again(shipment, exporter)
        outcomes = at_once(
            pool,
            lambda: outcome(actions.release, officer),
            lambda: outcome(actions.refuse, second_officer, ground="no_licence"),
        )
        assert sorted(outcomes) == ["conflict", "done"]
        assert Decision.objects.filter(revision=revision).count() == 1


@pytest.mark.parametrize("turns", TURNS)
def test_the_next_case_is_never_handed_to_two_officers(
    transactional_db: None,
    pool: ThreadPoolExecutor,
    exporter: User,
    officer: User,
    second_officer: User,
    turns: int,
) -> None:
    cases = [a_shipment(exporter, gravity=1) for _turn in range(3)]
    for _turn in range(turns):
        taken = at_once(
            pool,
            lambda: claims.claim_next(by=officer),
            lambda: claims.claim_next(by=second_officer),
        )
        assert len({case.pk for case in taken if case}) == 2
        Shipment.objects.filter(pk__in=[case.pk for case in cases]).update(claimed_by=None)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("waiting", [pytest.param(50, marks=pytest.mark.long), 20])
def test_fifty_officers_who_ask_at_once_never_share_a_case(
    transactional_db: None, exporter: User, officer: User, waiting: int
) -> None:
    """With a case for each, each gets one; with fewer, every case has one officer."""
    crowd = [
        User.objects.create(username=f"crowd{number}", role="officer", office=officer.office)
        for number in range(50)
    ]
    for number in range(waiting):
        a_shipment(exporter, gravity=number % 3 + 1)
    gate = threading.Barrier(len(crowd))

    def ask(by: User) -> Shipment | None:
        try:
            gate.wait(timeout=60)
            return claims.claim_next(by=by)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(crowd)) as threads:
        taken = list(threads.map(ask, crowd))
    cases = [case.pk for case in taken if case]
    assert len(cases) == len(set(cases)) == waiting
    held = dict(Shipment.objects.values_list("pk", "claimed_by"))
    assert {case.pk: by.pk for case, by in zip(taken, crowd, strict=True) if case} == held
