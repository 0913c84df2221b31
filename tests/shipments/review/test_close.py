"""Close: released goods have left."""

from http import HTTPStatus

from compliance.accounts.models import User
from shipments.moves import Status
from tests.builders import a_shipment
from tests.shipments.review.posts import post, status_of


def test_released_goods_are_closed_once(exporter: User, officer: User) -> None:
    shipment = a_shipment(exporter, Status.RELEASED)
    assert post(officer, shipment, "close").status_code == HTTPStatus.FOUND
    assert status_of(shipment) == Status.CLOSED
    assert post(officer, shipment, "close").status_code == HTTPStatus.CONFLICT
