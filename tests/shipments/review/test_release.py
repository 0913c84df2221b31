"""Release: one officer for light cases, once, with papers, never against old lists."""

from http import HTTPStatus

import pytest

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Decision, Document, Shipment
from shipments.moves import Status
from shipments.review import actions
from tests.builders import a_shipment
from tests.shipments.review.posts import post, status_of

REASON = "The end user is known."


@pytest.fixture
def shipment(exporter: User) -> Shipment:
    return a_shipment(exporter, Status.IN_REVIEW, gravity=1)


def test_release_moves_decides_writes_and_asks_for_papers(
    shipment: Shipment, officer: User
) -> None:
    actions.release(shipment, by=officer, reason=REASON)
    row = Shipment.objects.get(pk=shipment.pk)
    assert (row.status, row.version, row.claimed_by) == ("released", shipment.version + 1, None)
    decision = Decision.objects.get(shipment=row)
    assert (decision.verb, decision.by, decision.reason) == ("release", officer, REASON)
    event = Event.objects.filter(subject=row.subject).last()
    assert (event.verb, event.detail["reason"]) == ("release", REASON)
    kinds = set(Document.objects.filter(decision=decision).values_list("kind", flat=True))
    assert kinds == {"declaration", "end_use_certificate", "release_notice"}


def test_a_stale_second_decision_names_who_decided_and_when(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    post(officer, shipment, "release")
    answer = post(second_officer, shipment, "refuse")
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.CONFLICT
    assert str(officer) in page
    assert f"/review/{shipment.reference}/" in page
    assert status_of(shipment) == Status.RELEASED


def test_a_form_of_an_earlier_version_is_refused(shipment: Shipment, officer: User) -> None:
    Shipment.objects.filter(pk=shipment.pk).update(version=shipment.version + 1)
    assert post(officer, shipment, "release").status_code == HTTPStatus.CONFLICT
    assert status_of(shipment) == Status.IN_REVIEW


def test_a_stale_screening_blocks_the_release(shipment: Shipment, officer: User) -> None:
    Shipment.objects.filter(pk=shipment.pk).update(is_stale=True)
    with pytest.raises(Conflict):
        actions.release(shipment, by=officer, reason=REASON)


@pytest.mark.parametrize("gravity", [2, 3])
def test_one_officer_cannot_release_a_grave_case(
    exporter: User, officer: User, gravity: int
) -> None:
    shipment = a_shipment(exporter, gravity=gravity)
    with pytest.raises(NotAllowed):
        actions.release(shipment, by=officer, reason=REASON)
    assert post(officer, shipment, "release").status_code == HTTPStatus.FORBIDDEN
    assert status_of(shipment) == Status.IN_REVIEW


def test_a_reason_is_asked_for_and_nothing_typed_is_lost(shipment: Shipment, officer: User) -> None:
    answer = post(officer, shipment, "release", reason="", message="Thank you for the papers.")
    assert answer.context["form"].errors["reason"]
    assert "Thank you for the papers." in answer.content.decode()
    assert status_of(shipment) == Status.IN_REVIEW


def test_the_database_itself_refuses_a_second_final_decision(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    actions.release(shipment, by=officer, reason=REASON)
    Shipment.objects.filter(pk=shipment.pk).update(status=Status.IN_REVIEW)
    with pytest.raises(Conflict):
        actions.refuse(
            shipment, by=second_officer, ground="no_licence", reason=REASON, message="No."
        )
    assert Decision.objects.filter(shipment=shipment).count() == 1
