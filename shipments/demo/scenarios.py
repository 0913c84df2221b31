"""Some forty demo shipments over all statuses: what was ordered, when, and what became of it."""

from dataclasses import dataclass
from decimal import Decimal

from shipments.demo.buyers import AOBA, DEKKER, HANBIT, LINDNER, MERLION, ORCHID, Buyer
from shipments.demo.goods import BISMUTH_SOLDER, FOIL, HIGH_PURITY, INGOT, INP, TMIN
from shipments.demo.orders import Order
from shipments.demo.past_customers import HARBOUR_LANE, NAM_LONG_NOW

INPACT = Buyer(
    "InPACT S.A.",
    "InPACT公司",
    "FRA",
    "ZI du Moutti, 73600 Moutiers",
    "FRA002",
    "inp",
    "Indium phosphide wafers",
    "Crystal growth",
    400,
)
NITTO_TYPO = Buyer(
    "Nito Denko Corporation",
    "",
    "JPN",
    "1-2 Shimohozumi, Ibaraki, Osaka",
    "JPN501",
    "ito",
    "Transparent conductive film",
    "Sputtering",
    2500,
)


@dataclass(frozen=True)
class Scenario:
    """An order filed `days_ago` by `by`, then the steps of shipments.demo.story in turn."""

    days_ago: int
    by: str
    order: Order
    steps: tuple[str, ...] = ()


def _order(buyer: Buyer, *goods: tuple[object, str], **options: object) -> Order:
    return Order(buyer=buyer, goods=goods, **options)  # type: ignore[arg-type]


CHEAP = (("unit_price", Decimal(250)), ("total_price", Decimal(75000)))
NO_LICENCE = (("licence_no", ""), ("licence_kind", ""))
VIA_HONG_KONG = (("destination_country", "HKG"), ("trading_country", "HKG"))

ON_TO_VIETNAM = (
    ("destination_country", "VNM"),
    ("final_destination", "VNM"),
    ("destination_port", "VNM000"),
)

SCENARIOS = (
    Scenario(58, "exporter", _order(HANBIT, (INGOT, "1000")), ("screen", "close")),
    Scenario(55, "rival", _order(DEKKER, (INGOT, "800")), ("screen", "close")),
    Scenario(52, "exporter", _order(AOBA, (FOIL, "120")), ("screen", "close")),
    Scenario(49, "exporter", _order(HANBIT, (INGOT, "1500")), ("screen", "close")),
    Scenario(
        47, "exporter3", _order(ORCHID, (TMIN, "8"), office="2248"), ("screen", "release", "close")
    ),
    Scenario(45, "rival", _order(LINDNER, (HIGH_PURITY, "60")), ("screen", "release", "close")),
    Scenario(43, "exporter", _order(INPACT, (INGOT, "50")), ("screen", "refuse")),
    Scenario(41, "exporter", _order(DEKKER, (INGOT, "600")), ("screen",)),
    Scenario(40, "rival", _order(HANBIT, (INGOT, "500"), office="2248"), ("screen",)),
    Scenario(38, "exporter3", _order(LINDNER, (INP, "40")), ("screen", "release")),
    Scenario(36, "exporter", _order(HANBIT, (INGOT, "700")), ("withdraw",)),
    Scenario(34, "exporter", _order(AOBA, (FOIL, "90"), (INGOT, "200")), ("screen", "release")),
    Scenario(33, "rival", _order(DEKKER, (INGOT, "900"), office="2248"), ("screen", "release")),
    Scenario(31, "exporter", _order(LINDNER, (INP, "30"), (HIGH_PURITY, "20")), ("screen",)),
    Scenario(29, "exporter", _order(HANBIT, (INGOT, "1200")), ("screen", "release")),
    Scenario(27, "exporter3", _order(ORCHID, (TMIN, "6"), office="2248"), ("screen", "release")),
    Scenario(25, "rival", _order(MERLION, (INGOT, "2000")), ("screen", "refuse")),
    Scenario(24, "exporter", _order(DEKKER, (INGOT, "500")), ("screen", "release")),
    Scenario(22, "exporter", _order(AOBA, (BISMUTH_SOLDER, "80")), ("screen", "question")),
    Scenario(20, "exporter", _order(HANBIT, (INGOT, "800")), ("screen", "release")),
    Scenario(18, "rival", _order(HANBIT, (INGOT, "300"), line=CHEAP), ("screen", "return")),
    Scenario(16, "exporter3", _order(LINDNER, (INP, "25"), statement=False), ("screen", "return")),
    Scenario(15, "exporter", _order(DEKKER, (INGOT, "450"), header=VIA_HONG_KONG), ("screen",)),
    Scenario(14, "exporter", _order(HANBIT, (INGOT, "500")), ("screen", "release")),
    Scenario(13, "exporter", _order(NITTO_TYPO, (INGOT, "400")), ("screen", "hold_listed")),
    Scenario(12, "rival", _order(AOBA, (FOIL, "60"), office="2248"), ("screen",)),
    Scenario(11, "exporter3", _order(ORCHID, (TMIN, "5"), statement=False), ("screen", "propose")),
    Scenario(10, "exporter", _order(HANBIT, (INGOT, "650")), ("screen", "release")),
    Scenario(9, "exporter", _order(LINDNER, (HIGH_PURITY, "40"), line=NO_LICENCE), ("screen",)),
    Scenario(
        8, "exporter", _order(AOBA, (FOIL, "100"), line=NO_LICENCE), ("screen", "hold_licence")
    ),
    Scenario(7, "rival", _order(MERLION, (INGOT, "900")), ("screen",)),
    Scenario(6, "exporter", _order(HANBIT, (INGOT, "300"), line=CHEAP), ("screen",)),
    Scenario(5, "exporter3", _order(LINDNER, (INP, "35"), (TMIN, "2")), ("screen",)),
    Scenario(4, "exporter", _order(INPACT, (HIGH_PURITY, "20")), ("screen",)),
    Scenario(3, "exporter", _order(AOBA, (BISMUTH_SOLDER, "50"), (FOIL, "30")), ("screen",)),
    Scenario(2, "exporter", _order(DEKKER, (INGOT, "550")), ("screen", "claim")),
    Scenario(1, "rival", _order(HANBIT, (INGOT, "700"), office="2248"), ("screen",)),
    Scenario(
        1,
        "rival",
        _order(
            HARBOUR_LANE,
            (INGOT, "320"),
            end_user=NAM_LONG_NOW,
            office="2248",
            header=ON_TO_VIETNAM,
            line=(("final_destination", "VNM"),),
        ),
        ("screen",),
    ),
    Scenario(1, "exporter", _order(HANBIT, (INGOT, "500"), (INP, "20"), (TMIN, "3")), ("screen",)),
    Scenario(0, "exporter", _order(DEKKER, (INGOT, "480")), ("screen",)),
    Scenario(0, "exporter", _order(HANBIT, (INGOT, "520")), ("keep",)),
    Scenario(0, "exporter", _order(LINDNER, (INP, "15")), ("keep",)),
    Scenario(0, "rival", _order(AOBA, (FOIL, "45")), ("keep",)),
)
