"""While customs has a declaration: papers handed in unasked, the wish to have it back, whom to
call, and a page that tells by itself that something has changed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from rest_framework.test import APIClient

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.office_contacts import OfficeContact, contacts_of
from compliance.notify.models import Notice
from compliance.notify.tasks import tell
from compliance.policy import versions
from compliance.policy.checks import mistakes_in
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict, NotAllowed
from shipments.declare import actions, status
from shipments.models import AmendmentRequest, Shipment, Supplement
from shipments.moves import Status
from shipments.review import actions as review
from shipments.review import released
from shipments.review.claims import unclaim
from tests.builders import a_shipment
from tests.shipments.review.posts import page, post, signed_in, status_of

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
TOLD = {"reason": "To be verified.", "message": "Send the contract."}
WRONG = "The gross weight is 520 kg."


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def waiting(exporter: User) -> Shipment:
    return a_shipment(exporter)


def hand_in(by: User, shipment: Shipment, **others: Any) -> Any:
    given = {
        "text": "The test report of the lot.",
        "first": SimpleUploadedFile("report.pdf", PDF),
        "first_kind": "test_report",
    }
    address = reverse("declare:add_papers", args=[shipment.reference])
    return in_browser(by).post(address, {**given, **others})


def in_browser(person: User) -> Client:
    client = signed_in(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def ask(shipment: Shipment, by: User) -> Shipment:
    return actions.request_amendment(shipment, by=by, ground="mistake", reason=WRONG)


def on_page(by: User, shipment: Shipment) -> str:
    room = "review" if by.is_officer else "shipments"
    return page(by, f"/{room}/{shipment.reference}/").content.decode()


def test_papers_are_handed_in_without_a_question_and_the_officer_reads_them(
    waiting: Shipment, exporter: User, officer: User
) -> None:
    assert reverse("declare:add_papers", args=[waiting.reference]) in on_page(exporter, waiting)
    assert hand_in(exporter, waiting).status_code == HTTPStatus.FOUND
    given = Supplement.objects.get()
    assert [(each.kind, each.filename) for each in given.files.all()] == [
        ("test_report", "report.pdf")
    ]
    assert (status_of(waiting), waiting.revisions.count()) == (Status.IN_REVIEW, 1)
    seen = on_page(officer, waiting)
    assert "The test report of the lot." in seen
    assert "report.pdf" in seen
    assert "The test report of the lot." in on_page(exporter, waiting)


def test_the_same_papers_sent_twice_are_there_once(waiting: Shipment, exporter: User) -> None:
    hand_in(exporter, waiting)
    hand_in(exporter, waiting)
    assert (
        Supplement.objects.count() == waiting.attachments.filter(supplement__isnull=False).count()
    )
    assert Event.objects.filter(verb="add_papers").count() == 1
    hand_in(exporter, waiting, text="The same report, of another lot.")
    assert Supplement.objects.count() == 2


def test_words_alone_are_no_paper(waiting: Shipment, exporter: User) -> None:
    answer = hand_in(exporter, waiting, first="")
    assert "Choose a file." in answer.content.decode()
    assert not Supplement.objects.exists()


def test_what_is_decided_takes_no_more_papers(exporter: User) -> None:
    decided = a_shipment(exporter, Status.RELEASED)
    assert hand_in(exporter, decided).status_code == HTTPStatus.CONFLICT
    assert "Hand in papers" not in on_page(exporter, decided)


def test_a_rival_hands_in_nothing(waiting: Shipment, rival_exporter: User) -> None:
    assert hand_in(rival_exporter, waiting).status_code == HTTPStatus.NOT_FOUND
    assert not Supplement.objects.exists()


def test_a_program_hands_in_a_paper(waiting: Shipment, exporter: User) -> None:
    program = APIClient()
    program.force_authenticate(exporter)
    address = f"/api/shipments/{waiting.reference}/add-papers/"
    file = SimpleUploadedFile("report.pdf", PDF)
    wrong = program.post(address, {"text": "A report.", "upload": b"no file", "knd": "x"})
    assert (wrong.status_code, "knd" in wrong.json()) == (HTTPStatus.BAD_REQUEST, True)
    lacking = program.post(address, {"text": "A report."})
    assert (lacking.status_code, list(lacking.json())) == (HTTPStatus.BAD_REQUEST, ["upload"])
    right = program.post(address, {"text": "A report.", "kind": "test_report", "upload": file})
    assert right.status_code == HTTPStatus.CREATED
    assert [each["kind"] for each in right.json()] == ["test_report"]


def test_who_works_on_the_case_is_told_of_papers_and_of_the_wish_to_amend(
    waiting: Shipment, exporter: User, officer: User
) -> None:
    Shipment.objects.filter(pk=waiting.pk).update(claimed_by=officer, claimed_at=clock.now())
    hand_in(exporter, waiting)
    ask(waiting, exporter)
    tell()
    told = " ".join(each.sentence for each in Notice.objects.filter(user=officer))
    assert "Papers handed in" in told
    assert "Amendment asked for" in told


def test_nothing_is_released_while_the_exporter_waits_to_have_it_back(
    waiting: Shipment, exporter: User, officer: User
) -> None:
    ask(waiting, exporter)
    assert WRONG in on_page(officer, waiting)
    waiting.refresh_from_db()
    assert post(officer, waiting, "release").status_code == HTTPStatus.CONFLICT
    assert status_of(waiting) == Status.IN_REVIEW


def test_a_return_grants_the_wish_and_a_refusal_frees_the_case(
    waiting: Shipment, exporter: User, officer: User
) -> None:
    ask(waiting, exporter)
    released.refuse_amendment(waiting, by=officer, reason="Clear.", message="It is right as it is.")
    assert "It is right as it is." in on_page(exporter, waiting)
    ask(waiting, exporter)
    review.return_for_correction(waiting, by=officer, reason="Agreed.", message="Correct it.")
    assert status_of(waiting) == Status.DRAFT
    answers = AmendmentRequest.objects.order_by("pk").values_list("is_granted", "decided_by")
    assert list(answers) == [(False, officer.pk), (True, officer.pk)]


def test_what_came_back_on_request_was_never_released_and_is_withdrawn_alone(
    waiting: Shipment, exporter: User, officer: User
) -> None:
    ask(waiting, exporter)
    draft = review.return_for_correction(waiting, by=officer, reason="Agreed.", message="Correct.")
    actions.withdraw(draft, by=exporter, reason="No longer wanted.")
    assert status_of(draft) == Status.WITHDRAWN


def test_a_held_declaration_asked_back_stays_held_until_another_officer_returns_it(
    waiting: Shipment, exporter: User, officer: User, second_officer: User
) -> None:
    until = clock.today() + timedelta(days=9)
    held = review.hold(waiting, by=officer, ground="misdeclared", until=until, **TOLD)
    ask(held, exporter)
    assert status_of(held) == Status.HELD
    with pytest.raises(NotAllowed, match="until then another officer"):
        review.return_for_correction(held, by=officer, reason="Agreed.", message="Correct it.")
    unclaim(held, by=officer)
    review.return_for_correction(held, by=second_officer, reason="Agreed.", message="Correct it.")
    with pytest.raises(Conflict):
        actions.withdraw(held, by=exporter, reason="No longer wanted.")


def test_a_wish_that_nobody_can_grant_any_more_is_not_shown_as_waiting(
    waiting: Shipment, exporter: User, officer: User
) -> None:
    ask(waiting, exporter)
    assert "customs has not decided yet" in on_page(exporter, waiting)
    review.refuse(waiting, by=officer, reason="No.", message="No.", ground="no_licence")
    assert "customs has not decided yet" not in on_page(exporter, waiting)


def test_the_ground_of_a_hold_is_told_where_it_may_be(
    exporter: User, officer: User, second_officer: User
) -> None:
    until = clock.today() + timedelta(days=9)
    shown = a_shipment(exporter)
    review.hold(shown, by=officer, ground="doc_mismatch", until=until, **TOLD)
    assert "<dt>Ground</dt>" in on_page(exporter, shown)
    hidden = a_shipment(exporter)
    review.hold(hidden, by=officer, ground="party_listed", until=until, **TOLD)
    told = on_page(exporter, hidden)
    assert "<dt>Ground</dt>" not in told
    assert "Listed party" not in told


def test_an_open_page_gets_nothing_until_something_has_changed(
    waiting: Shipment, exporter: User, officer: User
) -> None:
    client, asks = in_browser(exporter), {"HX-Request": "true"}
    address = f"/shipments/{waiting.reference}/?seen="
    waiting.refresh_from_db()
    same = client.get(f"{address}{waiting.version}", headers=asks)
    assert (same.status_code, same.content) == (HTTPStatus.NO_CONTENT, b"")
    review.refuse(waiting, by=officer, reason="No.", message="No.", ground="no_licence")
    changed = client.get(f"{address}{waiting.version}", headers=asks)
    assert changed.status_code == HTTPStatus.OK
    assert "may not be exported" in changed.content.decode()
    by_hand = client.get(f"{address}{waiting.version}")
    assert by_hand.status_code == HTTPStatus.OK


def a_contact(office: str, **cells: Any) -> OfficeContact:
    given = {"phone": "", "email": "", "address_zh": "", "address_en": "", **cells}
    return OfficeContact(office, since=given.pop("since", date(2024, 1, 1)), **given)


def test_the_office_s_own_number_comes_before_that_of_all_offices(
    waiting: Shipment, exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert waiting.office is not None
    own = a_contact(waiting.office.code, phone="021-1", email="desk@example.org", confidence="V2")
    other = a_contact("0100", phone="010-2")
    past = a_contact(waiting.office.code, phone="021-0", until=date(2025, 1, 1))
    policy = policy_on(clock.today())
    changed = replace(policy, office_contacts=(*policy.office_contacts, other, past, own))
    monkeypatch.setattr(status, "policy_on", lambda day: changed)
    html = on_page(exporter, waiting)
    assert html.index("021-1") < html.index("12360")
    assert "010-2" not in html
    assert "021-0" not in html
    card = html[html.index("021-1") : html.index("when you call or write")]
    assert card.count("(to be verified)") == 1


def test_contacts_go_by_office_and_day() -> None:
    day = date(2026, 6, 1)
    all_of_them, own = a_contact("", phone="1"), a_contact("2233", phone="2")
    later = a_contact("2233", phone="3", since=date(2026, 6, 2))
    over = a_contact("2233", phone="4", until=day)
    rows = (all_of_them, own, later, over)
    assert contacts_of(rows, "2233", day) == (own, all_of_them)
    assert contacts_of(rows, "", day) == (all_of_them,)
    assert contacts_of(rows, "2233", date(2026, 6, 2)) == (own, later, all_of_them)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"office": "9999", "phone": "1"}, "no such customs office"),
        ({"office": ""}, "give a telephone number"),
        ({"office": "", "phone": "call me"}, "in digits"),
        ({"office": "", "email": "nowhere"}, "no e-mail address"),
        ({"office": "", "phone": "1", "confidence": "X"}, "V2, S or M"),
        ({"office": "", "phone": "1", "until": date(2023, 1, 1)}, "end after it begins"),
    ],
)
def test_a_policy_keeps_no_contact_that_leads_nowhere(
    people: dict[str, User], cells: dict[str, Any], words: str
) -> None:
    policy = versions.policy_on(clock.today())
    wrong = replace(policy, office_contacts=(a_contact(**cells),))
    assert any(words in str(each) for each in mistakes_in(wrong)["office_contacts"])
    assert not mistakes_in(policy)
