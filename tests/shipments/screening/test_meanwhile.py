"""What happens to a shipment between the gathering of its facts and the door is not screened past:
here it happens while the rules run."""

from collections.abc import Callable
from typing import Any

import pytest

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.advisories import actions as advisories
from shipments.declare.actions import withdraw
from shipments.models import Shipment
from shipments.moves import Status
from shipments.review.actions import return_for_correction
from shipments.screening import actions as screening
from shipments.screening.actions import rescreen, screen
from tests.builders import a_draft, freeze

pytestmark = pytest.mark.usefixtures("prc_lists")
Happens = Callable[[Callable[[], object]], None]


@pytest.fixture
def while_rules_run(monkeypatch: pytest.MonkeyPatch) -> Happens:
    """Have something happen after the first run of the rules, before what it found is stored."""
    real = screening.run_rules

    def let(happen: Callable[[], object]) -> None:
        waiting = [happen]

        def run(facts: Any) -> Any:
            found = real(facts)
            if waiting:
                waiting.pop()()
            return found

        monkeypatch.setattr(screening, "run_rules", run)

    return let


@pytest.fixture
def submitted(exporter: User) -> Shipment:
    return filed(exporter)


def filed(by: User) -> Shipment:
    shipment = a_draft(by)
    freeze(shipment, by)
    return shipment


def returned_and_filed_again(case: Shipment, officer: User, exporter: User) -> None:
    """The second revision, which waits to be screened."""
    case.refresh_from_db()
    return_for_correction(case, by=officer, reason="The weight.", message="Correct it.")
    freeze(Shipment.objects.get(pk=case.pk), exporter)


def numbers_of_runs(case: Shipment) -> list[tuple[int, int]]:
    """(revision, run), in order."""
    return list(case.screenings.order_by("number").values_list("revision__number", "number"))


def test_a_tip_of_the_ministry_that_arrives_is_in_what_is_stored(
    submitted: Shipment,
    exporter: User,
    policy_admin: User,
    second_policy_admin: User,
    while_rules_run: Happens,
) -> None:
    tip = advisories.prepare(
        by=policy_admin, kind="tip", exporter=exporter.exporter, number="MOFCOM 2026-77",
        dated=clock.today(), text="Stop until the end user is verified.",
    )  # fmt: skip
    while_rules_run(lambda: advisories.put_in_force(tip, by=second_policy_admin))
    stored = screen(submitted.pk)
    assert stored is not None
    assert "EUS-30" in stored.findings.values_list("rule", flat=True)
    submitted.refresh_from_db()
    assert submitted.status == Status.IN_REVIEW
    assert numbers_of_runs(submitted) == [(1, 1)]


def test_what_another_worker_has_screened_is_not_screened_twice(
    submitted: Shipment, while_rules_run: Happens
) -> None:
    while_rules_run(lambda: screen(submitted.pk))
    assert screen(submitted.pk) is None
    assert numbers_of_runs(submitted) == [(1, 1)]


def test_a_revision_that_was_replaced_is_not_stored_for_the_one_after_it(
    submitted: Shipment, exporter: User, officer: User, while_rules_run: Happens
) -> None:
    def replaced() -> None:
        screen(submitted.pk)
        Shipment.objects.filter(pk=submitted.pk).update(status=Status.IN_REVIEW)
        returned_and_filed_again(submitted, officer, exporter)

    while_rules_run(replaced)
    assert screen(submitted.pk) is None
    submitted.refresh_from_db()
    assert submitted.status == Status.SCREENING
    assert numbers_of_runs(submitted) == [(1, 1)]


def test_nor_by_a_second_screening_of_an_open_case(
    submitted: Shipment, exporter: User, officer: User, while_rules_run: Happens
) -> None:
    screen(submitted.pk)
    Shipment.objects.filter(pk=submitted.pk).update(status=Status.IN_REVIEW, is_stale=True)

    def replaced() -> None:
        returned_and_filed_again(submitted, officer, exporter)
        screen(submitted.pk)
        Shipment.objects.filter(pk=submitted.pk).update(status=Status.IN_REVIEW)

    while_rules_run(replaced)
    assert rescreen(submitted.pk, by=officer) is None
    assert numbers_of_runs(submitted) == [(1, 1), (2, 2)]
    assert not Event.objects.filter(subject=submitted.subject, verb="rescreen").exists()


def test_only_the_one_asked_for_is_screened_and_only_while_it_waits(exporter: User) -> None:
    first, second, gone = (filed(exporter) for _ in range(3))
    withdraw(gone, by=exporter, reason="No buyer.")
    assert screen(second.pk) is not None
    assert screen(gone.pk) is None
    assert [each.screenings.count() for each in (first, second, gone)] == [0, 1, 0]


def test_the_event_says_which_run_of_what_found_what(submitted: Shipment) -> None:
    stored = screen(submitted.pk)
    assert stored is not None
    event = Event.objects.filter(subject=submitted.subject, verb__in=("clear", "flag")).get()
    assert {name: event.detail[name] for name in ("screening", "revision", "lane")} == {
        "screening": 1,
        "revision": 1,
        "lane": stored.lane,
    }
    assert (event.detail["gravity"], event.detail["sampled"]) == (stored.gravity, stored.sampled)
    assert "standing_verdicts" not in event.detail
