"""Return for correction: back to draft with a message, nothing left open."""

import pytest

from compliance.accounts.models import User
from shipments.models import Decision, DecisionState, Hold, Shipment
from shipments.moves import Status
from shipments.review import actions
from tests.builders import a_shipment
from tests.shipments.review.posts import post, status_of


@pytest.fixture
def shipment(exporter: User) -> Shipment:
    return a_shipment(exporter, gravity=2)


def test_the_exporter_gets_the_draft_back_with_the_message(
    shipment: Shipment, officer: User
) -> None:
    post(officer, shipment, "return_for_correction")
    decision = Decision.objects.get()
    assert status_of(shipment) == Status.DRAFT
    assert decision.message == "Please correct line 1."


def test_a_proposal_is_overtaken(shipment: Shipment, officer: User, second_officer: User) -> None:
    actions.propose_release(shipment, by=officer, reason="Fine.")
    actions.return_for_correction(shipment, by=second_officer, reason="No.", message="Correct it.")
    assert not Decision.objects.filter(state=DecisionState.PROPOSED).exists()
    assert Shipment.objects.get(pk=shipment.pk).claimed_by is None


def test_a_colleagues_return_ends_the_hold(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    post(officer, shipment, "hold")
    post(officer, shipment, "unclaim")
    actions.return_for_correction(shipment, by=second_officer, reason="No.", message="Correct it.")
    assert not Hold.objects.filter(lifted_at=None).exists()


def test_the_exporter_must_be_told_why(shipment: Shipment, officer: User) -> None:
    answer = post(officer, shipment, "return_for_correction", message="")
    assert list(answer.context["form"].errors) == ["message"]
    assert status_of(shipment) == Status.IN_REVIEW


def test_the_officer_still_reads_the_last_submission(shipment: Shipment, officer: User) -> None:
    answer = post(officer, shipment, "return_for_correction")
    from tests.shipments.review.posts import page

    shown = page(officer, answer["Location"])
    assert shown.status_code == 200
    assert shown.context["pages"] == []
