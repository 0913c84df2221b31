"""An exporter who is sent back may name another office; the first one keeps reading its case."""

import pytest
from django.test import Client

from compliance.accounts.models import CustomsOffice, User
from shipments.declare.actions import submit
from shipments.models import PastOffice, Shipment
from shipments.review import actions
from shipments.screening.actions import screen
from tests.builders import a_draft

pytestmark = pytest.mark.django_db
REASON, MESSAGE = "Price and invoice do not agree at all", "Correct the invoice"


def in_review(exporter: User) -> Shipment:
    """Submitted, and with the first office."""
    draft = a_draft(exporter)
    submit(draft, by=exporter, expected_revision=0)
    Shipment.objects.filter(pk=draft.pk).update(status="in_review", gravity=1)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def moved(exporter: User, officer: User, other_office_officer: User, prc_lists: None) -> Shipment:
    """Returned by the first office, then drafted for the second."""
    draft = in_review(exporter)
    actions.return_for_correction(draft, by=officer, reason=REASON, message=MESSAGE)
    office = CustomsOffice.objects.get(pk=other_office_officer.office_id)
    Shipment.objects.filter(pk=draft.pk).update(office=office)
    draft.refresh_from_db()
    return draft


def reading(user: User, shipment: Shipment) -> tuple[int, str]:
    client = Client()
    client.force_login(user)
    answer = client.get(f"/review/{shipment.reference}/")
    return answer.status_code, answer.content.decode()


def test_the_first_office_keeps_reading_before_and_after(
    moved: Shipment, exporter: User, officer: User
) -> None:
    assert reading(officer, moved)[0] == 200
    submit(moved, by=exporter, expected_revision=1)
    screen(moved.pk)
    status, page = reading(officer, moved)
    assert status == 200
    assert REASON in page
    client = Client()
    client.force_login(officer)
    found = client.get("/review/shipments/", {"q": moved.reference}).content.decode()
    assert moved.reference in found


def test_the_new_office_sees_why_it_was_returned(
    moved: Shipment, exporter: User, other_office_officer: User
) -> None:
    submit(moved, by=exporter, expected_revision=1)
    screen(moved.pk)
    status, page = reading(other_office_officer, moved)
    assert status == 200
    assert REASON in page
    assert MESSAGE in page


def test_the_first_office_only_reads(moved: Shipment, exporter: User, officer: User) -> None:
    submit(moved, by=exporter, expected_revision=1)
    Shipment.objects.filter(pk=moved.pk).update(status="in_review", gravity=1)
    client = Client()
    client.force_login(officer)
    for verb in ("claim", "rescreen", "release", "hold", "refuse"):
        answer = client.post(f"/review/{moved.reference}/{verb}/", {"reason": "x", "message": "x"})
        assert answer.status_code == 403, verb
    moved.refresh_from_db()
    assert (moved.status, moved.claimed_by_id) == ("in_review", None)


def test_an_office_that_never_had_it_sees_nothing(
    exporter: User, officer: User, other_office_officer: User
) -> None:
    draft = in_review(exporter)
    actions.return_for_correction(draft, by=officer, reason=REASON, message=MESSAGE)
    assert reading(other_office_officer, draft)[0] == 404
    assert reading(officer, draft)[0] == 200


def test_an_office_is_a_past_one_once_it_has_returned_the_case(
    exporter: User, officer: User, prc_lists: None
) -> None:
    draft = in_review(exporter)
    assert not PastOffice.objects.exists()
    actions.return_for_correction(draft, by=officer, reason=REASON, message=MESSAGE)
    submit(draft, by=exporter, expected_revision=1)
    assert PastOffice.objects.count() == 1
