"""Demo buyers: invented foreign firms with all that a declaration asks about them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Buyer:
    """A foreign firm that buys and uses the metal; `use` is an end-use category of the policy."""

    name_en: str
    name_zh: str
    country: str
    address: str
    port: str
    use: str
    product_made: str
    process: str
    yearly_kg: int
    business_kind: str = "manufacturer"
    scope: str = "Manufacture of electronic materials"


HANBIT = Buyer(
    "Hanbit Display Materials Co., Ltd.",
    "韩光显示材料株式会社",
    "KOR",
    "88 Gongdan-ro, Gumi-si, Gyeongsangbuk-do",
    "KOR003",
    "ito",
    "ITO sputtering targets for display panels",
    "Dissolved, precipitated and calcined to In2O3, then sintered with SnO2",
    9000,
)
DEKKER = Buyer(
    "Dekker Thin Film B.V.",
    "德克薄膜有限公司",
    "NLD",
    "Havenweg 14, 3089 JK Rotterdam",
    "NLD066",
    "ito",
    "Rotary ITO targets for architectural glass",
    "Oxide route, cold isostatic pressing and sintering",
    7000,
)
LINDNER = Buyer(
    "Lindner Kristalltechnik GmbH",
    "林德纳晶体技术有限公司",
    "DEU",
    "Am Rossmarkt 9, 09599 Freiberg",
    "DEU063",
    "inp",
    "Indium phosphide substrates for optical communication lasers",
    "Synthesis and vertical-gradient-freeze crystal growth",
    900,
)
AOBA = Buyer(
    "Aoba Solder Industries K.K.",
    "青叶焊料工业株式会社",
    "JPN",
    "3-12 Minami-machi, Kawaguchi, Saitama",
    "JPN501",
    "solder",
    "Low-temperature solder preforms for consumer electronics",
    "Alloying and rolling",
    3000,
)
ORCHID = Buyer(
    "Orchid Epitaxy Pte. Ltd.",
    "兰花外延私人有限公司",
    "SGP",
    "21 Tuas Avenue 8, Singapore 639231",
    "SGP000",
    "epitaxy",
    "InGaAsP laser epiwafers for data centres",
    "Metal-organic vapour-phase epitaxy",
    120,
)
MERLION = Buyer(
    "Merlion Metals Trading Pte. Ltd.",
    "鱼尾狮金属贸易私人有限公司",
    "SGP",
    "1 Raffles Quay, Singapore 048583",
    "SGP000",
    "trading",
    "Resale to customers in the region",
    "Stockholding",
    5000,
    business_kind="trader",
    scope="Trading of minor metals",
)
