"""Papers are signed: programs of others agree, nothing is issued unsigned, and damage is
mended to the same bytes."""

import hashlib
import io
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.models import Document, DocumentState, PaperSignature
from shipments.paperwork import files, repair
from shipments.paperwork.signing import place
from shipments.paperwork.tasks import render
from tests.shipments.papers.verapdf import judge
from tests.shipments.paperwork.signed import asked_for, judged, made, on_disk, with_key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signing")]


def told_by(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize("kind", ["release_notice", "declaration"])
def test_four_programs_of_others_agree_on_a_signed_paper(exporter: User, kind: str) -> None:
    paper = made(asked_for(exporter, kind))
    path = str(on_disk(paper))
    assert "No syntax or stream encoding errors" in told_by("qpdf", "--check", path)
    told = told_by("pdfsig", path)
    assert "Signature Type: ETSI.CAdES.detached" in told
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert judged(on_disk(paper).read_bytes()).bottom_line
    printed = "".join(told_by("pdftotext", "-enc", "UTF-8", path, "-").split())
    assert paper.verification_code in printed
    assert "".join(paper.number.split()) in printed


def test_the_signed_file_is_as_good_for_archives_as_the_rendered_one(
    signed_paper: Document,
) -> None:
    assert judge({"signed": on_disk(signed_paper).read_bytes()}) == {}


def test_a_byte_that_was_changed_after_signing_is_found(signed_paper: Document) -> None:
    content = bytearray(on_disk(signed_paper).read_bytes())
    at = content.index(b"/CreationDate") if b"/CreationDate" in content else 5000
    content[at] ^= 1
    (signature,) = PdfFileReader(io.BytesIO(bytes(content))).embedded_signatures
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=[]))
    assert not status.intact


def test_the_rendered_bytes_stay_in_front_and_both_hashes_are_kept(signed_paper: Document) -> None:
    content = on_disk(signed_paper).read_bytes()
    addition = bytes(signed_paper.signature.addition)
    rendered = content.removesuffix(addition)
    assert rendered != content
    assert signed_paper.rendered_sha256 == hashlib.sha256(rendered).hexdigest()
    assert signed_paper.sha256 == hashlib.sha256(content).hexdigest()
    detail = Event.objects.get(verb="document_ready").detail
    assert detail["sha256"] == signed_paper.sha256
    assert detail["rendered_sha256"] == signed_paper.rendered_sha256
    assert detail["certificate"] == place.fingerprint(place.certificates()[-1])


def test_a_paper_made_twice_has_one_signature(signed_paper: Document) -> None:
    render(signed_paper.pk)
    assert PaperSignature.objects.count() == 1


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"%PDF another")])
def test_a_damaged_file_comes_back_with_the_signature_it_had(
    damage: Any, signed_paper: Document
) -> None:
    before = on_disk(signed_paper).read_bytes()
    damage(on_disk(signed_paper))
    assert repair.repair(signed_paper.pk)
    assert on_disk(signed_paper).read_bytes() == before


def test_the_database_holds_no_ready_paper_without_its_signature(exporter: User) -> None:
    document = asked_for(exporter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(state=DocumentState.READY)


def test_turning_signing_off_does_not_let_an_awaited_paper_out(
    signing: Any, exporter: User
) -> None:
    document = asked_for(exporter)
    with_key(signing, on="", key="/nowhere.p12")
    assert made(document).state == DocumentState.QUEUED


def test_a_signature_cannot_be_changed(signed_paper: Document) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        PaperSignature.objects.update(addition=b"another")


def test_the_verification_page_takes_the_signed_file_and_the_rendered_one(
    signed_paper: Document,
) -> None:
    for sha256 in (signed_paper.sha256, signed_paper.rendered_sha256):
        answer = Client().get(reverse("paperwork:verify"), {"sha256": sha256})
        assert signed_paper.shipment.reference in answer.content.decode()


def test_the_download_is_the_signed_file(signed_paper: Document, exporter: User) -> None:
    client = Client()
    client.force_login(exporter)
    content = client.get(reverse("paperwork:download", args=[signed_paper.pk])).content
    assert hashlib.sha256(content).hexdigest() == signed_paper.sha256
    assert files.load(signed_paper) == content
