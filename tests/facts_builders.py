"""Plain builders for the law's values: a clean shipment of ingots, changed where a test says.

`facts()` alone gives no finding; every argument replaces one field.
"""

from datetime import date
from decimal import Decimal
from typing import Any

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
from compliance.law.facts import (
    Facts,
    LicenceState,
    ListState,
    PartyHit,
    PastShipment,
)

TODAY = date(2026, 10, 20)
EXPORTER = Organisation(
    "株洲示例铟业有限公司",
    "Zhuzhou Example Indium Co., Ltd.",
    "91430200MA4L16JQ9B",
    "4302960123",
    "湖南省株洲市石峰区示例路1号",
    "0731-22220000",
)
SHA = "0" * 64


def a_line(**changes: Any) -> GoodsLine:
    """200 kg of 4N5 ingots at 540 USD/kg, licensed."""
    fields: dict[str, Any] = {
        "number": 1,
        "hs_code": "8112923010",
        "ciq_code": "999",
        "material": "indium",
        "form": "ingot",
        "name_zh": "铟锭",
        "name_en": "Indium ingot",
        "specification": "0|0|锭|金属铟|未锻轧|非废碎料|铟99.995%、其他0.005%",
        "cas": "7440-74-6",
        "purity_percent": Decimal("99.995"),
        "composition": (Component("In", Decimal("100")),),
        "quantity": Decimal(200),
        "unit": "035",
        "net_weight_kg": Decimal(200),
        "gross_weight_kg": Decimal(210),
        "unit_price": Decimal(540),
        "total_price": Decimal(108000),
        "currency": "USD",
        "origin_country": "CHN",
        "final_destination": "KOR",
        "source_area": "43029",
        "duty_mode": "1",
        "licence_kind": "4",
        "licence_no": "26-43-000123",
        "control_explain_code": "ZZ02",
        "control_elements": (ControlElement("ZZ02", "1", "出口许可证 26-43-000123"),),
        "lot_numbers": "ZZ-2610-01",
    }
    fields.update(changes)
    return GoodsLine(**fields)


def a_controlled_line(**changes: Any) -> GoodsLine:
    """5 kg of InP wafers with a dual-use licence."""
    fields: dict[str, Any] = {
        "number": 2,
        "hs_code": "2853904051",
        "material": "inp",
        "form": "wafer",
        "name_zh": "磷化铟晶片",
        "name_en": "Indium phosphide wafer",
        "specification": "0|0|磷化铟|99.9999%",
        "cas": "22398-80-7",
        "purity_percent": Decimal("99.9999"),
        "composition": (Component("InP", Decimal(100)),),
        "quantity": Decimal(5),
        "net_weight_kg": Decimal(5),
        "gross_weight_kg": Decimal(8),
        "unit_price": Decimal(9000),
        "total_price": Decimal(45000),
        "licence_kind": "3",
        "licence_no": "26DU43000123",
        "control_code": "3C004.a",
        "control_explain_code": "ZZ01",
        "control_elements": (ControlElement("ZZ01", "1", "3C004.a"),),
    }
    fields.update(changes)
    return a_line(**fields)


def an_organoindium_line(**changes: Any) -> GoodsLine:
    """2 kg of trimethylindium, packed and described as the dangerous goods it is."""
    fields: dict[str, Any] = {
        "number": 3,
        "hs_code": "2931900032",
        "material": "tmin",
        "form": "solid",
        "name_zh": "三甲基铟",
        "name_en": "Trimethylindium",
        "specification": "0|0|三甲基铟|99.9999%",
        "cas": "3385-78-2",
        "composition": (Component("TMIn", Decimal(100)),),
        "quantity": Decimal(2),
        "net_weight_kg": Decimal(2),
        "gross_weight_kg": Decimal(6),
        "unit_price": Decimal(4000),
        "total_price": Decimal(8000),
        "control_code": "3C004.b",
        "un_number": "3393",
        "dangerous_name": "固态有机金属物质，发火，遇水反应（三甲基铟）",
        "dangerous_packing": "I",
    }
    fields.update(changes)
    return a_controlled_line(**fields)


def a_party(**changes: Any) -> Party:
    """A Korean maker of sputtering targets."""
    fields: dict[str, Any] = {
        "ref": "consignee-1",
        "role": "consignee",
        "name_en": "Hanbit Target Materials Co., Ltd.",
        "name_zh": "韩光靶材株式会社",
        "country": "KOR",
        "address": "12 Sandan-ro, Gumi, Gyeongsangbuk-do",
        "registration_no": "110111-1234567",
        "business_kind": "manufacturer",
    }
    fields.update(changes)
    return Party(**fields)


def a_statement(**changes: Any) -> EndUseStatement:
    """That maker's statement for ITO targets, signed, sealed and translated."""
    fields: dict[str, Any] = {
        "number": "EUS-2026-001",
        "kind": "requested",
        "end_user_name_en": "Hanbit Target Materials Co., Ltd.",
        "end_user_name_zh": "韩光靶材株式会社",
        "registration_no": "110111-1234567",
        "country": "KOR",
        "address": "12 Sandan-ro, Gumi, Gyeongsangbuk-do",
        "business_kind": "manufacturer",
        "business_scope": "Sputtering targets for flat-panel displays",
        "military_ties": False,
        "ownership": "Family Kim 100%",
        "phone": "+82 54 000 0000",
        "email": "quality@hanbit.example",
        "website": "https://hanbit.example",
        "site_name": "Gumi plant 1",
        "site_address": "12 Sandan-ro, Gumi, Gyeongsangbuk-do",
        "site_country": "KOR",
        "importer_name": "Hanbit Target Materials Co., Ltd.",
        "importer_address": "12 Sandan-ro, Gumi",
        "importer_relation": "same",
        "contract_no": "HB-2026-11",
        "contract_date": date(2026, 9, 1),
        "goods_zh": "铟锭",
        "goods_en": "Indium ingot",
        "control_code": "",
        "hs_code": "8112923010",
        "specification": "In 99.995%",
        "quantity_kg": Decimal(200),
        "value": Decimal(108000),
        "currency": "USD",
        "end_use": "ito",
        "end_use_detail": "Melting into ITO targets for display panels",
        "product_made": "ITO sputtering targets",
        "process_step": "oxidation and sintering",
        "downstream": "display panel makers in Korea",
        "annual_consumption_kg": Decimal(5000),
        "stock_kg": Decimal(100),
        "promises_declared_use": True,
        "promises_no_transfer": True,
        "promises_no_wmd": True,
        "accepts_verification": True,
        "signatory_name": "Kim Ji-woo",
        "signatory_title": "Director",
        "signed_at_place": "Gumi",
        "signed_on": date(2026, 9, 15),
        "sealed": True,
        "has_chinese_text": True,
        "valid_until": date(2027, 9, 14),
        "scan_sha256": SHA,
    }
    fields.update(changes)
    return EndUseStatement(**fields)


def attachments(*kinds: str) -> tuple[Attachment, ...]:
    """One file of each kind."""
    return tuple(Attachment(kind, f"{kind}.pdf", SHA, 1000) for kind in kinds)


def a_declaration(**changes: Any) -> Declaration:
    """A clean shipment by sea from Shanghai to Busan; header totals follow the lines."""
    lines = changes.get("lines", (a_line(),))
    fields: dict[str, Any] = {
        "reference": "G49-TEST0001",
        "declaration_no": "224820260000000001",
        "revision": 1,
        "declared_on": TODAY,
        "exporter": EXPORTER,
        "producer": EXPORTER,
        "declarant": EXPORTER,
        "declarant_person": "王申报",
        "declarant_person_card": "2248000000001",
        "declaring_customs": "2248",
        "exit_customs": "2248",
        "export_date": None,
        "record_no": "",
        "customs_regime": "0110",
        "levy_nature": "101",
        "contract_no": "HB-2026-11",
        "contract_date": date(2026, 9, 1),
        "invoice_no": "INV-0001",
        "trading_country": "KOR",
        "destination_country": "KOR",
        "final_destination": "KOR",
        "destination_port": "KOR003",
        "exit_port": "311002",
        "transport_mode": "2",
        "transport_name": "EXAMPLE STAR",
        "voyage_no": "042E",
        "bill_no": "EXS0001",
        "incoterm": "3",
        "freight": Fee(),
        "insurance": Fee(),
        "other_charges": Fee(),
        "packing": "22",
        "packages": 10,
        "gross_weight_kg": sum((line.gross_weight_kg for line in lines), Decimal(0)),
        "net_weight_kg": sum((line.net_weight_kg for line in lines), Decimal(0)),
        "declared_total": sum((line.total_price for line in lines), Decimal(0)),
        "marks": "N/M",
        "remarks": "不属于管制物项，铟锭，In≥99.995%，未锻轧",
        "price_promises": "00000",
        "parties": (a_party(), a_party(ref="end_user-1", role="end_user")),
        "lines": lines,
        "attachments": attachments("contract", "invoice", "packing_list", "licence_scan"),
        "statement": a_statement(),
    }
    fields.update(changes)
    return Declaration(**fields)


def a_mixed_declaration(**changes: Any) -> Declaration:
    """Ingots, InP and TMIn together, all in order."""
    fields: dict[str, Any] = {
        "lines": (a_line(), a_controlled_line(), an_organoindium_line()),
        "remarks": "属于两用物项，3C004.a，3C004.b；不属于管制物项，铟锭，In≥99.995%，未锻轧",
        "statement": a_statement(quantity_kg=Decimal(207), kind="statutory"),
    }
    fields.update(changes)
    return a_declaration(**fields)


def a_controlled_declaration(**changes: Any) -> Declaration:
    """InP wafers alone, all in order."""
    fields: dict[str, Any] = {
        "lines": (a_controlled_line(),),
        "remarks": "属于两用物项，3C004.a",
        "statement": a_statement(quantity_kg=Decimal(5), end_use="epitaxy", kind="statutory"),
    }
    fields.update(changes)
    return a_declaration(**fields)


def fresh_lists() -> tuple[ListState, ...]:
    """Every list the policy asks for, fresh."""
    return tuple(
        ListState(limit.list_code, 1, SHA, 100, TODAY, "fresh")
        for limit in default_policy().list_limits
    )


def a_hit(**changes: Any) -> PartyHit:
    """An exact name on the control list, in force."""
    fields: dict[str, Any] = {
        "party_ref": "consignee-1",
        "declared_name": "Hanbit Target Materials Co., Ltd.",
        "list_code": "export_control_list",
        "list_version": 1,
        "entry_key": "entry-1",
        "entry_digest": SHA,
        "listed_name": "Hanbit Target Materials Co., Ltd.",
        "score": Decimal("1.00"),
        "exact": True,
        "status": "listed",
        "measure": "prohibit",
        "notice": "MOFCOM 2026 No.23",
    }
    fields.update(changes)
    return PartyHit(**fields)


def a_licence(**changes: Any) -> LicenceState:
    """The export licence of `a_line`, with ample balance."""
    fields: dict[str, Any] = {
        "number": "26-43-000123",
        "kind": "4",
        "holder_uscc": EXPORTER.uscc,
        "hs_codes": ("8112923010",),
        "control_codes": (),
        "countries": ("KOR",),
        "customs_district": "2200",
        "contract_no": "HB-2026-11",
        "end_user": "",
        "valid_from": date(2026, 7, 1),
        "valid_until": date(2026, 12, 31),
        "remaining_kg": Decimal(1000),
        "remaining_uses": 12,
    }
    fields.update(changes)
    return LicenceState(**fields)


def a_past_shipment(**changes: Any) -> PastShipment:
    """200 kg to the same end user on the same contract, a week ago."""
    fields: dict[str, Any] = {
        "reference": "G49-PAST0001",
        "declared_on": date(2026, 10, 13),
        "exporter_uscc": EXPORTER.uscc,
        "consignee": "Hanbit Target Materials Co., Ltd.",
        "end_user": "Hanbit Target Materials Co., Ltd.",
        "contract_no": "HB-2026-11",
        "net_weight_kg": Decimal(200),
        "released": True,
    }
    fields.update(changes)
    return PastShipment(**fields)


def facts(declaration: Declaration | None = None, **changes: Any) -> Facts:
    """Facts about the declaration with fresh lists, no hits and a draw that samples nothing."""
    fields: dict[str, Any] = {
        "declaration": declaration or a_declaration(),
        "policy": default_policy(),
        "lists": fresh_lists(),
        "draw": Decimal("0.99"),
    }
    fields.update(changes)
    return Facts(**fields)
