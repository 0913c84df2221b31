"""Internal notes: kept in the log, told to whom they mention, never seen by exporters."""

from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.notify.models import Kind, Notice
from compliance.notify.tasks import tell
from compliance.refusals import NotAllowed
from shipments.models import Note, Shipment
from shipments.review.notes import mentioned_in, write_note
from tests.builders import a_shipment
from tests.shipments.review.posts import page, signed_in


@pytest.fixture
def shipment(exporter: User, prc_lists: None) -> Shipment:
    return a_shipment(exporter)


def test_a_note_is_shown_on_the_case_and_kept_in_the_log(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    address = reverse("review:note", args=[shipment.reference])
    text = f"The <b>mill</b> was shut in May. @{second_officer.username} knows it."
    answer = signed_in(officer).post(address, {"text": text})
    assert answer.status_code == HTTPStatus.FOUND
    event = Event.objects.get(verb="note")
    assert event.detail == {"note": text, "mentioned": [second_officer.username]}
    shown = page(second_officer, f"/review/{shipment.reference}/").content.decode()
    assert "The &lt;b&gt;mill&lt;/b&gt; was shut in May." in shown
    shipment.refresh_from_db()
    assert (shipment.version, shipment.claimed_by) == (shipment.version, None)


def test_who_is_mentioned_is_told_and_nobody_else(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    write_note(shipment, by=officer, text=f"@{second_officer.username}: please look.")
    tell()
    told = Notice.objects.filter(kind=Kind.MENTION)
    assert [each.user for each in told] == [second_officer]
    assert shipment.reference in told.get().address


def test_exporters_find_no_note_anywhere(shipment: Shipment, exporter: User, officer: User) -> None:
    write_note(shipment, by=officer, text="Ask the mill about zinc.")
    tell()
    for address in (f"/shipments/{shipment.reference}/", f"/api/shipments/{shipment.reference}/"):
        assert "zinc" not in signed_in(exporter).get(address, follow=True).content.decode()
    assert not Notice.objects.filter(user=exporter).exists()
    client = signed_in(exporter)
    answer = client.post(reverse("review:note", args=[shipment.reference]), {"text": "Hello"})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert Note.objects.count() == 1


def test_other_offices_and_auditors_write_none(
    shipment: Shipment, auditor: User, other_office_officer: User
) -> None:
    for each in (auditor, other_office_officer):
        with pytest.raises(NotAllowed):
            write_note(shipment, by=each, text="Hello there.")


def test_a_mention_of_nobody_is_refused_beside_the_box(shipment: Shipment, officer: User) -> None:
    address = reverse("review:note", args=[shipment.reference])
    answer = signed_in(officer).post(address, {"text": "@nobody please look"})
    assert answer.status_code == HTTPStatus.OK
    assert list(answer.context["form"].errors) == ["text"]
    assert "@nobody please look" in answer.content.decode()
    assert not Note.objects.exists()


WANG = User(username="wang", display_name="王伟")
WANG2 = User(username="wang2", display_name="王伟东")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@wang look", ["wang"]),
        ("@WANG2, look", ["wang2"]),
        ("请@王伟看一下", ["wang"]),
        ("请＠王伟东看一下", ["wang2"]),
        ("(@wang) and again @王伟", ["wang"]),
        ("@wang2 @wang", ["wang2", "wang"]),
        ("write to trade@mill.com", []),
        ("nothing", []),
    ],
)
def test_mentions_are_read_in_both_scripts(text: str, expected: list[str]) -> None:
    assert mentioned_in(text, [WANG, WANG2]) == expected


@pytest.mark.parametrize("text", ["@wan", "@wangs", "@", "@wang3 look", "@ wang"])
def test_what_names_nobody_is_an_error(text: str) -> None:
    with pytest.raises(ValidationError):
        mentioned_in(text, [WANG, WANG2])
