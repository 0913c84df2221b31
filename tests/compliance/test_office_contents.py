"""Word and Excel files and HEIC pictures are taken where the policy says so, and only as paper:
nothing that acts, nothing locked, nothing that unpacks without end."""

import base64
import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

from compliance import heic_contents, office_contents, paper_fields
from compliance.accounts.models import User
from compliance.law.default_policy import default_policy
from compliance.law.paper_formats import ALWAYS, FORMATS
from compliance.paper_fields import PaperField
from compliance.paper_files import read
from compliance.policy.checks import mistakes_in
from shipments.previews import drawing

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEIC = base64.b64decode(  # 64 x 48 pixels, white and navy, made with libheif for this test
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAA"
    "AAAAACJpbG9jAAAAAERAAAEAAQAAAAABoQABAAAAAAAAAFYAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAA"
    "AA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNw"
    "AAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFz"
    "wIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAA"
    "Av////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAAF5tZGF0AAAAUigBr1jmAeIew/kB"
    "yDH//n9tyD3l6v6kAURHAtg9vfijBe5w1KlCBLzGQh1FgxO3xCfob/pXYmWOlc9oC2KjIt08kP9RD/ogTc2tUI5J7p3ach4="
)


def docx(
    *,
    kind: str = OFFICE,
    part: str = "/word/document.xml",
    rels: str = "",
    more: dict[str, bytes] | None = None,
    **how: Any,
) -> bytes:
    """A Word file with those relations and further parts."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="{part}"'
        f' ContentType="{kind}"/></Types>',
        "word/document.xml": "<document/>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{LINKS}">{rels}</Relationships>',
        **(more or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xlsx() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


def link(kind: str, target: str = "https://elsewhere.example/x") -> str:
    return f'<Relationship Id="r1" Type="{KINDS}{kind}" Target="{target}" TargetMode="External"/>'


def inside(kind: str) -> str:
    """A relation to a part of the file itself."""
    return f'<Relationship Id="r2" Type="{KINDS}{kind}" Target="media/harmless.bin"/>'


def field(*runs: str) -> bytes:
    """A field of a Word text, its instruction cut into runs as Word does."""
    cut = "".join(f"<r><instrText>{run}</instrText></r>" for run in runs)
    return f'<p xmlns="{KINDS}"><r><fldChar fldCharType="begin"/></r>{cut}</p>'.encode()


def locked() -> bytes:
    """What Office writes under a password: an old container with the packed file in it."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )


def with_flag(content: bytes) -> bytes:
    """The same archive, its first part marked as encrypted in the directory."""
    place = content.index(b"PK\x01\x02") + 8
    return content[:place] + b"\x01" + content[place + 1 :]


def judged(content: bytes, formats: tuple[str, ...] = FORMATS, name: str = "paper.bin") -> Any:
    return read(SimpleUploadedFile(name, content), formats)


def why_not(content: bytes, formats: tuple[str, ...] = FORMATS) -> str:
    with pytest.raises(ValidationError) as refused:
        judged(content, formats)
    return str(refused.value.code)


def test_plain_office_files_are_taken_by_their_content_not_their_name() -> None:
    word, sheet = judged(docx(), name="contract.pdf"), judged(xlsx(), name="list")
    assert (word.filename, word.content_type) == ("contract.docx", DOCX)
    assert (sheet.filename, sheet.stored_name[-5:]) == ("list.xlsx", ".xlsx")


def test_a_link_one_may_click_is_no_danger() -> None:
    assert judged(docx(rels=link("hyperlink"))).filename == "paper.docx"


def test_fields_and_formulas_of_papers_are_no_danger() -> None:
    page = field("PAGE  \\* MERGEFORMAT")
    there = field('HYPERLINK "https://elsewhere.example/LINK/IMPORT"')
    more = {"word/footer1.xml": page, "word/header1.xml": there}
    assert judged(docx(more=more)).filename == "paper.docx"
    book = Workbook()
    book.active["A1"], book.active["A2"] = 5, "=SUM(A1:A1)*IF(A1>1,2,3)"
    book.active["A3"] = '=A1&"|"&"IMAGE("&A2'
    buffer = io.BytesIO()
    book.save(buffer)
    assert judged(buffer.getvalue()).filename == "paper.xlsx"


@pytest.mark.parametrize("content", [docx(), xlsx(), HEIC, locked()])
def test_what_the_policy_does_not_take_is_refused(content: bytes) -> None:
    assert why_not(content, ALWAYS) == "wrong_kind"


def test_a_policy_may_take_one_of_them() -> None:
    assert judged(docx(), (*ALWAYS, "docx")).filename == "paper.docx"
    assert why_not(xlsx(), (*ALWAYS, "docx")) == "wrong_kind"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (docx(more={"word/vbaProject.bin": b"x"}), "active"),
        (docx(kind=OFFICE.replace("openxml", "ms-word.macroEnabled.openxml")), "active"),
        (docx(more={"word/activeX/activeX1.xml": b"x"}), "active"),
        (docx(more={"word/embeddings/oleObject1.bin": b"MZ"}), "active"),
        (docx(more={"xl/externalLinks/externalLink1.xml": b"x"}), "active"),
        (docx(rels=link("attachedTemplate")), "active"),
        (docx(rels=link("image", "file://server/share/x.png")), "active"),
        (docx(rels=inside("oleObject"), more={"word/media/harmless.bin": b"MZ"}), "active"),
        (docx(rels=inside("aFChunk"), more={"word/chunk.rtf": b"{\\rtf1"}), "active"),
        (docx(rels=inside("connections")), "active"),
        (
            docx(more={"word/document2.xml": field("INCLUDEPICTURE http://elsewhere.example/x")}),
            "active",
        ),
        (docx(more={"word/header1.xml": field("DD", "EAU", "TO cmd /c calc")}), "active"),
        (docx(more={"word/footer.xml": b'<p><fldSimple instr="DDE cmd"/></p>'}), "active"),
        (
            docx(more={"xl/s.xml": b'<c><f>WEBSERVICE("https://elsewhere.example")</f></c>'}),
            "active",
        ),
        (docx(more={"xl/s.xml": b"<c><f>cmd|'/c calc'!A0</f></c>"}), "active"),
        (locked(), "encrypted"),
        (with_flag(docx()), "encrypted"),
        (docx()[:-30], "unreadable"),
        (docx(rels='<!DOCTYPE x [<!ENTITY a "b">]>'), "unreadable"),
        (b"PK\x03\x04 and nothing else", "unreadable"),
        (docx(kind="text/plain"), "wrong_kind"),
        (docx(part="/word/document.dat"), "unreadable"),
    ],
)
def test_what_is_more_than_paper_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert why_not(content) == code


def test_an_archive_of_something_else_is_no_office_file() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("invoice.exe", b"MZ")
    assert why_not(buffer.getvalue()) == "wrong_kind"


def test_bombs_are_refused_without_being_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_contents, "MOST_UNPACKED", 1_000_000)
    assert why_not(docx(more={"word/media/a.bmp": b"\0" * 1_000_001})) == "huge"
    assert judged(docx(more={"word/media/a.bmp": b"\0" * 900_000}))
    monkeypatch.setattr(office_contents, "MOST_TEXT", 500)
    assert why_not(docx(more={"word/a.xml": b"<a>" + b" " * 500 + b"</a>"})) == "huge"
    monkeypatch.setattr(office_contents, "MOST_TEXT", 500_000)
    monkeypatch.setattr(office_contents, "MOST_PARTS", 5)
    assert why_not(docx(more={f"word/{number}.xml": b"" for number in range(5)})) == "huge"
    monkeypatch.setattr(office_contents, "MOST_OF_A_LIST", 100)
    assert why_not(docx()) == "huge"


def test_parts_that_lie_upon_each_other_are_refused() -> None:
    """A few kilobytes that unpack again and again: the directory names more than the file has."""
    content = bytearray(docx(more={"word/a.xml": b"x" * 50}))
    place = content.rindex(b"PK\x01\x02") + 20
    content[place : place + 4] = (1 << 20).to_bytes(4, "little")
    assert why_not(bytes(content)) == "unreadable"


def test_heic_pictures_are_taken_and_judged_by_their_size(monkeypatch: pytest.MonkeyPatch) -> None:
    assert judged(HEIC).filename == "paper.heic"
    assert heic_contents.pixels_of(io.BytesIO(HEIC)) == 64 * 64  # the coded picture, cut to 64 x 48
    monkeypatch.setattr("compliance.paper_files.MOST_PIXELS", 4000)
    assert why_not(HEIC) == "too_large"
    assert why_not(HEIC.replace(b"ispe", b"free")) == "damaged"


def test_a_heic_picture_is_drawn_for_the_officer(tmp_path: Any) -> None:
    source = tmp_path / "picture"
    source.write_bytes(HEIC)
    drawing.redraw(source, tmp_path / "page.jpg")
    with Image.open(tmp_path / "page.jpg") as page:
        assert (page.format, page.size) == ("JPEG", (64, 48))


@pytest.mark.django_db
def test_a_box_offers_and_takes_what_the_policy_of_the_day_takes(
    people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Form(paper_fields.forms.Form):
        upload = PaperField()

    sent = {"upload": SimpleUploadedFile("contract.docx", docx())}
    assert not Form({}, sent).is_valid()
    assert "docx" not in str(Form()["upload"])
    policy = replace(default_policy(), paper_formats=(*ALWAYS, "docx", "heic"))
    monkeypatch.setattr(paper_fields, "policy_on", lambda day: policy)
    form = Form({}, sent)
    assert form.is_valid()
    assert form.cleaned_data["upload"].paper.filename == "contract.docx"
    assert ".pdf,.png,.jpg,.jpeg,.docx,.heic" in str(form["upload"])
    assert "DOCX" in str(form["upload"].help_text)


@pytest.mark.parametrize(
    "formats", [("pdf", "png"), (*ALWAYS, "exe"), (*ALWAYS, "docx", "docx"), ()]
)
def test_a_policy_keeps_no_format_that_nobody_can_look_into(formats: tuple[str, ...]) -> None:
    wrong = replace(default_policy(), paper_formats=formats)
    assert mistakes_in(wrong)["paper_formats"]
    assert "paper_formats" not in mistakes_in(replace(default_policy(), paper_formats=FORMATS))
