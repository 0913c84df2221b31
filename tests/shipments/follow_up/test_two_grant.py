"""What one officer alone may not let go takes two after the gate as well: a transfer to somebody
who resembles a listed party or sits in a high-risk country, a use that is sensitive."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import override

from compliance import clock
from compliance.accounts.models import User
from compliance.parties.models import ListedParty, ListVersion
from compliance.parties.screening import hits_for
from compliance.refusals import Conflict, NotAllowed
from shipments.models import ChangeRequest, Document, FollowUpReport, Shipment
from shipments.moves import Status
from shipments.paperwork.issue import issue_of
from shipments.paperwork.render import render_pdf
from shipments.paperwork.verification import stands
from shipments.review.follow_up import (
    accept_report,
    countersign_grant,
    grant_change,
    propose_grant,
    question_report,
    refuse_change,
)
from tests.builders import a_shipment
from tests.shipments.moves.cases import add_duty
from tests.shipments.papers.rendered import words_of
from tests.shipments.paperwork.papers import a_declaration
from tests.shipments.review.posts import page, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prc_lists")]
WHY = {"reason": "Known and sound."}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def gone(exporter: User) -> Shipment:
    return a_shipment(exporter, Status.CLOSED)


def asked(shipment: Shipment, by: User, **changes: Any) -> ChangeRequest:
    told = {
        "kind": "transfer", "user_name": "Seoul Solder Works", "user_country": "KOR",
        "end_use": "solder", "kg": 20, "planned_on": clock.today(), "reason": "Less is needed.",
    }  # fmt: skip
    return ChangeRequest.objects.create(shipment=shipment, by=by, at=clock.now(), **told | changes)


def a_listed_name(code: str) -> str:
    rows = ListedParty.objects.filter(version__list_code=code).exclude(name_en="")
    return str(rows.order_by("id")[0].name_en)


def slightly_otherwise(name: str) -> str:
    """No exact hit any more, and one that any officer sees."""
    first, _space, rest = name.partition(" ")
    return f"{first} Pacific {rest}"


GRAVE: dict[str, Callable[[], dict[str, Any]]] = {
    "watched": lambda: {"user_name": a_listed_name("watch_list")},
    "alike": lambda: {"user_name": slightly_otherwise(a_listed_name("export_control_list"))},
    "high risk": lambda: {"user_country": "IRN"},
    "sensitive use": lambda: {"kind": "use", "user_name": "", "end_use": "ir_detector"},
    "unknown use": lambda: {"kind": "use", "user_name": "", "end_use": "jewels"},
}


@pytest.mark.parametrize("kind", list(GRAVE))
def test_a_grave_change_is_granted_by_two_and_by_no_one_alone(
    gone: Shipment, exporter: User, officer: User, second_officer: User, kind: str
) -> None:
    request = asked(gone, exporter, **GRAVE[kind]())
    with pytest.raises(NotAllowed):
        grant_change(gone, by=officer, **WHY)
    assert post(officer, gone, "grant_change").status_code == 403
    propose_grant(gone, by=officer, **WHY)
    for again in (grant_change, countersign_grant):
        with pytest.raises(NotAllowed):
            again(gone, by=officer, **WHY)
    assert post(officer, gone, "countersign_grant").status_code == 403
    request.refresh_from_db()
    assert not request.is_granted
    countersign_grant(gone, by=second_officer, reason="I agree.", message="You may.")
    request.refresh_from_db()
    assert (request.is_granted, request.proposed_by, request.decided_by, request.message) == (
        True, officer, second_officer, "You may.",
    )  # fmt: skip


def test_an_ordinary_change_takes_one(gone: Shipment, exporter: User, officer: User) -> None:
    asked(gone, exporter)
    with pytest.raises(Conflict):
        propose_grant(gone, by=officer, **WHY)
    grant_change(gone, by=officer, **WHY)
    assert ChangeRequest.objects.get().is_granted


def test_what_was_proposed_is_signed_by_another_even_if_one_would_be_enough_by_now(
    gone: Shipment, exporter: User, officer: User, second_officer: User
) -> None:
    asked(gone, exporter)
    missing = ListVersion.objects.filter(list_code="watch_list", is_active=True)
    pk = missing.get().pk
    missing.update(is_active=False)
    propose_grant(gone, by=officer, **WHY)
    ListVersion.objects.filter(pk=pk).update(is_active=True)
    for alone in (officer, second_officer):
        with pytest.raises(Conflict, match="already proposed"):
            grant_change(gone, by=alone, **WHY)
    assert post(officer, gone, "grant_change").status_code == 409
    countersign_grant(gone, by=second_officer, **WHY)
    assert ChangeRequest.objects.get().is_granted


@pytest.mark.parametrize("is_granted", [True, False])
def test_the_decision_is_a_paper_that_says_what_was_asked(
    gone: Shipment, exporter: User, officer: User, *, is_granted: bool
) -> None:
    asked(gone, exporter)
    told = {"by": officer, "message": "We looked into it.", **WHY}
    shipment = grant_change(gone, **told) if is_granted else refuse_change(gone, **told)
    paper = Document.objects.with_case().get(shipment=shipment, kind="change_decision")
    words = words_of(render_pdf(paper.kind, a_declaration(), issue_of(paper)))
    result = "同意变更Granted" if is_granted else "不同意变更Refused"
    for each in (result, "SeoulSolderWorks", "KOR", "Lessisneeded.", "Welookedintoit.", "20"):
        assert each in words
    assert ("六十日" in words) is not is_granted
    assert "Knownandsound" not in words
    assert stands(paper)


def test_a_grant_by_two_is_a_paper_once_the_second_has_signed(
    gone: Shipment, exporter: User, officer: User, second_officer: User
) -> None:
    asked(gone, exporter, **GRAVE["sensitive use"]())
    propose_grant(gone, by=officer, **WHY)
    assert not Document.objects.filter(kind="change_decision").exists()
    countersign_grant(gone, by=second_officer, reason="I agree.")
    paper = Document.objects.get(kind="change_decision")
    assert (paper.details["change"], paper.details["result"]) == ("use", "granted")


def test_while_a_list_is_missing_every_transfer_takes_two(
    gone: Shipment, exporter: User, officer: User
) -> None:
    asked(gone, exporter)
    ListVersion.objects.filter(list_code="watch_list").update(is_active=False)
    with pytest.raises(NotAllowed):
        grant_change(gone, by=officer, **WHY)


def test_what_was_proposed_can_be_refused_and_the_law_bars_two_as_well(
    gone: Shipment, exporter: User, officer: User, second_officer: User
) -> None:
    request = asked(gone, exporter, user_name=a_listed_name("export_control_list"))
    with pytest.raises(Conflict, match="listed party"):
        propose_grant(gone, by=officer, **WHY)
    ChangeRequest.objects.update(proposed_by=officer, proposed_at=clock.now())
    with pytest.raises(Conflict, match="listed party"):
        countersign_grant(gone, by=second_officer, reason="I agree.")
    refuse_change(gone, by=officer, message="Not to them.", **WHY)
    request.refresh_from_db()
    assert (request.is_granted, request.decided_by) == (False, officer)


def test_the_database_knows_no_grant_signed_by_one(
    gone: Shipment, exporter: User, officer: User
) -> None:
    asked(gone, exporter, proposed_by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRequest.objects.update(decided_by=officer, is_granted=True)


def test_officers_see_whom_it_resembles_and_who_proposed_and_the_exporter_neither(
    gone: Shipment, exporter: User, officer: User, second_officer: User
) -> None:
    listed = a_listed_name("watch_list")
    asked(gone, exporter, user_name=listed)
    assert post(officer, gone, "propose_grant").status_code == 302
    page = in_english(second_officer).get(f"/review/{gone.reference}/countersign-grant/")
    assert listed in page.content.decode()
    assert str(officer) in page.content.decode()
    office = in_english(second_officer).get("/follow-up/office/?list=asked").content.decode()
    assert "Waits for a second officer" in office
    own = in_english(exporter).get(f"/shipments/{gone.reference}/").content.decode()
    assert "waits for customs" in own
    for secret in ("second officer", "esembles", officer.display_name):
        assert secret not in own
    gone.refresh_from_db()
    assert post(second_officer, gone, "countersign_grant").status_code == 302
    assert ChangeRequest.objects.get().is_granted


def test_no_one_accepts_alone_a_report_that_the_goods_are_with_somebody_like_that(
    gone: Shipment, exporter: User, officer: User
) -> None:
    duty = add_duty(gone, exporter, is_filed=True)
    report = FollowUpReport.objects.get()
    named = {"user_name": a_listed_name("watch_list"), "user_country": "KOR"}
    FollowUpReport.objects.update(differs=True, changes=["user"], **named)
    with pytest.raises(Conflict, match="resembles a listed party"):
        accept_report(gone, by=officer, report=report.pk, **WHY)
    report.refresh_from_db()
    assert report.state == "filed"
    question_report(gone, by=officer, report=report.pk, message="Who is that?", **WHY)
    assert duty.reports.get().state == "questioned"


def in_english(user: User) -> Client:
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client


def test_the_names_of_the_lists_are_searched_once_for_a_request_that_waits(
    gone: Shipment, exporter: User, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"Solder Works {uuid4()}"
    asked(gone, exporter, user_name=name)
    searched: list[str] = []

    def counted(parties: Any, *told: Any, **how: Any) -> Any:
        searched.extend(each.name_en for each in parties)
        return hits_for(parties, *told, **how)

    monkeypatch.setattr("shipments.follow_up.new_user.hits_for", counted)
    for _look in range(3):
        assert page(officer, f"/review/{gone.reference}/").status_code == 200
    assert searched == [name]
    with clock.at(clock.now() + timedelta(days=1)):
        page(officer, f"/review/{gone.reference}/")
    assert searched == [name, name], "a listing may begin tomorrow"
