"""Detention 扣留 (Regulations on penalties arts. 38 to 42: the head signs, at most a year, extended
once by a year) and the ministry's stop (Decree 792 art. 22.2: nothing is released meanwhile)."""

from datetime import date, datetime, timedelta
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Detention, Document, Hold, Shipment
from shipments.moves import Status
from shipments.notices.waiting import signatures
from shipments.review import actions, orders
from tests.builders import a_shipment
from tests.shipments.review.orders import (
    TOLD,
    detained,
    free,
    proposed,
)
from tests.shipments.review.posts import page, post, status_of


@pytest.fixture
def shipment(exporter: User) -> Shipment:
    return a_shipment(exporter, gravity=1)


@pytest.fixture
def head(people: dict[str, User]) -> User:
    return people["head1"]


def test_goods_are_detained_and_let_go_on_the_pages(
    shipment: Shipment, officer: User, second_officer: User, head: User
) -> None:
    for by, verb in (
        (officer, "propose_detention"),
        (head, "sign_detention"),
        (second_officer, "lift_detention"),
    ):
        assert post(by, free(shipment), verb).status_code == HTTPStatus.FOUND, verb
    assert status_of(shipment) == Status.IN_REVIEW
    kinds = list(Document.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["detention_notice", "detention_end"]
    paper = Document.objects.first()
    assert paper.details["ground_zh"] == "货物违反海关法或者其他有关法律、行政法规"
    assert "第三十八条" in paper.details["ground_basis"]
    assert "officer" not in str(paper.details)


def test_only_the_head_signs_and_not_what_he_proposed(
    shipment: Shipment, officer: User, second_officer: User, head: User
) -> None:
    proposed(shipment, officer)
    for other in (officer, second_officer):
        with pytest.raises(NotAllowed):
            orders.sign_detention(shipment, by=other, reason="Agreed.")
    orders.decline_detention(shipment, by=head, reason="Not yet.")
    assert (status_of(shipment), Hold.objects.count()) == (Status.IN_REVIEW, 0)
    proposed(free(shipment), head)
    with pytest.raises(NotAllowed):
        orders.sign_detention(shipment, by=head, reason="I agree with myself.")
    with pytest.raises(NotAllowed):
        orders.decline_detention(shipment, by=head, reason="Nor with myself.")


def test_a_detention_waits_on_the_page_of_the_head_alone(
    shipment: Shipment, officer: User, second_officer: User, head: User
) -> None:
    proposed(shipment, officer)
    assert len(list(signatures(head))) == 1
    assert not list(signatures(second_officer))


def test_what_is_asked_for_is_before_the_head_when_he_signs(
    shipment: Shipment, officer: User, head: User
) -> None:
    proposed(shipment, officer)
    address = reverse("review:decide", args=[shipment.reference, "sign-detention"])
    shown = page(head, address).content.decode()
    for words in ("Two cases of ingots", "Hall 4", "The goods violate the Customs Law"):
        assert words in shown


@pytest.mark.parametrize("verb", ["lift", "hold", "question", "inspect", "return_for_correction"])
def test_nothing_but_a_lifting_act_ends_a_detention(
    shipment: Shipment, officer: User, second_officer: User, head: User, verb: str
) -> None:
    detained(shipment, officer, head)
    for person in (officer, second_officer, head):
        assert post(person, free(shipment), verb).status_code == HTTPStatus.CONFLICT
    for verb in ("refuse", "release", "order_stop"):
        assert post(second_officer, free(shipment), verb).status_code == HTTPStatus.CONFLICT
    assert status_of(shipment) == Status.HELD


def test_another_officer_than_who_proposed_it_lifts_a_detention(
    shipment: Shipment, officer: User, second_officer: User, head: User
) -> None:
    detained(shipment, officer, head)
    with pytest.raises(NotAllowed):
        orders.lift_detention(free(shipment), by=officer, **TOLD)
    orders.lift_detention(free(shipment), by=second_officer, **TOLD)
    assert Hold.objects.get().lifted_at is not None


DAY = date(2026, 3, 2)
NOON = datetime.fromisoformat("2026-03-02T12:00:00+08:00")


@pytest.mark.parametrize(
    ("until", "is_allowed"),
    [(date(2026, 3, 1), False), (DAY, True), (date(2027, 3, 2), True), (date(2027, 3, 3), False)],
)
def test_a_detention_lasts_at_most_a_year(
    shipment: Shipment, officer: User, until: date, *, is_allowed: bool
) -> None:
    with clock.at(NOON):
        if is_allowed:
            assert proposed(shipment, officer, until)
            return
        with pytest.raises(ValidationError):
            proposed(shipment, officer, until)
        answer = post(officer, free(shipment), "propose_detention", until=until.isoformat())
        assert list(answer.context["form"].errors) == ["until"]


@pytest.mark.parametrize(
    ("until", "is_allowed"),
    [
        (date(2026, 6, 1), False),
        (date(2026, 6, 2), True),
        (date(2027, 6, 1), True),
        (date(2027, 6, 2), False),
    ],
)
def test_it_is_extended_by_at_most_a_year_and_once(
    shipment: Shipment, officer: User, head: User, until: date, *, is_allowed: bool
) -> None:
    with clock.at(NOON):
        proposed(shipment, officer, date(2026, 6, 1))
        orders.sign_detention(shipment, by=head, reason="Agreed.")
        extend = {"by": head, "until": until, **TOLD}
        if not is_allowed:
            with pytest.raises(ValidationError):
                orders.extend_detention(shipment, **extend)
            assert Detention.objects.get().last_day == date(2026, 6, 1)
            return
        orders.extend_detention(shipment, **extend)
        assert (Detention.objects.get().last_day, Hold.objects.get().until) == (until, until)
        assert Document.objects.last().details["until"] == until.isoformat()
        assert Document.objects.first().details["until"] == "2026-06-01"
        with pytest.raises(Conflict):
            orders.extend_detention(shipment, **{**extend, "until": until + timedelta(days=1)})


def test_an_extension_too_long_is_said_on_the_page(
    shipment: Shipment, officer: User, head: User
) -> None:
    detained(shipment, officer, head)
    far = clock.today() + timedelta(days=800)
    answer = post(head, free(shipment), "extend_detention", until=far.isoformat())
    assert answer.status_code == HTTPStatus.OK
    assert answer.context["form"].errors


def test_only_the_head_extends(
    shipment: Shipment, officer: User, second_officer: User, head: User
) -> None:
    detained(shipment, officer, head)
    later = clock.today() + timedelta(days=90)
    with pytest.raises(NotAllowed):
        orders.extend_detention(shipment, by=second_officer, until=later, **TOLD)


def test_a_term_that_ran_out_before_the_signature_is_not_signed(
    shipment: Shipment, officer: User, head: User
) -> None:
    proposed(shipment, officer, clock.today())
    with clock.at(clock.now() + timedelta(days=1)), pytest.raises(Conflict):
        orders.sign_detention(shipment, by=head, reason="Late.")
    assert status_of(shipment) == Status.IN_REVIEW


def test_another_decision_overtakes_a_proposed_detention(
    shipment: Shipment, officer: User, second_officer: User, head: User
) -> None:
    proposed(shipment, officer)
    post(second_officer, free(shipment), "hold")
    with pytest.raises(Conflict):
        orders.sign_detention(free(shipment), by=head, reason="Too late.")


def test_a_proposed_detention_is_no_release_to_sign(
    exporter: User, officer: User, second_officer: User
) -> None:
    grave = a_shipment(exporter, gravity=3)
    proposed(grave, officer)
    with pytest.raises(Conflict):
        actions.countersign(grave, by=second_officer, reason="Agreed.")
    assert status_of(grave) == Status.IN_REVIEW
