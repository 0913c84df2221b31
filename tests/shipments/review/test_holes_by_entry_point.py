"""Holes of the first reading by the ways in that are no pages: API, many at once, command."""

from collections.abc import Callable
from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from rest_framework.test import APIClient

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.canonical import from_plain
from compliance.law.facts import PartyHit
from shipments.demo.papers import paper
from shipments.models import Document, DocumentState, Hold, Shipment
from shipments.moves import Status
from shipments.review import actions, claims, inspections, orders, questions, released
from shipments.review.match_verdicts import judge_hit
from shipments.screening.actions import rescreen
from tests.builders import a_finding, a_listed_case, a_shipment
from tests.shipments.moves.cases import add_proposal
from tests.shipments.review.posts import page, post, signed_in, status_of
from tests.shipments.review.test_own_entries import judged, the_user

TOLD = {"reason": "To be verified with the maker.", "message": "Send the contract."}

HOLDS: dict[str, Callable[[Shipment, User], Any]] = {
    "hold": lambda case, by: actions.hold(
        case, by=by, ground="doc_mismatch", until=later(), **TOLD
    ),
    "question": lambda case, by: questions.question(
        case, by=by, ground="parameters", materials=["contract"], **TOLD
    ),
    "inspection": lambda case, by: inspections.inspect(
        case, by=by, method="machine", extent="full", planned_on=later(), place="Hall", **TOLD
    ),
    "stop": lambda case, by: orders.order_stop(
        case, by=by, letter_no="88", ordered_by="Bureau", until=later(), **TOLD
    ),
}
HELD = pytest.mark.parametrize("kind", HOLDS)


def later() -> date:
    return clock.today() + timedelta(days=9)


def asked_by(person: User) -> APIClient:
    cache.clear()  # of what this person has asked in the last minute
    client = APIClient(headers={"accept-language": "en"})
    client.force_authenticate(person)
    return client


def by_bulk(by: User, verb: str, case: Shipment, **told: Any) -> str:
    """What the page of many cases says of this one; "" where it was done."""
    case.refresh_from_db()
    ticked = {"verb": verb, "case": f"{case.reference}~{case.version}", **told}
    answer = signed_in(by).post("/review/bulk/", ticked)
    return str(answer.context["outcomes"][0].obstacle)


# 1: a match of the control list.


@pytest.fixture
def matched(exporter: User, prc_lists: None) -> Shipment:
    return a_listed_case(exporter)


def test_1_many_at_once_release_no_match_that_one_officer_dismissed(
    matched: Shipment, officer: User, second_officer: User
) -> None:
    for plain in matched.screenings.first().facts["hits"]:
        hit = from_plain(plain, PartyHit)
        told = {"reason_code": "other_address", "text": "In another town altogether."}
        judge_hit(matched, by=officer, hit=hit, verdict="dismissed", **told)
    rescreen(matched.pk, by=officer)
    for person in (officer, second_officer):
        assert by_bulk(person, "release", matched, reason="Another party.")
    assert status_of(matched) == Status.IN_REVIEW


# 3: findings of hold grade, holds, evidence.


@pytest.mark.parametrize("gravity", [2, 3])
def test_3_many_at_once_release_no_finding_without_its_disposition(
    exporter: User, officer: User, second_officer: User, prc_lists: None, gravity: int
) -> None:
    case = a_shipment(exporter, gravity=gravity, findings=[a_finding("LIC-01", effect=gravity)])
    proposed = a_shipment(exporter, gravity=gravity)
    add_proposal(proposed, officer)
    for person in (officer, second_officer):
        for each in (case, proposed):
            assert by_bulk(person, "release", each, reason="Papers agree.")
    assert (status_of(case), status_of(proposed)) == ("in_review", "in_review")


@HELD
def test_3_many_at_once_release_nothing_that_is_held(
    exporter: User, officer: User, second_officer: User, kind: str
) -> None:
    case = a_shipment(exporter, gravity=0)
    HOLDS[kind](case, officer)
    for person in (officer, second_officer):
        assert by_bulk(person, "release", case, reason="Papers agree.")
    assert status_of(case) == Status.HELD


@HELD
def test_3_taking_or_giving_cases_ends_no_hold(
    exporter: User, officer: User, second_officer: User, people: dict[str, User], kind: str
) -> None:
    case = a_shipment(exporter, gravity=0)
    HOLDS[kind](case, officer)
    by_bulk(people["head1"], "assign", case, to=second_officer.pk)
    claims.unclaim(case, by=second_officer)
    assert by_bulk(officer, "claim", case) == ""
    assert Hold.objects.get().lifted_at is None
    assert status_of(case) == Status.HELD


def test_3_a_figure_entered_over_the_api_is_evidence_of_ones_own_too(
    exporter: User, officer: User, second_officer: User
) -> None:
    case = judged(exporter, 2, 1)
    figure = {"kind": "capacity", "kg": "90000", "as_of": "2026-01-05", "evidence": "A letter."}
    address = f"/api/end-users/{the_user(case).pk}/figures/"
    assert asked_by(officer).post(address, figure, format="json").status_code == 201
    assert post(officer, case, "release").status_code == HTTPStatus.FORBIDDEN
    assert post(second_officer, case, "release").status_code == HTTPStatus.FOUND


def test_3_nor_do_many_at_once_release_it(
    exporter: User, officer: User, second_officer: User
) -> None:
    case = judged(exporter, 2, 0)
    figure = {"kind": "capacity", "kg": "90000", "as_of": "2026-01-05", "evidence": "A letter."}
    asked_by(officer).post(f"/api/end-users/{the_user(case).pk}/figures/", figure, format="json")
    assert "须由其他关员放行" in by_bulk(officer, "release", case, reason="A sample.")
    assert by_bulk(second_officer, "release", case, reason="A sample.") == ""


def test_3_a_licence_entered_by_the_command_is_evidence_of_whoever_ran_it(
    exporter: User, officer: User, second_officer: User, tmp_path: Path
) -> None:
    case, path = judged(exporter, 2, 1), tmp_path / "licences.csv"
    number, uscc = case.lines.earliest("number").licence_no, exporter.exporter.uscc
    path.write_text(
        "number,kind,holder_uscc,hs_codes,countries,valid_from,valid_until,quantity_kg,uses\n"
        f"{number},4,{uscc},8112923010,KOR,2026-09-01,2027-02-28,1500,6\n"
    )
    with pytest.raises(CommandError):
        call_command("import_licences", path)
    call_command("import_licences", path, by=officer.username)
    assert post(officer, case, "release").status_code == HTTPStatus.FORBIDDEN
    assert post(second_officer, case, "release").status_code == HTTPStatus.FOUND


def test_3_the_demo_is_not_told_again_over_cases(exporter: User) -> None:
    case = a_shipment(exporter, Status.HELD)
    call_command("seed_demo", verbosity=0)
    assert (Shipment.objects.count(), status_of(case)) == (1, Status.HELD)


# 4: what the exporter takes back.


@HELD
def test_4_what_is_held_is_not_taken_back_over_the_api_or_by_a_table(
    exporter: User, officer: User, kind: str
) -> None:
    case = a_shipment(exporter)
    HOLDS[kind](case, officer)
    api, address = asked_by(exporter), f"/api/shipments/{case.reference}/"
    assert api.post(address + "withdraw/", {"reason": "Away."}).status_code == HTTPStatus.CONFLICT
    assert api.delete(address).status_code == HTTPStatus.CONFLICT
    wish = {"ground": "mistake", "reason": "The wrong goods."}
    assert api.post(address + "request-withdrawal/", wish).status_code == HTTPStatus.OK
    assert api.post(address + "withdraw/", {"reason": "Away."}).status_code == HTTPStatus.CONFLICT
    assert api.post(address + "submit/", {"expected_revision": 1}).status_code == 409
    assert status_of(case) == Status.HELD


# 5: answers.


def test_5_a_late_answer_over_the_api_is_marked_and_stays_after_the_hold(
    exporter: User, officer: User, second_officer: User
) -> None:
    case = HOLDS["hold"](a_shipment(exporter), officer)
    Hold.objects.update(until=clock.today() - timedelta(days=1))
    api, address = asked_by(exporter), f"/api/shipments/{case.reference}/"
    assert api.post(address + "answer/", {"text": "The bank took its time."}).status_code == 200
    assert Event.objects.get(verb="answer").detail["late"] is True
    actions.lift(case, by=officer, **TOLD)
    shown = page(second_officer, f"/review/{case.reference}/").content.decode()
    assert "The bank took its time." in shown
    assert "Late" in shown


def test_5_papers_handed_in_over_the_api_are_opened_by_the_officer(
    exporter: User, officer: User
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    case = HOLDS["hold"](a_shipment(exporter), officer)
    file = SimpleUploadedFile("contract.pdf", paper("contract"), "application/pdf")
    told = {"text": "The contract is enclosed.", "kind": ["contract"], "upload": [file]}
    address = f"/api/shipments/{case.reference}/add-papers/"
    answer = asked_by(exporter).post(address, told, format="multipart")
    assert answer.status_code == HTTPStatus.CREATED
    link = f"/shipments/{case.reference}/attachments/{answer.json()[0]['sha256']}/"
    assert link in page(officer, f"/review/{case.reference}/").content.decode()
    assert signed_in(officer).get(link).status_code == HTTPStatus.OK


# 6: released and not yet gone.


def test_6_a_program_learns_that_the_papers_of_a_recalled_release_are_void(
    exporter: User, officer: User, second_officer: User, client: Client
) -> None:
    case = actions.release(a_shipment(exporter), by=officer, reason="In order.")
    Document.objects.update(state=DocumentState.READY, sha256="0" * 64)
    released.propose_recall(case, by=officer, **TOLD)
    assert by_bulk(officer, "release", case, reason="Papers agree.")
    assert by_bulk(second_officer, "claim", case)
    released.countersign_recall(case, by=second_officer, reason="I agree.")
    told = asked_by(exporter).get(f"/api/shipments/{case.reference}/").json()
    assert told["status"] == "held"
    papers = asked_by(exporter).get(f"/api/shipments/{case.reference}/documents/").json()
    void = {each["kind"] for each in papers if each["revoked_at"]}
    assert void == {"declaration", "end_use_certificate", "release_notice"}
