"""Announcements of the ministries the rules rest on, with the periods each applied in by its text.

A suspension that is re-dated by a statement stands in the policy, which decides. `source` is a page
that holds the text or reports it; empty where none is known. Confidence: V2 two sources, S one, M
to be verified.
"""

from datetime import date

from compliance.law.provisions import Instrument

CUSTOMS_QUESTION_RULES = Instrument(
    "GACC-2025-123",
    "海关总署公告2025年第123号（两用物项出口管制质疑程序）",
    "GACC Announcement 2025 No.123 (customs questions on dual-use items)",
    ((date(2025, 6, 9), None),),
    "https://m.hnjixie02.com/article/info/8766",
    "S",
)
CONTROL_ATTRIBUTE_RULES = Instrument(
    "GACC-2026-40",
    "海关总署公告2026年第40号（禁限管制申报）",
    "GACC Announcement 2026 No.40 (control attribute and elements)",
    ((date(2026, 4, 16), None),),
    "",
    "S",
)
ANNOUNCEMENT_2007_54 = Instrument(
    "MOFCOM-2007-54",
    "商务部、海关总署公告2007年第54号（铟列入出口许可证管理）",
    "MOFCOM and GACC Announcement 2007 No.54 (indium under export licensing)",
    ((date(2007, 6, 15), None),),
    "",
    "S",
)
ANNOUNCEMENT_2025_89 = Instrument(
    "MOFCOM-2025-89",
    "商务部、海关总署公告2025年第89号（2026年出口许可证管理货物目录）",
    "MOFCOM and GACC Announcement 2025 No.89 (2026 export licence catalogue)",
    ((date(2026, 1, 1), date(2027, 1, 1)),),
    "https://www.10100.com/article/65966349",
)
ANNOUNCEMENT_2023_23 = Instrument(
    "MOFCOM-2023-23",
    "商务部、海关总署公告2023年第23号（镓、锗相关物项）",
    "MOFCOM and GACC Announcement 2023 No.23 (gallium and germanium items)",
    ((date(2023, 8, 1), None),),
)
ANNOUNCEMENT_2024_33 = Instrument(
    "MOFCOM-2024-33",
    "商务部、海关总署公告2024年第33号（锑等物项）",
    "MOFCOM and GACC Announcement 2024 No.33 (antimony items)",
    ((date(2024, 9, 15), None),),
)
UNIFIED_CONTROL_LIST = Instrument(
    "MOFCOM-2024-51",
    "商务部等公告2024年第51号（两用物项出口管制清单）",
    "Announcement 2024 No.51 (Dual-Use Items Export Control List)",
    ((date(2024, 12, 1), None),),
)
ANNOUNCEMENT_2025_10 = Instrument(
    "MOFCOM-2025-10",
    "商务部、海关总署公告2025年第10号（钨、碲、铋、钼、铟相关物项）",
    "MOFCOM and GACC Announcement 2025 No.10 (tungsten, tellurium, bismuth, molybdenum, indium)",
    ((date(2025, 2, 4), None),),
)
ANNOUNCEMENT_2025_18 = Instrument(
    "MOFCOM-2025-18",
    "商务部、海关总署公告2025年第18号（备注栏申明）",
    "MOFCOM and GACC Announcement 2025 No.18 (statement in the remarks)",
    ((date(2025, 4, 4), None),),
    "https://hgt.cirs-group.com/service/detail/eiyexqfy7aps",
)
US_MILITARY_BAN = Instrument(
    "MOFCOM-2024-46-1",
    "商务部公告2024年第46号第一条（对美军事用户和用途）",
    "MOFCOM Announcement 2024 No.46 clause 1 (US military users and uses)",
    ((date(2024, 12, 3), None),),
    "https://news.cnyes.com/news/id/6226930",
)
US_MATERIALS_BAN = Instrument(
    "MOFCOM-2024-46-2",
    "商务部公告2024年第46号第二条（镓、锗、锑、超硬材料对美出口）",
    "MOFCOM Announcement 2024 No.46 clause 2 (gallium, germanium, antimony to the US)",
    ((date(2024, 12, 3), date(2025, 11, 9)), (date(2026, 11, 28), None)),
    "https://news.cnyes.com/news/id/6226930",
)
JAPAN_MILITARY_BAN = Instrument(
    "MOFCOM-2026-1",
    "商务部公告2026年第1号（对日军事用户和用途）",
    "MOFCOM Announcement 2026 No.1 (Japanese military users and uses)",
    ((date(2026, 1, 6), None),),
    "https://m.163.com/news/article/KILHJ3JD05563O7K.html",
)
REPORTING_CHANNEL = Instrument(
    "MOFCOM-REPORTS-2026",
    "战略矿产违法出口举报渠道",
    "Public reporting channel for illegal strategic-mineral exports",
    ((date(2026, 6, 25), None),),
    "",
    "S",
)

DUAL_USE_CATALOGUE_2026 = Instrument(
    "DUAL-USE-CATALOGUE-2026",
    "两用物项和技术进出口许可证管理目录（2026年）",
    "Catalogue of Dual-Use Items under Import and Export Licence (2026)",
    ((date(2026, 1, 1), date(2027, 1, 1)),),
    "",
    "S",
)
US_DRONES_2026 = Instrument(
    "MOFCOM-2026-34",
    "商务部公告2026年第34号（对美无人机；日期待核实，第30号之后）",
    "MOFCOM Announcement 2026 No.34 (drones and the US; its day, after No.30, to be verified)",
    ((date(2026, 7, 24), None),),
    "",
    "S",
)
COUNTERMEASURE_ORDERS_2026 = Instrument(
    "MOFCOM-ORDERS-2026-1-3",
    "商务部令2026年第1—3号（反制措施）",
    "MOFCOM Orders 2026 Nos.1-3 (countermeasures)",
    ((date(2026, 8, 5), None),),
    "https://aqygzj.mofcom.gov.cn/flzc/gzjgfxwj/art/2026/art_4028b8300fa24a0399f7da26e4939b20.html",
    "S",
)

# By the text of No.70/2025 they rest to 2026-11-10; the policy says how long they are taken to.
_SUSPENDED_OCTOBER_2025 = (
    (date(2025, 10, 9), date(2025, 11, 7)),
    (date(2026, 11, 11), None),
)
_SUSPENSION_SOURCE = "https://udn.com/news/story/7333/9125818"


def _october_2025(
    number: int, subject_zh: str, subject_en: str, source: str = _SUSPENSION_SOURCE
) -> Instrument:
    return Instrument(
        f"MOFCOM-2025-{number}",
        f"商务部公告2025年第{number}号（{subject_zh}）",
        f"MOFCOM Announcement 2025 No.{number} ({subject_en})",
        _SUSPENDED_OCTOBER_2025,
        source,
        "S",
    )


ANNOUNCEMENT_2025_55 = _october_2025(55, "超硬材料", "superhard materials")
ANNOUNCEMENT_2025_56 = _october_2025(56, "稀土设备和原辅料", "rare-earth equipment and materials")
ANNOUNCEMENT_2025_57 = _october_2025(57, "部分中重稀土", "five rare earths")
ANNOUNCEMENT_2025_58 = _october_2025(58, "锂电池和石墨", "lithium batteries and graphite")
AFFILIATE_RULE = _october_2025(
    61,
    "境外相关稀土物项、50%关联方",
    "extraterritorial reach, 50% affiliates",
    "https://politics.gmw.cn/2025-10/09/content_38329670.htm",
)
ANNOUNCEMENT_2025_62 = _october_2025(62, "稀土技术", "rare-earth technology")
