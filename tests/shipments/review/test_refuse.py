"""Refuse: final, with a notice for the exporter."""

from http import HTTPStatus

from compliance.accounts.models import User
from shipments.models import Document
from shipments.moves import Status
from tests.builders import a_shipment
from tests.shipments.review.posts import post, status_of


def test_a_refusal_is_final_and_brings_a_notice(exporter: User, officer: User) -> None:
    shipment = a_shipment(exporter, gravity=3)
    post(officer, shipment, "refuse")
    assert status_of(shipment) == Status.REFUSED
    assert Document.objects.get().kind == "refusal_notice"
    shipment.refresh_from_db()
    assert post(officer, shipment, "hold").status_code == HTTPStatus.CONFLICT


def test_the_exporter_must_be_told_why(exporter: User, officer: User) -> None:
    shipment = a_shipment(exporter)
    assert "message" in post(officer, shipment, "refuse", message="").context["form"].errors
