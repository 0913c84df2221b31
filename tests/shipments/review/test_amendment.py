"""After release the exporter asks to amend what was declared; an officer decides, and what was
corrected passes every gate again under the same number."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from compliance.accounts.models import User
from compliance.refusals import Conflict
from shipments.declare import actions as declare
from shipments.models import AmendmentRequest, Document, Shipment
from shipments.moves import Status
from shipments.paperwork.issue import issue_of
from shipments.paperwork.render import render_pdf
from shipments.paperwork.verification import stands
from shipments.review import actions, released
from tests.builders import a_shipment
from tests.shipments.papers.rendered import words_of
from tests.shipments.paperwork.papers import a_declaration
from tests.shipments.review.posts import page, post, signed_in, status_of

RELEASE_PAPERS = {"declaration", "end_use_certificate", "release_notice"}
WRONG = "The net weight is 480 kg."


@pytest.fixture
def let_go(exporter: User, officer: User) -> Shipment:
    return actions.release(a_shipment(exporter), by=officer, reason="Looks right.")


def ask(shipment: Shipment, by: User) -> Shipment:
    return declare.request_amendment(shipment, by=by, ground="mistake", reason=WRONG)


def granted(shipment: Shipment, exporter: User, officer: User) -> Shipment:
    ask(shipment, exporter)
    return released.grant_amendment(shipment, by=officer, reason="A slip.", message="Correct it.")


def test_the_page_asks_for_the_ground_and_what_is_to_be_corrected(
    let_go: Shipment, exporter: User
) -> None:
    address = reverse("declare:amend", args=[let_go.reference])
    assert page(exporter, address).context["form"]["ground"].value() is None
    client = signed_in(exporter)
    assert client.post(address, {"reason": WRONG}).status_code == HTTPStatus.OK
    client.post(address, {"ground": "mistake", "reason": WRONG})
    request = AmendmentRequest.objects.get()
    assert (request.ground, request.reason, request.by) == ("mistake", WRONG, exporter)
    shown = page(exporter, f"/shipments/{let_go.reference}/").content.decode()
    assert WRONG in shown
    assert "to amend this declaration; customs has not decided yet" in shown
    assert "Ask to amend" not in shown


def test_a_granted_amendment_is_a_paper_that_outlives_the_correction(
    let_go: Shipment, exporter: User, officer: User
) -> None:
    granted(let_go, exporter, officer)
    paper = Document.objects.with_case().get(kind="amendment_decision")
    assert paper.details["result"] == "granted"
    assert paper.details["reason"] == WRONG
    assert paper.details["ground_en"] == "Mistake in the declaration"
    assert issue_of(paper).message == "Correct it."
    Shipment.objects.update(revision_no=2)
    assert stands(Document.objects.with_case().get(pk=paper.pk))


def test_what_is_returned_on_the_exporters_wish_before_release_says_so_on_paper(
    exporter: User, officer: User
) -> None:
    case = ask(a_shipment(exporter, Status.IN_REVIEW), exporter)
    actions.return_for_correction(case, by=officer, reason="A slip.", message="Correct it.")
    paper = Document.objects.with_case().get()
    assert (paper.kind, paper.details["reason"]) == ("amendment_decision", WRONG)
    words = words_of(render_pdf(paper.kind, a_declaration(), issue_of(paper)))
    assert "同意修改Granted" in words
    assert "报关单退回修改" in words
    assert "原放行" not in words


def test_what_customs_returns_unasked_answers_nothing_on_paper(
    exporter: User, officer: User
) -> None:
    case = a_shipment(exporter, Status.IN_REVIEW)
    actions.return_for_correction(case, by=officer, reason="A slip.", message="Correct it.")
    assert not Document.objects.exists()


def test_a_refused_amendment_is_a_paper_beside_those_of_the_release(
    let_go: Shipment, exporter: User, officer: User
) -> None:
    ask(let_go, exporter)
    released.refuse_amendment(let_go, by=officer, reason="It left.", message="Too late.")
    paper = Document.objects.with_case().get(kind="amendment_decision")
    assert (paper.details["result"], issue_of(paper).message) == ("refused", "Too late.")
    rest = Document.objects.with_case().exclude(pk=paper.pk)
    assert {each.kind for each in rest if stands(each)} == RELEASE_PAPERS


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SCREENING, Status.CLOSED])
def test_what_the_exporter_still_has_or_what_is_closed_is_not_amended_so(
    exporter: User, status: Status
) -> None:
    with pytest.raises(Conflict):
        ask(a_shipment(exporter, status), exporter)


def test_no_ground_that_is_not_in_force_is_taken(let_go: Shipment, exporter: User) -> None:
    with pytest.raises(Conflict):
        declare.request_amendment(let_go, by=exporter, ground="whim", reason=WRONG)
    assert not AmendmentRequest.objects.exists()


def test_the_officer_reads_the_ground_and_grants_it(
    let_go: Shipment, exporter: User, officer: User
) -> None:
    ask(let_go, exporter)
    shown = page(officer, f"/review/{let_go.reference}/").content.decode()
    assert "Mistake in the declaration" in shown
    assert WRONG in shown
    let_go.refresh_from_db()
    assert post(officer, let_go, "grant_amendment").status_code == HTTPStatus.FOUND
    assert status_of(let_go) == Status.DRAFT
    request = AmendmentRequest.objects.get()
    assert (request.decided_by, request.is_granted) == (officer, True)


def test_the_papers_of_the_release_are_void_and_new_ones_follow_under_the_same_number(
    let_go: Shipment, exporter: User, officer: User
) -> None:
    number = let_go.declaration_no
    draft = granted(let_go, exporter, officer)
    void = draft.documents.filter(revoked_at__isnull=False).values_list("kind", flat=True)
    assert set(void) == RELEASE_PAPERS
    again = declare.submit(draft, by=exporter, expected_revision=1)
    assert (again.declaration_no, again.revision_no) == (number, 2)
    Shipment.objects.filter(pk=again.pk).update(status=Status.IN_REVIEW)
    actions.release(Shipment.objects.get(pk=again.pk), by=officer, reason="Now it is right.")
    standing = Document.objects.filter(shipment=again, revoked_at__isnull=True)
    standing = standing.exclude(kind="amendment_decision")
    assert set(standing.values_list("kind", "revision__number")) == {
        (kind, 2) for kind in RELEASE_PAPERS
    }


def test_what_was_released_is_not_withdrawn_alone_while_it_is_amended(
    let_go: Shipment, exporter: User, officer: User
) -> None:
    draft = granted(let_go, exporter, officer)
    with pytest.raises(Conflict):
        declare.withdraw(draft, by=exporter, reason="No longer wanted.")
    declare.request_withdrawal(draft, by=exporter, ground="other", reason="No longer wanted.")
    actions.grant_withdrawal(draft, by=officer, reason="Agreed.")
    assert status_of(draft) == Status.WITHDRAWN


def test_the_officer_sees_that_the_amended_declaration_is_to_be_withdrawn(
    let_go: Shipment, exporter: User, officer: User
) -> None:
    again = declare.submit(granted(let_go, exporter, officer), by=exporter, expected_revision=1)
    Shipment.objects.filter(pk=again.pk).update(status=Status.IN_REVIEW)
    declare.request_withdrawal(again, by=exporter, ground="other", reason="The buyer is gone.")
    shown = page(officer, f"/review/{again.reference}/").content.decode()
    assert "The buyer is gone." in shown


def test_the_exporter_reads_on_the_draft_that_it_was_granted(
    let_go: Shipment, exporter: User, officer: User
) -> None:
    draft = granted(let_go, exporter, officer)
    shown = page(exporter, f"/shipments/{draft.reference}/").content.decode()
    assert "Correct it." in shown


def test_a_refusal_leaves_release_and_papers_as_they_were(
    let_go: Shipment, exporter: User, officer: User
) -> None:
    ask(let_go, exporter)
    released.refuse_amendment(let_go, by=officer, reason="It left.", message="Too late.")
    assert status_of(let_go) == Status.RELEASED
    assert not let_go.documents.filter(revoked_at__isnull=False).exists()
    assert "Too late." in page(exporter, f"/shipments/{let_go.reference}/").content.decode()
    ask(let_go, exporter)
    assert AmendmentRequest.objects.filter(decided_at__isnull=True).count() == 1


def test_a_program_asks_by_the_same_grounds(let_go: Shipment, exporter: User) -> None:
    program = APIClient()
    program.force_authenticate(exporter)
    address = f"/api/shipments/{let_go.reference}/request-amendment/"
    wrong = program.post(address, {"ground": "whim", "reason": WRONG}, format="json")
    assert (wrong.status_code, "ground" in wrong.json()) == (HTTPStatus.BAD_REQUEST, True)
    right = program.post(address, {"ground": "mistake", "reason": WRONG}, format="json")
    assert right.status_code == HTTPStatus.OK
    assert AmendmentRequest.objects.get().reason == WRONG


def test_a_rival_and_another_office_find_nothing_to_amend(
    let_go: Shipment, exporter: User, rival_exporter: User, people: dict[str, User]
) -> None:
    ask(let_go, exporter)
    address = reverse("declare:amend", args=[let_go.reference])
    assert signed_in(rival_exporter).get(address).status_code == HTTPStatus.NOT_FOUND
    let_go.refresh_from_db()
    elsewhere = post(people["officer3"], let_go, "grant_amendment")
    assert elsewhere.status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
    assert status_of(let_go) == Status.RELEASED
