"""A hold binds whoever placed it: no release beside it, and no end of it without an answer."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.paper_files import Upload, read
from compliance.refusals import Conflict, NotAllowed
from shipments.declare.actions import answer_hold
from shipments.models import Hold, Shipment
from shipments.moves import Status
from shipments.review import actions
from tests.builders import a_shipment, hold_of_kind
from tests.shipments.review.posts import page, post, status_of

TOLD = {"reason": "To be verified.", "message": "Send the contract."}


@pytest.fixture
def shipment(exporter: User) -> Shipment:
    return a_shipment(exporter, gravity=1)


def held(shipment: Shipment, by: User, kind: str = "ctrl_doubt", days: int = 9) -> Shipment:
    until = clock.today() + timedelta(days=days)
    return hold_of_kind(shipment, by=by, kind=kind, until=until, **TOLD)


@pytest.mark.parametrize("kind", ["ctrl_doubt", "inspection", "mofcom_tip", "lic_missing"])
def test_nothing_is_released_while_a_hold_is_open(
    shipment: Shipment, officer: User, second_officer: User, kind: str
) -> None:
    held(shipment, officer, kind)
    for person in (officer, second_officer):
        with pytest.raises(Conflict):
            actions.release(shipment, by=person, reason="It will be all right.")
        assert post(person, shipment, "release").status_code == HTTPStatus.CONFLICT
    assert status_of(shipment) == Status.HELD


def a_pdf(name: str = "contract.pdf") -> Upload:
    file = SimpleUploadedFile(name, b"%PDF-1.7\n\n%%EOF\n")
    return Upload(file, read(file))


ENDING = ("lift", "return_for_correction", "hold")


def end(verb: str, shipment: Shipment, by: User) -> None:
    if verb == "hold":
        held(shipment, by, "price_doubt")
    else:
        getattr(actions, verb)(shipment, by=by, **TOLD)


@pytest.mark.parametrize("verb", ENDING)
def test_who_placed_an_unanswered_hold_cannot_end_it_in_any_way(
    shipment: Shipment, officer: User, second_officer: User, verb: str
) -> None:
    held(shipment, officer)
    with pytest.raises(NotAllowed):
        end(verb, shipment, officer)
    shipment.refresh_from_db()
    assert post(officer, shipment, verb).status_code == HTTPStatus.FORBIDDEN
    Shipment.objects.filter(pk=shipment.pk).update(claimed_by=None, claimed_at=None)
    end(verb, shipment, second_officer)


def test_after_the_answer_the_same_officer_may_lift_it(
    shipment: Shipment, officer: User, exporter: User
) -> None:
    held(shipment, officer)
    answer_hold(shipment, by=exporter, text="Here is the contract.")
    actions.lift(shipment, by=officer, **TOLD)
    assert status_of(shipment) == Status.IN_REVIEW


@pytest.mark.parametrize("kind", ["inspection", "mofcom_tip", "sample_pending"])
@pytest.mark.parametrize("verb", ENDING)
def test_no_answer_of_the_exporter_ends_what_customs_or_the_ministry_has_to_find_out(
    shipment: Shipment, officer: User, second_officer: User, exporter: User, kind: str, verb: str
) -> None:
    held(shipment, officer, kind)
    answer_hold(shipment, by=exporter, text="All is well, believe me.")
    with pytest.raises(NotAllowed):
        end(verb, shipment, officer)
    Shipment.objects.filter(pk=shipment.pk).update(claimed_by=None, claimed_at=None)
    end(verb, shipment, second_officer)


def test_refusing_is_open_to_whoever_held(shipment: Shipment, officer: User) -> None:
    held(shipment, officer, "mofcom_tip")
    actions.refuse(shipment, by=officer, ground="no_licence", **TOLD)
    assert status_of(shipment) == Status.REFUSED


def test_no_kind_of_hold_is_chosen_beforehand(shipment: Shipment, officer: User) -> None:
    form = page(officer, reverse("review:decide", args=[shipment.reference, "hold"])).context[
        "form"
    ]
    assert form["ground"].value() is None
    assert post(officer, shipment, "hold", ground="").status_code == HTTPStatus.OK
    assert not Hold.objects.exists()


def test_a_late_answer_is_kept_and_marked(
    shipment: Shipment, officer: User, exporter: User
) -> None:
    held(shipment, officer)
    Hold.objects.update(until=clock.today() - timedelta(days=1))
    answer_hold(shipment, by=exporter, text="Sorry, the bank took its time.")
    assert Event.objects.get(verb="answer").detail["late"] is True
    shown = page(officer, f"/review/{shipment.reference}/").content.decode()
    assert "Late" in shown


def test_an_answer_in_time_is_not_marked(shipment: Shipment, officer: User, exporter: User) -> None:
    held(shipment, officer, days=0)
    answer_hold(shipment, by=exporter, text="Here it is, on the last day.")
    assert "late" not in Event.objects.get(verb="answer").detail


def test_the_answer_and_its_files_stay_on_the_page_after_the_hold_has_ended(
    shipment: Shipment, officer: User, exporter: User
) -> None:
    held(shipment, officer)
    answer_hold(shipment, by=exporter, text="The contract is enclosed.", files=[a_pdf()])
    actions.lift(shipment, by=officer, **TOLD)
    file = Hold.objects.get().answer_files.get()
    shown = page(officer, f"/review/{shipment.reference}/").content.decode()
    link = reverse("declare:attachment", args=[shipment.reference, file.sha256])
    for text in ("The contract is enclosed.", link, "Hold that has ended"):
        assert text in shown
    client = Client()
    client.force_login(officer)
    assert client.get(link).status_code == HTTPStatus.OK


def test_the_page_says_why_the_hold_stays(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    held(shipment, officer)
    case = reverse("review:case", args=[shipment.reference])
    sentence = "until then another officer has to end your hold"
    assert sentence in page(officer, case).content.decode()
    assert sentence not in page(second_officer, case).content.decode()


def test_the_exporter_sees_what_is_asked_and_what_was_sent(
    shipment: Shipment, exporter: User, officer: User
) -> None:
    row = held(shipment, officer)
    asked = page(exporter, reverse("declare:answer", args=[row.reference])).content.decode()
    assert TOLD["message"] in asked
    assert row.holds.get().until.isoformat() in asked
    answer_hold(row, by=exporter, text="Here it is.", files=[a_pdf("answer.pdf")])
    shown = page(exporter, reverse("declare:shipment", args=[row.reference])).content.decode()
    assert "answer.pdf</a>" in shown
    steps = page(officer, reverse("review:case", args=[row.reference])).context["case"].timeline
    attached = next(step for step in steps if step.what == "File attached")
    assert attached.detail == "Other\nanswer.pdf"
