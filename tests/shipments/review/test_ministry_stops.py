"""A stop by the ministry (Decree 792 art. 22): ended by its reply and another officer alone."""

from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.notify.models import Notice
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Document, MinistryStop, Shipment
from shipments.moves import Status
from shipments.review import actions, inspections, orders, questions
from tests.builders import a_shipment
from tests.shipments.review.orders import TOLD, free, replied, stopped
from tests.shipments.review.posts import page, post, status_of


@pytest.fixture
def shipment(exporter: User) -> Shipment:
    return a_shipment(exporter, gravity=1)


@pytest.fixture
def head(people: dict[str, User]) -> User:
    return people["head1"]


def test_a_stop_ends_by_the_ministrys_reply_and_another_officer(
    shipment: Shipment, officer: User, second_officer: User, head: User
) -> None:
    stopped(shipment, officer)
    with pytest.raises(Conflict):
        orders.lift_stop(free(shipment), by=head, **TOLD)
    replied(shipment, second_officer, may_go=True)
    for barred in (officer, second_officer):
        with pytest.raises(NotAllowed):
            orders.lift_stop(free(shipment), by=barred, **TOLD)
    orders.lift_stop(free(shipment), by=head, **TOLD)
    assert status_of(shipment) == Status.IN_REVIEW


def test_a_stop_on_the_pages_keeps_letter_and_reply(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    assert post(officer, shipment, "order_stop").status_code == HTTPStatus.FOUND
    assert post(officer, free(shipment), "record_reply").status_code == HTTPStatus.FOUND
    assert post(second_officer, free(shipment), "lift_stop").status_code == HTTPStatus.FOUND
    stop = MinistryStop.objects.get()
    assert (stop.letter_no, stop.ordered_by) == ("2026-88", "Bureau of Security")
    assert (stop.reply_no, stop.may_go) == ("2026-90", True)
    told = Event.objects.get(verb="order_stop").detail
    assert (told["letter_no"], told["ordered_by"]) == ("2026-88", "Bureau of Security")


@pytest.mark.parametrize("verb", ["lift", "hold", "question", "inspect", "return_for_correction"])
@pytest.mark.parametrize("may_go", [None, True, False])
def test_nothing_else_ends_a_stop(
    shipment: Shipment, officer: User, second_officer: User, verb: str, *, may_go: bool | None
) -> None:
    stopped(shipment, officer)
    if may_go is not None:
        replied(shipment, officer, may_go=may_go)
    for person in (officer, second_officer):
        assert post(person, free(shipment), verb).status_code == HTTPStatus.CONFLICT
        assert post(person, free(shipment), "release").status_code == HTTPStatus.CONFLICT
    assert status_of(shipment) == Status.HELD


def test_what_the_ministry_keeps_is_refused_or_stays(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    replied(stopped(shipment, officer), officer, may_go=False)
    with pytest.raises(Conflict):
        orders.lift_stop(free(shipment), by=second_officer, **TOLD)
    actions.refuse(free(shipment), by=officer, ground="no_licence", **TOLD)
    assert status_of(shipment) == Status.REFUSED


@pytest.mark.parametrize(
    ("field", "value"),
    [("letter_no", ""), ("ordered_by", ""), ("until", ""), ("until", "2020-01-01")],
)
def test_a_stop_names_letter_orderer_and_day(
    shipment: Shipment, officer: User, field: str, value: str
) -> None:
    answer = post(officer, shipment, "order_stop", **{field: value})
    assert list(answer.context["form"].errors) == [field]


def test_the_exporter_reads_of_a_stop_what_he_reads_of_any_undisclosed_hold(
    shipment: Shipment, officer: User, exporter: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        stopped(shipment, officer)
    shown = page(exporter, f"/shipments/{shipment.reference}/").content.decode()
    told = [each.sentence for each in Notice.objects.filter(user=exporter)]
    for words in (shown, *told, str(Document.objects.get().details)):
        for secret in ("inistry", "MOFCOM", "2026-89", "Bureau"):
            assert secret not in words
    assert Document.objects.get().kind == "hold_notice"


def test_a_hold_of_these_kinds_takes_their_own_verb(shipment: Shipment, officer: User) -> None:
    for kind in ("detention", "mofcom_tip"):
        with pytest.raises(Conflict):
            actions.hold(shipment, by=officer, ground=kind, until=clock.today(), **TOLD)
    offered = page(officer, reverse("review:decide", args=[shipment.reference, "hold"]))
    codes = {code for code, _label in offered.context["form"].fields["ground"].choices}
    assert not {"mofcom_tip", "detention"} & codes


def test_a_stop_waits_for_an_inspection_and_a_question(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    questions.question(shipment, by=officer, ground="parameters", materials=["contract"], **TOLD)
    with pytest.raises(Conflict):
        stopped(shipment, second_officer)
    other = a_shipment(shipment.created_by, gravity=1)
    inspections.inspect(
        other, by=officer, method="machine", extent="full", planned_on=clock.today(),
        place="Hall 4", **TOLD,
    )  # fmt: skip
    with pytest.raises(Conflict):
        stopped(other, second_officer)
