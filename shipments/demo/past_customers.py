"""Exporters and customers of the demo's past: invented firms and how they buy. Pure."""

from dataclasses import dataclass, replace

from shipments.demo.buyers import Buyer
from shipments.demo.goods import FOIL, HIGH_PURITY, INGOT, INP, TMIN, Product

DAYS = 720
"""The first orders fall on about so many days ago."""
EXPORTERS = {
    "liujiang": (
        "柳州柳江铟锡材料有限公司",
        "Liuzhou Liujiang Indium & Tin Materials Co., Ltd.",
        "91450200MA5N28RT6",
        "4502960228",
        "广西壮族自治区柳州市柳北区沙塘路28号",
        "0772-26100228",
    ),
    "guanlan": (
        "东莞莞兰电子材料有限公司",
        "Dongguan Guanlan Electronic Materials Co., Ltd.",
        "91441900MA52Q07X1",
        "4419960317",
        "广东省东莞市松山湖科技九路17号",
        "0769-22890317",
    ),
    "jinjiang": (
        "成都锦江稀有金属有限公司",
        "Chengdu Jinjiang Rare Metals Co., Ltd.",
        "91510100MA6C81HJ5",
        "5101960402",
        "四川省成都市青白江区团结东路402号",
        "028-83600402",
    ),
    "taihu": (
        "苏州太湖靶材有限公司",
        "Suzhou Taihu Targets Co., Ltd.",
        "91320500MA1X93KL8",
        "3205960519",
        "江苏省苏州市吴中区越溪街道519号",
        "0512-66550519",
    ),
    "yuelu": (
        "长沙岳麓高纯金属有限公司",
        "Changsha Yuelu High-Purity Metals Co., Ltd.",
        "91430100MA4P66BW4",
        "4301960633",
        "湖南省长沙市岳麓区麓谷大道633号",
        "0731-88990633",
    ),
    "honghe": (
        "蒙自红河铟业有限公司",
        "Mengzi Honghe Indium Co., Ltd.",
        "91532500MA6P17NT2",
        "5325960711",
        "云南省红河州蒙自市雨过铺镇711号",
        "0873-37200711",
    ),
}
ALL = tuple(EXPORTERS)


@dataclass(frozen=True)
class Customer:
    """How an end user buys: `lot_kg` every so many days, from exporters by their keys. Its declared
    need grows to `later_kg` a year from `grows` days ago on."""

    buyer: Buyer
    product: Product
    lot_kg: int
    every: int
    exporters: tuple[str, ...]
    since: int = DAYS
    grows: int = 0
    later_kg: int = 0


def _firm(
    name_en: str,
    name_zh: str,
    country: str,
    address: str,
    use: str,
    made: str,
    yearly_kg: int,
    **other: str,
) -> Buyer:
    process = {
        "ito": "Oxide route and sintering with SnO2",
        "cigs": "Co-evaporation with copper, gallium and selenium",
        "inp": "Synthesis and crystal growth",
        "epitaxy": "Metal-organic vapour-phase epitaxy",
        "solder": "Alloying and rolling",
        "trading": "Stockholding",
    }[use]
    port = f"{country}000"
    return Buyer(name_en, name_zh, country, address, port, use, made, process, yearly_kg, **other)


TARGETS, PREFORMS = "ITO sputtering targets", "Solder preforms"
NAM_LONG = _firm(
    "Nam Long Thin Film JSC",
    "南隆薄膜股份公司",
    "VNM",
    "Lot C4, Que Vo Industrial Park, Bac Ninh",
    "ito",
    TARGETS,
    2400,
)
NAM_LONG_NOW = replace(NAM_LONG, yearly_kg=7800)
"""The same firm as its statements of the last half-year have it."""
HARBOUR_LANE = _firm(
    "Harbour Lane Materials Ltd.",
    "港巷材料有限公司",
    "HKG",
    "Unit 1207, 49 Hung To Road, Kwun Tong, Hong Kong",
    "trading",
    "Resale in the region",
    9000,
    business_kind="distributor",
    scope="Distribution of electronic materials",
)
HANDS_ON = _firm(
    "Perai Solder Sdn. Bhd.",
    "北赖焊料有限公司",
    "MYS",
    "Plot 49, Prai Industrial Complex, Penang",
    "solder",
    PREFORMS,
    2100,
)
TAKES_OVER = _firm(
    "Rayong Solder Alloys Co., Ltd.",
    "罗勇焊料合金有限公司",
    "THA",
    "77 Eastern Seaboard Estate, Rayong",
    "solder",
    PREFORMS,
    1500,
)
"""It once took over metal that the one before had no use for."""
RED_RIVER = _firm(
    "Red River Display Glass Co., Ltd.",
    "红河显示玻璃有限公司",
    "VNM",
    "Dinh Tram Industrial Zone, Bac Giang",
    "ito",
    TARGETS,
    4600,
)


HONEST = (
    Customer(RED_RIVER, INGOT, 260, 26, ("liujiang", "taihu")),
    Customer(
        _firm("Seorak Panel Materials Co., Ltd.", "雪岳面板材料株式会社", "KOR",
              "21 Asan Valley-ro, Asan", "ito", TARGETS, 9500),
        INGOT, 520, 24, ("honghe", "liujiang"),
    ),
    Customer(
        _firm("Daehan Coating Targets Inc.", "大韩镀膜靶材株式会社", "KOR",
              "5 Paju LCD-ro, Paju", "ito", TARGETS, 7400),
        INGOT, 430, 26, ("taihu", "jinjiang"),
    ),
    Customer(
        _firm("Minato Target Works K.K.", "港靶材工业株式会社", "JPN",
              "4-9 Wakamatsu, Kitakyushu", "ito", TARGETS, 8200),
        INGOT, 480, 27, ("honghe",),
    ),
    Customer(
        _firm("Kitakami Solder K.K.", "北上焊料株式会社", "JPN",
              "2-1 Kitakami Industrial Park, Iwate", "solder", PREFORMS, 1700),
        FOIL, 120, 31, ("guanlan",),
    ),
    Customer(
        _firm("Dreisam Solar Schicht GmbH", "弗赖堡光伏镀膜有限公司", "DEU",
              "Industriestr. 40, 79108 Freiburg", "cigs", "CIGS modules", 3300),
        INGOT, 230, 31, ("jinjiang",),
    ),
    Customer(
        _firm("Elbe Kristall GmbH", "易北晶体有限公司", "DEU",
              "Meissner Str. 12, 01445 Radebeul", "inp", "InP substrates", 760),
        HIGH_PURITY, 52, 32, ("yuelu",),
    ),
    Customer(
        _firm("Maas Glazing Films B.V.", "马斯玻璃膜有限公司", "NLD",
              "Sluisweg 8, 6136 Sittard", "ito", TARGETS, 5400),
        INGOT, 340, 29, ("taihu", "honghe"),
    ),
    Customer(
        _firm("Formosa Lightwave Crystal Corp.", "台光晶体股份有限公司", "TWN",
              "18 Creation Rd. II, Hsinchu", "inp", "InP wafers", 560),
        INP, 30, 28, ("yuelu",),
    ),
    Customer(
        _firm("Tainan Panel Targets Ltd.", "台南面板靶材有限公司", "TWN",
              "6 Nanke 3rd Rd., Tainan", "ito", TARGETS, 6100),
        INGOT, 370, 27, ("liujiang",),
    ),
    Customer(
        HANDS_ON,
        FOIL, 150, 33, ("guanlan", "jinjiang"),
    ),
    Customer(
        _firm("Tampines Epi Optics Pte. Ltd.", "淡滨尼外延光电有限公司", "SGP",
              "30 Tampines Industrial Ave 3, Singapore", "epitaxy", "Laser epiwafers", 70),
        TMIN, 4, 30, ("yuelu",),
    ),
    Customer(
        TAKES_OVER,
        FOIL, 105, 33, ("guanlan",),
    ),
    Customer(
        _firm("Isere Couches Minces S.A.S.", "伊泽尔薄膜公司", "FRA",
              "14 rue des Verriers, 38000 Grenoble", "ito", TARGETS, 2900),
        INGOT, 190, 31, ("honghe",),
    ),
    Customer(
        _firm("Brenta Saldature S.r.l.", "布伦塔焊接材料有限公司", "ITA",
              "Via dell'Artigianato 9, Padova", "solder", PREFORMS, 1300),
        FOIL, 90, 33, ("guanlan",),
    ),
    Customer(
        _firm("Malaren Solar AB", "梅拉伦太阳能公司", "SWE",
              "Solvagen 3, 721 30 Vasteras", "cigs", "CIGS foils", 1900),
        INGOT, 135, 32, ("jinjiang",),
    ),
)  # fmt: skip
GROWER = Customer(
    _firm(
        "Vistula Display Films Sp. z o.o.",
        "维斯瓦显示膜有限公司",
        "POL",
        "ul. Fabryczna 11, Wroclaw",
        "ito",
        TARGETS,
        2600,
    ),
    INGOT,
    175,
    30,
    ("taihu",),
    since=600,
    grows=250,
    later_kg=3900,
)
"""Honest: it needs more, says so in good time, and keeps below it."""
