"""How much indium a goods line holds, so that a target and an ingot can be added up. Pure.

Mass fractions follow from the standard atomic weights (IUPAC 2021, abridged to five figures).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from compliance.law.declaration import Component, GoodsLine
from compliance.law.shares import shares_in

WEIGHTS = {
    "In": Decimal("114.82"), "P": Decimal("30.974"), "Sb": Decimal("121.76"),
    "As": Decimal("74.922"), "Ga": Decimal("69.723"), "N": Decimal("14.007"),
    "O": Decimal("15.999"), "H": Decimal("1.008"), "Cl": Decimal("35.45"),
    "S": Decimal("32.06"), "C": Decimal("12.011"),
}  # fmt: skip
ATOMS: dict[str, dict[str, int]] = {
    "InP": {"In": 1, "P": 1},
    "InSb": {"In": 1, "Sb": 1},
    "InAs": {"In": 1, "As": 1},
    "InN": {"In": 1, "N": 1},
    "In2O3": {"In": 2, "O": 3},
    "In(OH)3": {"In": 1, "O": 3, "H": 3},
    "InCl3": {"In": 1, "Cl": 3},
    "In(NO3)3": {"In": 1, "N": 3, "O": 9},
    "In2(SO4)3": {"In": 2, "S": 3, "O": 12},
    "TMIn": {"In": 1, "C": 3, "H": 9},
    "TEIn": {"In": 1, "C": 6, "H": 15},
}
SUBSTANCE_OF = {
    "inp": "InP", "insb": "InSb", "inas": "InAs", "inn": "InN", "indium_oxide": "In2O3",
    "indium_hydroxide": "In(OH)3", "indium_trichloride": "InCl3", "indium_nitrate": "In(NO3)3",
    "indium_sulfate": "In2(SO4)3", "tmin": "TMIn", "tein": "TEIn", "ito": "ITO",
    "ingaas": "InGaAs",
}  # fmt: skip
METALS = ("indium", "indium_scrap")
WHOLE = Decimal(100)
GRAM = Decimal("0.00001")
ITO_OXIDE = Decimal("0.9")
"""The usual target is 90 parts of In2O3 to 10 of SnO2."""
INGAAS_INDIUM = Decimal("0.53")
"""Atoms of indium per atom of arsenic where the layer fits an InP wafer: In0.53Ga0.47As."""
PURITY_CLASSES = (
    (Decimal("99.99999"), "7N"),
    (Decimal("99.9999"), "6N"),
    (Decimal("99.999"), "5N"),
    (Decimal("99.99"), "4N"),
    (Decimal("99.9"), "3N"),
)
BELOW, NOT_GIVEN = "below 3N", "not given"
PURITIES = (*(name for _least, name in PURITY_CLASSES), BELOW, NOT_GIVEN)


class Basis(StrEnum):
    """What the figure rests on; ASSUMED counts the whole weight for want of anything better."""

    COMPOSITION = "composition"
    FORMULA = "formula"
    PURITY = "purity"
    NOTHING = "nothing"
    ASSUMED = "assumed"


@dataclass(frozen=True)
class Contained:
    """Kilograms of indium in a line, to the tenth of a gram's tenth (five places)."""

    kg: Decimal
    basis: Basis


def contained_in(line: GoodsLine) -> Contained:
    """The indium in a declared line: what its composition says, else its formula, else its
    purity. Goods that tell nothing count whole, so that a blank hides no metal."""
    percent, basis = _percent(line)
    kg = (line.net_weight_kg * percent / WHOLE).quantize(GRAM, ROUND_HALF_EVEN)
    return Contained(kg, basis)


def purity_class(percent: Decimal | None) -> str:
    """3N to 7N by the nines of the mass percentage, 99.995 being 4N."""
    if percent is None:
        return NOT_GIVEN
    return next((name for least, name in PURITY_CLASSES if percent >= least), BELOW)


def fraction_of(substance: str) -> Decimal | None:
    """The mass of indium in a unit of the substance, 0 to 1; None for one without a formula."""
    if substance == "In":
        return Decimal(1)
    if substance == "ITO":
        return ITO_OXIDE * _by_weight(ATOMS["In2O3"])
    if substance == "InGaAs":
        gallium = 1 - INGAAS_INDIUM
        return _by_weight({"In": INGAAS_INDIUM, "Ga": gallium, "As": 1})
    return _by_weight(ATOMS[substance]) if substance in ATOMS else None


def _percent(line: GoodsLine) -> tuple[Decimal, Basis]:
    if line.material == "technology":
        return Decimal(0), Basis.NOTHING
    declared = sum(_declared(line.composition), Decimal(0))
    if declared:
        return min(declared, WHOLE), Basis.COMPOSITION
    fraction = fraction_of(SUBSTANCE_OF.get(line.material, ""))
    if fraction is not None:
        return fraction * WHOLE, Basis.FORMULA
    if line.material in METALS and line.purity_percent is not None:
        return min(line.purity_percent, WHOLE), Basis.PURITY
    return _told(line)


def _told(line: GoodsLine) -> tuple[Decimal, Basis]:
    """What names and specification say, as in In52Sn48."""
    share = shares_in((line.specification, line.name_zh, line.name_en)).get("In")
    return (share, Basis.COMPOSITION) if share else (WHOLE, Basis.ASSUMED)


def _declared(composition: tuple[Component, ...]) -> Iterator[Decimal]:
    for component in composition:
        fraction = fraction_of(component.substance)
        if fraction is not None:
            yield component.percent * fraction


def _by_weight(atoms: Mapping[str, int | Decimal]) -> Decimal:
    masses = {symbol: WEIGHTS[symbol] * count for symbol, count in atoms.items()}
    return masses["In"] / sum(masses.values(), Decimal(0))
