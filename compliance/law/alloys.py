"""What a line consists of by element: its composition, shares in its text, alloys by trade name.

One place for everything that turns on shares: other controlled elements, goods that are mostly
one, the metal that predominates, and whether a composition is known at all.
"""

import re
from decimal import Decimal
from functools import lru_cache

from compliance.law.controlled import elements_of, is_indium_metal
from compliance.law.declaration import GoodsLine
from compliance.law.folding import folded
from compliance.law.goods_names import names_of
from compliance.law.lexicon import Lexicon
from compliance.law.policy import Policy
from compliance.law.shares import shares_in

ALLOY_MATERIALS = ("indium_alloy", "solder")
METALLIC_MATERIALS = ("indium", "indium_alloy", "solder", "indium_scrap")
MIXED_FORMS = ("paste",)
METAL_CHAPTERS = frozenset(map(str, range(71, 82)))
_MAKERS_NUMBER = re.compile(r"((?:indalloy|cerro\w+))\W*(?:no\b\.?|number|alloy|#|号)?\W*(?=\d)")
_MIXTURE = re.compile(
    r"焊锡膏|焊膏|锡膏|焊料|焊丝|焊片|焊球|焊条|焊锡|钎料|合金|膏|浆料|液态金属|易熔"
    r"|\b(?:solders?|alloys?|pastes?|brazing|eutectic|liquid metal|fusible)\b",
    re.IGNORECASE,
)


def shares_of(line: GoodsLine, policy: Policy) -> dict[str, Decimal]:
    """Mass percent by element; of what is stated more than once the greater figure."""
    found: dict[str, Decimal] = {}
    texts = (line.name_zh, line.name_en, line.specification)
    declared = _declared(line)
    for shares in (declared, shares_in(texts), *_by_trade_name(line, policy)):
        for symbol, percent in shares.items():
            found[symbol] = max(percent, found.get(symbol, Decimal(0)))
    return found


def is_mixture(line: GoodsLine) -> bool:
    """An alloy, a solder or a paste, by material, form or name."""
    return (
        line.material in ALLOY_MATERIALS
        or line.form in MIXED_FORMS
        or (line.material == "other" and bool(_MIXTURE.search(names_of(line))))
    )


def is_metallic(line: GoodsLine, policy: Policy) -> bool:
    """Metal or a mixture of metals, not a compound: by material, name, heading or trade name."""
    if line.material != "other":
        return line.material in METALLIC_MATERIALS
    return (
        is_mixture(line)
        or is_indium_metal(line)
        or line.hs_code[:2] in METAL_CHAPTERS
        or bool(_by_trade_name(line, policy))
    )


def is_composition_known(line: GoodsLine, policy: Policy) -> bool:
    """Whether the stated shares make up the goods but for flux and what is left unsaid."""
    total = sum(shares_of(line, policy).values(), Decimal(0))
    listed = sum((part.percent for part in line.composition), Decimal(0))
    return max(total, listed) >= policy.known_composition_percent


def _declared(line: GoodsLine) -> dict[str, Decimal]:
    """The composition; a compound counts in full for each of its elements."""
    found: dict[str, Decimal] = {}
    for part in line.composition:
        for symbol in elements_of(part.substance):
            found[symbol] = found.get(symbol, Decimal(0)) + part.percent
    return found


def _by_trade_name(line: GoodsLine, policy: Policy) -> list[dict[str, Decimal]]:
    text = f"{line.name_zh}|{line.name_en}|{line.specification}"
    return [policy.trade_alloys[place].shares for place in _named_in(text, policy.alloy_names)]


@lru_cache(maxsize=8192)
def _named_in(text: str, names: Lexicon) -> tuple[int, ...]:
    plain = _MAKERS_NUMBER.sub(r"\1 ", folded(text))
    return tuple(int(mention.term.kind) for mention in names.mentions(plain))
