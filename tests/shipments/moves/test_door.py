"""The door itself: who comes second, what is undone, what is not to happen at all."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.refusals import Conflict
from shipments.door import move
from shipments.models import Decision, Hold, Shipment
from shipments.review import actions as review
from shipments.review.claims import claim
from shipments.review.match_verdicts import judge_hit
from shipments.screening.actions import rescreen
from tests.builders import a_shipment
from tests.shipments.moves.cases import add_decision, add_hold, add_proposal, matched, put

REASON = "Compared with the contract."

pytestmark = pytest.mark.usefixtures("prc_lists")


@pytest.fixture
def shipment(exporter: User) -> Shipment:
    return put(a_shipment(exporter), version=3)


def events(shipment: Shipment) -> int:
    return Event.objects.filter(subject=shipment.subject).count()


@pytest.mark.parametrize("seen", [2, 4])
def test_a_page_of_another_version_decides_nothing(
    shipment: Shipment, officer: User, seen: int
) -> None:
    with pytest.raises(Conflict):
        review.release(shipment, by=officer, reason=REASON, version=seen)
    assert not Decision.objects.exists()
    review.release(shipment, by=officer, reason=REASON, version=3)


def test_the_loser_reads_who_was_faster(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    review.lift(put(shipment, status="held"), by=officer, reason=REASON)
    put(shipment, claimed_by=None, claimed_at=None)
    with pytest.raises(Conflict) as refused:
        review.refuse(
            shipment,
            by=second_officer,
            ground="no_licence",
            reason=REASON,
            message="No.",
            version=3,
        )
    assert str(officer) in refused.value.sentence


def test_what_fails_in_the_body_leaves_nothing_behind(shipment: Shipment, officer: User) -> None:
    put(shipment, status="held")
    before = Shipment.objects.filter(pk=shipment.pk).values().get()
    with pytest.raises(RuntimeError):
        break_in_the_middle(shipment, officer)
    assert Shipment.objects.filter(pk=shipment.pk).values().get() == before
    assert not Decision.objects.exists()
    assert events(shipment) == 0


def break_in_the_middle(shipment: Shipment, officer: User) -> None:
    with move("refuse", shipment, by=officer) as case:
        case.decide(reason=REASON)
        raise RuntimeError


def test_leaving_changes_nothing_and_writes_nothing(shipment: Shipment, officer: User) -> None:
    before = Shipment.objects.filter(pk=shipment.pk).values().get()
    with move("claim", shipment, by=officer) as case:
        case.leave()
    assert Shipment.objects.filter(pk=shipment.pk).values().get() == before
    assert events(shipment) == 0


def test_keeping_quiet_changes_the_case_but_writes_no_event(
    shipment: Shipment, officer: User
) -> None:
    with move("claim", shipment, by=officer) as case:
        case.keep_quiet()
    shipment.refresh_from_db()
    assert shipment.claimed_by == officer
    assert events(shipment) == 0


def test_a_case_that_another_officer_has_to_go_on_with_is_free(
    shipment: Shipment, officer: User
) -> None:
    with move("claim", shipment, by=officer) as case:
        case.leave_to_others()
    shipment.refresh_from_db()
    assert (shipment.claimed_by, shipment.claimed_at) == (None, None)


def test_the_row_in_hand_has_what_the_database_has(shipment: Shipment, officer: User) -> None:
    row = review.hold(
        shipment,
        by=officer,
        ground="price_doubt",
        reason=REASON,
        until=clock.today(),
        message="We.",
    )
    stored = Shipment.objects.get(pk=shipment.pk)
    for name in ("status", "version", "claimed_by", "claimed_at", "decided_at"):
        assert getattr(row, name) == getattr(stored, name)
    assert row.version == 4


def test_a_second_decision_in_the_database_is_a_conflict_and_other_faults_rise(
    shipment: Shipment, officer: User
) -> None:
    first = add_decision(shipment, officer, "refuse", "effective")  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        review.release(shipment, by=officer, reason=REASON)
    with pytest.raises(IntegrityError), transaction.atomic(), move("hold", shipment, by=officer):
        Hold.objects.create(decision=first, kind="inspection", until=clock.today())


def test_two_open_holds_or_proposals_are_a_conflict(shipment: Shipment, officer: User) -> None:
    add_proposal(shipment, officer)
    with pytest.raises(Conflict), move("claim", shipment, by=officer):
        add_proposal(shipment, officer)


def test_a_second_open_hold_is_a_conflict(shipment: Shipment, officer: User) -> None:
    add_hold(shipment, officer)
    with pytest.raises(Conflict), move("note", shipment, by=officer):
        add_hold(shipment, officer)


def test_nobody_screens_again_or_judges_over_a_colleagues_claim(
    exporter: User, officer: User, second_officer: User
) -> None:
    shipment = matched(exporter, officer, second_officer)
    claim(shipment, by=officer)
    from compliance.law.canonical import from_plain
    from compliance.law.facts import PartyHit

    hit = from_plain(shipment.screenings.latest("number").facts["hits"][0], PartyHit)
    words = {"verdict": "confirmed", "reason_code": "same_name", "text": "The same company."}
    with pytest.raises(Conflict):
        rescreen(shipment.pk, by=second_officer)
    with pytest.raises(Conflict):
        judge_hit(shipment, by=second_officer, hit=hit, **words)
    assert shipment.screenings.count() == 2
    assert not shipment.hit_decisions.exists()


def test_no_rule_runs_for_an_officer_who_may_not_screen_again(
    exporter: User, officer: User, second_officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shipments.screening import actions as screening

    shipment, ran = put(a_shipment(exporter), claimed_by=None), list[object]()
    claim(shipment, by=officer)
    monkeypatch.setattr(screening, "run_rules", ran.append)
    with pytest.raises(Conflict):
        rescreen(shipment.pk, by=second_officer)
    assert ran == []


def test_a_colleagues_claim_made_while_the_rules_ran_keeps_the_run_out(
    exporter: User, officer: User, second_officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shipments.screening import actions as screening

    shipment, real = put(a_shipment(exporter), claimed_by=None), screening.run_rules

    def run_while_a_colleague_takes_the_case(facts: object) -> object:
        put(shipment, claimed_by=officer, claimed_at=clock.now() - timedelta(minutes=1))
        return real(facts)  # type: ignore[arg-type]

    monkeypatch.setattr(screening, "run_rules", run_while_a_colleague_takes_the_case)
    with pytest.raises(Conflict):
        rescreen(shipment.pk, by=second_officer)
    assert shipment.screenings.count() == 1


def test_the_machine_does_not_mind_a_case_that_was_decided_meanwhile(
    exporter: User, officer: User
) -> None:
    shipment = a_shipment(exporter)
    review.refuse(shipment, by=officer, ground="no_licence", reason=REASON, message="No.")
    assert rescreen(shipment.pk) is None
    with pytest.raises(Conflict):
        rescreen(shipment.pk, by=officer)
    assert shipment.screenings.count() == 1
