"""Audit copies say for whom and when on each page, and never touch or pass for the original."""

import hashlib
import io
import subprocess
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.models import Document
from shipments.papers.wording import Bilingual
from shipments.paperwork.copies import Stamp, stamped
from shipments.paperwork.render import render_pdf
from tests.shipments.papers.test_archival import newest
from tests.shipments.paperwork.papers import a_declaration, an_issue, forty_lines
from tests.shipments.paperwork.signed import on_disk

MOMENT = datetime(2026, 11, 26, 18, 30, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def tasks_at_once(settings: Any) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = True


def words_of(pdf: bytes) -> list[str]:
    command = ["pdftotext", "-enc", "UTF-8", "-raw", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return ["".join(page.split()) for page in text.split("\f")[:-1]]


def a_stamp(**changes: Any) -> Stamp:
    told = {
        "person": "王欣",
        "office": Bilingual("洋山海关", "Yangshan Customs"),
        "at": MOMENT,
        "number": "G49-7KQM2XWP-02-ED-000017",
        "code": "0123456789ABCDEF0123",
        "sha256": "ab" * 32,
    }
    return Stamp(**{**told, **changes})


def test_every_page_says_for_whom_when_and_of_which_original() -> None:
    original = render_pdf(
        "declaration", a_declaration(lines=forty_lines()[:8]), newest("declaration")
    )
    copy = stamped(original, a_stamp())
    before, after = words_of(original), words_of(copy)
    assert len(after) == len(before) > 1
    told = (
        "审计副本AUDITCOPY", "供for王欣", "洋山海关YangshanCustoms", "2026-11-2702:30:05UTC+8",
        "非原件nottheoriginal", "OriginalG49-7KQM2XWP-02-ED-000017", "0123456789ABCDEF0123",
        f"SHA-256{'ab' * 32}",
    )  # fmt: skip
    for page in after:
        assert [each for each in told if each not in page] == []
    assert "第01批高纯铟锭" in "".join(after), "the paper is still there"


def test_a_long_name_stays_on_the_page() -> None:
    original = render_pdf("release_notice", a_declaration(), an_issue(layout=2, edition=1))
    copy = stamped(original, a_stamp(person="Maximilian-Alexander " * 3))
    command = ["pdftotext", "-bbox", "-", "-"]
    boxes = subprocess.run(command, input=copy, capture_output=True, check=True).stdout.decode()
    words = [row for row in boxes.splitlines() if "Maximilian" in row]
    assert len(words) == 3
    assert all('xMin="-' not in row and 'yMin="-' not in row for row in words)


def fetched(document: Document, person: User, capture: Any) -> tuple[Any, Any]:
    client = Client()
    client.force_login(person)
    with capture(execute=True):
        asked = client.post(reverse("paperwork:ask_copy", args=[document.pk]))
    return asked, client.get(asked.url) if asked.status_code == 302 else None


def test_an_auditor_gets_a_copy_and_the_original_stays_the_only_paper(
    signed_paper: Document, auditor: User, django_capture_on_commit_callbacks: Any
) -> None:
    original = on_disk(signed_paper).read_bytes()
    with clock.at(MOMENT):
        _asked, given = fetched(signed_paper, auditor, django_capture_on_commit_callbacks)
    copy = given.content
    assert given["Content-Type"] == "application/pdf"
    assert "no-store" in given["Cache-Control"]
    page = words_of(copy)[0]
    for told in (str(auditor), "审计员Auditor", "2026-11-2702:30:05", signed_paper.sha256):
        assert "".join(told.split()) in page
    assert on_disk(signed_paper).read_bytes() == original
    assert Document.objects.count() == 1
    assert list(on_disk(signed_paper).parent.iterdir()) == [on_disk(signed_paper)]
    event = Event.objects.get(verb="document_copied")
    assert (event.actor, event.subject) == (auditor, signed_paper.shipment.subject)
    assert event.detail["sha256"] == hashlib.sha256(original).hexdigest()


def test_a_copy_passes_neither_for_signed_nor_for_archival(
    signed_paper: Document, auditor: User, django_capture_on_commit_callbacks: Any
) -> None:
    copy = fetched(signed_paper, auditor, django_capture_on_commit_callbacks)[1].content
    reader = PdfReader(io.BytesIO(copy))
    assert not {"/AcroForm", "/Metadata"} & set(reader.trailer["/Root"])
    assert b"pdfaid" not in copy
    told = subprocess.run(["pdfsig", "-"], input=copy, capture_output=True, check=False).stdout
    assert b"Signature #" not in told


def test_the_verification_page_knows_the_original_by_what_a_copy_says(
    signed_paper: Document, auditor: User, django_capture_on_commit_callbacks: Any
) -> None:
    copy = fetched(signed_paper, auditor, django_capture_on_commit_callbacks)[1].content
    text = words_of(copy)[0]
    _start, _code, rest = text.partition("验证码Code")
    asked = {"code": rest[:20], "reference": signed_paper.shipment.reference}
    answer = Client().get(reverse("paperwork:verify"), asked, headers={"accept-language": "en"})
    assert signed_paper.sha256 in answer.content.decode()
    for sha256, is_known in ((rest.partition("SHA-256")[2][:64], True), (_sum(copy), False)):
        page = Client().get(reverse("paperwork:verify"), {"sha256": sha256}).content.decode()
        assert (signed_paper.shipment.reference in page) == is_known


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_an_officer_s_copy_names_the_office_and_nobody_else_gets_one(
    signed_paper: Document,
    officer: User,
    exporter: User,
    policy_admin: User,
    other_office_officer: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    given = fetched(signed_paper, officer, django_capture_on_commit_callbacks)[1]
    assert officer.office
    stamp = words_of(given.content)[0].partition("供for")[2]
    assert "".join(officer.office.name_zh.split()) in stamp
    for person, status in ((exporter, 404), (policy_admin, 403), (other_office_officer, 404)):
        asked, _none = fetched(signed_paper, person, django_capture_on_commit_callbacks)
        assert asked.status_code == status
    assert Event.objects.filter(verb="document_copied").count() == 1


def test_no_copy_is_made_of_what_is_not_what_was_issued(
    signed_paper: Document, auditor: User, django_capture_on_commit_callbacks: Any
) -> None:
    on_disk(signed_paper).write_bytes(b"another")
    asked, _none = fetched(signed_paper, auditor, django_capture_on_commit_callbacks)
    assert asked.status_code == 409
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert "document_corrupt" in verbs
    assert "document_copied" not in verbs
