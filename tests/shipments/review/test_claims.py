"""Claims: one officer works on a case; nobody keeps it for ever."""

from dataclasses import replace
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.db.models import Q
from django.utils.translation import override

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.policy import Policy
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict, NotAllowed
from shipments.declare.actions import answer_hold
from shipments.models import Shipment
from shipments.moves import Status
from shipments.review import actions, claims
from tests.builders import a_shipment
from tests.shipments.review.posts import post


@pytest.fixture
def shipment(exporter: User) -> Shipment:
    return a_shipment(exporter, gravity=1)


def claimer(shipment: Shipment) -> User | None:
    return Shipment.objects.get(pk=shipment.pk).claimed_by


def test_a_claimed_case_is_closed_to_others(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    claims.claim(shipment, by=officer)
    answer = post(second_officer, shipment, "claim")
    assert answer.status_code == HTTPStatus.CONFLICT
    assert str(officer) in answer.content.decode()
    for verb in ("release", "hold", "refuse", "return_for_correction"):
        assert post(second_officer, shipment, verb).status_code == HTTPStatus.CONFLICT
    assert claimer(shipment) == officer


def test_a_claim_ends_after_the_policy_term(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    with clock.at(clock.now() - timedelta(minutes=31)):
        claims.claim(shipment, by=officer)
    claims.claim(shipment, by=second_officer)
    assert claimer(shipment) == second_officer


def test_a_claim_holds_within_the_policy_term(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    with clock.at(clock.now() - timedelta(minutes=29)):
        claims.claim(shipment, by=officer)
    with pytest.raises(Conflict):
        claims.claim(shipment, by=second_officer)


def test_renewing_ones_claim_is_no_new_event(shipment: Shipment, officer: User) -> None:
    claims.claim(shipment, by=officer)
    claims.claim(shipment, by=officer)
    assert Event.objects.filter(verb="claim").count() == 1


def test_taking_a_case_again_after_ones_claim_has_lapsed_is_an_event(
    shipment: Shipment, officer: User
) -> None:
    with clock.at(clock.now() - timedelta(minutes=31)):
        claims.claim(shipment, by=officer)
    claims.claim(shipment, by=officer)
    assert Event.objects.filter(verb="claim").count() == 2


def test_only_the_claimer_gives_the_case_back(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    claims.claim(shipment, by=officer)
    assert post(second_officer, shipment, "unclaim").status_code == HTTPStatus.CONFLICT
    post(officer, shipment, "unclaim")
    assert claimer(shipment) is None


def test_a_countersigner_needs_no_claim(
    exporter: User, officer: User, second_officer: User
) -> None:
    shipment = a_shipment(exporter, gravity=2)
    actions.propose_release(shipment, by=officer, reason="Fine.")
    claims.claim(shipment, by=officer)
    actions.countersign(shipment, by=second_officer, reason="Fine.")


def test_the_next_case_is_the_gravest_then_the_oldest(exporter: User, officer: User) -> None:
    light = a_shipment(exporter, gravity=1)
    with clock.at(clock.now() - timedelta(hours=2)):
        old = a_shipment(exporter, gravity=3)
    grave = a_shipment(exporter, gravity=3)
    taken = [claims.claim_next(by=officer) for _turn in range(4)]
    assert taken == [old, grave, light, None]


def test_the_next_case_is_never_a_waiting_hold_nor_ones_own_proposal(
    exporter: User, officer: User, second_officer: User
) -> None:
    held = a_shipment(exporter, gravity=3)
    actions.hold(
        held,
        by=second_officer,
        ground="sample_pending",
        reason="Look.",
        until=clock.today(),
        message="We look.",
    )
    Shipment.objects.filter(pk=held.pk).update(claimed_by=None)
    mine = a_shipment(exporter, gravity=2)
    actions.propose_release(mine, by=officer, reason="Fine.")
    assert claims.claim_next(by=officer) is None
    assert claims.claim_next(by=second_officer) == mine
    answer_hold(held, by=exporter, text="Here it is.")
    assert claims.claim_next(by=officer) == held


def test_the_next_case_is_of_the_own_office(
    shipment: Shipment, other_office_officer: User, auditor: User
) -> None:
    assert claims.claim_next(by=other_office_officer) is None
    assert status_page(auditor) == HTTPStatus.FORBIDDEN


def status_page(person: User) -> int:
    from django.test import Client

    client = Client()
    client.force_login(person)
    return client.post("/review/next/").status_code


def test_a_draft_that_came_back_cannot_be_claimed(exporter: User, officer: User) -> None:
    shipment = a_shipment(exporter)
    post(officer, shipment, "return_for_correction")
    assert post(officer, shipment, "claim").status_code == HTTPStatus.CONFLICT
    assert shipment.status != Status.DRAFT


@pytest.fixture
def at_most_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """The policy lets an officer have two cases at once."""

    def on(day: date) -> Policy:
        return replace(policy_on(day), most_claims=2)

    monkeypatch.setattr(claims, "policy_on", on)


@pytest.mark.usefixtures("at_most_two")
def test_a_third_case_is_refused_in_words_until_one_lapses_and_ones_own_is_renewed(
    exporter: User, officer: User
) -> None:
    first, second, third = (a_shipment(exporter, gravity=1) for _case in range(3))
    with clock.at(clock.now() - timedelta(minutes=31)):
        claims.claim(first, by=officer)
    claims.claim(second, by=officer)
    claims.claim(third, by=officer)  # the first has lapsed
    claims.claim(third, by=officer)
    with override("en"), pytest.raises(Conflict) as refused:
        claims.claim(first, by=officer)
    told = f"{officer} has taken 2 cases, as many as the policy allows at once."
    assert refused.value.sentence == told
    assert set(claims.claims_of(officer)) == {second, third}
    actions.refuse(second, by=officer, ground="no_licence", reason="No.", message="No.")
    assert claims.claim(first, by=officer).claimed_by == officer


@pytest.mark.usefixtures("at_most_two")
def test_whoever_has_enough_gets_no_next_case(exporter: User, officer: User) -> None:
    for _case in range(2):
        a_shipment(exporter, gravity=1)
    assert all(claims.claim_next(by=officer) for _turn in range(2))
    with pytest.raises(Conflict):
        claims.claim_next(by=officer)


@pytest.mark.usefixtures("at_most_two")
def test_colleagues_and_decided_cases_take_no_room(
    exporter: User, officer: User, second_officer: User
) -> None:
    taken = [a_shipment(exporter, gravity=1) for _case in range(2)]
    for case in taken:
        claims.claim(case, by=second_officer)
    Shipment.objects.filter(pk=taken[0].pk).update(status=Status.CLOSED)
    assert list(claims.claims_of(second_officer)) == [taken[1]]
    assert list(claims.claims_of(officer)) == []


def test_two_clicks_at_once_are_counted_one_after_the_other_and_wait_for_no_case(
    shipment: Shipment, officer: User, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(60) as asked:
        claims.claim_next(by=officer)
    locked = [each["sql"] for each in asked.captured_queries if " FOR " in each["sql"]]
    people = [sql for sql in locked if 'FROM "accounts_user" WHERE' in sql]
    assert people
    assert all(sql.endswith("FOR NO KEY UPDATE") for sql in people)
    assert any("SKIP LOCKED" in sql for sql in locked)


def test_a_proposal_keeps_its_officer_from_that_case_alone_and_while_it_waits(
    exporter: User, officer: User, second_officer: User, people: dict[str, User]
) -> None:
    mine, theirs = a_shipment(exporter, gravity=2), a_shipment(exporter, gravity=2)
    actions.propose_release(mine, by=officer, reason="Fine.")
    actions.propose_release(theirs, by=second_officer, reason="Fine.")
    assert list(claims.waiting_cases(officer)) == [theirs]
    actions.decline_release(mine, by=second_officer, reason="Not yet.")
    actions.propose_release(mine, by=people["head1"], reason="Fine.")
    assert list(claims.waiting_cases(officer)) == [mine, theirs]


def test_the_head_gives_a_case_to_officers_who_still_work_in_that_office(
    shipment: Shipment,
    people: dict[str, User],
    officer: User,
    second_officer: User,
    other_office_officer: User,
) -> None:
    head = people["head1"]
    claims.claim(shipment, by=second_officer)
    gone = User.objects.get(pk=second_officer.pk)
    gone.is_active = False
    people["auditor"].office = head.office
    for person in (people["auditor"], other_office_officer, gone):
        with pytest.raises(NotAllowed):
            claims.assign(shipment, to=person, by=head)
    assert claims.assign(shipment, to=officer, by=head).claimed_by == officer
    assert claims.unclaim(shipment, by=officer).claimed_by is None
    told = {each.verb: each.detail for each in Event.objects.filter(subject=shipment.subject)}
    assert told["claim"] == {"revision": 1}
    assert told["assign"] == {"revision": 1, "to": officer.username}


def test_only_officers_are_given_a_next_case(shipment: Shipment, auditor: User) -> None:
    with pytest.raises(NotAllowed):
        claims.claim_next(by=auditor)


def test_a_hold_nobody_answered_in_time_is_due_again_but_not_on_its_last_day(
    exporter: User, officer: User, second_officer: User
) -> None:
    held = a_shipment(exporter, gravity=1)
    told = {"reason": "Look.", "message": "We look.", "ground": "sample_pending"}
    actions.hold(held, by=second_officer, until=clock.today(), **told)
    Shipment.objects.filter(pk=held.pk).update(claimed_by=None)
    assert list(claims.waiting_cases(officer)) == []
    Shipment.objects.filter(pk=held.pk).update(due_on=clock.today() - timedelta(days=1))
    assert list(claims.waiting_cases(officer)) == [held]
    Shipment.objects.filter(pk=held.pk).update(claimed_by=second_officer, claimed_at=clock.now())
    assert list(claims.waiting_cases(officer)) == []
    assert list(claims.waiting_cases(officer, free=Q(claimed_by=second_officer))) == [held]
