"""Laws, regulations and standing rules the findings rest on, each edition with its period; the
announcements of the ministries stand beside, in compliance.law.announcements.

`source` is a page that holds the text, empty where none is known. Confidence: V2 two sources, S
one, M to be verified.
"""

from datetime import date

from compliance.law import announcements
from compliance.law.provisions import Instrument

EXPORT_CONTROL_LAW = Instrument(
    "ECL",
    "中华人民共和国出口管制法",
    "Export Control Law of the PRC",
    ((date(2020, 12, 1), None),),
)
DUAL_USE_REGULATIONS = Instrument(
    "DECREE-792",
    "两用物项出口管制条例（国务院令第792号）",
    "Regulations on Export Control of Dual-Use Items (State Council Decree 792)",
    ((date(2024, 12, 1), None),),
    "https://www.csrcare.com/Law/LawShowEn?id=233583",
)
CUSTOMS_LAW = Instrument(
    "CUSTOMS-LAW",
    "中华人民共和国海关法",
    "Customs Law of the PRC",
    ((date(1987, 7, 1), None),),
)
CUSTOMS_PENALTIES = Instrument(
    "CUSTOMS-PENALTIES",
    "中华人民共和国海关行政处罚实施条例",
    "Implementing Regulations on Customs Administrative Penalties",
    ((date(2004, 11, 1), None),),
)
DANGEROUS_CHEMICALS = Instrument(
    "DANGEROUS-CHEMICALS",
    "危险化学品安全管理条例（国务院令第591号）",
    "Regulations on the Safety of Dangerous Chemicals (State Council Decree 591)",
    ((date(2011, 12, 1), date(2026, 5, 1)),),
    "",
    "M",
)
FOREIGN_TRADE_LAW_2004 = Instrument(
    "FOREIGN-TRADE-LAW",
    "中华人民共和国对外贸易法（2004年修订）",
    "Foreign Trade Law of the PRC (as revised in 2004)",
    ((date(2004, 7, 1), date(2026, 3, 1)),),
    "",
    "M",
)
FOREIGN_TRADE_LAW = Instrument(
    "FOREIGN-TRADE-LAW-2025",
    "中华人民共和国对外贸易法（2025年修订）",
    "Foreign Trade Law of the PRC (as revised in 2025)",
    ((date(2026, 3, 1), None),),
    "http://big5.news.cn/gate/big5/www.xinhuanet.com/legal/20251227/"
    "d030139018ad432eb39efde4045bb8a6/c.html",
)
HAZARDOUS_CHEMICALS_LAW = Instrument(
    "HAZARDOUS-CHEMICALS-LAW",
    "中华人民共和国危险化学品安全法",
    "Hazardous Chemicals Safety Law of the PRC",
    ((date(2026, 5, 1), None),),
    "https://wechat.estsglobal.com/wechat/law_contents/384",
    "S",
)
ANTI_SANCTIONS_LAW = Instrument(
    "ANTI-FOREIGN-SANCTIONS-LAW",
    "中华人民共和国反外国制裁法",
    "Anti-Foreign Sanctions Law of the PRC",
    ((date(2021, 6, 10), None),),
    "https://vi.chinajusticeobserver.com/law/x/"
    "anti-foreign-sanctions-law-of-the-peoples-repubulic-of-china20210610/chn",
)
ANTI_SANCTIONS_PROVISIONS = Instrument(
    "DECREE-803",
    "实施《中华人民共和国反外国制裁法》的规定（国务院令第803号）",
    "Provisions on carrying out the Anti-Foreign Sanctions Law (State Council Decree 803)",
    ((date(2025, 3, 23), None),),
    "https://big5.cri.cn/gate/big5/taiwan.cri.cn/2025-03-25/"
    "638a151c-12cb-d060-5e68-457c88ba3769.html",
)
UNRELIABLE_ENTITY_RULES = Instrument(
    "UNRELIABLE-ENTITIES",
    "不可靠实体清单规定（商务部令2020年第4号）",
    "Provisions on the Unreliable Entity List (MOFCOM Order 2020 No.4)",
    ((date(2020, 9, 19), None),),
    "",
    "M",
)
DECLARATION_RULES_2018 = Instrument(
    "GACC-2018-60",
    "进出口货物报关单填制规范（海关总署公告2018年第60号）",
    "Rules for completing customs declarations (GACC Announcement 2018 No.60)",
    ((date(2018, 8, 1), date(2019, 2, 1)),),
)
DECLARATION_RULES = Instrument(
    "GACC-2019-18",
    "进出口货物报关单填制规范（海关总署公告2019年第18号）",
    "Rules for completing customs declarations (GACC Announcement 2019 No.18)",
    ((date(2019, 2, 1), None),),
    "",
    "M",
)
WITHDRAWAL_MEASURES = Instrument(
    "GACC-220",
    "海关进出口货物报关单修改和撤销管理办法（海关总署令第220号）",
    "Measures on amending and withdrawing declarations (GACC Order 220)",
    ((date(2014, 3, 13), None),),
    "",
    "M",
)
DIRECT_RETURN_MEASURES = Instrument(
    "GACC-DIRECT-RETURN",
    "海关进口货物直接退运管理办法（海关总署令第217号）",
    "Customs Measures on the Direct Return of Imported Goods (GACC Order 217)",
    ((date(2014, 3, 12), None),),
    "",
    "M",
)
BONDED_ZONE_MEASURES = Instrument(
    "GACC-256",
    "海关综合保税区管理办法（海关总署令第256号）",
    "Customs Measures on Comprehensive Bonded Zones (GACC Order 256)",
    ((date(2022, 4, 1), None),),
    "",
    "M",
)
GOODS_LICENCE_MEASURES = Instrument(
    "MOFCOM-2008-11",
    "货物出口许可证管理办法（商务部令2008年第11号）",
    "Measures on Export Licences for Goods (MOFCOM Order 2008 No.11)",
    ((date(2008, 7, 1), None),),
    "",
    "M",
)
DUAL_USE_LICENCE_MEASURES = Instrument(
    "MOFCOM-GACC-2005-29",
    "两用物项和技术进出口许可证管理办法（商务部、海关总署令2005年第29号）",
    "Measures on Import and Export Licences for Dual-Use Items (MOFCOM and GACC Order 2005 No.29)",
    ((date(2006, 1, 1), None),),
    "",
    "M",
)

INSTRUMENTS: tuple[Instrument, ...] = tuple(
    value
    for value in (*vars(announcements).values(), *globals().values())
    if isinstance(value, Instrument)
)
"""Those of the ministries' announcements, then these."""
BY_KEY = {each.key: each for each in INSTRUMENTS}
