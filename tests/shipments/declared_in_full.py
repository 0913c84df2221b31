"""Drafts with every field filled by hand, no two values alike: what must survive every stage."""

from datetime import date
from decimal import Decimal
from typing import Any

from compliance.accounts.models import CustomsOffice, User
from enduse.models import EndUser, EndUseStatement, Site
from shipments.models import Attachment, GoodsLine, Shipment, ShipmentParty

DECLARED_ON = date(2026, 11, 24)
USCC, OTHER_USCC = "91532501MA6K49YP37", "91430200MA4L17XC2E"
HEADER: dict[str, Any] = {
    "exit_customs": "2248",
    "export_date": date(2026, 11, 28),
    "record_no": "C22481234567",
    "producer_name_zh": "韶关粤北冶炼有限公司",
    "producer_uscc": USCC,
    "producer_customs_code": "5325960149",
    "declarant_name_zh": "上海通关报关有限公司",
    "declarant_uscc": OTHER_USCC,
    "declarant_customs_code": "4302960217",
    "declarant_person": "王申报",
    "declarant_person_card": "2248000000001",
    "declarant_phone": "021-68001234",
    "customs_regime": "0110",
    "levy_nature": "101",
    "price_promises": "01091",
    "contract_no": "HJ-HB-2026-118",
    "contract_date": date(2026, 9, 1),
    "invoice_no": "HJ-INV-2611-07",
    "trading_country": "HKG",
    "destination_country": "KOR",
    "final_destination": "JPN",
    "destination_port": "KOR003",
    "exit_port": "311002",
    "transport_mode": "2",
    "transport_name": "EVER CALM",
    "voyage_no": "0149W",
    "bill_no": "SHA1234549",
    "container_nos": "CSQU3054383 TASU1170000",
    "incoterm": "1",
    "freight_mark": "3",
    "freight_amount": Decimal("1200.5000"),
    "freight_currency": "USD",
    "insurance_mark": "1",
    "insurance_amount": Decimal("0.3000"),
    "insurance_currency": "EUR",
    "other_mark": "3",
    "other_amount": Decimal("55.2500"),
    "other_currency": "JPY",
    "packing": "22",
    "packages": 27,
    "gross_weight_kg": Decimal("551.45000"),
    "net_weight_kg": Decimal("512.50000"),
    "declared_total": Decimal("322500.0000"),
    "marks": "HANBIT GUMI C/NO.1-27",
    "remarks": "属于两用物项，3C004.a",
    "other_documents": [{"code": "B", "number": "126000004711"}],
}
PARTY: dict[str, Any] = {
    "name_en": "Hanbit Target Materials Co., Ltd.",
    "name_zh": "韩光靶材株式会社",
    "country": "KOR",
    "address": "12 Sandan-ro, Gumi",
    "registration_no": "110111-1234567",
    "business_kind": "manufacturer",
    "aeo_code": "KRAEO1234567",
    "phone": "+82 54 460 1234",
    "email": "import@hanbit.example",
}
LINE: dict[str, Any] = {
    "hs_code": "8112923010",
    "ciq_code": "998",
    "material": "indium",
    "form": "ingot",
    "name_zh": "铟锭",
    "name_en": "Indium ingot",
    "brand_type": "1",
    "preference": "2",
    "specification": "1|2|锭|铟|未锻轧|非废碎|铟99.995%",
    "cas": "7440-74-6",
    "purity_percent": Decimal("99.99500000"),
    "composition": [
        {"substance": "In", "percent": "99.995"},
        {"substance": "Sn", "percent": "0.005"},
    ],
    "quantity": Decimal("500000.00000"),
    "unit": "036",
    "net_weight_kg": Decimal("500.00000"),
    "gross_weight_kg": Decimal("537.25000"),
    "unit_price": Decimal("0.5400"),
    "total_price": Decimal("270000.0000"),
    "currency": "USD",
    "origin_country": "CHN",
    "final_destination": "JPN",
    "source_area": "53079",
    "duty_mode": "1",
    "licence_kind": "4",
    "licence_no": "26-53-000149",
    "control_code": "3C004.b",
    "control_explain_code": "ZZ02",
    "control_elements": [{"category": "ZZ02", "number": "7", "value": "26-53-000149"}],
    "lot_numbers": "HJ2611-001",
    "un_number": "3393",
    "dangerous_name": "有机金属物质，固体，引火性",
    "dangerous_packing": "1A1 / I",
    "statement_no": "EUS-2026-001",
}
SECOND_LINE: dict[str, Any] = {
    **{
        name: value
        for name, value in LINE.items()
        if not name.startswith(("un_", "dangerous", "lot"))
    },
    "hs_code": "2853904051",
    "material": "inp",
    "form": "wafer",
    "name_zh": "磷化铟晶片",
    "name_en": "Indium phosphide wafer",
    "purity_percent": None,
    "composition": [],
    "quantity": Decimal("12.50000"),
    "unit": "035",
    "net_weight_kg": Decimal("12.50000"),
    "gross_weight_kg": Decimal("14.20000"),
    "unit_price": Decimal("4200.0000"),
    "total_price": Decimal("52500.0000"),
    "licence_kind": "",
    "licence_no": "",
    "control_elements": [],
}
END_USER: dict[str, Any] = {
    "name_en": "Hanbit End User Co., Ltd.",
    "name_zh": "韩光最终用户株式会社",
    "country": "TWN",
    "address": "14 Sandan-ro, Gumi",
    "registration_no": "110111-7654321",
    "business_kind": "research",
    "phone": "+82 54 460 9999",
    "email": "quality@hanbit.example",
    "website": "https://hanbit.example",
    "business_scope": "Sputtering targets",
    "ownership": "Family Kim 100%",
    "military_ties": True,
}
SITE = {"name": "Gumi plant 1", "address": "16 Sandan-ro, Gumi", "country": "DEU"}
STATEMENT: dict[str, Any] = {
    "number": "EUS-2026-001",
    "kind": "statutory",
    "importer_name": "Seoul Metals Import Inc.",
    "importer_address": "1 Jong-ro, Seoul",
    "importer_relation": "Purchasing agent",
    "contract_no": "HB-EUS-9",
    "contract_date": date(2026, 9, 2),
    "goods_zh": "铟锭、磷化铟晶片",
    "goods_en": "Indium ingot, indium phosphide wafer",
    "control_code": "3C004.a",
    "hs_code": "2853904051",
    "specification": "In 99.995%; InP 6N",
    "quantity_kg": Decimal("600.00000"),
    "value": Decimal("400000.0000"),
    "currency": "GBP",
    "end_use": "ito",
    "end_use_detail": "Melting into ITO targets",
    "product_made": "ITO sputtering targets",
    "process_step": "oxidation and sintering",
    "downstream": "display makers in Korea",
    "annual_consumption_kg": Decimal("5000.00000"),
    "stock_kg": Decimal("100.50000"),
    "promises_declared_use": True,
    "promises_no_transfer": False,
    "promises_no_wmd": True,
    "accepts_verification": True,
    "signatory_name": "Kim Ji-woo",
    "signatory_title": "Director",
    "signed_at_place": "Gumi",
    "signed_on": date(2026, 9, 15),
    "sealed": True,
    "has_chinese_text": True,
    "valid_until": date(2027, 9, 14),
    "scan_sha256": "ab" * 32,
}


def a_full_draft(by: User, reference: str = "G49-FULL0001", *, site: bool = True) -> Shipment:
    """Two lines, four parties, two papers and a statement, each field filled."""
    shipment = Shipment.objects.create(
        reference=reference,
        declaration_no="224820260000012345",
        exporter=by.exporter,
        created_by=by,
        office=CustomsOffice.objects.get(code="2233"),
        statement=_statement(by, site=site),
        **HEADER,
    )
    for role in ("consignee", "end_user", "carrier", "payer"):
        ShipmentParty.objects.create(shipment=shipment, role=role, **PARTY)
    GoodsLine.objects.create(shipment=shipment, number=1, **LINE)
    GoodsLine.objects.create(shipment=shipment, number=2, **SECOND_LINE)
    for kind, number in (("invoice", "HJ-INV-2611-07"), ("contract", "")):
        Attachment.objects.create(
            shipment=shipment,
            kind=kind,
            number=number,
            filename=f"{kind}.pdf",
            size=4821,
            sha256=("cd" if number else "ef") * 32,
            uploaded_by=by,
        )
    return shipment


def an_empty_draft(by: User) -> Shipment:
    """Nothing filled in."""
    return Shipment.objects.create(reference="G49-EMPTY001", exporter=by.exporter, created_by=by)


def a_bare_draft(by: User) -> Shipment:
    """The least a line and a party may say."""
    shipment = Shipment.objects.create(
        reference="G49-BARE0001", exporter=by.exporter, created_by=by, incoterm="3", bill_no="B1"
    )
    ShipmentParty.objects.create(
        shipment=shipment, role="consignee", name_en="Bare Ltd.", country="JPN"
    )
    bare = {
        "licence_kind",
        "licence_no",
        "control_code",
        "control_explain_code",
        "cas",
        "statement_no",
    }
    kept = {name: value for name, value in SECOND_LINE.items() if name not in bare}
    GoodsLine.objects.create(shipment=shipment, number=1, **kept)
    return shipment


def _statement(by: User, *, site: bool) -> EndUseStatement:
    end_user = EndUser.objects.create(exporter=by.exporter, **END_USER)
    place = Site.objects.create(end_user=end_user, **SITE) if site else None
    return EndUseStatement.objects.create(
        exporter=by.exporter, end_user=end_user, site=place, **STATEMENT
    )
