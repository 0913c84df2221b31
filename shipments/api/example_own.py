"""Examples of what exporters keep: statements, end users, the address book, templates, licences."""

from typing import Any

from shipments.api.example_values import (
    AT,
    BUYER,
    CONTENT,
    DOCUMENT,
    LATER,
    LINE,
    REFERENCE,
    SHA256,
)

PARTY: dict[str, Any] = {
    **BUYER,
    "registration_no": "513-81-00000",
    "aeo_code": "",
    "phone": "+82 54 000 0000",
    "email": "trade@hanbit.example",
}
SAVED_PARTY: dict[str, Any] = {"id": 7, **PARTY}
GOODS: dict[str, Any] = {
    "label": "Ingots 4N5, 500 g",
    **{
        name: LINE[name]
        for name in (
            *("hs_code", "material", "form", "name_zh", "name_en"),
            *("cas", "purity_percent", "composition", "source_area"),
        )
    },
}
SAVED_GOODS: dict[str, Any] = {"id": 7, **GOODS, "purity_percent": "99.99500000"}
NEW_TEMPLATE: dict[str, Any] = {"name": "Ingots to Gumi by sea", "shipment": REFERENCE}
TEMPLATE: dict[str, Any] = {"id": 7, **NEW_TEMPLATE}
NEW_SITE: dict[str, Any] = {
    "end_user": 7,
    "name": "Gumi plant",
    "address": BUYER["address"],
    "country": "KOR",
}
SITE: dict[str, Any] = {"id": 8, **NEW_SITE}
NEW_END_USER: dict[str, Any] = {
    **BUYER,
    "registration_no": "513-81-00000",
    "business_scope": "Sputtering targets for displays",
    "ownership": "Hanbit Holdings 100%",
    "military_ties": False,
    "phone": "+82 54 000 0000",
    "email": "trade@hanbit.example",
    "website": "https://hanbit.example",
}
END_USER: dict[str, Any] = {"id": 7, **NEW_END_USER, "archived": False, "sites": [SITE]}
NEW_STATEMENT: dict[str, Any] = {
    "number": "EUS-2026-0041",
    "kind": "requested",
    "end_user": 7,
    "site": 8,
    "importer_name": BUYER["name_en"],
    "importer_address": BUYER["address"],
    "importer_relation": "the same",
    "contract_no": CONTENT["contract_no"],
    "contract_date": "2026-10-01",
    "goods_zh": "铟锭",
    "goods_en": "Indium ingots",
    "control_code": "",
    "hs_code": LINE["hs_code"],
    "specification": "4N5, 500 g",
    "quantity_kg": "2000.00000",
    "value": "1110000.00",
    "currency": "USD",
    "end_use": "ito",
    "end_use_detail": "Melted with tin oxide to ITO targets for displays.",
    "product_made": "ITO targets",
    "process_step": "Sintering",
    "downstream": "Makers of displays",
    "annual_consumption_kg": "24000.00000",
    "stock_kg": "300.00000",
    "promises_declared_use": True,
    "promises_no_transfer": True,
    "promises_no_wmd": True,
    "accepts_verification": True,
    "signatory_name": "Kim Minseo",
    "signatory_title": "Director",
    "signed_at_place": "Gumi",
    "signed_on": "2026-10-08",
    "sealed": True,
    "has_chinese_text": True,
    "valid_until": "2027-10-08",
}
STATEMENT: dict[str, Any] = {
    "id": 7,
    **NEW_STATEMENT,
    "scan_name": "statement.pdf",
    "scan_sha256": SHA256,
    "scan_size": 204800,
    "is_open": False,
    "uses": [
        {
            "reference": REFERENCE,
            "kg": "50.00000",
            "at": AT,
            "status": "held",
            "is_in_use": True,
        }
    ],
}
LISTED_STATEMENT: dict[str, Any] = {
    "id": 7,
    "end_user": BUYER["name_en"],
    "country": "KOR",
    "in_use_kg": "50.00000",
    **{
        name: NEW_STATEMENT[name]
        for name in (
            *("number", "kind", "contract_no", "control_code", "quantity_kg"),
            *("signed_on", "valid_until"),
        )
    },
}
LICENCE: dict[str, Any] = {
    "number": LINE["licence_no"],
    "kind": "4",
    "form": "",
    "state": "valid",
    "hs_codes": [LINE["hs_code"]],
    "control_codes": [],
    "countries": ["KOR"],
    "customs_district": "",
    "contract_no": CONTENT["contract_no"],
    "end_user": "",
    "valid_from": "2026-01-01",
    "valid_until": "2026-12-31",
    "quantity_kg": "5000.00000",
    "remaining_kg": "4950.00000",
    "uses": 12,
    "remaining_uses": 11,
    "value": None,
    "currency": "",
    "remaining_value": None,
    "unit": "",
    "quantity": None,
    "remaining_quantity": None,
}
DRAW: dict[str, Any] = {
    "reference": REFERENCE,
    "kg": "50.00000",
    "value": "27750.00",
    "at": LATER,
    "is_given_back": False,
}
WHOLE_LICENCE: dict[str, Any] = {**LICENCE, "draws": [DRAW]}
TOTALS: dict[str, Any] = {
    "count": 118,
    "net_kg": "5900.00000",
    "values": [
        {"currency": "EUR", "value": "41500.0000"},
        {"currency": "USD", "value": "3274500.0000"},
    ],
    "is_all": True,
}
WISHES: dict[str, Any] = {"language": "en", "mailed": ["question", "deadline"]}
ACCOUNT: dict[str, Any] = {
    "username": "chenli",
    "display_name": "陈立",
    "exporter": "个旧银坪铟业有限公司",
    **WISHES,
    "may_be_mailed": ["question", "deadline", "decision"],
}
TIMELINE: dict[str, Any] = {
    "steps": [
        {"at": AT, "what": "Submitted, revision 1", "who": "陈立", "detail": ""},
        {
            "at": LATER,
            "what": "Held",
            "who": "上海浦东国际机场海关",
            "detail": "Please send the test report.",
        },
    ],
    "next": "Answer what customs asks, before the deadline.",
    "contacts": [{"office": "", "phone": "12360", "email": "", "address": ""}],
    "may": ["answer", "request_withdrawal"],
}
REVISION: dict[str, Any] = {
    "number": 1,
    "sha256": SHA256,
    "submitted_by": "陈立",
    "submitted_at": AT,
}
WHOLE_REVISION: dict[str, Any] = {
    **REVISION,
    "content": {"contract_no": CONTENT["contract_no"], "final_destination": "KOR", "lines": [LINE]},
}
ASKED_PAPER = {"kind": "packing_list"}
PRINTED_PAPER = {"kind": "declaration"}
PRINT = {"url": f"https://gate49.example/api/shipments/{REFERENCE}/prints/hJ3kPq/"}
QUEUED_DOCUMENT: dict[str, Any] = {
    **DOCUMENT,
    "kind": "packing_list",
    "kind_label": "Packing list",
    "state": "queued",
}
OWN_EXAMPLES = {
    f"{tag}_{verb}": (takes, gives)
    for tag, new, whole in (
        ("parties", PARTY, SAVED_PARTY),
        ("goods", GOODS, SAVED_GOODS),
        ("templates", NEW_TEMPLATE, TEMPLATE),
        ("own_sites", NEW_SITE, SITE),
        ("own_end_users", NEW_END_USER, END_USER),
        ("statements", NEW_STATEMENT, STATEMENT),
    )
    for verb, takes, gives in (
        ("create", new, whole),
        ("retrieve", None, whole),
        ("update", new, whole),
    )
}
"""What is kept is told of alike: by operation what it takes and gives."""
