"""What is printed: every declared value, the boxes in their order, the same bytes again."""

import dataclasses
import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from compliance.law.declaration import Declaration, GoodsLine
from shipments.models import HoldKind
from shipments.papers import PAPERS, boxes, hold_notice
from shipments.papers.wording import plain
from shipments.paperwork.render import render_pdf
from tests.shipments.papers.rendered import of_papers, rendered, with_forty_lines
from tests.shipments.paperwork.papers import a_declaration, a_line, an_issue, forty_lines

LABELS = (
    "中华人民共和国海关出口货物报关单 预录入编号： 海关编号： 页码/页数： "
    "境内发货人 出境关别 出口日期 申报日期 备案号 "
    "境外收货人 运输方式 运输工具名称及航次号 提运单号 "
    "生产销售单位 监管方式 征免性质 许可证号 "
    "合同协议号 贸易国（地区） 运抵国（地区） 指运港 离境口岸 "
    "包装种类 件数 毛重（千克） 净重（千克） 成交方式 运费 保费 杂费 "
    "随附单证及编号 标记唛码及备注 "
    "项号 商品编号 商品名称及规格型号 数量及单位 单价/总价/币制 "
    "原产国（地区） 最终目的国（地区） 境内货源地 征免 "
    "报关人员 报关人员证号 电话 兹申明对以上内容承担如实申报、依法纳税之法律责任 "
    "申报单位 申报单位（签章） 海关批注及签章"
).split()
IN_ANOTHER_PROCESS = ("declaration", "end_use_certificate", "hold_notice")
RENDER_AND_HASH = f"""
import django; django.setup()
import hashlib
from tests.shipments.papers.rendered import rendered
for kind in {IN_ANOTHER_PROCESS}:
    print(hashlib.sha256(rendered(kind)).hexdigest())
"""
NAMES_OF_OUR_OWN = {"ref", "role", "unit"}  # printed as words: 境外收货人, 千克


def text_of(pdf: bytes, *options: str) -> str:
    command = ["pdftotext", "-enc", "UTF-8", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def squeezed(text: str) -> str:
    return "".join(text.split())


def values_of(value: Any, skip: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every declared string, number and date, however deep."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in skip:
                yield from values_of(getattr(value, field.name), skip)
    elif isinstance(value, tuple):
        for each in value:
            yield from values_of(each, skip)
    elif not isinstance(value, bool) and value not in (None, ""):
        yield plain(value) if isinstance(value, Decimal) else str(value)


def short_lines(count: int) -> tuple[GoodsLine, ...]:
    return tuple(
        a_line(number, name_zh=f"铟锭{number}", name_en="Ingot") for number in range(1, count + 1)
    )


# Two kinds have notices of their own.
NOTIFIED = [kind for kind in HoldKind if kind not in (HoldKind.QUESTION, HoldKind.DETENTION)]


@pytest.fixture(scope="module")
def declaration_pdf() -> bytes:
    return render_pdf("declaration", a_declaration(), an_issue())


@pytest.fixture(scope="module")
def certificate_pdf() -> bytes:
    return render_pdf("end_use_certificate", a_declaration(), an_issue())


def test_the_declaration_holds_every_declared_value(declaration_pdf: bytes) -> None:
    text = squeezed(text_of(declaration_pdf))
    skip = frozenset({"statement", "price_promises", *NAMES_OF_OUR_OWN})
    missing = {value for value in values_of(a_declaration(), skip) if squeezed(value) not in text}
    assert missing == set()


def test_the_declaration_names_codes_in_chinese(declaration_pdf: bytes) -> None:
    text = squeezed(text_of(declaration_pdf))
    for words in (
        "500千克",
        "12500克",
        "水路运输(2)",
        "一般贸易(0110)",
        "韩国(KOR)",
        "照章征税(1)",
        "美元(USD)",
    ):
        assert words in text


def test_the_two_fields_of_2026_stand_with_their_line(declaration_pdf: bytes) -> None:
    text = squeezed(text_of(declaration_pdf))
    assert "禁限管制识别码：ZZ01；禁限管制申报要素：ZZ011许可证号26-31-000777" in text


def test_the_boxes_stand_in_the_order_of_the_official_form(declaration_pdf: bytes) -> None:
    text = squeezed(text_of(declaration_pdf, "-f", "1", "-l", "1", "-raw"))
    position = 0
    for label in LABELS:
        found = text.find(label, position)
        assert found >= 0, f"{label} is missing after {text[max(0, position - 20) : position]}"
        position = found + len(label)


def test_the_form_is_landscape_a4_and_six_lines_fill_one_page() -> None:
    short = short_lines(6)
    reader = PdfReader(
        io.BytesIO(render_pdf("declaration", a_declaration(lines=short), an_issue()))
    )
    box = reader.pages[0].mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (297, 210)
    assert "附页" in reader.pages[1].extract_text()
    assert all(f"铟锭{number}" in reader.pages[0].extract_text() for number in range(1, 7))


def test_forty_long_lines_continue_and_none_is_lost_or_clipped() -> None:
    lines, pdf = forty_lines(), with_forty_lines()
    pages = len(PdfReader(io.BytesIO(pdf)).pages)
    text = squeezed(text_of(pdf))
    assert all(squeezed(line.name_zh) in text for line in lines)
    assert all(squeezed(line.name_en) in text for line in lines)
    assert text.count("商品名称及规格型号") == text.count("海关批注及签章") < pages
    assert text.count(f"/{pages}") >= pages
    assert text.count("预录入编号：224820260000012345") == pages


def test_the_certificate_holds_every_value_of_the_statement(certificate_pdf: bytes) -> None:
    text = squeezed(text_of(certificate_pdf))
    statement = a_declaration().statement
    skip = frozenset({"kind"})
    missing = {value for value in values_of(statement, skip) if squeezed(value) not in text}
    assert missing == set()
    for words in ("法定（两用物项）", "美元(USD)", "与军方的联系Tiestothemilitary否No"):
        assert words in text


def test_a_promise_not_given_is_printed_as_not_given() -> None:
    statement = dataclasses.replace(a_declaration().statement, promises_no_transfer=False)  # type: ignore[type-var]
    pdf = render_pdf("end_use_certificate", a_declaration(statement=statement), an_issue())
    assert squeezed(text_of(pdf)).count("是Yes") == 5


def test_a_certificate_without_a_statement_is_an_error() -> None:
    with pytest.raises(ValueError, match="no end-use statement"):
        render_pdf("end_use_certificate", a_declaration(statement=None), an_issue())


@pytest.mark.parametrize("kind", of_papers(PAPERS))
def test_every_paper_carries_its_numbers_and_is_tagged(kind: str) -> None:
    pdf = rendered(kind)
    text = squeezed(text_of(pdf))
    issue = an_issue()
    for value in (
        issue.document_no,
        issue.reference,
        issue.declaration_no,
        issue.verification_code,
        issue.audit_head,
        "2026-11-2409:30:05(UTC+8)",
        issue.office_zh,
    ):
        assert value in text
    root: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("kind", NOTIFIED)
def test_a_hold_notice_tells_the_kind_only_when_it_may_be_known(kind: HoldKind) -> None:
    may_know = kind not in HoldKind.undisclosed()
    text = a_hold_notice(kind.value if may_know else "")
    words = hold_notice.HOLDS_SINCE_SECOND[kind] if may_know else hold_notice.HELD_FOR_REVIEW
    for part in (words.reason, words.basis, words.submit):
        assert squeezed(part.zh) in text
        assert squeezed(part.en) in text
    assert "2026-12-03" in text


@cache
def a_hold_notice(hold_kind: str) -> str:
    """Its words; one for all kinds that nobody may know."""
    issue = an_issue(hold_kind=hold_kind, hold_until=date(2026, 12, 3), edition=2)
    return squeezed(text_of(render_pdf("hold_notice", a_declaration(), issue)))


def test_every_disclosed_kind_of_hold_has_its_words() -> None:
    assert set(hold_notice.HOLDS_SINCE_SECOND) == set(NOTIFIED) - HoldKind.undisclosed()


@pytest.mark.long
def test_two_processes_print_the_same_bytes() -> None:
    here = [hashlib.sha256(rendered(kind)).hexdigest() for kind in IN_ANOTHER_PROCESS]
    assert _hashes_in_a_new_process(str(1 + sys.flags.hash_randomization)) == here


def test_another_language_in_the_worker_changes_nothing() -> None:
    from django.utils import translation

    with translation.override("en"):
        english = render_pdf("release_notice", a_declaration(), an_issue())
    assert english == render_pdf("release_notice", a_declaration(), an_issue())


def test_hostile_text_is_printed_and_never_fetched() -> None:
    hostile = '<img src="http://127.0.0.1:1/x"><script>1</script>'
    pdf = render_pdf("declaration", a_declaration(marks=hostile), an_issue())
    assert squeezed(hostile) in squeezed(text_of(pdf))


def test_a_declaration_without_optional_values_still_prints() -> None:
    bare: Declaration = a_declaration(
        parties=(), documents=(), attachments=(), statement=None, marks="", remarks="", lines=()
    )
    assert "N/M" in text_of(render_pdf("declaration", bare, an_issue(audit_head="", message="")))


def test_price_promises_are_words() -> None:
    assert boxes.promises(a_declaration(price_promises="10900")).startswith(
        "特殊关系确认：是  价格影响确认：否  支付特许权使用费确认：/"
    )


def _hashes_in_a_new_process(seed: str) -> list[str]:
    env = {**os.environ, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", RENDER_AND_HASH]
    return subprocess.run(
        command, env=env, capture_output=True, check=True, text=True
    ).stdout.split()
