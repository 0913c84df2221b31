"""A plausible shipment in perfect order: the benchmark judges it, tests start from it."""

from dataclasses import replace
from datetime import date
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
    Party,
)
from compliance.law.default_policy import default_policy
from compliance.law.facts import Facts, LicenceState, ListState
from compliance.law.surroundings import Freshness

DAY = date(2026, 10, 20)
NO_SHA = "0" * 64


def attachment(kind: str) -> Attachment:
    """A small file of that kind."""
    return Attachment(kind, f"{kind}.pdf", NO_SHA, 1000)


EXPORTER = Organisation(
    "株洲示例铟业有限公司",
    "Zhuzhou Example Indium Co., Ltd.",
    "91430200MA4L16JQ9B",
    "4302960123",
    "湖南省株洲市石峰区示例路1号",
    "0731-22220000",
)
LINE = GoodsLine(
    number=1,
    hs_code="8112923010",
    ciq_code="999",
    material="indium",
    form="ingot",
    name_zh="铟锭",
    name_en="Indium ingot",
    specification="0|0|锭|金属铟|未锻轧|非废碎料|铟99.995%、其他0.005%",
    cas="7440-74-6",
    purity_percent=Decimal("99.995"),
    composition=(Component("In", Decimal("100")),),
    quantity=Decimal(200),
    unit="035",
    net_weight_kg=Decimal(200),
    gross_weight_kg=Decimal(210),
    unit_price=Decimal(540),
    total_price=Decimal(108000),
    currency="USD",
    origin_country="CHN",
    final_destination="KOR",
    source_area="43029",
    duty_mode="1",
    licence_kind="4",
    licence_no="26-43-000123",
    control_explain_code="ZZ02",
    control_elements=(ControlElement("ZZ02", "1", "出口许可证 26-43-000123"),),
    lot_numbers="ZZ-2610-01",
)
INP_LINE = replace(
    LINE,
    number=2,
    hs_code="2853904051",
    material="inp",
    form="wafer",
    name_zh="磷化铟晶片",
    name_en="Indium phosphide wafer",
    specification="0|0|磷化铟|99.9999%",
    cas="22398-80-7",
    purity_percent=Decimal("99.9999"),
    composition=(Component("InP", Decimal(100)),),
    quantity=Decimal(5),
    net_weight_kg=Decimal(5),
    gross_weight_kg=Decimal(8),
    unit_price=Decimal(9000),
    total_price=Decimal(45000),
    licence_kind="3",
    licence_no="26DU43000123",
    control_code="3C004.a",
    control_explain_code="ZZ01",
    control_elements=(ControlElement("ZZ01", "1", "3C004.a"),),
)
TMIN_LINE = replace(
    INP_LINE,
    number=3,
    hs_code="2931900032",
    material="tmin",
    form="solid",
    name_zh="三甲基铟",
    name_en="Trimethylindium",
    specification="0|0|三甲基铟|99.9999%",
    cas="3385-78-2",
    composition=(Component("TMIn", Decimal(100)),),
    quantity=Decimal(2),
    net_weight_kg=Decimal(2),
    gross_weight_kg=Decimal(6),
    unit_price=Decimal(4000),
    total_price=Decimal(8000),
    control_code="3C004.b",
    control_elements=(ControlElement("ZZ01", "1", "3C004.b"),),
    un_number="3393",
    dangerous_name="固态有机金属物质，发火，遇水反应（三甲基铟）",
    dangerous_packing="I",
)
CONSIGNEE = Party(
    ref="consignee-1",
    role="consignee",
    name_en="Hanbit Target Materials Co., Ltd.",
    name_zh="韩光靶材株式会社",
    country="KOR",
    address="12 Sandan-ro, Gumi, Gyeongsangbuk-do",
    registration_no="110111-1234567",
    business_kind="manufacturer",
)
END_USER = replace(CONSIGNEE, ref="end_user-1", role="end_user")
STATEMENT = EndUseStatement(
    number="EUS-2026-001",
    kind="requested",
    end_user_name_en="Hanbit Target Materials Co., Ltd.",
    end_user_name_zh="韩光靶材株式会社",
    registration_no="110111-1234567",
    country="KOR",
    address="12 Sandan-ro, Gumi, Gyeongsangbuk-do",
    business_kind="manufacturer",
    business_scope="Sputtering targets for flat-panel displays",
    military_ties=False,
    ownership="Family Kim 100%",
    phone="+82 54 000 0000",
    email="quality@hanbit.example",
    website="https://hanbit.example",
    site_name="Gumi plant 1",
    site_address="12 Sandan-ro, Gumi, Gyeongsangbuk-do",
    site_country="KOR",
    importer_name="Hanbit Target Materials Co., Ltd.",
    importer_address="12 Sandan-ro, Gumi",
    importer_relation="same",
    contract_no="HB-2026-11",
    contract_date=date(2026, 9, 1),
    goods_zh="铟锭",
    goods_en="Indium ingot",
    control_code="",
    hs_code="8112923010",
    specification="In 99.995%",
    quantity_kg=Decimal(200),
    value=Decimal(108000),
    currency="USD",
    end_use="ito",
    end_use_detail="Melting into ITO targets for display panels",
    product_made="ITO sputtering targets",
    process_step="oxidation and sintering",
    downstream="display panel makers in Korea",
    annual_consumption_kg=Decimal(5000),
    stock_kg=Decimal(100),
    promises_declared_use=True,
    promises_no_transfer=True,
    promises_no_wmd=True,
    accepts_verification=True,
    signatory_name="Kim Ji-woo",
    signatory_title="Director",
    signed_at_place="Gumi",
    signed_on=date(2026, 9, 15),
    sealed=True,
    has_chinese_text=True,
    valid_until=date(2027, 9, 14),
    scan_sha256=NO_SHA,
)
DECLARATION = Declaration(
    reference="G49-TEST0001",
    declaration_no="224820260000000001",
    revision=1,
    declared_on=DAY,
    exporter=EXPORTER,
    producer=EXPORTER,
    declarant=EXPORTER,
    declarant_person="王申报",
    declarant_person_card="2248000000001",
    declaring_customs="2248",
    exit_customs="2248",
    export_date=None,
    record_no="",
    customs_regime="0110",
    levy_nature="101",
    contract_no="HB-2026-11",
    contract_date=date(2026, 9, 1),
    invoice_no="INV-0001",
    trading_country="KOR",
    destination_country="KOR",
    final_destination="KOR",
    destination_port="KOR003",
    exit_port="311002",
    transport_mode="2",
    transport_name="EXAMPLE STAR",
    voyage_no="042E",
    bill_no="EXS0001",
    incoterm="3",
    freight=Fee(),
    insurance=Fee(),
    other_charges=Fee(),
    packing="22",
    packages=10,
    gross_weight_kg=LINE.gross_weight_kg,
    net_weight_kg=LINE.net_weight_kg,
    declared_total=LINE.total_price,
    marks="N/M",
    remarks="不属于管制物项，铟锭，In≥99.995%，未锻轧",
    price_promises="00000",
    parties=(CONSIGNEE, END_USER),
    lines=(LINE,),
    attachments=tuple(map(attachment, ("contract", "invoice", "packing_list", "licence_scan"))),
    statement=STATEMENT,
)


def with_lines(declaration: Declaration, *lines: GoodsLine) -> Declaration:
    """The declaration with those lines and totals to match."""
    return replace(
        declaration,
        lines=lines,
        gross_weight_kg=sum((line.gross_weight_kg for line in lines), Decimal(0)),
        net_weight_kg=sum((line.net_weight_kg for line in lines), Decimal(0)),
        declared_total=sum((line.total_price for line in lines), Decimal(0)),
    )


MIXED = replace(
    with_lines(DECLARATION, LINE, INP_LINE, TMIN_LINE),
    remarks="属于两用物项，3C004.a，3C004.b；不属于管制物项，铟锭，In≥99.995%，未锻轧",
    statement=replace(STATEMENT, quantity_kg=Decimal(207), kind="statutory"),
)
CONTROLLED = replace(
    with_lines(DECLARATION, INP_LINE),
    remarks="属于两用物项，3C004.a",
    statement=replace(STATEMENT, quantity_kg=Decimal(5), end_use="epitaxy", kind="statutory"),
)


def facts_about(declaration: Declaration) -> Facts:
    """The declaration under policy 1: every list fresh, its licences known, no hits, no sample."""
    policy = default_policy()
    lists = tuple(
        ListState(limit.list_code, 1, NO_SHA, 100, DAY, Freshness.FRESH)
        for limit in policy.list_limits
    )
    licences = tuple(map(_licence, {line.licence_no: line for line in declaration.lines}.values()))
    return Facts(declaration, policy, lists=lists, licences=licences, draw=Decimal("0.99"))


def _licence(line: GoodsLine) -> LicenceState:
    """What the register would hold on the licence the line cites: ample, without other limits."""
    return LicenceState(
        number=line.licence_no,
        kind=line.licence_kind,
        holder_uscc=EXPORTER.uscc,
        hs_codes=(),
        control_codes=(),
        countries=(),
        customs_district="",
        contract_no="",
        end_user="",
        valid_from=date(2020, 1, 1),
        valid_until=date(2030, 12, 31),
        remaining_kg=Decimal(1_000_000),
        remaining_uses=12,
    )
