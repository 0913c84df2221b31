"""Laws, regulations and announcements the rules rest on, with the periods each applied in.

Periods are [since, until) as published; suspensions whose end customs may re-date are kept in the
policy as well, and the policy decides. Confidence: V2 two sources, S one, M to be verified.
"""

from datetime import date

from compliance.law.provisions import Instrument

EXPORT_CONTROL_LAW = Instrument(
    "ECL",
    "中华人民共和国出口管制法",
    "Export Control Law of the PRC",
    ((date(2020, 12, 1), None),),
    "https://flk.npc.gov.cn/",
)
DUAL_USE_REGULATIONS = Instrument(
    "DECREE-792",
    "两用物项出口管制条例（国务院令第792号）",
    "Regulations on Export Control of Dual-Use Items (State Council Decree 792)",
    ((date(2024, 12, 1), None),),
    "https://www.gov.cn/zhengce/",
)
CUSTOMS_LAW = Instrument(
    "CUSTOMS-LAW",
    "中华人民共和国海关法",
    "Customs Law of the PRC",
    ((date(1987, 7, 1), None),),
    "https://flk.npc.gov.cn/",
)
CUSTOMS_PENALTIES = Instrument(
    "CUSTOMS-PENALTIES",
    "中华人民共和国海关行政处罚实施条例",
    "Implementing Regulations on Customs Administrative Penalties",
    ((date(2004, 11, 1), None),),
    "https://flk.npc.gov.cn/",
)
DANGEROUS_CHEMICALS = Instrument(
    "DANGEROUS-CHEMICALS",
    "危险化学品安全管理条例（国务院令第591号）",
    "Regulations on the Safety of Dangerous Chemicals (State Council Decree 591)",
    ((date(2011, 12, 1), None),),
    "https://www.gov.cn/",
    "M",
)
FOREIGN_TRADE_LAW = Instrument(
    "FOREIGN-TRADE-LAW",
    "中华人民共和国对外贸易法",
    "Foreign Trade Law of the PRC",
    ((date(2004, 7, 1), None),),
    "https://flk.npc.gov.cn/",
    "M",
)
UNRELIABLE_ENTITY_RULES = Instrument(
    "UNRELIABLE-ENTITIES",
    "不可靠实体清单规定（商务部令2020年第4号）",
    "Provisions on the Unreliable Entity List (MOFCOM Order 2020 No.4)",
    ((date(2020, 9, 19), None),),
    "https://www.mofcom.gov.cn/",
    "M",
)
DECLARATION_RULES = Instrument(
    "GACC-2018-60",
    "进出口货物报关单填制规范（海关总署公告2018年第60号）",
    "Rules for completing customs declarations (GACC Announcement 2018 No.60)",
    ((date(2018, 8, 1), None),),
    "http://www.customs.gov.cn/",
)
CUSTOMS_QUESTION_RULES = Instrument(
    "GACC-2025-123",
    "海关总署公告2025年第123号（两用物项出口管制质疑程序）",
    "GACC Announcement 2025 No.123 (customs questions on dual-use items)",
    ((date(2025, 6, 9), None),),
    "http://www.customs.gov.cn/",
    "S",
)
CONTROL_ATTRIBUTE_RULES = Instrument(
    "GACC-2026-40",
    "海关总署公告2026年第40号（禁限管制申报）",
    "GACC Announcement 2026 No.40 (control attribute and elements)",
    ((date(2026, 4, 16), None),),
    "http://www.customs.gov.cn/",
    "S",
)
GOODS_LICENCE_MEASURES = Instrument(
    "MOFCOM-2008-11",
    "货物出口许可证管理办法（商务部令2008年第11号）",
    "Measures on Export Licences for Goods (MOFCOM Order 2008 No.11)",
    ((date(2008, 7, 1), None),),
    "https://www.mofcom.gov.cn/",
    "M",
)
ANNOUNCEMENT_2007_54 = Instrument(
    "MOFCOM-2007-54",
    "商务部、海关总署公告2007年第54号（铟列入出口许可证管理）",
    "MOFCOM and GACC Announcement 2007 No.54 (indium under export licensing)",
    ((date(2007, 6, 15), None),),
    "https://www.mofcom.gov.cn/",
    "S",
)
ANNOUNCEMENT_2025_89 = Instrument(
    "MOFCOM-2025-89",
    "商务部、海关总署公告2025年第89号（2026年出口许可证管理货物目录）",
    "MOFCOM and GACC Announcement 2025 No.89 (2026 export licence catalogue)",
    ((date(2026, 1, 1), date(2027, 1, 1)),),
    "https://www.mofcom.gov.cn/",
)
ANNOUNCEMENT_2023_23 = Instrument(
    "MOFCOM-2023-23",
    "商务部、海关总署公告2023年第23号（镓、锗相关物项）",
    "MOFCOM and GACC Announcement 2023 No.23 (gallium and germanium items)",
    ((date(2023, 8, 1), None),),
    "https://www.mofcom.gov.cn/",
)
ANNOUNCEMENT_2024_33 = Instrument(
    "MOFCOM-2024-33",
    "商务部、海关总署公告2024年第33号（锑等物项）",
    "MOFCOM and GACC Announcement 2024 No.33 (antimony items)",
    ((date(2024, 9, 15), None),),
    "https://www.mofcom.gov.cn/",
)
UNIFIED_CONTROL_LIST = Instrument(
    "MOFCOM-2024-51",
    "商务部等公告2024年第51号（两用物项出口管制清单）",
    "Announcement 2024 No.51 (Dual-Use Items Export Control List)",
    ((date(2024, 12, 1), None),),
    "https://www.mofcom.gov.cn/",
)
ANNOUNCEMENT_2025_10 = Instrument(
    "MOFCOM-2025-10",
    "商务部、海关总署公告2025年第10号（钨、碲、铋、钼、铟相关物项）",
    "MOFCOM and GACC Announcement 2025 No.10 (tungsten, tellurium, bismuth, molybdenum, indium)",
    ((date(2025, 2, 4), None),),
    "https://www.mofcom.gov.cn/",
)
ANNOUNCEMENT_2025_18 = Instrument(
    "MOFCOM-2025-18",
    "商务部、海关总署公告2025年第18号（备注栏申明）",
    "MOFCOM and GACC Announcement 2025 No.18 (statement in the remarks)",
    ((date(2025, 4, 4), None),),
    "https://www.mofcom.gov.cn/",
)
US_MILITARY_BAN = Instrument(
    "MOFCOM-2024-46-1",
    "商务部公告2024年第46号第一条（对美军事用户和用途）",
    "MOFCOM Announcement 2024 No.46 clause 1 (US military users and uses)",
    ((date(2024, 12, 3), None),),
    "https://www.mofcom.gov.cn/",
)
US_MATERIALS_BAN = Instrument(
    "MOFCOM-2024-46-2",
    "商务部公告2024年第46号第二条（镓、锗、锑、超硬材料对美出口）",
    "MOFCOM Announcement 2024 No.46 clause 2 (gallium, germanium, antimony to the US)",
    ((date(2024, 12, 3), date(2025, 11, 9)), (date(2026, 11, 27), None)),
    "https://www.mofcom.gov.cn/",
)
JAPAN_MILITARY_BAN = Instrument(
    "MOFCOM-2026-1",
    "商务部公告2026年第1号（对日军事用户和用途）",
    "MOFCOM Announcement 2026 No.1 (Japanese military users and uses)",
    ((date(2026, 1, 6), None),),
    "https://www.mofcom.gov.cn/",
)
REPORTING_CHANNEL = Instrument(
    "MOFCOM-REPORTS-2026",
    "战略矿产违法出口举报渠道",
    "Public reporting channel for illegal strategic-mineral exports",
    ((date(2026, 6, 25), None),),
    "https://www.mofcom.gov.cn/",
    "S",
)

_SUSPENDED_OCTOBER_2025 = (
    (date(2025, 10, 9), date(2025, 11, 7)),
    (date(2027, 1, 10), None),
)


def _october_2025(number: int, subject_zh: str, subject_en: str) -> Instrument:
    return Instrument(
        f"MOFCOM-2025-{number}",
        f"商务部公告2025年第{number}号（{subject_zh}）",
        f"MOFCOM Announcement 2025 No.{number} ({subject_en})",
        _SUSPENDED_OCTOBER_2025,
        "https://www.mofcom.gov.cn/",
        "S",
    )


ANNOUNCEMENT_2025_55 = _october_2025(55, "超硬材料", "superhard materials")
ANNOUNCEMENT_2025_56 = _october_2025(56, "稀土设备和原辅料", "rare-earth equipment and materials")
ANNOUNCEMENT_2025_57 = _october_2025(57, "部分中重稀土", "five rare earths")
ANNOUNCEMENT_2025_58 = _october_2025(58, "锂电池和石墨", "lithium batteries and graphite")
AFFILIATE_RULE = _october_2025(
    61, "境外相关稀土物项、50%关联方", "extraterritorial reach, 50% affiliates"
)
ANNOUNCEMENT_2025_62 = _october_2025(62, "稀土技术", "rare-earth technology")

INSTRUMENTS: tuple[Instrument, ...] = tuple(
    value for value in tuple(globals().values()) if isinstance(value, Instrument)
)
