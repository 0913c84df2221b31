"""A PDF is paper: nothing that acts, nothing locked, nothing that unpacks without end."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from compliance import pdf_contents
from compliance.paper_files import read
from shipments.demo.papers import paper


def written(change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def with_action(kind: str) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        action = DictionaryObject({NameObject("/S"): NameObject(kind)})
        writer.root_object[NameObject("/OpenAction")] = action

    return change


def with_part(name: str) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject(name)] = TextStringObject("x")

    return change


def deep(writer: PdfWriter) -> None:
    """The action of a field of a form, below arrays and references."""
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")}
    )
    field = DictionaryObject({NameObject("/AA"): DictionaryObject({NameObject("/K"): script})})
    fields = ArrayObject([writer._add_object(field)])
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): fields})


def packed(inner: bytes, *, unpacked: int = 0) -> bytes:
    """Object 4 inside a compressed object stream, with a cross-reference stream."""
    body = b"4 0 " + inner + b" " * unpacked
    stream = zlib.compress(body)
    parts = [
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n",
        b"3 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n"
        % len(stream)
        + stream
        + b"\nendstream\nendobj\n",
    ]
    whole, rows = b"%PDF-1.7\n", [struct.pack(">BIB", 0, 0, 0)]
    for part in parts:
        rows.append(struct.pack(">BIB", 1, len(whole), 0))
        whole += part
    start = len(whole)
    rows += [struct.pack(">BIB", 2, 3, 0), struct.pack(">BIB", 1, start, 0)]
    table = b"".join(rows)
    whole += b"5 0 obj\n<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length %d>>\nstream\n" % len(table)
    return whole + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


SCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"
REFUSED = {
    **{kind: written(with_action(kind)) for kind in sorted(pdf_contents.ACTIONS)},
    **{f"part {name}": written(with_part(name)) for name in sorted(pdf_contents.PARTS)},
    "deep in a form": written(deep),
    "in a packed object": packed(SCRIPT),
    "a name spelt by numbers": written(with_action("/JavaScript")).replace(
        b"/JavaScript", b"/J#61v#61Script"
    ),
    "without a structure": b"%PDF-1.7\n1 0 obj<</S/J#61vaScript/#4aS(x)>>endobj\n%%EOF\n",
    "encrypted": written(lambda writer: writer.encrypt("secret")),
    "encrypted without a password": written(lambda writer: writer.encrypt("", "owner")),
    "packed without a structure": b"%PDF-1.7\n<</Filter/FlateDecode>>stream\nx\nendstream\n%%EOF\n",
}
TAKEN = {
    "a scan": paper("contract"),
    "a packed object that does nothing": packed(b"<</Type/Nothing>>"),
    "a title that speaks of scripts": written(
        lambda writer: writer.add_metadata({"/Title": "JavaScript /Launch"})
    ),
    "a page to open at": written(with_action("/GoTo")),
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_is_more_than_paper_is_refused(content: bytes) -> None:
    assert_refused(content)


def test_what_unpacks_without_end_is_refused() -> None:
    assert_refused(packed(b"<<>>", unpacked=pdf_contents.MOST_PACKED + 1))


def assert_refused(content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        read(SimpleUploadedFile("a.pdf", content))
    assert refused.value.code in ("active", "encrypted", "unreadable")


@pytest.mark.parametrize("content", TAKEN.values(), ids=TAKEN)
def test_paper_is_taken(content: bytes) -> None:
    assert read(SimpleUploadedFile("a.pdf", content)).size == len(content)


def test_a_picture_that_unpacks_to_more_than_a_scan_is_refused() -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk
    png += struct.pack(">I", zlib.crc32(chunk)) + struct.pack(">I", 0) + b"IDAT"
    with pytest.raises(ValidationError) as refused:
        read(SimpleUploadedFile("a.png", png))
    assert refused.value.code == "too_large"
