"""A whole declaration and its issue as values, every field filled with something findable."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from compliance.law.declaration import (
    Attachment,
    Component,
    ControlElement,
    Declaration,
    EndUseStatement,
    Fee,
    GoodsLine,
    Organisation,
    OtherDocument,
    Party,
)
from shipments.paperwork.issue import Issue

LONG_ZH = (
    "高纯铟锭（牌号In99995，用于平板显示靶材及半导体外延材料的制备，真空包装，每锭五百克）" * 5
)
LONG_EN = "High-purity indium ingot for display targets and epitaxy, vacuum packed, 500 g each " * 3

EXPORTER = Organisation(
    name_zh="上海沪江铟业有限公司",
    name_en="Shanghai Hujiang Indium Co., Ltd.",
    uscc="91310115MA1K3Y2X4N",
    customs_code="3122260123",
    address="上海市浦东新区金科路1000号",
    phone="021-50501234",
)
PRODUCER = replace(
    EXPORTER, name_zh="韶关粤北冶炼有限公司", name_en="Yuebei Smelting", uscc="914402000000000011"
)
DECLARANT = replace(EXPORTER, name_zh="上海通关报关有限公司", name_en="", uscc="913101150000000022")
PARTIES = (
    Party(
        ref="consignee-1",
        role="consignee",
        name_en="Hanbit Display Materials Co., Ltd.",
        name_zh="韩光显示材料株式会社",
        country="KOR",
        address="77 Gumi-daero, Gumi-si, Gyeongsangbuk-do",
        registration_no="KR-513-81-12345",
        business_kind="manufacturer",
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
)


ROUTE = {
    "trading_country": "KOR",
    "destination_country": "KOR",
    "final_destination": "KOR",
    "destination_port": "KOR003",
    "exit_port": "311002",
    "transport_mode": "2",
    "transport_name": "BLUE WHALE BUSAN",
    "voyage_no": "2611E",
    "bill_no": "BWL2611SHA0077",
    "incoterm": "1",
    "freight": Fee("3", Decimal("1200.0000"), "USD"),
    "insurance": Fee("1", Decimal("0.3"), ""),
    "other_charges": Fee("3", Decimal("55.5"), "USD"),
    "packing": "23",
    "packages": 27,
}


def a_line(number: int = 1, **changes: object) -> GoodsLine:
    line = GoodsLine(
        number=number,
        hs_code="8112923010",
        ciq_code="999",
        material="indium",
        form="ingot",
        name_zh=f"铟锭{number:02d}号",
        name_en=f"Indium ingot no {number:02d}",
        specification="0|2|锭|铟|未锻轧|非废碎|铟99.995%,其他0.005%||7440-74-6",
        cas="7440-74-6",
        purity_percent=Decimal("99.995"),
        composition=(
            Component("In", Decimal("99.995")),
            Component("Sn", Decimal("0.005")),
        ),
        quantity=Decimal("500.00000"),
        unit="035",
        net_weight_kg=Decimal("500.00000"),
        gross_weight_kg=Decimal("537.25000"),
        unit_price=Decimal("785.5000"),
        total_price=Decimal("392750.0000"),
        currency="USD",
        origin_country="CHN",
        final_destination="KOR",
        source_area="44029",
        duty_mode="1",
        licence_kind="4",
        licence_no="26-09-100234",
        lot_numbers=f"HJ2611-{number:03d}",
    )
    return replace(line, **changes)  # type: ignore[arg-type]


def inp_line(number: int = 2) -> GoodsLine:
    return a_line(
        number,
        hs_code="2853904051",
        material="inp",
        form="polycrystal",
        name_zh="磷化铟多晶",
        name_en="Indium phosphide polycrystal",
        specification="0|2|多晶|磷化铟|99.9999%||22398-80-7",
        cas="22398-80-7",
        purity_percent=Decimal("99.9999"),
        quantity=Decimal("12500"),
        unit="036",
        net_weight_kg=Decimal("12.5"),
        gross_weight_kg=Decimal("14.2"),
        licence_kind="3",
        licence_no="26-31-000777",
        control_code="3C004.a",
        control_explain_code="ZZ01",
        control_elements=(
            ControlElement("ZZ01", "1", "许可证号 26-31-000777"),
            ControlElement("ZZ01", "2", "磷化铟多晶，纯度6N，用于生长单晶"),
        ),
    )


def tmin_line(number: int = 3) -> GoodsLine:
    return a_line(
        number,
        hs_code="2931900032",
        material="tmin",
        form="solid",
        name_zh="三甲基铟",
        name_en="Trimethylindium",
        cas="3385-78-2",
        net_weight_kg=Decimal("2.125"),
        gross_weight_kg=Decimal("9"),
        quantity=Decimal("2.125"),
        licence_kind="3",
        licence_no="26-31-000778",
        control_code="3C004.b",
        control_explain_code="ZZ01",
        un_number="UN3393",
        dangerous_name="有机金属物质，固体，自燃，遇水反应",
        dangerous_packing="1类",
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


STATEMENT = EndUseStatement(
    number="EUS-2026-0042",
    kind="statutory",
    end_user_name_en="Hanbit Display Materials Co., Ltd.",
    end_user_name_zh="韩光显示材料株式会社",
    registration_no="513-81-12345",
    country="KOR",
    address="77 Gumi-daero, Gumi-si",
    business_kind="manufacturer",
    business_scope="Sputtering targets for flat-panel displays",
    military_ties=False,
    ownership="Hanbit Holdings 100%",
    phone="+82-54-460-1234",
    email="euc@hanbit.example",
    website="https://hanbit.example/",
    site_name="Gumi plant 2",
    site_address="79 Gumi-daero, Gumi-si",
    site_country="KOR",
    importer_name="Seoul Metals Import Inc.",
    importer_address="12 Teheran-ro, Seoul",
    importer_relation="Purchasing agent of the end user",
    contract_no="HJ-HB-2026-118",
    contract_date=date(2026, 10, 8),
    goods_zh="磷化铟多晶",
    goods_en="Indium phosphide polycrystal",
    control_code="3C004.a",
    hs_code="2853904051",
    specification="6N, charges of 250 g",
    quantity_kg=Decimal("12.50000"),
    value=Decimal("30625.0000"),
    currency="USD",
    end_use="inp",
    end_use_detail="磷化铟单晶生长 InP single-crystal growth by VGF",
    product_made="4-inch InP wafers",
    process_step="Crystal growth",
    downstream="Optical transceivers",
    annual_consumption_kg=Decimal("480"),
    stock_kg=Decimal("36.5"),
    promises_declared_use=True,
    promises_no_transfer=True,
    promises_no_wmd=True,
    accepts_verification=True,
    signatory_name="Kim Min-jun",
    signatory_title="Managing Director",
    signed_at_place="Gumi",
    signed_on=date(2026, 10, 12),
    sealed=True,
    has_chinese_text=True,
    valid_until=date(2027, 10, 11),
    scan_sha256="ab" * 32,
)


def a_declaration(**changes: object) -> Declaration:
    declaration = Declaration(
        reference="G49-7KQM2XWP",
        declaration_no="224820260000012345",
        revision=2,
        declared_on=date(2026, 11, 23),
        exporter=EXPORTER,
        producer=PRODUCER,
        declarant=DECLARANT,
        declarant_person="王海",
        declarant_person_card="2200123456",
        declaring_customs="2248",
        exit_customs="2248",
        export_date=date(2026, 11, 28),
        record_no="C22481234567",
        customs_regime="0110",
        levy_nature="101",
        contract_no="HJ-HB-2026-118",
        contract_date=date(2026, 10, 8),
        invoice_no="HJ-INV-2611-07",
        **ROUTE,
        gross_weight_kg=Decimal("560.45"),
        net_weight_kg=Decimal("514.625"),
        declared_total=Decimal("1178250.00"),
        marks="HANBIT GUMI C/NO.1-27 MADE IN CHINA",
        remarks="属于两用物项，3C004.a；3C004.b",
        price_promises="99000",
        parties=PARTIES,
        lines=(a_line(), inp_line(), tmin_line()),
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
