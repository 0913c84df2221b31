"""Papers that people ask for: who may, what they are of, what exporters never see, and drafts."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Document, DocumentState, WithdrawalRequest
from shipments.moves import MOVES, Status
from shipments.papers import PAPERS
from shipments.paperwork import on_request
from shipments.paperwork.render import render_pdf
from shipments.paperwork.tasks import print_draft, render
from shipments.paperwork.verification import stands
from tests.builders import a_draft, a_finding, a_shipment, store_screening
from tests.shipments.papers.verapdf import judge
from tests.shipments.paperwork.papers import a_declaration, an_issue

pytestmark = pytest.mark.django_db
OF_EXPORTERS = """
amendment_sheet cancellation_sheet commercial_invoice contract_summary dual_use_sheet end_use_form
follow_up_report licence_sheet packing_list power_of_attorney screening_summary technical_statement
""".split()
OF_OFFICERS = "amendment_sheet cancellation_sheet follow_up_report screening_certificate".split()
OF_DRAFTS = """
commercial_invoice contract_summary declaration dual_use_sheet end_use_form licence_sheet
packing_list power_of_attorney technical_statement
""".split()
LISTED = a_finding("PTY-01", effect=3, disclosed=False)
UNLICENSED = a_finding("LIC-01", effect=3, disclosed=True)


def text_of(pdf: bytes) -> str:
    command = ["pdftotext", "-enc", "UTF-8", "-raw", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return "".join(text.split())


def kinds(shipment: Any, user: User) -> list[str]:
    return sorted(paper.kind for paper in on_request.may_be_asked(shipment, user))


def draft_of(kind: str, exporter: User) -> Any:
    """The print of a draft, as its exporter fetches it."""
    draft = a_draft(exporter)
    token = on_request.print_from_draft(draft, kind, by=exporter)
    print_draft(draft.pk, kind, token)
    return signed_in(exporter).get(reverse("paperwork:draft", args=[draft.reference, token]))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_who_may_ask_for_what(exporter: User, officer: User, auditor: User) -> None:
    filed, draft = a_shipment(exporter), a_draft(exporter)
    filed.status, filed.revision_no = Status.RELEASED, 2
    assert kinds(filed, exporter) == OF_EXPORTERS
    assert kinds(filed, officer) == OF_OFFICERS
    assert kinds(filed, auditor) == []
    assert kinds(draft, exporter) == OF_DRAFTS


# Customs may have held a declaration that stands in review again, and was then asked to let it go.
CONDITIONAL = {
    Status.SCREENING: "",
    Status.IN_REVIEW: "cancellation_sheet screening_certificate",
    Status.HELD: "cancellation_sheet screening_certificate",
    Status.RELEASED: "cancellation_sheet follow_up_report screening_certificate",
    Status.REFUSED: "screening_certificate",
    Status.WITHDRAWN: "cancellation_sheet screening_certificate",
    Status.CLOSED: "follow_up_report screening_certificate",
}


@pytest.mark.parametrize("status", CONDITIONAL)
def test_nothing_is_offered_on_which_nothing_can_stand_yet(
    status: Status, exporter: User, officer: User
) -> None:
    filed = a_shipment(exporter)
    filed.status = status
    assert kinds(filed, officer) == CONDITIONAL[status].split()


@pytest.mark.parametrize("kind", ["screening_certificate", "release_notice", "nothing"])
def test_an_exporter_gets_neither_customs_papers_nor_decisions(kind: str, exporter: User) -> None:
    with pytest.raises(NotAllowed):
        on_request.ask_for(a_shipment(exporter), kind, by=exporter)
    assert not Document.objects.exists()


def test_a_paper_is_asked_for_once(exporter: User) -> None:
    shipment = a_shipment(exporter)
    first = on_request.ask_for(shipment, "packing_list", by=exporter)
    assert on_request.ask_for(shipment, "packing_list", by=exporter) == first
    assert Event.objects.filter(verb="document_asked", actor=exporter).count() == 1


def test_it_stands_as_long_as_its_revision_is_the_last(exporter: User) -> None:
    shipment = a_shipment(exporter)
    paper = on_request.ask_for(shipment, "packing_list", by=exporter)
    assert stands(Document.objects.with_case().get(pk=paper.pk))
    shipment.revision_no += 1
    shipment.save(update_fields=["revision_no"])
    assert not stands(Document.objects.with_case().get(pk=paper.pk))


def test_the_exporter_reads_nothing_of_parties_and_risks(
    exporter: User, officer: User, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT, settings.KEYS = tmp_path, tmp_path / "keys"
    shipment = a_shipment(exporter, gravity=3)
    store_screening(shipment.revisions.get(), 3, (LISTED, UNLICENSED))
    told = on_request.ask_for(shipment, "screening_summary", by=exporter)
    whole = on_request.ask_for(shipment, "screening_certificate", by=officer)
    for paper in (told, whole):
        render(paper.pk)
        paper.refresh_from_db()
    texts = [text_of((tmp_path / str(paper.file)).read_bytes()) for paper in (told, whole)]
    assert "LIC-01" in texts[0]
    assert "PTY-01" not in texts[0]
    assert "review" not in texts[0]
    assert "PTY-01" in texts[1]
    assert "review" in texts[1]


def test_an_exporter_never_sees_that_customs_has_a_paper_of_its_own(
    exporter: User, officer: User
) -> None:
    shipment = a_shipment(exporter, gravity=3)
    store_screening(shipment.revisions.get(), 3, (LISTED,))
    paper = on_request.ask_for(shipment, "screening_certificate", by=officer)
    Document.objects.filter(pk=paper.pk).update(state=DocumentState.FAILED)
    client = signed_in(exporter)
    assert paper.number not in client.get(f"/documents/of/{shipment.reference}/").content.decode()
    assert client.get(f"/documents/{paper.pk}/").status_code == 404
    assert client.post(f"/documents/{paper.pk}/retry/").status_code == 404
    page = signed_in(officer).get(f"/documents/of/{shipment.reference}/").content.decode()
    assert paper.number in page


def test_another_run_is_another_certificate(exporter: User, officer: User) -> None:
    shipment = a_shipment(exporter)
    store_screening(shipment.revisions.get(), 0, ())
    first = on_request.ask_for(shipment, "screening_certificate", by=officer)
    assert on_request.ask_for(shipment, "screening_certificate", by=officer) == first
    store_screening(shipment.revisions.get(), 0, ())
    second = on_request.ask_for(shipment, "screening_certificate", by=officer)
    assert second != first
    assert second.details["run"] != first.details["run"]


def test_an_amendment_names_each_field_before_and_after(exporter: User) -> None:
    shipment = a_shipment(exporter)
    with pytest.raises(Conflict):
        on_request.ask_for(shipment, "amendment_sheet", by=exporter)
    first = shipment.revisions.get()
    content = {**first.content, "contract_no": "HB-NEW-1", "revision": 2}
    shipment.revisions.create(
        number=2, content=content, sha256="0" * 64, submitted_at=first.submitted_at,
        submitted_by=first.submitted_by,
    )  # fmt: skip
    shipment.revision_no = 2
    assert "amendment_sheet" in kinds(shipment, exporter)
    paper = on_request.ask_for(shipment, "amendment_sheet", by=exporter)
    (row,) = paper.details["changes"].splitlines()
    field, before, after = row.split("\t")
    assert "合同协议号" in field
    assert "contract number" in field.lower()
    assert (before, after) == (first.content["contract_no"], "HB-NEW-1")
    pdf = render_pdf("amendment_sheet", a_declaration(), an_issue(layout=2, details=paper.details))
    assert "HB-NEW-1" in text_of(pdf)


def test_a_cancellation_gives_the_request(exporter: User) -> None:
    shipment = a_shipment(exporter)
    with pytest.raises(Conflict):
        on_request.ask_for(shipment, "cancellation_sheet", by=exporter)
    WithdrawalRequest.objects.create(
        shipment=shipment, ground="not_shipped", reason="The ship left.", by=exporter,
        at=shipment.submitted_at,
    )  # fmt: skip
    paper = on_request.ask_for(shipment, "cancellation_sheet", by=exporter)
    assert paper.details["reason"] == "The ship left."


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize("kind", OF_DRAFTS)
def test_a_draft_is_marked_on_every_page_and_has_no_number(kind: str, exporter: User) -> None:
    answer = draft_of(kind, exporter)
    assert answer["Content-Type"] == "application/pdf"
    text = text_of(answer.content)
    pages = answer.content.count(b"/Type /Page") or text.count("/1")
    assert text.count("草稿Draft") >= max(pages, 1)
    assert "草稿DRAFT" in text
    assert "Verificationcode" not in text
    assert not Document.objects.exists()


def test_a_draft_is_for_archives_and_for_everybody_too(exporter: User) -> None:
    drafts = {kind: draft_of(kind, exporter).content for kind in ("packing_list", "end_use_form")}
    assert judge(drafts) == {}


def test_a_draft_with_nothing_in_it_prints(exporter: User) -> None:
    draft = a_draft(exporter)
    draft.lines.all().delete()
    draft.parties.all().delete()
    for kind in OF_DRAFTS:
        print_draft(draft.pk, kind, "token")
        assert on_request.drafts.printed(draft.pk, "token")


def test_a_print_belongs_to_whoever_may_see_the_shipment(
    exporter: User, rival_exporter: User, officer: User
) -> None:
    draft = a_draft(exporter)
    token = on_request.print_from_draft(draft, "packing_list", by=exporter)
    address = reverse("paperwork:draft", args=[draft.reference, token])
    assert address in signed_in(exporter).get(address).content.decode()
    print_draft(draft.pk, "packing_list", token)
    assert signed_in(exporter).get(address)["Content-Type"] == "application/pdf"
    assert signed_in(rival_exporter).get(address).status_code == 404
    own = a_draft(rival_exporter)
    borrowed = reverse("paperwork:draft", args=[own.reference, token])
    assert signed_in(rival_exporter).get(borrowed)["Content-Type"].startswith("text/html")
    with pytest.raises(NotAllowed):
        on_request.print_from_draft(draft, "packing_list", by=officer)


def test_the_page_asks_by_post_and_leads_to_the_paper(exporter: User) -> None:
    client, filed, draft = signed_in(exporter), a_shipment(exporter), a_draft(exporter)
    answer = client.post(f"/documents/of/{filed.reference}/ask/", {"kind": "packing_list"})
    assert answer.url == f"/documents/of/{filed.reference}/"  # type: ignore[attr-defined]
    assert Document.objects.get().kind == "packing_list"
    answer = client.post(f"/documents/of/{draft.reference}/ask/", {"kind": "packing_list"})
    assert "/draft/" in answer.url  # type: ignore[attr-defined]
    answer = client.post(f"/documents/of/{filed.reference}/ask/", {"kind": "release_notice"})
    assert answer.status_code == 403


def test_every_paper_is_asked_for_by_a_verb_or_by_people() -> None:
    by_verbs = {kind for move in MOVES.values() for kind in move.papers}
    by_people = {kind for kind, paper in PAPERS.items() if paper.is_on_request}
    assert by_verbs | by_people == set(PAPERS)
    assert by_verbs & by_people == set()
