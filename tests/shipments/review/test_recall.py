"""Goods that were released and have not left can be stopped by two officers; closing asks for the
evidence that they have."""

from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Departure, Document, DocumentState, Hold, Shipment
from shipments.moves import Status
from shipments.paperwork.verification import verify
from shipments.review import actions, released
from tests.builders import a_shipment
from tests.shipments.review.posts import address, page, post, status_of

WHY = {"reason": "A restriction began today.", "message": "Do not load the goods."}
TOLD = {"reason": "Looked at again.", "message": "All is well."}


@pytest.fixture
def shipment(exporter: User, officer: User) -> Shipment:
    row = actions.release(a_shipment(exporter), by=officer, reason="In order.")
    Document.objects.update(state=DocumentState.READY, sha256="0" * 64)
    return row


@pytest.fixture
def proposed(shipment: Shipment, officer: User) -> Shipment:
    return released.propose_recall(shipment, by=officer, **WHY)


@pytest.fixture
def recalled(proposed: Shipment, second_officer: User) -> Shipment:
    return released.countersign_recall(proposed, by=second_officer, reason="I agree.")


def test_one_officer_alone_recalls_nothing(proposed: Shipment, officer: User) -> None:
    assert status_of(proposed) == Status.RELEASED
    with pytest.raises(NotAllowed):
        released.countersign_recall(proposed, by=officer, reason="I agree with myself.")
    assert post(officer, proposed, "countersign_recall").status_code == HTTPStatus.FORBIDDEN


def test_two_officers_stop_the_goods_on_their_pages(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    assert post(officer, shipment, "propose_recall").status_code == HTTPStatus.FOUND
    shipment.refresh_from_db()
    assert post(second_officer, shipment, "countersign_recall").status_code == HTTPStatus.FOUND
    assert status_of(shipment) == Status.HELD
    assert Hold.objects.get().kind == "recalled"
    assert Document.objects.filter(kind="recall_notice").exists()


def test_the_second_officer_reads_what_the_exporter_will_be_told(
    proposed: Shipment, second_officer: User
) -> None:
    to_sign = page(second_officer, address(proposed, "countersign_recall")).content.decode()
    assert WHY["reason"] in to_sign
    assert WHY["message"] in to_sign
    case = page(second_officer, reverse("review:case", args=[proposed.reference]))
    assert "<strong>Recall of the release</strong> · Waiting" in case.content.decode()


def test_the_papers_of_the_release_are_revoked_wherever_they_are_asked_about(
    recalled: Shipment, client: Client
) -> None:
    for paper in Document.objects.exclude(kind="recall_notice"):
        assert verify(paper.verification_code).standing == "revoked"
    paper = Document.objects.filter(kind="release_notice").get()
    client.cookies["django_language"] = "en"
    shown = client.get(reverse("paperwork:verify"), {"code": paper.verification_code})
    assert "was revoked" in shown.content.decode()


def test_the_exporter_reads_why_and_still_sees_that_it_was_released(
    recalled: Shipment, exporter: User
) -> None:
    shown = page(exporter, f"/shipments/{recalled.reference}/").content.decode()
    for text in ("Do not load the goods.", "Release recalled", "Released", "Revoked"):
        assert text in shown
    assert "A restriction began today." not in shown


def test_a_recall_can_be_declined_and_the_release_stands(
    proposed: Shipment, second_officer: User
) -> None:
    released.decline_recall(proposed, by=second_officer, reason="It has left already.")
    assert status_of(proposed) == Status.RELEASED
    paper = Document.objects.filter(kind="release_notice").get()
    assert verify(paper.verification_code).standing == "valid"


def test_neither_of_the_recalling_officers_word_alone_lets_the_goods_go_again(
    recalled: Shipment, officer: User, second_officer: User
) -> None:
    with pytest.raises(NotAllowed):
        actions.lift(recalled, by=officer, **TOLD)
    actions.lift(recalled, by=second_officer, **TOLD)
    again = actions.release(recalled, by=second_officer, reason="The restriction has ended.")
    assert status_of(again) == Status.RELEASED
    fresh = Document.objects.filter(kind="release_notice", revoked_at=None).get()
    Document.objects.filter(pk=fresh.pk).update(state=DocumentState.READY)
    assert verify(fresh.verification_code).standing == "valid"


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.HELD, Status.CLOSED, Status.REFUSED])
def test_only_released_goods_are_recalled(exporter: User, officer: User, status: Status) -> None:
    with pytest.raises(Conflict):
        released.propose_recall(a_shipment(exporter, status), by=officer, **WHY)


def test_goods_under_a_proposed_recall_are_not_closed(proposed: Shipment, officer: User) -> None:
    with pytest.raises(Conflict):
        close(proposed, officer)


def close(shipment: Shipment, by: User, **changed: Any) -> Shipment:
    left = {"departed_on": clock.today(), "report_no": "MFT20261124001"}
    return released.close(shipment, by=by, reason="The carrier reports.", **{**left, **changed})


def test_closing_keeps_the_evidence_of_departure(shipment: Shipment, officer: User) -> None:
    typed = {"report_no": "MFT20261124001", "container_no": "TGHU4903211"}
    assert post(officer, shipment, "close", **typed).status_code == HTTPStatus.FOUND
    departure = Departure.objects.get(shipment=shipment)
    assert (departure.report_no, departure.departed_on) == ("MFT20261124001", clock.today())
    assert Event.objects.get(verb="close").detail["container_no"] == "TGHU4903211"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("report_no", ""),
        ("departed_on", ""),
        ("departed_on", (clock.today() + timedelta(days=1)).isoformat()),
        ("departed_on", (clock.today() - timedelta(days=1)).isoformat()),
    ],
)
def test_nothing_is_closed_without_evidence(
    shipment: Shipment, officer: User, field: str, value: str
) -> None:
    answer = post(officer, shipment, "close", **{field: value})
    assert list(answer.context["form"].errors) == [field]
    assert status_of(shipment) == Status.RELEASED
    assert address(shipment, "close")


def test_a_recall_holds_for_seven_working_days_and_not_over_a_weekend(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    with clock.at(datetime(2026, 11, 24, 4, tzinfo=UTC)):  # a Tuesday
        released.propose_recall(shipment, by=officer, **WHY)
        released.countersign_recall(shipment, by=second_officer, reason="I agree.")
    assert Hold.objects.get().until == date(2026, 12, 3)
