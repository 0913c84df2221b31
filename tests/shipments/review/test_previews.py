"""Pictures of uploaded files beside the case: drawn once, within bounds, for nobody but those who
may read the case, and never of a file that the scanner has not passed."""

import hashlib
import io
import struct
import zlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image
from pypdf import PdfWriter

from compliance import clock
from compliance.accounts.models import User
from compliance.quarantine.models import FileScan
from shipments.models import Attachment, Preview, Shipment
from shipments.moves import Status
from shipments.previews import making
from shipments.previews.reading import forget
from tests.builders import a_draft, freeze
from tests.shipments.review.posts import page, signed_in

Attached = Callable[[bytes], Attachment]


@pytest.fixture(autouse=True)
def a_store(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def attached(exporter: User) -> Attached:
    """A case in review with that file attached."""

    def attach(content: bytes) -> Attachment:
        draft = a_draft(exporter)
        draft.attachments.all().delete()
        row = draft.attachments.create(
            kind="contract", filename="contract.pdf", file=ContentFile(content, "contract.pdf"),
            content_type="application/pdf", size=len(content),
            sha256=hashlib.sha256(content).hexdigest(), uploaded_by=exporter,
        )  # fmt: skip
        freeze(draft, exporter)
        Shipment.objects.filter(pk=draft.pk).update(status=Status.IN_REVIEW)
        row.refresh_from_db()
        return row

    return attach


def pdf(pages: int, width: float = 595, height: float = 842) -> bytes:
    writer, buffer = PdfWriter(), io.BytesIO()
    for _page in range(pages):
        writer.add_blank_page(width, height)
    writer.write(buffer)
    return buffer.getvalue()


def picture(kind: str, size: tuple[int, int], mode: str = "RGB", **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, kind, **options)
    return buffer.getvalue()


def png_bomb() -> bytes:
    """A header that promises 60,000 × 60,000 pixels over a few bytes."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def address(attachment: Attachment, number: int = 1) -> str:
    names = [attachment.shipment.reference, attachment.sha256, number]
    return reverse("review:preview", args=names)


def drawn(attachment: Attachment) -> Preview:
    assert making.due() == [attachment.sha256]
    making.draw(attachment.sha256)
    assert making.due() == []
    return Preview.objects.get(sha256=attachment.sha256)


# The file, and how many pictures are made of it: three pages at most, none where it is no file.
FILES = (
    ("five pages", pdf(5), 3),
    ("one endless page", pdf(1, 14_000, 2), 1),
    ("an enormous page", pdf(1, 14_000, 14_000), 1),
    ("a photograph", picture("JPEG", (3000, 2000)), 1),
    ("a transparent drawing", picture("PNG", (40, 50), "RGBA"), 1),
    ("a picture that bursts", png_bomb(), 0),
    ("half a PDF", pdf(2)[:200], 0),
    ("half a photograph", picture("JPEG", (900, 900))[:400], 0),
    ("no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", 0),
)


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize(("content", "pages"), [f[1:] for f in FILES], ids=[f[0] for f in FILES])
def test_what_is_drawn_of_a_file_is_small_and_made_anew(
    content: bytes, pages: int, attached: Attached, officer: User
) -> None:
    attachment = attached(content)
    row = drawn(attachment)
    assert (row.state, row.pages) == ("ready" if pages else "impossible", pages)
    for number in range(1, pages + 1):
        answer = signed_in(officer).get(address(attachment, number))
        assert answer["Content-Type"] == "image/jpeg"
        with Image.open(io.BytesIO(answer.content)) as image:
            assert image.format == "JPEG"
            assert max(image.size) <= 1200
    assert signed_in(officer).get(address(attachment, pages + 1)).status_code == 404


def test_nothing_of_the_file_but_its_pixels_reaches_the_browser(
    attached: Attached, officer: User
) -> None:
    exif = Image.Exif()
    exif[0x010E] = "<script>alert(49)</script>"
    attachment = attached(picture("JPEG", (64, 64), exif=exif.tobytes(), comment=b"secret"))
    drawn(attachment)
    answer = signed_in(officer).get(address(attachment))
    assert b"script" not in answer.content
    assert b"secret" not in answer.content
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("officer1", 200), ("auditor", 200), ("officer3", 404), ("exporter", 404), ("rival", 404)],
)
def test_only_those_who_read_the_case_see_it(
    name: str, code: int, attached: Attached, people: dict[str, User]
) -> None:
    attachment = attached(pdf(1))
    drawn(attachment)
    assert signed_in(people[name]).get(address(attachment)).status_code == code


def test_a_file_of_another_case_is_not_shown_through_this_one(
    attached: Attached, officer: User
) -> None:
    first, second = attached(pdf(1)), attached(pdf(2))
    for each in (first, second):
        making.draw(each.sha256)
    names = [first.shipment.reference, second.sha256, 1]
    assert signed_in(officer).get(reverse("review:preview", args=names)).status_code == 404


def test_what_the_scanner_has_not_passed_is_neither_drawn_nor_shown(
    attached: Attached, officer: User, settings: Any
) -> None:
    attachment = attached(pdf(1))
    settings.CLAMD = "tcp://127.0.0.1:1"
    assert making.due() == []
    making.draw(attachment.sha256)
    assert not Preview.objects.exists()
    scan = FileScan.objects.create(sha256=attachment.sha256, stored_name="x", state="clean")
    drawn(attachment)
    assert signed_in(officer).get(address(attachment)).status_code == 200
    FileScan.objects.filter(pk=scan.pk).update(state="found")
    assert signed_in(officer).get(address(attachment)).status_code == 404


def test_the_case_shows_the_page_beside_the_values_or_says_that_it_cannot(
    attached: Attached, officer: User
) -> None:
    good, bad = attached(pdf(2)), attached(b"%PDF-1.4 broken")
    case = f"/review/{good.shipment.reference}/"
    assert "The preview is not there yet" in page(officer, case).content.decode()
    for each in (good, bad):
        making.draw(each.sha256)
    shown = page(officer, case).content.decode()
    assert f'src="{address(good)}"' in shown
    assert f'href="{address(good, 2)}"' in shown
    refused = page(officer, f"/review/{bad.shipment.reference}/").content.decode()
    assert "No preview can be made of this file" in refused
    assert "<img" not in refused


def test_a_file_that_kills_its_worker_is_given_up(attached: Attached) -> None:
    attachment = attached(pdf(1))
    for number in range(1, making.MOST_TRIES + 1):
        with clock.at(clock.now() + timedelta(hours=number)):
            assert making.due() == [attachment.sha256]
            assert making._begin(attachment.sha256)
            assert not making._begin(attachment.sha256)
    with clock.at(clock.now() + timedelta(days=1)):
        assert making.due() == []
        assert not making._begin(attachment.sha256)


def test_a_file_that_takes_too_long_is_stopped_with_all_it_started(
    attached: Attached, monkeypatch: pytest.MonkeyPatch
) -> None:
    attachment = attached(pdf(1))
    monkeypatch.setattr(making, "SECONDS", 0.01)
    assert drawn(attachment).state == "impossible"


def test_bytes_that_are_no_longer_what_was_uploaded_are_not_drawn(attached: Attached) -> None:
    attachment = attached(pdf(1))
    default_storage.delete(attachment.file.name)
    default_storage.save(attachment.file.name, ContentFile(pdf(2)))
    assert drawn(attachment).state == "impossible"


def test_the_pictures_go_with_the_file(attached: Attached) -> None:
    row = drawn(attached(pdf(2)))
    assert all(map(default_storage.exists, row.names))
    forget(row.sha256)
    assert not any(map(default_storage.exists, row.names))
    assert not Preview.objects.exists()


def test_files_of_drafts_and_decided_cases_are_left_alone(attached: Attached) -> None:
    attachment = attached(pdf(1))
    Shipment.objects.update(status=Status.RELEASED)
    assert making.due() == []
    Shipment.objects.filter(pk=attachment.shipment_id).update(status=Status.HELD)
    assert making.due() == [attachment.sha256]
