"""Which headings of the tariff goods belong under.

Chapter 71 note 5 makes an alloy of 2 % platinum, gold or silver by weight an alloy of that metal;
else section XV notes 5 to 7 give it to the base metal that predominates by weight. Pastes of metal
and flux are 3810, cored wire 8311. Headings of other metals are from memory (M).
"""

import csv
import re
from decimal import Decimal
from functools import cache

from compliance.codes.goods import heading_matches, hs_for
from compliance.codes.table import DATA
from compliance.law.alloys import ALLOY_MATERIALS, is_metallic, shares_of
from compliance.law.controlled import INDIUM_HEADINGS, is_indium_metal
from compliance.law.declaration import GoodsLine
from compliance.law.policy import Policy

PRECIOUS_PERCENT = Decimal(2)  # chapter 71 note 5
PRECIOUS = ("Pt", "Pd", "Au", "Ag")
PASTE_HEADINGS = ("381010",)
CORED_HEADINGS = ("8311",)
GOODS_WITH_BACKING = "bonded_target"
_CORED = re.compile(r"药芯|松香芯|包芯|flux[ -]?cored|rosin[ -]?core|cored wire", re.IGNORECASE)


def heading_fits(line: GoodsLine, policy: Policy) -> bool:
    """Whether the declared code is one for the goods, as far as their composition is known."""
    if line.material == "technology":
        return True
    prefixes = headings_of(line, policy)
    if prefixes is None:
        return heading_matches(line.hs_code, line.material, line.form)
    is_indium_code = line.hs_code.startswith(INDIUM_HEADINGS)
    if is_indium_code and not set(prefixes) & set(INDIUM_HEADINGS):
        return False
    if prefixes == INDIUM_HEADINGS and line.material in ALLOY_MATERIALS:
        return heading_matches(line.hs_code, line.material, line.form)
    return line.hs_code.startswith(prefixes)


def headings_of(line: GoodsLine, policy: Policy) -> tuple[str, ...] | None:
    """Beginnings of fitting codes by form and composition; None where the catalogue of codes alone
    decides."""
    if line.form == GOODS_WITH_BACKING:
        return None
    if line.material == "solder" and line.form in ("paste", "powder"):
        return PASTE_HEADINGS
    if line.material == "solder" and _CORED.search(f"{line.name_zh}|{line.name_en}"):
        return CORED_HEADINGS
    if line.material in ALLOY_MATERIALS:
        return _by_metal(line, policy)
    if line.material == "other" and is_metallic(line, policy):
        named = INDIUM_HEADINGS if is_indium_metal(line) else None
        return _by_metal(line, policy) or named
    return None


def is_indium_by_tariff(line: GoodsLine, policy: Policy) -> bool:
    """Whether the goods belong under indium's own headings, whatever is declared."""
    return headings_of(line, policy) == INDIUM_HEADINGS


def advised_codes(line: GoodsLine, policy: Policy) -> tuple[str, ...]:
    """Codes of the catalogue, or beginnings of codes, that the goods belong under."""
    prefixes = headings_of(line, policy)
    if prefixes is None or prefixes == INDIUM_HEADINGS:
        return tuple(row.hs10 for row in hs_for(line.material, line.form))
    return prefixes


def _by_metal(line: GoodsLine, policy: Policy) -> tuple[str, ...] | None:
    return _metal_headings().get(tariff_metal(shares_of(line, policy)))


def tariff_metal(shares: dict[str, Decimal]) -> str:
    """The metal that names an alloy in the tariff; "" where no share is known."""
    for symbol in PRECIOUS:
        if shares.get(symbol, Decimal(0)) >= PRECIOUS_PERCENT:
            return symbol
    return max(shares, key=lambda symbol: shares[symbol], default="")


@cache
def _metal_headings() -> dict[str, tuple[str, ...]]:
    with (DATA / "metal_headings.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return {row["symbol"]: tuple(row["headings"].split(";")) for row in rows}
