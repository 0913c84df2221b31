"""End-use norms and reference prices of the first policy.

All norms are derived, not law, and meant to be edited: purity in mass percent (3N = 99.9,
7N = 99.99999), lots and yearly needs per site in kilograms.
"""

from datetime import date
from decimal import Decimal

from compliance.law.policy import EndUseNorm, PriceBand

N3, N4, N4_5 = Decimal("99.9"), Decimal("99.99"), Decimal("99.995")
N5, N6, N7 = Decimal("99.999"), Decimal("99.9999"), Decimal("99.99999")
PURE = Decimal(100)
NONE = Decimal(0)

INGOTS = ("ingot", "bar", "block")
GRAINS = ("shot", "granule", "bar", "rod", "ingot", "block", "polycrystal")


def _norm(
    code: str,
    name_zh: str,
    name_en: str,
    purity: tuple[Decimal, Decimal],
    forms: tuple[str, ...],
    lot: tuple[int, int],
    yearly: tuple[int, int],
    *,
    is_end_use: bool = True,
    always_manual: bool = False,
    sensitive: bool = False,
) -> EndUseNorm:
    lots = (Decimal(lot[0]), Decimal(lot[1]))
    years = (Decimal(yearly[0]), Decimal(yearly[1]))
    marks = (is_end_use, always_manual, sensitive)
    return EndUseNorm(code, name_zh, name_en, *purity, forms, *lots, *years, *marks)


END_USE_NORMS = (
    _norm("ito", "ITO 靶材", "ITO targets", (N4, N4_5), INGOTS, (200, 5000), (2000, 60000)),
    _norm(
        "inp",
        "磷化铟晶体生长",
        "InP crystal growth",
        (N6, PURE),
        GRAINS,
        (5, 300),
        (50, 5000),
    ),
    _norm(
        "organoindium",
        "三甲基铟、三乙基铟合成",
        "TMIn and TEIn synthesis",
        (N6, PURE),
        GRAINS,
        (5, 200),
        (50, 2000),
    ),
    _norm(
        "epitaxy",
        "外延生长和晶圆加工",
        "Epitaxy and wafer processing",
        (N5, PURE),
        ("wafer", "crystal", "liquid", "solid"),
        (0, 50),
        (1, 500),
    ),
    _norm(
        "ir_detector",
        "锑化铟、砷化铟红外探测器",
        "InSb and InAs infrared detectors",
        (N6, PURE),
        GRAINS,
        (1, 50),
        (5, 300),
        sensitive=True,
    ),
    _norm(
        "solder",
        "焊料、热界面材料和密封件",
        "Solder, thermal interface and seals",
        (N4, N5),
        ("ingot", "bar", "foil", "wire", "strip", "sheet", "paste", "preform", "shot"),
        (10, 1000),
        (100, 10000),
    ),
    _norm(
        "cigs",
        "铜铟镓硒及光伏",
        "CIGS and photovoltaics",
        (N4_5, N5),
        ("target", "ingot", "shot"),
        (50, 2000),
        (500, 10000),
    ),
    _norm(
        "alloy",
        "轴承、镀层和合金",
        "Bearings, coatings and alloys",
        (N3, N4),
        INGOTS,
        (5, 500),
        (50, 3000),
    ),
    _norm(
        "battery",
        "电池（锌负极添加剂）",
        "Batteries (zinc anode additive)",
        (N3, N4),
        ("powder",),
        (10, 500),
        (100, 5000),
    ),
    _norm(
        "control_rod",
        "银铟镉控制棒",
        "Silver-indium-cadmium control rods",
        (N4, PURE),
        INGOTS,
        (50, 400),
        (100, 1500),
        always_manual=True,
        sensitive=True,
    ),
    _norm("research", "研发和样品", "Research and samples", (NONE, PURE), (), (0, 5), (0, 20)),
    _norm(
        "trading",
        "贸易和分销",
        "Trading and distribution",
        (NONE, PURE),
        (),
        (0, 0),
        (0, 0),
        is_end_use=False,
    ),
)


def _price(purity: Decimal, since: date, usd_per_kg: int) -> PriceBand:
    return PriceBand("indium", purity, since, Decimal(usd_per_kg))


# Anchors: FOB China 2024-07 360-380, 2025-04 up to 400, Rotterdam 2026-02 500-600; 7N 2026-06
# CNY 5,500-5,700. Other classes follow by ratio.
PRICE_BANDS = (
    _price(N3, date(2024, 1, 1), 340),
    _price(N4, date(2024, 1, 1), 370),
    _price(N6, date(2024, 1, 1), 450),
    _price(N7, date(2024, 1, 1), 530),
    _price(N3, date(2025, 4, 1), 370),
    _price(N4, date(2025, 4, 1), 400),
    _price(N6, date(2025, 4, 1), 490),
    _price(N7, date(2025, 4, 1), 570),
    _price(N3, date(2026, 2, 1), 510),
    _price(N4, date(2026, 2, 1), 550),
    _price(N6, date(2026, 2, 1), 670),
    _price(N7, date(2026, 6, 1), 790),
)
