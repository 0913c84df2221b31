"""Demo goods: the particulars that make a believable goods line, per product."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

DECLARED_ALIKE = (
    *("hs_code", "material", "form", "name_zh", "name_en", "specification", "cas"),
    *("licence_kind", "control_code", "control_explain_code"),
)


@dataclass(frozen=True)
class Product:
    """Everything about a product that does not depend on the order. Percentages by mass."""

    hs_code: str
    material: str
    form: str
    name_zh: str
    name_en: str
    specification: str
    cas: str
    purity_percent: str
    composition: tuple[tuple[str, str], ...]
    usd_per_kg: str
    licence_kind: str
    remark: str
    control_code: str = ""
    control_explain_code: str = "ZZ02"
    dangerous: dict[str, str] = field(default_factory=dict)

    @property
    def declared(self) -> dict[str, Any]:
        """What every declared line says of it, by the line's fields."""
        alike = {name: getattr(self, name) for name in DECLARED_ALIKE}
        return {**alike, "purity_percent": Decimal(self.purity_percent)}


INGOT = Product(
    hs_code="8112923010",
    material="indium",
    form="ingot",
    name_zh="铟锭",
    name_en="Indium ingots 4N5",
    specification="0|0|锭|铟|未锻轧|非废碎|铟99.995%、其他0.005%||无GTIN|7440-74-6|500克/锭",
    cas="7440-74-6",
    purity_percent="99.995",
    composition=(("In", "99.995"), ("other", "0.005")),
    usd_per_kg="555",
    licence_kind="4",
    remark="不属于管制物项，铟锭，In≥99.995%，未锻轧",
)
HIGH_PURITY = Product(
    hs_code="8112923010",
    material="indium",
    form="shot",
    name_zh="高纯铟珠",
    name_en="High-purity indium shot 6N",
    specification="0|0|粒|铟|未锻轧|非废碎|铟99.9999%、其他0.0001%||无GTIN|7440-74-6|3毫米",
    cas="7440-74-6",
    purity_percent="99.9999",
    composition=(("In", "99.9999"), ("other", "0.0001")),
    usd_per_kg="690",
    licence_kind="4",
    remark="不属于管制物项，高纯铟珠，In≥99.9999%，未锻轧",
)
FOIL = Product(
    hs_code="8112993000",
    material="indium",
    form="foil",
    name_zh="铟箔",
    name_en="Indium foil 4N",
    specification="0|0|箔|铟|轧制|铟99.99%、其他0.01%|0.1毫米×100毫米|无GTIN|7440-74-6",
    cas="7440-74-6",
    purity_percent="99.99",
    composition=(("In", "99.99"), ("other", "0.01")),
    usd_per_kg="640",
    licence_kind="4",
    remark="不属于管制物项，铟箔，In≥99.99%，锻轧",
)
INP = Product(
    hs_code="2853904051",
    material="inp",
    form="polycrystal",
    name_zh="磷化铟多晶",
    name_en="Indium phosphide polycrystal 6N",
    specification="0|0|锭|磷化铟99.9999%|用于晶体生长|无GTIN|22398-80-7",
    cas="22398-80-7",
    purity_percent="99.9999",
    composition=(("InP", "100"),),
    usd_per_kg="4200",
    licence_kind="3",
    remark="属于两用物项，3C004.a",
    control_code="3C004.a",
    control_explain_code="ZZ01",
)
TMIN = Product(
    hs_code="2931900032",
    material="tmin",
    form="solid",
    name_zh="三甲基铟",
    name_en="Trimethylindium 6N",
    specification="0|0|三甲基铟99.9999%|1千克/钢瓶|用于外延生长|无GTIN|3385-78-2",
    cas="3385-78-2",
    purity_percent="99.9999",
    composition=(("TMIn", "100"),),
    usd_per_kg="9800",
    licence_kind="3",
    remark="属于两用物项，3C004.b",
    control_code="3C004.b",
    control_explain_code="ZZ01",
    dangerous={
        "un_number": "3393",
        "dangerous_name": "有机金属物质，固体，引火性，遇水反应",
        "dangerous_packing": "1A1 / I",
    },
)
BISMUTH_SOLDER = Product(
    hs_code="8112923010",
    material="solder",
    form="bar",
    name_zh="铟铋锡焊料",
    name_en="Indium-bismuth-tin solder bars",
    specification="0|0|条|铟合金|未锻轧|非废碎|铟51%、铋32.5%、锡16.5%||无GTIN||",
    cas="",
    purity_percent="51",
    composition=(("In", "51"), ("Bi", "32.5"), ("Sn", "16.5")),
    usd_per_kg="330",
    licence_kind="4",
    remark="不属于管制物项，铟铋锡焊料，In 51%，Bi 32.5%，Sn 16.5%",
)


LICENCE_NUMBERS = {"3": "3-26-5301-00149", "4": "26-53-000149"}


def line_fields(product: Product, net_kg: Decimal, destination: str, **over: Any) -> dict[str, Any]:
    """Fields of a GoodsLine for that product and mass (kg, two decimals), priced in USD."""
    unit_price = Decimal(product.usd_per_kg)
    fields = {
        **product.declared,
        "ciq_code": "999",
        "brand_type": "0",
        "preference": "0",
        "composition": [{"substance": s, "percent": p} for s, p in product.composition],
        "quantity": net_kg,
        "unit": "035",
        "net_weight_kg": net_kg,
        "gross_weight_kg": (net_kg * Decimal("1.04")).quantize(Decimal("0.01")),
        "unit_price": unit_price,
        "total_price": (net_kg * unit_price).quantize(Decimal("0.01")),
        "currency": "USD",
        "origin_country": "CHN",
        "final_destination": destination,
        "source_area": "53079",
        "duty_mode": "1",
        "licence_no": LICENCE_NUMBERS[product.licence_kind],
        "control_elements": [_control_element(product)],
        "lot_numbers": "YP2611-001~YP2611-040",
        **product.dangerous,
    }
    return {**fields, **over}


def _control_element(product: Product) -> dict[str, str]:
    value = product.control_code or product.remark
    return {"category": product.control_explain_code, "number": "1", "value": value}
