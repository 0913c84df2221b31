"""Hold: a kind, a term, a message; one hold at a time."""

from datetime import timedelta

import pytest
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.models import Document, Hold, Shipment
from shipments.moves import Status
from tests.builders import a_shipment
from tests.shipments.review.posts import address, post, status_of


@pytest.fixture
def shipment(exporter: User) -> Shipment:
    return a_shipment(exporter, gravity=2)


def test_a_hold_keeps_kind_term_and_message(shipment: Shipment, officer: User) -> None:
    post(officer, shipment, "hold", ground="doc_mismatch")
    hold = Hold.objects.get(shipment=shipment)
    assert (hold.kind, hold.lifted_at) == ("doc_mismatch", None)
    assert hold.decision.message == "Please correct line 1."
    assert status_of(shipment) == Status.HELD
    assert Event.objects.filter(verb="hold").get().detail["kind"] == "doc_mismatch"
    assert Document.objects.get().kind == "hold_notice"


def test_the_officer_keeps_the_case_after_a_hold(shipment: Shipment, officer: User) -> None:
    post(officer, shipment, "hold")
    assert Shipment.objects.get(pk=shipment.pk).claimed_by == officer


def test_a_colleagues_new_hold_replaces_the_old_one(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    post(officer, shipment, "hold")
    shipment.refresh_from_db()
    post(officer, shipment, "unclaim")
    post(second_officer, shipment, "hold", ground="price_doubt")
    assert Hold.objects.get(lifted_at=None).kind == "price_doubt"
    assert Hold.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value"), [("ground", "because"), ("message", ""), ("reason", ""), ("until", "")]
)
def test_what_is_missing_or_wrong_is_said_beside_the_field(
    shipment: Shipment, officer: User, field: str, value: str
) -> None:
    answer = post(officer, shipment, "hold", **{field: value})
    assert list(answer.context["form"].errors) == [field]
    assert status_of(shipment) == Status.IN_REVIEW


def test_a_hold_cannot_end_in_the_past(shipment: Shipment, officer: User) -> None:
    yesterday = clock.today() - timedelta(days=1)
    answer = post(officer, shipment, "hold", until=yesterday.isoformat())
    assert "until" in answer.context["form"].errors


def test_the_form_proposes_seven_working_days(shipment: Shipment, officer: User) -> None:
    from compliance.codes.calendar import working_days_between
    from compliance.policy.versions import policy_on

    client = Client()
    client.force_login(officer)
    until = client.get(address(shipment, "hold")).context["form"].initial["until"]
    today = clock.today()
    assert working_days_between(today, until, policy_on(today).calendar) == 7
