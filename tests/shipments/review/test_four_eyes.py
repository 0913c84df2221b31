"""Grave cases: one officer proposes, another countersigns or declines."""

from http import HTTPStatus

import pytest

from compliance.accounts.models import User
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Decision, DecisionState, Document, Shipment
from shipments.moves import Status
from shipments.review import actions
from tests.builders import a_shipment
from tests.shipments.review.posts import page, post, status_of

REASON = "Compared with the licence."


@pytest.fixture
def proposed(exporter: User, officer: User) -> Shipment:
    shipment = a_shipment(exporter, gravity=3)
    return actions.propose_release(shipment, by=officer, reason=REASON)


def state_of(shipment: Shipment) -> str:
    return Decision.objects.get(shipment=shipment, verb="release").state


def test_a_proposal_releases_nothing_and_frees_the_case(proposed: Shipment) -> None:
    row = Shipment.objects.get(pk=proposed.pk)
    assert (row.status, row.claimed_by) == (Status.IN_REVIEW, None)
    assert not Document.objects.exists()


def test_a_second_officer_countersigns_by_page(proposed: Shipment, second_officer: User) -> None:
    assert post(second_officer, proposed, "countersign").status_code == HTTPStatus.FOUND
    decision = Decision.objects.get(shipment=proposed)
    assert (decision.state, decision.second_by) == (DecisionState.COUNTERSIGNED, second_officer)
    assert status_of(proposed) == Status.RELEASED
    assert Document.objects.filter(decision=decision, kind="release_notice").exists()


@pytest.mark.parametrize("verb", ["countersign", "decline_release"])
def test_the_first_officer_is_not_the_second(proposed: Shipment, officer: User, verb: str) -> None:
    assert post(officer, proposed, verb).status_code == HTTPStatus.FORBIDDEN
    with pytest.raises(NotAllowed):
        getattr(actions, verb)(proposed, by=officer, reason=REASON)
    assert state_of(proposed) == DecisionState.PROPOSED


def test_the_filer_is_not_the_second(proposed: Shipment, second_officer: User) -> None:
    Shipment.objects.filter(pk=proposed.pk).update(filed_by=second_officer)
    assert post(second_officer, proposed, "countersign").status_code == HTTPStatus.FORBIDDEN


def test_the_first_officer_is_not_offered_the_second_signature(
    proposed: Shipment, officer: User, second_officer: User
) -> None:
    address = f"/review/{proposed.reference}/"
    assert "countersign" not in page(officer, address).context["verbs"]
    assert "countersign" in page(second_officer, address).context["verbs"]


def test_a_second_officer_may_decline(proposed: Shipment, second_officer: User) -> None:
    actions.decline_release(proposed, by=second_officer, reason="The licence has expired.")
    assert state_of(proposed) == DecisionState.DECLINED
    assert status_of(proposed) == Status.IN_REVIEW


def test_after_declining_the_release_can_be_proposed_again(
    proposed: Shipment, officer: User, second_officer: User
) -> None:
    actions.decline_release(proposed, by=second_officer, reason=REASON)
    actions.propose_release(proposed, by=officer, reason=REASON)
    assert Decision.objects.filter(state=DecisionState.PROPOSED).count() == 1


def test_a_second_proposal_is_a_conflict(proposed: Shipment, second_officer: User) -> None:
    with pytest.raises(Conflict):
        actions.propose_release(proposed, by=second_officer, reason=REASON)


def test_another_decision_overtakes_the_proposal(
    proposed: Shipment, officer: User, second_officer: User
) -> None:
    actions.refuse(
        proposed, by=second_officer, ground="no_licence", reason=REASON, message="No licence."
    )
    assert state_of(proposed) == DecisionState.OVERTAKEN
    with pytest.raises(Conflict):
        actions.countersign(proposed, by=second_officer, reason=REASON)


def test_a_light_case_takes_no_proposal(exporter: User, officer: User) -> None:
    with pytest.raises(Conflict):
        actions.propose_release(a_shipment(exporter, gravity=1), by=officer, reason=REASON)
