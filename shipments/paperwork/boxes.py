"""出口货物报关单, upper half: the boxes of the official form in their order (GACC 2018 No.61)."""

from dataclasses import dataclass

from compliance.codes.tables import (
    ATTACHMENT_KINDS,
    COUNTRIES,
    CUSTOMS_OFFICES,
    CUSTOMS_REGIMES,
    EXIT_PORTS,
    INCOTERMS,
    LEVY_NATURES,
    PACKING,
    PORTS_ABROAD,
    SUPERVISION_DOCS,
    TRANSPORT_MODES,
)
from compliance.law.declaration import Declaration, Party
from shipments.paperwork.wording import bilingual, coded, day, fee, joined, plain, registrations

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


def boxes(declaration: Declaration) -> list[list[Box]]:
    """The seven rows above the goods."""
    return [
        _departure_row(declaration),
        _transport_row(declaration),
        _regime_row(declaration),
        _route_row(declaration),
        _weights_row(declaration),
        [Box("随附单证及编号", _documents(declaration), 9)],
        [Box("标记唛码及备注", _marks(declaration), 9)],
    ]


def promises(declaration: Declaration) -> str:
    """The strip under the goods: the five confirmations about the price."""
    flags = zip(PROMISES, declaration.price_promises, strict=False)
    return "  ".join(f"{name}：{PROMISE_WORDS.get(flag, '/')}" for name, flag in flags)


def _departure_row(declaration: Declaration) -> list[Box]:
    exporter = declaration.exporter
    names = joined((exporter.name_zh, exporter.name_en), " ")
    return [
        Box("境内发货人", names, 1, registrations(exporter)),
        Box("出境关别", coded(CUSTOMS_OFFICES, declaration.exit_customs)),
        Box("出口日期", day(declaration.export_date)),
        Box("申报日期", day(declaration.declared_on)),
        Box("备案号", declaration.record_no),
    ]


def _transport_row(declaration: Declaration) -> list[Box]:
    consignee = declaration.party("consignee")
    means = joined((declaration.transport_name, declaration.voyage_no), "/")
    return [
        Box("境外收货人", _names(consignee), 1, consignee.aeo_code if consignee else ""),
        Box("运输方式", coded(TRANSPORT_MODES, declaration.transport_mode)),
        Box("运输工具名称及航次号", means),
        Box("提运单号", declaration.bill_no, 4),
    ]


def _regime_row(declaration: Declaration) -> list[Box]:
    producer = declaration.producer
    names = joined((producer.name_zh, producer.name_en), " ")
    return [
        Box("生产销售单位", names, 1, registrations(producer)),
        Box("监管方式", coded(CUSTOMS_REGIMES, declaration.customs_regime)),
        Box("征免性质", coded(LEVY_NATURES, declaration.levy_nature)),
        Box("许可证号", _licences(declaration), 4),
    ]


def _route_row(declaration: Declaration) -> list[Box]:
    return [
        Box("合同协议号", declaration.contract_no, 1),
        Box("贸易国（地区）", coded(COUNTRIES, declaration.trading_country)),
        Box("运抵国（地区）", coded(COUNTRIES, declaration.destination_country)),
        Box("指运港", coded(PORTS_ABROAD, declaration.destination_port)),
        Box("离境口岸", coded(EXIT_PORTS, declaration.exit_port)),
    ]


def _weights_row(declaration: Declaration) -> list[Box]:
    return [
        Box("包装种类", coded(PACKING, declaration.packing), 1),
        Box("件数", str(declaration.packages), 1),
        Box("毛重（千克）", plain(declaration.gross_weight_kg), 1),
        Box("净重（千克）", plain(declaration.net_weight_kg), 1),
        Box("成交方式", coded(INCOTERMS, declaration.incoterm), 1),
        Box("运费", fee(declaration.freight), 1),
        Box("保费", fee(declaration.insurance)),
        Box("杂费", fee(declaration.other_charges), 1),
    ]


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
