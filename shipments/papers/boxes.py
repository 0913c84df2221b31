"""出口货物报关单, upper half: the boxes of the official form in their order (GACC 2018 No.61)."""

from collections.abc import Callable
from dataclasses import dataclass

from compliance.codes.tables import ATTACHMENT_KINDS, SUPERVISION_DOCS
from compliance.declared.header import HEADER
from compliance.law.declaration import Declaration, Organisation, Party
from shipments.papers.wording import bilingual, coded, day, fee, joined, registrations
from shipments.papers.written import boxed

PROMISES = (
    "特殊关系确认",
    "价格影响确认",
    "支付特许权使用费确认",
    "公式定价确认",
    "暂定价格确认",
)
PROMISE_WORDS = {"0": "否", "1": "是"}


@dataclass(frozen=True)
class Box:
    """One box: its label, the codes printed beside the label, its text, and how many of the
    form's nine columns it spans."""

    label: str
    text: str
    span: int = 2
    note: str = ""


LAYOUT = (
    (("境内发货人", 1), ("出境关别", 2), ("出口日期", 2), ("申报日期", 2), ("备案号", 2)),
    (("境外收货人", 1), ("运输方式", 2), ("运输工具名称及航次号", 2), ("提运单号", 4)),
    (("生产销售单位", 1), ("监管方式", 2), ("征免性质", 2), ("许可证号", 4)),
    (
        ("合同协议号", 1),
        ("贸易国（地区）", 2),
        ("运抵国（地区）", 2),
        ("指运港", 2),
        ("离境口岸", 2),
    ),
    (
        ("包装种类", 1),
        ("件数", 1),
        ("毛重（千克）", 1),
        ("净重（千克）", 1),
        ("成交方式", 1),
        ("运费", 1),
        ("保费", 2),
        ("杂费", 1),
    ),
    (("随附单证及编号", 9),),
    (("标记唛码及备注", 9),),
)


def boxes(declaration: Declaration) -> list[list[Box]]:
    """The seven rows above the goods."""
    return [[_box(label, span, declaration) for label, span in row] for row in LAYOUT]


def promises(declaration: Declaration) -> str:
    """The strip under the goods: the five confirmations about the price."""
    flags = zip(PROMISES, declaration.price_promises, strict=False)
    return "  ".join(f"{name}：{PROMISE_WORDS.get(flag, '/')}" for name, flag in flags)


def _box(label: str, span: int, declaration: Declaration) -> Box:
    """What the dictionary puts into the box, unless it is composed of more than fields."""
    composed = COMPOSED.get(label)
    if composed:
        return Box(label, composed(declaration), span, _note(label, declaration))
    fields = (field for field in HEADER.values() if field.box_label == label)
    return Box(label, joined((boxed(field, declaration) for field in fields), "/"), span)


def _note(label: str, declaration: Declaration) -> str:
    """The codes beside the labels of the three organisations."""
    consignee = declaration.party("consignee")
    notes = {
        "境内发货人": registrations(declaration.exporter),
        "境外收货人": consignee.aeo_code if consignee else "",
        "生产销售单位": registrations(declaration.producer),
    }
    return notes.get(label, "")


def _organisation(organisation: Organisation) -> str:
    return joined((organisation.name_zh, organisation.name_en), " ")


def _names(party: Party | None) -> str:
    return joined((party.name_en, party.name_zh), " ") if party else "NO"


def _licences(declaration: Declaration) -> str:
    """Licences of kinds 3, 4, G, x and y, each once, in the order of the lines."""
    licences = {
        f"{line.licence_no}({line.licence_kind})": None
        for line in declaration.lines
        if line.licence_no
    }
    return joined(licences)


def _documents(declaration: Declaration) -> str:
    papers = (
        f"{coded(SUPERVISION_DOCS, paper.code)} {paper.number}" for paper in declaration.documents
    )
    files = (
        joined((bilingual(ATTACHMENT_KINDS.get(file.kind), file.kind).zh, file.number), " ")
        for file in declaration.attachments
    )
    lists = (("随附单证1：", joined(papers)), ("随附单证2：", joined(files)))
    return joined((f"{head}{text}" for head, text in lists if text), "  ")


def _marks(declaration: Declaration) -> str:
    """Marks first, then the remarks, then which lines were declared under a control code."""
    controlled = joined(
        f"第{line.number}项 {line.control_code}" for line in declaration.lines if line.control_code
    )
    lines = (
        ("标记唛码：", declaration.marks or "N/M"),
        ("备注：", declaration.remarks),
        ("两用物项出口管制编码：", controlled),
    )
    return "\n".join(f"{head}{text}" for head, text in lines if text)


COMPOSED: dict[str, Callable[[Declaration], str]] = {
    "境内发货人": lambda declaration: _organisation(declaration.exporter),
    "申报日期": lambda declaration: day(declaration.declared_on),
    "境外收货人": lambda declaration: _names(declaration.party("consignee")),
    "生产销售单位": lambda declaration: _organisation(declaration.producer),
    "许可证号": _licences,
    "运费": lambda declaration: fee(declaration.freight),
    "保费": lambda declaration: fee(declaration.insurance),
    "杂费": lambda declaration: fee(declaration.other_charges),
    "随附单证及编号": _documents,
    "标记唛码及备注": _marks,
}
