"""A whole declaration and its issue as values, every field filled with something findable."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from compliance.law import sample
from compliance.law.declaration import (
    Attachment,
    Component,
    ControlElement,
    Declaration,
    Fee,
    GoodsLine,
    OtherDocument,
    Party,
)
from shipments.paperwork.issue import Issue

LONG_ZH = (
    "高纯铟锭（牌号In99995，用于平板显示靶材及半导体外延材料的制备，真空包装，每锭五百克）" * 5
)
LONG_EN = "High-purity indium ingot for display targets and epitaxy, vacuum packed, 500 g each " * 3

PRODUCER = replace(
    sample.EXPORTER, name_zh="韶关粤北冶炼有限公司", name_en="Yuebei", uscc="914402000000000011"
)
DECLARANT = replace(
    sample.EXPORTER, name_zh="上海通关报关有限公司", name_en="", uscc="913101150000000022"
)
PARTIES = (
    replace(
        sample.CONSIGNEE,
        aeo_code="KR1234567",
        phone="+82-54-460-1234",
        email="import@hanbit.example",
    ),
    Party(
        ref="carrier-1",
        role="carrier",
        name_en="Blue Whale Lines",
        name_zh="蓝鲸航运",
        country="SGP",
        address="8 Marina View, Singapore",
        registration_no="SG-200012345K",
    ),
    Party(ref="payer-1", role="payer", name_en="Hanbit Holdings", country="KOR"),
    sample.END_USER,
)
STATEMENT = replace(
    sample.STATEMENT,
    kind="statutory",
    control_code="3C004.a",
    importer_name="Seoul Metals Import Inc.",
    importer_relation="Purchasing agent of the end user",
    scan_sha256="ab" * 32,
)


def a_line(number: int = 1, **changes: object) -> GoodsLine:
    line = replace(
        sample.LINE,
        number=number,
        name_zh=f"铟锭{number:02d}号",
        name_en=f"Indium ingot no {number:02d}",
        composition=(Component("In", Decimal("99.995")), Component("Sn", Decimal("0.005"))),
        quantity=Decimal("500.00000"),
        net_weight_kg=Decimal("500.00000"),
        gross_weight_kg=Decimal("537.25000"),
        control_explain_code="",
        control_elements=(),
        lot_numbers=f"HJ2611-{number:03d}",
    )
    return replace(line, **changes)  # type: ignore[arg-type]


def inp_line() -> GoodsLine:
    return replace(
        sample.INP_LINE,
        quantity=Decimal("12500"),
        unit="036",
        net_weight_kg=Decimal("12.5"),
        gross_weight_kg=Decimal("14.2"),
        licence_no="26-31-000777",
        control_elements=(
            ControlElement("ZZ01", "1", "许可证号 26-31-000777"),
            ControlElement("ZZ01", "2", "磷化铟多晶，纯度6N，用于生长单晶"),
        ),
    )


def forty_lines() -> tuple[GoodsLine, ...]:
    return tuple(
        a_line(
            number,
            name_zh=f"第{number:02d}批{LONG_ZH}"[:255],
            name_en=f"Lot {number:02d} {LONG_EN}",
        )
        for number in range(1, 41)
    )


def a_declaration(**changes: object) -> Declaration:
    declaration = replace(
        sample.DECLARATION,
        reference="G49-7KQM2XWP",
        declaration_no="224820260000012345",
        revision=2,
        producer=PRODUCER,
        declarant=DECLARANT,
        export_date=date(2026, 11, 28),
        record_no="C22481234567",
        incoterm="1",
        freight=Fee("3", Decimal("1200.0000"), "USD"),
        insurance=Fee("1", Decimal("0.3"), ""),
        other_charges=Fee("3", Decimal("55.5"), "USD"),
        marks="HANBIT GUMI C/NO.1-27 MADE IN CHINA",
        remarks="属于两用物项，3C004.a；3C004.b",
        price_promises="99000",
        parties=PARTIES,
        lines=(a_line(), inp_line(), sample.TMIN_LINE),
        documents=(OtherDocument("B", "126000004711"),),
        attachments=(
            Attachment("invoice", "invoice.pdf", "cd" * 32, 48211, "HJ-INV-2611-07"),
            Attachment("contract", "合同.pdf", "ef" * 32, 90210, "HJ-HB-2026-118"),
        ),
        statement=STATEMENT,
        filed_by="沪江 李娜",
    )
    return replace(declaration, **changes)  # type: ignore[arg-type]


def an_issue(**changes: object) -> Issue:
    issue = Issue(
        document_no="G49-7KQM2XWP-02-ED-000017",
        reference="G49-7KQM2XWP",
        declaration_no="224820260000012345",
        revision=2,
        issued_at=datetime(2026, 11, 24, 1, 30, 5, tzinfo=UTC),
        verification_code="0123456789ABCDEF0123",
        verification_url="http://127.0.0.1:8000/documents/verify/?code=0123456789ABCDEF0123&reference=G49-7KQM2XWP",
        office_code="2248",
        office_zh="洋山海关",
        office_en="Yangshan Customs",
        audit_head="812:5f2c9ab01d77e340",
        message="请留存单证五年。",
    )
    return replace(issue, **changes)  # type: ignore[arg-type]
