"""An answer to a question that does not suffice: customs asks to supplement it."""

from http import HTTPStatus

import pytest

from compliance.accounts.models import User
from compliance.refusals import Conflict
from shipments.declare.actions import answer_hold, supplement_answer
from shipments.models import Document, Question
from shipments.moves import Status
from shipments.review import questions
from tests.builders import a_shipment
from tests.shipments.review.posts import page, post, status_of
from tests.shipments.review.test_questions import TOLD, asked, papers


def test_customs_asks_to_supplement_an_answer_by_a_notice(officer: User, exporter: User) -> None:
    shipment = asked(a_shipment(exporter, gravity=2), officer)
    answer_hold(shipment, by=exporter, text="See the contract.")
    shipment.refresh_from_db()
    given = post(officer, shipment, "ask_supplement", materials=["contract", "translation"])
    assert given.status_code == HTTPStatus.FOUND
    assert status_of(shipment) == Status.HELD
    assert Question.objects.get().materials == ["contract", "test_report", "translation"]
    assert papers() == ["question_notice", "supplement_notice"]
    first, notice = Document.objects.order_by("pk")
    assert len(notice.details["materials"].splitlines()) == 2
    assert notice.details["ground_zh"] == first.details["ground_zh"]
    shown = page(exporter, f"/shipments/{shipment.reference}/").content.decode()
    assert "Please correct line 1." in shown
    supplement_answer(shipment, by=exporter, text="Here is the translation.")


def test_nothing_is_supplemented_before_there_is_an_answer(officer: User, exporter: User) -> None:
    shipment = asked(a_shipment(exporter), officer)
    with pytest.raises(Conflict):
        questions.ask_supplement(shipment, by=officer, materials=["translation"], **TOLD)
    assert papers() == ["question_notice"]
