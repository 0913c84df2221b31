"""Which headings of the tariff goods belong under, and why: asked by the rules and by the form.

Chapter 71 note 5 makes an alloy of 2 % platinum, gold or silver by weight an alloy of that metal;
else section XV notes 5 to 7 give it to the base metal that predominates by weight. Pastes of metal
and flux are 3810, cored wire 8311. Headings of other metals are from memory (M).
"""

import csv
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from compliance.codes.goods import heading_matches, hs_for
from compliance.codes.table import DATA
from compliance.law.alloys import ALLOY_MATERIALS, is_metallic, shares_of
from compliance.law.controlled import INDIUM_HEADINGS, is_indium_metal
from compliance.law.declaration import GoodsLine
from compliance.law.policy import Policy
from compliance.law.reasons import Reason

PRECIOUS_PERCENT = Decimal(2)  # chapter 71 note 5
PRECIOUS = ("Pt", "Pd", "Au", "Ag")
PASTE_HEADINGS = ("381010",)
CORED_HEADINGS = ("8311",)
GOODS_WITH_BACKING = "bonded_target"
_CORED = re.compile(r"药芯|松香芯|包芯|flux[ -]?cored|rosin[ -]?core|cored wire", re.IGNORECASE)


@dataclass(frozen=True)
class Headings:
    """Beginnings of fitting codes, () where any will do, and the tariff's reason."""

    prefixes: tuple[str, ...]
    reason: Reason | None = None


def heading_fits(line: GoodsLine, policy: Policy) -> bool:
    """Whether the declared code is one for the goods, as far as their composition is known."""
    if line.material == "technology":
        return True
    found = headings_of(line, policy)
    if found is None:
        return heading_matches(line.hs_code, line.material, line.form)
    is_indium_code = line.hs_code.startswith(INDIUM_HEADINGS)
    if is_indium_code and not set(found.prefixes) & set(INDIUM_HEADINGS):
        return False
    if found.prefixes == INDIUM_HEADINGS and line.material in ALLOY_MATERIALS:
        return heading_matches(line.hs_code, line.material, line.form)
    return line.hs_code.startswith(found.prefixes)


def headings_of(line: GoodsLine, policy: Policy) -> Headings | None:
    """By form and composition; None where the catalogue of codes alone decides."""
    if line.form == GOODS_WITH_BACKING:
        return None
    if line.material == "solder" and line.form in ("paste", "powder"):
        return Headings(
            PASTE_HEADINGS,
            Reason("焊粉、焊膏归入 3810。", "Soldering powders and pastes are 3810."),
        )
    if line.material == "solder" and _CORED.search(f"{line.name_zh}|{line.name_en}"):
        return Headings(CORED_HEADINGS, Reason("药芯焊丝归入 8311。", "Cored solder wire is 8311."))
    if line.material in ALLOY_MATERIALS:
        return _by_metal(shares_of(line, policy))
    if line.material == "other" and is_metallic(line, policy):
        named = Headings(INDIUM_HEADINGS) if is_indium_metal(line) else None
        return _by_metal(shares_of(line, policy)) or named
    return None


def is_indium_by_tariff(line: GoodsLine, policy: Policy) -> bool:
    """Whether the goods belong under indium's own headings, whatever is declared."""
    found = headings_of(line, policy)
    return found is not None and found.prefixes == INDIUM_HEADINGS


def advised_codes(line: GoodsLine, policy: Policy) -> tuple[str, ...]:
    """Codes of the catalogue, or beginnings of codes, that the goods belong under."""
    found = headings_of(line, policy)
    if found is None or found.prefixes == INDIUM_HEADINGS:
        return tuple(row.hs10 for row in hs_for(line.material, line.form))
    return found.prefixes


def _by_metal(shares: dict[str, Decimal]) -> Headings | None:
    symbol = tariff_metal(shares)
    prefixes = _metal_headings().get(symbol)
    if prefixes is None:
        return None
    percent = f"{shares[symbol].normalize():f}"
    if symbol in PRECIOUS:
        return Headings(
            prefixes,
            Reason(
                f"{symbol} {percent}%，达到2%：按第71章注释五为贵金属合金。",
                f"With {percent} % {symbol}, 2 % or more, an alloy of that precious metal by "
                "chapter 71 note 5.",
            ),
        )
    return Headings(
        prefixes,
        Reason(
            f"{symbol} {percent}%，按重量最大：按第十五类注释五至七归类。",
            f"{symbol} predominates by weight ({percent} %): section XV notes 5 to 7.",
        ),
    )


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
