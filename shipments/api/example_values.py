"""The values of shipments.api.examples: one consignment of indium ingots and what belongs to it."""

from typing import Any

REFERENCE = "G49-8K2M4QXA"
SHA256 = "9f2c6d0b5c8a4d0f8f6f0f7e2b1a3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d"
AT = "2026-11-26T09:30:00+08:00"
LATER = "2026-11-26T14:05:00+08:00"
PATHS = {
    "reference": REFERENCE,
    "id": 7,
    "number": "1",
    "token": "hJ3kPq",
    "table": "countries",
    "Idempotency-Key": "order-4711-submit",
    "If-Match": '"3"',
}
REFUSAL = {"detail": "This is not possible while the shipment is “Released”."}
MISTAKES = {"expected_revision": ["A valid integer is required."]}

BUYER: dict[str, Any] = {
    "name_en": "Hanbit Display Materials Co., Ltd.",
    "name_zh": "韩光显示材料株式会社",
    "country": "KOR",
    "address": "88 Gongdan-ro, Gumi-si, Gyeongsangbuk-do",
    "business_kind": "manufacturer",
}
LINE: dict[str, Any] = {
    "hs_code": "8112923010",
    "ciq_code": "999",
    "material": "indium",
    "form": "ingot",
    "name_zh": "铟锭",
    "name_en": "Indium ingots 4N5",
    "brand_type": "0",
    "preference": "0",
    "specification": ("0|0|锭|铟|未锻轧|非废碎|铟99.995%、其他0.005%||无GTIN|7440-74-6|500克/锭"),
    "cas": "7440-74-6",
    "purity_percent": "99.995",
    "composition": [
        {"substance": "In", "percent": "99.995"},
        {"substance": "other", "percent": "0.005"},
    ],
    "quantity": "50",
    "unit": "035",
    "net_weight_kg": "50",
    "gross_weight_kg": "52.00",
    "unit_price": "555",
    "total_price": "27750.00",
    "currency": "USD",
    "origin_country": "CHN",
    "final_destination": "KOR",
    "source_area": "53079",
    "duty_mode": "1",
    "licence_kind": "4",
    "licence_no": "26-53-000149",
    "control_code": "",
    "control_explain_code": "ZZ02",
    "control_elements": [
        {"category": "ZZ02", "number": "1", "value": "不属于管制物项，铟锭，未锻轧"}
    ],
    "lot_numbers": "YP2611-001~YP2611-040",
}
CONTENT: dict[str, Any] = {
    "office": "2233",
    "exit_customs": "2233",
    "export_date": "2027-01-15",
    "customs_regime": "0110",
    "contract_no": "YP-2026-118",
    "invoice_no": "YP-INV-118",
    "trading_country": "KOR",
    "destination_country": "KOR",
    "final_destination": "KOR",
    "destination_port": "KOR003",
    "exit_port": "310302",
    "transport_mode": "5",
    "incoterm": "3",
    "packing": "23",
    "packages": 2,
    "gross_weight_kg": "52.00",
    "net_weight_kg": "50",
    "declared_total": "27750.00",
    "producer_name_zh": "个旧银坪铟业有限公司",
    "producer_uscc": "91532501MA6K49YP37",
    "declarant_name_zh": "个旧银坪铟业有限公司",
    "declarant_uscc": "91532501MA6K49YP37",
    "declarant_person": "陈立",
    "parties": [{"role": "consignee", **BUYER}, {"role": "end_user", **BUYER}],
    "lines": [LINE],
}
SHIPMENT: dict[str, Any] = {
    "reference": REFERENCE,
    "declaration_no": "223320260000000118",
    "status": "held",
    "status_label": "Held",
    "revision_no": 1,
    "office": "2233",
    "consignee_name": BUYER["name_en"],
    "end_user_name": BUYER["name_en"],
    "total_net_kg": "50.00000",
    "submitted_at": AT,
    "decided_at": LATER,
}
FINDING: dict[str, Any] = {
    "rule": "DOC-01",
    "title": "Net weight exceeds gross weight",
    "message": "#1: net 52 kg, gross 50 kg.",
    "cure": "Correct the weights.",
    "line": 1,
    "field": "gross_weight_kg",
}
WHOLE: dict[str, Any] = {
    **SHIPMENT,
    "content": {"contract_no": "YP-2026-118", "final_destination": "KOR", "lines": [LINE]},
    "findings": [FINDING],
    "messages": [{"verb": "hold", "at": LATER, "message": "Please send the test report."}],
    "hold": {
        "kind": "doc_mismatch",
        "reason": "Documents do not agree",
        "since": LATER,
        "until": "2026-12-07",
    },
    "withdrawal_reason": "",
}
PRECHECK: dict[str, Any] = {
    "problems": [
        {
            "section": "attachments",
            "field": "",
            "sentence": "Attach the packing list.",
            "is_warning": False,
        }
    ],
    "findings": [FINDING],
    "usual_seconds": 5400,
}
ATTACHMENT: dict[str, Any] = {
    "id": 4711,
    "kind": "test_report",
    "number": "YP-2611-7",
    "filename": "report.pdf",
    "size": 184320,
    "sha256": SHA256,
    "uploaded_at": AT,
}
DOCUMENT: dict[str, Any] = {
    "id": 7,
    "kind": "release_notice",
    "kind_label": "Release notice",
    "state": "ready",
    "issued_at": LATER,
    "size": 61440,
    "sha256": SHA256,
    "url": "https://gate49.example/api/documents/7/",
}
REPORT: dict[str, Any] = {
    "kind": "arrival",
    "happened_on": "2027-01-22",
    "text": "The consignee has the goods, seals unbroken.",
    "place": "Gumi",
}
DUTY: dict[str, Any] = {
    "kind": "arrival",
    "after": "departure",
    "days": 45,
    "due_on": "2027-03-01",
    "met_at": AT,
    "is_overdue": False,
    "reports": [
        {
            "happened_on": "2027-01-22",
            "place": "Gumi",
            "text": REPORT["text"],
            "user_name": "",
            "user_country": "",
            "end_use": "",
            "used_kg": None,
            "product_kg": None,
            "scrap_kg": None,
            "stock_kg": None,
            "at": AT,
            "state": "filed",
            "message": "",
        }
    ],
}
CHANGE_ASKED: dict[str, Any] = {
    "kind": "use",
    "end_use": "alloy",
    "kg": "10",
    "planned_on": "2027-03-01",
    "reason": "The line for targets stands still.",
}
CHANGE: dict[str, Any] = {
    **CHANGE_ASKED,
    "kg": "10.00000",
    "user_name": "",
    "user_country": "",
    "user_address": "",
    "at": AT,
    "decided_at": None,
    "is_granted": False,
    "message": "",
}
REASON = {"reason": "The buyer has cancelled the order."}
RECEIPT = {"code": "L", "note": "海关入库成功"}
IMPORTED: dict[str, Any] = {
    "reference": REFERENCE,
    "version": "4.8",
    "sha256": SHA256,
    "told": [
        {
            "kind": "unmapped",
            "path": "DecMessage/DecHead/NoteS",
            "field": "",
            "value": "urgent",
            "sentence": "This system keeps no such value.",
        }
    ],
    "guessed": ["trading_country"],
}
CODES = {"rows": [{"code": "KOR", "name_zh": "韩国", "name_en": "Korea (Rep.)"}], "more": 0}
TABLE: dict[str, Any] = {
    "id": 7,
    "filename": "january.xlsx",
    "at": AT,
    "sha256": SHA256,
    "state": "done",
    "rows": 200,
    "checked": 200,
    "good": 198,
    "bad": 2,
    "trouble": "",
}
TABLE_ROW: dict[str, Any] = {
    "number": 3,
    "reference": None,
    "status": None,
    "errors": {"hs_code": "No such code."},
}
SIGN_IN = {
    "username": "chenli",
    "password": "a long sentence of your own",
    "name": "order system",
    "scope": "file",
    "days": 90,
}
TOKEN = {"token": "told-once-and-kept-by-you", "expires_at": "2027-02-24T09:30:00+08:00"}
WEBHOOK: dict[str, Any] = {
    "id": 7,
    "url": "https://orders.example.com/customs",
    "made_at": AT,
    "is_paused": False,
}
NEW_WEBHOOK: dict[str, Any] = {**WEBHOOK, "secret": "kept-by-you-and-never-shown-again"}
DELIVERY: dict[str, Any] = {
    "uuid": "5f0e5a0e-6d1c-4a55-9f0e-0c6f7a526a0e",
    "reference": REFERENCE,
    "at": LATER,
    "tries": 1,
    "next_try_at": None,
    "taken_at": LATER,
    "answer": "200",
}
