"""Customs regimes that may free goods from a licence, as the first policy lists them.

Graver the less sure the source is: V2 and S to check, M and what the tariff page contradicts for
two officers. Decree 792 article 48 keeps what leaves a bonded zone for abroad under licence.
"""

from datetime import date
from decimal import Decimal

from compliance.law.policy import LicenceExemption

BEGIN = date(2024, 1, 1)
EXEMPTIONS = (
    LicenceExemption(
        "ZONE-ENTRY",
        "any",
        "FLAG",
        date(2024, 12, 1),
        None,
        (),
        True,
        None,
        "V2",
        "境内进入海关特殊监管区域、保税监管场所，无须许可（第792号令第四十八条第二款）；离区出境时须验证",
        "Entry from the mainland into a bonded place needs no licence (Decree 792 art. 48.2); "
        "leaving it for abroad does",
    ),
    LicenceExemption(
        "BORDER-TRADE",
        "metal",
        "HOLD",
        date(2026, 1, 1),
        date(2027, 1, 1),
        ("4019",),
        False,
        None,
        "V2",
        "边境小额贸易免领出口许可证（2025年第89号）；税则页仍标注证件代码y，由两名关员核实",
        "Small-scale border trade needs no export licence (2025 No.89); the tariff page still "
        "shows document code y, so two officers look",
    ),
    LicenceExemption(
        "SAMPLES",
        "metal",
        "FLAG",
        BEGIN,
        None,
        ("3010",),
        False,
        Decimal(30000),
        "S",
        "货样广告品每批不超过人民币3万元免领出口许可证（单一来源）",
        "Samples up to CNY 30,000 a consignment need no export licence (one source)",
    ),
    LicenceExemption(
        "ZONE-ABROAD",
        "metal",
        "HOLD",
        BEGIN,
        None,
        ("5034",),
        False,
        None,
        "M",
        "综合保税区与境外之间一般不实行许可证件管理，另有规定的除外（凭记忆）；两用物项仍须许可",
        "Between a bonded zone and abroad licences are usually not asked for (from memory); "
        "dual-use items still need theirs",
    ),
    LicenceExemption(
        "DIRECT-RETURN",
        "any",
        "HOLD",
        BEGIN,
        None,
        ("4500",),
        False,
        None,
        "M",
        "直接退运货物不验核许可证件（凭记忆）；须有海关直接退运的决定",
        "Licences are not asked for on direct return (from memory); customs' decision on the "
        "return is needed",
    ),
)
