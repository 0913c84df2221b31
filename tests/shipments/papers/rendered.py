"""Every paper in its newest edition and layout, with all that can stand on it, rendered once."""

import json
import subprocess
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest

from shipments.papers import PAPERS
from shipments.papers.paper import LAYOUT, Issue
from shipments.papers.wording import Bilingual
from shipments.paperwork.render import render_pdf
from tests.shipments.paperwork.papers import a_declaration, an_issue, forty_lines

SHAPES = (
    "declaration",
    "release_notice",
    "packing_list",
)  # one of each template whose length goes by the goods
ONE_OF_EACH_TEMPLATE = (*SHAPES, "end_use_certificate")
IN_EVERY_RUN = {
    *ONE_OF_EACH_TEMPLATE,
    *("hold_notice", "refusal_notice", "change_decision"),
    *("screening_certificate", "follow_up_report", "amendment_sheet"),
}
"""And one of each kind of contents; the others wait for --all."""
GROUND = {
    "ground_zh": "单证之间不一致",
    "ground_en": "The papers do not agree",
    "ground_basis": "《海关法》第二十四条 Customs Law art. 24",
    "reason": "净重应为480千克，原申报500千克。",
    "materials": "合同 Contract\n检测报告 Test report\n中文译本 Chinese translation",
    "until": "2026-12-03",
}
INSPECTED = {
    "planned_on": "2026-11-26",
    "inspected_on": "2026-11-26",
    "place": "洋山港四号查验场",
    "method": "unpacking",
    "extent": "sample",
    "agrees": "no",
    "findings": "第一项实际净重480千克，与申报不符；外包装完好。",
    "samples": "两份，各10克",
    "seals": "G0012345",
    "laboratory": "上海海关工业品中心",
}
DETAINED = {**GROUND, "goods": "铟锭一托盘，27箱", "place": "洋山港四号查验场"}
SCREENED = {
    "run": "3",
    "finished": "2026-11-24 09:30:05 (UTC+8)",
    "rules": "2026.11",
    "matcher": "7",
    "policy": "12",
    "lists": "中国出口管制管控名单 PRC export control list (export_control_list)：2026-11-20",
    "findings": "LIC-01 管制物项应当取得许可证 Controlled items need a licence",
    "lane": "转人工审核 To be reviewed (review)",
    "gravity": "须双人复核 Two officers (2)",
    "facts_sha256": "ab" * 32,
    "findings_sha256": "cd" * 32,
}
CHANGED = (
    "第1项 净重 Net weight\t500 kg\t480 kg\n第1项 毛重 Gross weight\t537.25 kg\t517.25 kg\n"
    "随附单据 Attachments\t\tpacking-list-2.pdf"
)
ARRIVED = {
    "kind_zh": "抵达报告",
    "kind_en": "Report of arrival",
    "happened": "2026-12-08",
    "place": "Busan New Port, warehouse 3",
    "holder": "Hanbit Display Materials Co., Ltd. KOR",
    "text": "货物已运抵釜山，存放于三号仓库。\nThe goods arrived in Busan.",
    "files": "warehouse.pdf SHA-256 " + "ef" * 32,
    "filed": "2026-12-09 10:00:00 (UTC+8)",
    "state": "已接受 Accepted",
}
USED = {
    **ARRIVED,
    "kind_zh": "安装或者使用报告",
    "kind_en": "Report of installation or use",
    "use": "平板显示靶材 Targets for flat panel displays",
    "used": "480",
    "product": "310.5",
    "scrap": "160",
    "stock": "20",
}
DETAILS: dict[str, dict[str, str]] = {
    "hold_notice": GROUND,
    "refusal_notice": GROUND,
    "question_notice": GROUND,
    "supplement_notice": GROUND,
    "question_result": {"result": "licence_needed", "letter_no": "商产管函〔2026〕88号"},
    "withdrawal_decision": {**GROUND, "result": "granted"},
    "amendment_decision": {**GROUND, "result": "granted"},
    "change_decision": {
        "result": "granted",
        "change": "transfer",
        "user_name": "Seoul Solder Works",
        "user_country": "KOR",
        "user_address": "12 Jungang-ro, Ansan",
        "use_zh": "焊料、热界面材料和密封件",
        "use_en": "Solder, thermal interface materials and seals",
        "kg": "20",
        "planned_on": "2026-12-15",
        "reason": "所购超出所需。 Less is needed than was bought.",
    },
    "inspection_notice": {**INSPECTED, "until": INSPECTED["planned_on"]},
    "inspection_record": INSPECTED,
    "detention_notice": DETAINED,
    "detention_extension": DETAINED,
    "detention_end": DETAINED,
    "screening_certificate": SCREENED,
    "screening_summary": SCREENED,
    "amendment_sheet": {"changes": CHANGED},
    "cancellation_sheet": {
        "ground": "not_shipped",
        "reason": "船已开航，货物未装运。",
        "asked": "2026-11-24 09:00:00 (UTC+8)",
    },
    "follow_up_report": {"reports": json.dumps([ARRIVED, USED], ensure_ascii=False)},
}
ON_HOLD = {
    "hold_kind": "doc_mismatch",
    "hold_since": datetime(2026, 11, 24, 2, 30, tzinfo=UTC),
    "hold_until": date(2026, 12, 3),
}
CASE_BASIS = (Bilingual("《出口管制法》第十二条", "Export Control Law art. 12"),)


def of_papers(cases: Iterable[Any]) -> list[Any]:
    """Cases of tests for pytest: kinds of papers, or rows that begin with one."""
    return [_of_paper(case, case if isinstance(case, str) else case[0]) for case in cases]


def _of_paper(case: Any, kind: str) -> Any:
    return pytest.param(case, id=kind, marks=() if kind in IN_EVERY_RUN else pytest.mark.long)


def newest(kind: str, **changes: object) -> Issue:
    """An issue as it would be asked for today."""
    told = {"layout": LAYOUT, "edition": PAPERS[kind].editions, "checkpoint": "9:0123456789abcdef"}
    return an_issue(**{**told, **changes})


def in_full(kind: str) -> Issue:
    """The same with everything that can stand on it."""
    paper: dict[str, Any] = {"details": DETAILS.get(kind, {})}
    if kind == "hold_notice":
        paper |= ON_HOLD
    if kind == "recall_notice":
        paper["basis"] = CASE_BASIS
    return newest(kind, **paper)


@cache
def rendered(kind: str) -> bytes:
    """The paper in full."""
    return render_pdf(kind, a_declaration(), in_full(kind))


@cache
def with_forty_lines() -> bytes:
    """The declaration with forty lines of goods as long as they may be."""
    content = a_declaration(lines=forty_lines())
    return render_pdf("declaration", content, newest("declaration"))


@cache
def words_on(kind: str) -> str:
    """What is printed on it, without white space."""
    return words_of(rendered(kind))


def words_of(pdf: bytes) -> str:
    """What is printed, without white space."""
    command = ["pdftotext", "-enc", "UTF-8", "-raw", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return "".join(text.split())
