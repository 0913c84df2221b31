"""Examples of what the API tells of flows, balances and end users."""

from typing import Any

KILOGRAMS: dict[str, Any] = {
    "received_kg": "2000",
    "used_kg": "1500",
    "product_kg": "1350",
    "scrap_kg": "120",
    "in_stock_kg": "380",
    "handed_on_kg": "0",
    "awaited_kg": "0",
    "unexplained_kg": "0",
    "lines": 12,
}
BALANCES: dict[str, Any] = {
    "by": "end_user",
    "total": KILOGRAMS,
    "years": [{**KILOGRAMS, "year": 2026, "purity": "4N5"}],
    "rows": [{**KILOGRAMS, "key": "HANBIT DISPLAY MATERIALS CO., LTD. (KOR)"}],
    "more": 0,
}
FLOWS: dict[str, Any] = {
    "period": ["2026-01", "2026-11"],
    "compared": ["2025-01", "2025-11"],
    "indium_kg": "2000",
    "compared_indium_kg": "1600",
    "months": [{"month": "2026-10", "indium_kg": "2000"}],
    "by": {"country": [{"key": "KOR", "indium_kg": "2000", "compared_indium_kg": "1600"}]},
    "ways": [{"exporter": "91532501MA6K49YP37", "country": "KOR", "kg": "2000"}],
}
MINISTRY: dict[str, Any] = {
    "title": {"zh": "2026年10月铟出口情况", "en": "Indium exports in October 2026"},
    "facts": [[{"zh": "铟含量", "en": "Contained indium"}, {"text": None, "figure": "2000"}]],
    "tables": [],
}
SIGNS: dict[str, Any] = {
    "watched_from": 30,
    "end_users": [
        {
            "end_user": "HANBIT DISPLAY MATERIALS CO., LTD. (KOR)",
            "score": 0,
            "is_watched": False,
            "read_on": "2026-11-25",
            "signs": [],
        }
    ],
}
REGISTERED: dict[str, Any] = {
    "id": 7,
    "key": "HANBIT DISPLAY MATERIALS CO., LTD. (KOR)",
    "name_en": "Hanbit Display Materials Co., Ltd.",
    "name_zh": "韩光显示材料株式会社",
    "country": "KOR",
    "address": "88 Gongdan-ro, Gumi-si, Gyeongsangbuk-do",
    "registration_no": "513-81-00000",
    "business_scope": "Sputtering targets",
    "ownership": "Hanbit Holdings 100%",
    "merged_into": None,
    "since": "2025-01-15T09:30:00+08:00",
    "told_on": "2026-11-25",
}
END_USER: dict[str, Any] = {
    **REGISTERED,
    "sites": [
        {
            "name": "Gumi plant",
            "address": REGISTERED["address"],
            "country": "KOR",
            "makes": "ITO targets",
            "end_use": "ito",
            "told_on": "2026-11-25",
        }
    ],
    "figures": [
        {
            "kind": "capacity",
            "kg": "5200.00000",
            "as_of": "2026-10-31",
            "evidence": "Environmental permit with the list of lines",
            "file_name": "permit.pdf",
            "file_sha256": "9f2c6d0b5c8a4d0f8f6f0f7e2b1a3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d",
            "at": "2026-11-01T10:00:00+08:00",
        }
    ],
    "verdicts": [
        {
            "outcome": "sound",
            "visited_on": "2026-09-14",
            "text": "Lines, stock and books are as declared.",
            "at": "2026-09-16T16:00:00+08:00",
        }
    ],
}
FIGURE: dict[str, Any] = END_USER["figures"][0]
NEW_FIGURE: dict[str, Any] = {name: FIGURE[name] for name in ("kind", "kg", "as_of", "evidence")}
VERDICT: dict[str, Any] = END_USER["verdicts"][0]
NEW_VERDICT: dict[str, Any] = {name: VERDICT[name] for name in ("outcome", "text")}
STORY: dict[str, Any] = {
    "keys": [REGISTERED["key"]],
    "score": 0,
    "signs": [],
    "years": [
        {
            "year": 2026,
            "is_whole": False,
            "need_kg": "2400.00000",
            "beyond_kg": "0.00000",
            "consignments": 8,
            "exporters": 2,
            "balance": KILOGRAMS,
        }
    ],
}
