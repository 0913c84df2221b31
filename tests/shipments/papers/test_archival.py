"""The second layout: PDF/A-3u and PDF/UA-1 by veraPDF's word, what it carries, and number, page and
QR code everywhere."""

import hashlib
import io
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from math import ceil
from typing import Any

import pytest
from fontTools.cffLib import CFFFontSet
from pypdf import PdfReader

from compliance.law.canonical import canonical_bytes
from compliance.law.declaration import GoodsLine
from shipments.papers import PAPERS
from shipments.papers.paper import Carried
from shipments.paperwork.render import render_pdf
from shipments.single_window.exporting import message_if_it_fits
from tests.shipments.papers.rendered import (
    ONE_OF_EACH_TEMPLATE,
    SHAPES,
    newest,
    of_papers,
    rendered,
    with_forty_lines,
)
from tests.shipments.papers.verapdf import judge
from tests.shipments.paperwork.papers import a_declaration, a_line, an_issue

MOST_A_PAGE = 120_000
NO_GOODS = {
    "end_use_certificate",
    "power_of_attorney",
    "screening_certificate",
    "screening_summary",
    "amendment_sheet",
}
IN_CHINESE = {"licence_sheet", "cancellation_sheet", "follow_up_report"}  # so they name goods


def pages_of(pdf: bytes) -> list[str]:
    command = ["pdftotext", "-enc", "UTF-8", "-raw", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return ["".join(page.split()) for page in text.split("\f")[:-1]]


def carried() -> tuple[Carried, ...]:
    declaration = a_declaration()
    message = message_if_it_fits(declaration) or b"<a/>"
    return (
        Carried("declaration.json", canonical_bytes(declaration), "JSON"),
        Carried("declaration.xml", message, "XML"),
    )


def printed_with_files() -> bytes:
    return render_pdf("declaration", a_declaration(), newest("declaration", carried=carried()))


@cache
def with_files() -> bytes:
    """The same, once a process."""
    return printed_with_files()


@pytest.mark.parametrize(
    "kinds",
    [
        pytest.param(ONE_OF_EACH_TEMPLATE, id="one of each template"),
        pytest.param(tuple(PAPERS), id="every paper", marks=pytest.mark.long),
    ],
)
def test_a_paper_is_for_archives_and_for_everybody(kinds: tuple[str, ...]) -> None:
    assert judge({**{kind: rendered(kind) for kind in kinds}, "with files": with_files()}) == {}


# what is spoilt in the file | by what, as long | the clause that names it
SPOILT = [
    (b"/Lang ", b"/Lanq ", "PDFUA-1 RuleId [specification=ISO 14289-1:2014, clause=7.2"),
    (b"/Alt ", b"/Alu ", "PDFUA-1 RuleId [specification=ISO 14289-1:2014, clause=7.3"),
    (b"/DisplayDocTitle", b"/DisplayDocTitlf", "ISO 14289-1:2014, clause=7.1"),
    (b"<pdfuaid:part>1", b"<pdfuaid:part>2", "ISO 14289-1:2014, clause=5"),
    (b"/OutputIntents", b"/OutputIntentz", "ISO 19005-3:2012, clause=6.2.4.3"),
    (b"/ToUnicode", b"/ToUnicodf", "ISO 19005-3:2012, clause=6.2.11.7.2"),
    (b"/FontFile3", b"/FontFilf3", "ISO 19005-3:2012, clause=6.2.11.4.1"),
]


def test_whatever_is_spoilt_is_named_by_its_clause() -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(rendered("release_notice"))
        file.flush()
        command = ["qpdf", "--qdf", "--object-streams=disable", file.name, "-"]
        plain = subprocess.run(command, capture_output=True, check=True).stdout
    spoilt = {clause: plain.replace(old, new) for old, new, clause in SPOILT}
    first = render_pdf("release_notice", a_declaration(), an_issue())
    found = judge({"plain": plain, "ISO 19005-3:2012, clause=6.6.4": first, **spoilt})
    assert "plain" not in found
    missed = [clause for clause in spoilt if not any(clause in each for each in found[clause])]
    assert missed == []


def test_the_declaration_carries_what_was_declared_for_programs() -> None:
    found = PdfReader(io.BytesIO(with_files())).attachments
    assert sorted(found) == ["declaration.json", "declaration.xml"]
    assert found["declaration.json"] == [canonical_bytes(a_declaration())]
    assert json.loads(found["declaration.json"][0])["reference"] == "G49-7KQM2XWP"


def test_two_renderings_are_the_same_bytes() -> None:
    one, two = with_files(), printed_with_files()
    assert hashlib.sha256(one).digest() == hashlib.sha256(two).digest()


@pytest.mark.parametrize("kind", of_papers(PAPERS))
def test_every_page_says_which_it_is_and_has_its_code(kind: str) -> None:
    assert list(faults_of_pages(kind, rendered(kind))) == []


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize(
    "count",
    [*(pytest.param(few, marks=pytest.mark.long) for few in (1, 6, 7)), 40],
)
@pytest.mark.parametrize("kind", SHAPES)
def test_so_it_does_however_many_goods_there_are(kind: str, count: int) -> None:
    lines = lines_of_goods(count)
    pdf = render_pdf(kind, a_declaration(lines=lines), newest(kind))
    assert list(faults_of_pages(kind, pdf)) == []
    text = "".join(pages_of(pdf))
    assert [line for line in lines if line.name_zh not in text] == []
    if kind == "declaration":
        assert text.count("商品名称及规格型号") == ceil(count / 6)


def lines_of_goods(count: int) -> tuple[GoodsLine, ...]:
    """So many, each with a name of its own."""
    return tuple(a_line(number, name_zh=f"铟锭{number:02d}号品") for number in range(1, count + 1))


def faults_of_pages(kind: str, pdf: bytes) -> Iterator[str]:
    """What is wrong with the pages, in words."""
    pages, issue = pages_of(pdf), newest(kind)
    for number, page in enumerate(pages, start=1):
        if f"{number}/{len(pages)}" not in page or issue.document_no not in page:
            yield f"page {number} does not say which it is"
        if issue.verification_code not in page and number > 1:
            yield f"page {number} has no code of verification"
        if page.startswith(places_to_sign(kind)):
            yield f"page {number} is a place to sign alone"
    for number, drawn in enumerate(PdfReader(io.BytesIO(pdf)).pages, start=1):
        if not [op for _, op in drawn.get_contents().operations if op == b"Do"]:  # type: ignore[union-attr]
            yield f"page {number} has no QR code"
    if len(pdf) > MOST_A_PAGE * len(pages):
        yield f"{len(pdf)} bytes are too many"


def places_to_sign(kind: str) -> tuple[str, ...]:
    """The words in the boxes for signatures, as a page that has nothing else begins."""
    sheet = PAPERS[kind].context(a_declaration(), newest(kind)).get("sheet")
    return tuple("".join(sign.zh.split()) for sign in sheet.signs) if sheet else ()


@pytest.mark.parametrize("kind", ["licence_sheet", "technical_statement"])
def test_in_the_form_before_a_place_to_sign_stood_alone(kind: str) -> None:
    """So the question above is one that can be answered otherwise."""
    pdf = render_pdf(kind, a_declaration(), newest(kind, layout=2))
    last = f"page {len(pages_of(pdf))} is a place to sign alone"
    assert list(faults_of_pages(kind, pdf)) == [last]


def test_a_page_that_says_another_number_does_not_say_which_it_is() -> None:
    other = render_pdf("declaration", a_declaration(), newest("declaration", document_no="E1"))
    assert "page 1 does not say which it is" in faults_of_pages("declaration", other)


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize(
    "kind",
    [
        *ONE_OF_EACH_TEMPLATE,
        *(pytest.param(k, marks=pytest.mark.long) for k in PAPERS if k not in ONE_OF_EACH_TEMPLATE),
    ],
)
def test_a_name_of_four_hundred_letters_is_printed_whole_and_inside_the_page(kind: str) -> None:
    name = "Aktiengesellschaft-für-Indiumverarbeitung-und-Handel " * 8
    name = name[:400].strip()
    unbroken = "W" * 400
    first, *others = lines_of_goods(7)
    declaration = a_declaration(lines=(replace(first, name_en=unbroken), *others))
    exporter = replace(declaration.exporter, name_en=name)
    party = replace(declaration.parties[0], name_en=unbroken)
    declaration = replace(declaration, exporter=exporter, parties=(party, *declaration.parties[1:]))
    pdf = render_pdf(kind, declaration, newest(kind))
    text = "".join(pages_of(pdf))
    if kind in NO_GOODS:
        assert "".join(name.split()) in text or kind.startswith("screening")
    else:
        assert unbroken in text or kind in IN_CHINESE
        assert [line for line in declaration.lines if line.name_zh not in text] == []
    assert list(faults_of_pages(kind, pdf)) == []
    assert _ink_outside(pdf) == []


def test_each_font_is_in_the_file_once_with_the_glyphs_in_use() -> None:
    pdf = with_forty_lines()
    listed = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True)
    rows = listed.stdout.decode().splitlines()[2:]
    names = [row.split()[0].partition("+")[2] for row in rows]
    assert len(names) == len(set(names))
    files = {row.split()[-2] for row in rows}
    assert len(files) == len(rows)
    reader = PdfReader(io.BytesIO(pdf))
    assert len(pdf) <= MOST_A_PAGE * len(reader.pages)
    for name, font in _fonts(reader):
        mapped = font["/ToUnicode"].get_data().decode().split("endcodespacerange")[-1]
        used = set(re.findall(r"<([0-9a-f]{4})> <[0-9a-f]+>", mapped))
        kept = CFFFontSet()
        inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]["/FontFile3"]
        kept.decompile(io.BytesIO(inner.get_data()), None)
        assert len(kept[0].charset) <= len(used) + 1, name


def _fonts(reader: PdfReader) -> list[tuple[str, Any]]:
    found = {}
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            found[font["/BaseFont"]] = font
    return list(found.items())


def _ink_outside(pdf: bytes) -> list[int]:
    """Pages with ink in the outer four millimetres, where no printer prints."""
    command = ["pdftoppm", "-r", "25.4", "-gray", "-"]
    pictures = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    assert pictures
    found, number = [], 0
    while pictures:
        number += 1
        head = re.match(rb"P5\n(\d+) (\d+)\n255\n", pictures)
        assert head
        width, height = int(head[1]), int(head[2])
        start = head.end()
        rows = [pictures[start + y * width : start + (y + 1) * width] for y in range(height)]
        edges: list[Any] = [row[:4] + row[-4:] for row in rows]
        if min(min(edge) for edge in [*rows[:3], *rows[-2:], *edges]) < 200:
            found.append(number)
        pictures = pictures[start + width * height :]
    return found
