"""Goods that need a look whatever use is declared."""

import re
from decimal import Decimal
from functools import cache

from compliance.law.controlled import CONTROLLED_MATERIALS, ControlledMaterial, elements_of
from compliance.law.declaration import GoodsLine
from compliance.law.goods_names import names_of

CONTROL_ROD_ELEMENTS = frozenset({"Ag", "In", "Cd"})
ALLOYED = Decimal(1)  # percent; below it silver or cadmium is an impurity, not a constituent
_CONTROL_ROD = re.compile(
    r"银铟镉|(?<![a-z])Ag[ -]?In[ -]?Cd(?![a-z])|silver[ -]indium[ -]cadmium", re.IGNORECASE
)


def sensitive_kind(line: GoodsLine) -> str:
    """Why the goods need a look whatever use is declared, in both languages; else ""."""
    held = {
        symbol
        for part in line.composition
        if part.percent >= ALLOYED
        for symbol in elements_of(part.substance)
    }
    if held >= CONTROL_ROD_ELEMENTS or _CONTROL_ROD.search(names_of(line)):
        return "银铟镉合金（核控制棒） / silver-indium-cadmium alloy (nuclear control rods)"
    shown = _antimonide().evidence_on(line)
    if shown and shown.mark != "hs_code":
        return "锑化铟（红外探测） / indium antimonide (infrared detection)"
    return ""


@cache
def _antimonide() -> ControlledMaterial:
    return next(each for each in CONTROLLED_MATERIALS if each.entry.code == "3C003.f")
