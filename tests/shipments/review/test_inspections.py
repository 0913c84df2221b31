"""查验 by GACC Order 138: two officers together; no end of the hold before the record is signed and
the laboratory it names has reported."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import IntegrityError, transaction

from compliance import clock
from compliance.accounts.models import User
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Document, Hold, Inspection, Shipment
from shipments.moves import Status
from shipments.review import actions, inspections
from tests.builders import a_shipment
from tests.shipments.review.posts import post, status_of

TOLD = {"reason": "The packing differs from the list.", "message": "Be there at nine."}
FOUND = {"findings": "Twenty ingots, as declared.", "agrees": True, "reason": "Weighed two."}


@pytest.fixture
def shipment(exporter: User) -> Shipment:
    return a_shipment(exporter, gravity=1)


def ordered(shipment: Shipment, by: User) -> Shipment:
    return inspections.inspect(
        shipment,
        by=by,
        method="unpacking",
        extent="sample",
        planned_on=clock.today() + timedelta(days=1),
        place="Yangshan, hall 4",
        **TOLD,
    )


def recorded(shipment: Shipment, by: User, **sample: str) -> Shipment:
    return inspections.record_inspection(
        shipment, by=by, inspected_on=clock.today(), **FOUND, **sample
    )


def free(shipment: Shipment) -> Shipment:
    Shipment.objects.filter(pk=shipment.pk).update(claimed_by=None, claimed_at=None)
    shipment.refresh_from_db()
    return shipment


def test_an_inspection_is_ordered_recorded_and_signed_on_its_pages(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    assert post(officer, shipment, "inspect").status_code == HTTPStatus.FOUND
    assert Hold.objects.get().kind == "inspection"
    shipment.refresh_from_db()
    assert post(officer, shipment, "record_inspection").status_code == HTTPStatus.FOUND
    shipment.refresh_from_db()
    assert post(officer, shipment, "sign_inspection").status_code == HTTPStatus.FORBIDDEN
    assert post(second_officer, shipment, "sign_inspection").status_code == HTTPStatus.FOUND
    kinds = Document.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["inspection_notice", "inspection_record"]
    paper = Document.objects.last()
    assert paper.details["findings"] == "As declared."
    assert "officer" not in str(paper.details)


@pytest.mark.parametrize("verb", ["lift", "return_for_correction", "hold", "question", "inspect"])
def test_nothing_ends_the_hold_before_the_record_is_signed(
    shipment: Shipment, officer: User, second_officer: User, verb: str
) -> None:
    ordered(shipment, officer)
    for step in (lambda: None, lambda: recorded(free(shipment), officer)):
        step()
        for person in (officer, second_officer):
            assert post(person, free(shipment), verb).status_code == HTTPStatus.CONFLICT
    assert status_of(shipment) == Status.HELD


def test_after_the_signature_another_officer_than_who_ordered_it_lifts(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    recorded(ordered(shipment, officer), officer)
    inspections.sign_inspection(shipment, by=second_officer, reason="I was there.")
    with pytest.raises(NotAllowed):
        actions.lift(free(shipment), by=officer, **TOLD)
    actions.lift(free(shipment), by=second_officer, **TOLD)
    assert status_of(shipment) == Status.IN_REVIEW


def test_a_sample_at_the_laboratory_keeps_the_goods(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    ordered(shipment, officer)
    recorded(shipment, officer, samples="Two chips, bags 7 and 8", laboratory="Customs laboratory")
    inspections.sign_inspection(shipment, by=second_officer, reason="I was there.")
    with pytest.raises(Conflict):
        actions.lift(free(shipment), by=second_officer, **TOLD)
    assert post(second_officer, shipment, "record_laboratory").status_code == HTTPStatus.FOUND
    assert Inspection.objects.get().stage == "done"
    actions.lift(free(shipment), by=second_officer, **TOLD)
    assert status_of(shipment) == Status.IN_REVIEW


def test_refusing_is_open_at_any_stage(shipment: Shipment, officer: User) -> None:
    actions.refuse(ordered(shipment, officer), by=officer, ground="no_licence", **TOLD)
    assert status_of(shipment) == Status.REFUSED


def test_the_database_refuses_one_officer_as_both(shipment: Shipment, officer: User) -> None:
    recorded(ordered(shipment, officer), officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.update(signed_by=officer)


@pytest.mark.parametrize(
    ("verb", "field", "value"),
    [
        ("inspect", "method", ""),
        ("inspect", "extent", ""),
        ("inspect", "place", ""),
        ("inspect", "planned_on", "2020-01-01"),
    ],
)
def test_an_order_says_how_how_much_when_and_where(
    shipment: Shipment, officer: User, verb: str, field: str, value: str
) -> None:
    answer = post(officer, shipment, verb, **{field: value})
    assert list(answer.context["form"].errors) == [field]


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("agrees", "", "agrees"),
        ("findings", "", "findings"),
        ("inspected_on", "2020-01-01", "inspected_on"),
        ("laboratory", "Customs laboratory", "samples"),
    ],
)
def test_a_record_says_what_was_found(
    shipment: Shipment, officer: User, field: str, value: str, named: str
) -> None:
    ordered(shipment, officer)
    shipment.refresh_from_db()
    answer = post(officer, shipment, "record_inspection", **{field: value})
    assert list(answer.context["form"].errors) == [named]
