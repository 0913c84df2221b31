"""Examples of what the API tells of flows and balances."""

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
END_USER: dict[str, Any] = {
    "id": 7,
    "key": "HANBIT DISPLAY MATERIALS CO., LTD. (KOR)",
    "name_en": "Hanbit Display Materials Co., Ltd.",
    "name_zh": "韩光显示材料株式会社",
    "country": "KOR",
    "address": "49 Sandan-ro, Asan",
    "registration_no": "KOR-49-2101",
    "business_scope": "Manufacture of electronic materials",
    "ownership": "Privately held",
    "merged_into": None,
    "since": "2024-12-06T09:20:00+08:00",
    "told_on": "2026-11-25",
}
WHOLE_END_USER: dict[str, Any] = {
    **END_USER,
    "sites": [
        {
            "name": "Asan plant",
            "address": "49 Sandan-ro, Asan",
            "country": "KOR",
            "makes": "ITO sputtering targets",
            "end_use": "ito",
            "told_on": "2026-11-25",
        }
    ],
    "figures": [
        {
            "kind": "capacity",
            "kg": "9500.00000",
            "as_of": "2025-02-04",
            "evidence": "Permit 12",
            "file_name": "permit.pdf",
            "file_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "at": "2025-02-24T10:00:00+08:00",
        }
    ],
    "verdicts": [
        {
            "outcome": "sound",
            "visited_on": "2026-04-06",
            "text": "Furnaces, stock and books agree with what was declared.",
            "at": "2026-04-08T16:20:00+08:00",
        }
    ],
}
