"""What one person can do again and again ends with a plain sentence, not with a full disk or a
queue in which everybody else waits."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from compliance import limits
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.paper_files import Upload, read
from compliance.refusals import Conflict
from shipments.declare.actions import answer_hold, supplement_answer
from shipments.declare.handed_in import add_papers
from shipments.models import Document, Note, QuestionStep, Supplement
from shipments.moves import Status
from shipments.paperwork import delivery, on_request
from shipments.paperwork.tasks import print_draft, render
from tests.builders import a_draft, a_shipment
from tests.shipments.review.posts import signed_in
from tests.shipments.review.test_questions import asked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_waits() -> Iterator[None]:
    """Neither here nor in what runs next."""
    cache.clear()
    yield
    cache.clear()


def a_paper(number: int) -> Upload:
    content = b"%PDF-1.7\n" + str(number).encode() + b"\n%%EOF\n"
    file = SimpleUploadedFile(f"{number}.pdf", content)
    return Upload(file, read(file))


def test_a_case_takes_so_many_notes(
    exporter: User, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "NOTES", 2)
    address = reverse("review:note", args=[a_shipment(exporter).reference])
    client = signed_in(officer)
    answers = [client.post(address, {"text": f"Note {number}"}) for number in range(3)]
    assert [each.status_code for each in answers] == [302, 302, 409]
    assert "每票案件最多保存2条备注。" in answers[-1].content.decode()
    assert (Note.objects.count(), Event.objects.filter(verb="note").count()) == (2, 2)


def test_papers_are_handed_in_so_often(exporter: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SUPPLEMENTS", 2)
    shipment = a_shipment(exporter)
    for number in range(2):
        add_papers(
            shipment, by=exporter, text=f"Part {number}", files=[a_paper(number)], kinds=[""]
        )
    with pytest.raises(Conflict, match="此操作已进行2次"):
        add_papers(shipment, by=exporter, text="Part 3", files=[a_paper(3)], kinds=[""])
    add_papers(shipment, by=exporter, text="Part 1", files=[a_paper(1)], kinds=[""])  # is there
    assert Supplement.objects.count() == 2


def test_an_answer_is_supplemented_so_often(
    exporter: User, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SUPPLEMENTS", 2)
    shipment = asked(a_shipment(exporter, gravity=2), officer)
    answer_hold(shipment, by=exporter, text="Here it is.")
    for text in ("one", "two"):
        supplement_answer(shipment, by=exporter, text=text)
    with pytest.raises(Conflict, match="此操作已进行2次"):
        supplement_answer(shipment, by=exporter, text="one")
    supplement_answer(shipment, by=exporter, text="two")  # the same again is there
    assert QuestionStep.objects.filter(kind="supplemented").count() == 2


def test_one_person_s_prints_wait_in_so_many_places(exporter: User, rival_exporter: User) -> None:
    drafts = [a_draft(exporter) for _i in range(2)]
    tokens = [
        on_request.print_from_draft(drafts[number % 2], "packing_list", by=exporter)
        for number in range(limits.PRINTS)
    ]
    answer = signed_in(exporter).post(
        f"/documents/of/{drafts[0].reference}/ask/", {"kind": "packing_list"}
    )
    assert answer.status_code == 409
    assert "您有5份打印件正在生成" in answer.content.decode()
    on_request.print_from_draft(a_draft(rival_exporter), "packing_list", by=rival_exporter)
    print_draft(drafts[0].pk, "packing_list", tokens[0])
    on_request.print_from_draft(drafts[0], "packing_list", by=exporter)  # one is done


def test_audit_copies_wait_in_no_more_places(
    exporter: User, auditor: User, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT, settings.KEYS = tmp_path, tmp_path / "keys"
    shipment = a_shipment(exporter, Status.REFUSED)
    paper = Document.objects.create(
        shipment=shipment,
        revision=shipment.revisions.get(),
        kind="refusal_notice",
        issued_at=shipment.submitted_at,
    )
    render(paper.pk)
    paper.refresh_from_db()
    for _i in range(limits.PRINTS):
        delivery.ask_for_copy(paper, by=auditor)
    with pytest.raises(Conflict):
        delivery.ask_for_copy(paper, by=auditor)
    assert Event.objects.filter(verb="document_copied").count() == limits.PRINTS
