"""Lift: the hold ends, the case is back in review."""

from compliance.accounts.models import User
from shipments.models import Hold
from shipments.moves import Status
from tests.builders import a_shipment
from tests.shipments.review.posts import post, status_of


def test_lifting_ends_the_hold(exporter: User, officer: User, second_officer: User) -> None:
    shipment = a_shipment(exporter)
    post(officer, shipment, "hold")
    post(officer, shipment, "unclaim")
    shipment.refresh_from_db()
    post(second_officer, shipment, "lift")
    assert Hold.objects.get().lifted_at is not None
    assert status_of(shipment) == Status.IN_REVIEW


def test_a_held_case_whose_hold_is_gone_can_still_be_lifted(exporter: User, officer: User) -> None:
    shipment = a_shipment(exporter, Status.HELD)
    post(officer, shipment, "lift")
    assert status_of(shipment) == Status.IN_REVIEW
