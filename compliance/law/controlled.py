"""How a declared line is recognised as a controlled indium material or as holding another
controlled element. HS codes are reference only: description, CAS and composition decide too."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from compliance.codes.goods import ControlEntry, control_entry
from compliance.codes.tables import SUBSTANCES
from compliance.law.declaration import GoodsLine
from compliance.law.goods_names import comparable, names_of, symbols_in

SEVEN_NINES = Decimal("99.99999")
DISLOCATION_LIMIT = Decimal(50)  # per square centimetre, entry 3C003.f
CONTROL_ROD_ELEMENTS = frozenset({"Ag", "In", "Cd"})
INDIUM_CAS = "7440-74-6"
ALLOYED = Decimal(1)  # percent; below it silver or cadmium is an impurity, not a constituent

_INDIUM_METAL = re.compile(
    r"金属铟|高纯铟|精铟|粗铟|(?<!化)铟(?:锭|丝|线|箔|粉|粒|珠|条|棒|片|板|带|块|靶|环|废)"
    r"|\bindium (?:metal|ingot|bar|wire|foil|ribbon|shot|powder|granule|pellet|scrap)s?\b",
    re.IGNORECASE,
)
_SINGLE_CRYSTAL = re.compile(r"单晶|单结晶|single[ -]crystal|monocrystal", re.IGNORECASE)
_CONTROL_ROD = re.compile(
    r"银铟镉|(?<![a-z])Ag[ -]?In[ -]?Cd(?![a-z])|silver[ -]indium[ -]cadmium", re.IGNORECASE
)
_DISLOCATIONS = re.compile(
    r"(?:位错密度|dislocation density|EPD)\D{0,12}?(\d+(?:\.\d+)?)", re.IGNORECASE
)


def always(_line: GoodsLine) -> bool:
    """Entries without parameters control the material in any form."""
    return True


def reaches_antimonide_parameters(line: GoodsLine) -> bool:
    """3C003.f: single crystal under 50 dislocations/cm², or polycrystal purer than 7N.

    A single crystal that states no density, and a purity that is not stated, count as reached:
    the exporter can show otherwise.
    """
    text = f"{line.name_zh} {line.name_en} {line.specification}"
    if line.form == "crystal" or _SINGLE_CRYSTAL.search(text):
        stated = _DISLOCATIONS.search(text)
        return stated is None or Decimal(stated.group(1)) < DISLOCATION_LIMIT
    return line.purity_percent is None or line.purity_percent > SEVEN_NINES


@dataclass(frozen=True)
class ControlledMaterial:
    """A control entry for an indium material and how its name is written.

    `element` is the other controlled element it contains, for bans by element.
    """

    entry: ControlEntry
    name: re.Pattern[str]
    cell: re.Pattern[str]
    reached: Callable[[GoodsLine], bool] = always
    element: str = ""

    def mark_on(self, line: GoodsLine) -> str:
        """By what the line shows it is this material: cas, name, composition, hs_code or ""."""
        if self.entry.cas and line.cas.strip() == self.entry.cas:
            return "cas"
        if line.material in self.entry.materials or self.name.search(names_of(line)):
            return "name"
        if self._is_component(line):
            return "composition"
        return "hs_code" if line.hs_code in self.entry.hs_codes else ""

    def _is_component(self, line: GoodsLine) -> bool:
        substances = tuple(part.substance for part in line.composition)
        return _has_cell(self.cell, line.specification, substances)


@lru_cache(maxsize=16_384)
def _has_cell(pattern: re.Pattern[str], specification: str, substances: tuple[str, ...]) -> bool:
    cells = (*comparable(specification).split("|"), *substances)
    return any(pattern.match(cell.strip()) for cell in cells)


def sensitive_kind(line: GoodsLine) -> str:
    """Why the goods need a look whatever use is declared, in both languages; else ""."""
    held = {
        symbol
        for part in line.composition
        if part.percent >= ALLOYED
        for symbol in _elements_of(part.substance)
    }
    if held >= CONTROL_ROD_ELEMENTS or _CONTROL_ROD.search(names_of(line)):
        return "银铟镉合金（核控制棒） / silver-indium-cadmium alloy (nuclear control rods)"
    if _antimonide().mark_on(line) not in ("", "hs_code"):
        return "锑化铟（红外探测） / indium antimonide (infrared detection)"
    return ""


def require_entry(code: str) -> ControlEntry:
    """The control entry with that code. Raises LookupError when the code tables lack it."""
    entry = control_entry(code)
    if entry is None:
        raise LookupError(f"no control entry {code}")
    return entry


def _material(
    code: str,
    spellings: str,
    *,
    reached: Callable[[GoodsLine], bool] = always,
    element: str = "",
) -> ControlledMaterial:
    name = re.compile(spellings, re.IGNORECASE)
    cell = re.compile(rf"(?:{spellings})\s*(?:$|[\d≥>:：%])", re.IGNORECASE)
    return ControlledMaterial(require_entry(code), name, cell, reached, element)


CONTROLLED_MATERIALS = (
    _material("3C004.a", r"磷化铟|indium[ -](?:mono)?phosphide|(?<![a-z])InP(?![a-z])"),
    _material(
        "3C004.b",
        r"三甲基(?:化)?铟|三甲铟|trimethyl[ -]?indium|indium trimethyl|(?<![a-z])TMIn(?![a-z])",
    ),
    _material(
        "3C004.c",
        r"三乙基(?:化)?铟|三乙铟|triethyl[ -]?indium|indium triethyl|(?<![a-z])TEIn(?![a-z])",
    ),
    _material("3E004", r"(?!)"),
    _material(
        "3C003.f",
        r"锑化铟|indium[ -]antimonide|(?<![a-z])InSb(?![a-z])",
        reached=reaches_antimonide_parameters,
        element="Sb",
    ),
    _material(
        "3C001.f",
        r"(?:铟镓砷|镓铟砷)(?!磷)|砷化铟镓|砷化镓铟"
        r"|(?:indium[ -]gallium|gallium[ -]indium)[ -]arsenide(?! phosphide)"
        r"|(?<![a-z])(?:In(?:[\d.x]*)Ga(?:[\d.x]*)As|Ga(?:[\d.x]*)In(?:[\d.x]*)As)(?![a-z])",
        element="Ga",
    ),
)


@cache
def _antimonide() -> ControlledMaterial:
    return next(each for each in CONTROLLED_MATERIALS if each.entry.code == "3C003.f")


@dataclass(frozen=True)
class ControlledElement:
    """Another element whose metal and products are controlled: the trap in alloys and solders."""

    symbol: str
    name_zh: str
    name_en: str
    since: date
    instrument: str
    pattern: re.Pattern[str]

    def share_in(self, line: GoodsLine) -> Decimal | None:
        """Mass percent of the components that hold the element; None when there are none."""
        shares = [
            part.percent for part in line.composition if self.symbol in _elements_of(part.substance)
        ]
        return sum(shares, Decimal(0)) if shares else None

    def is_named_on(self, line: GoodsLine) -> bool:
        """In words, by a trade name, or as a symbol in a formula."""
        names = names_of(line)
        return bool(self.pattern.search(names)) or self.symbol in symbols_in(names)


@cache
def _elements_of(substance: str) -> tuple[str, ...]:
    row = SUBSTANCES.get(substance)
    return tuple(row.extra.get("elements", substance).split(";")) if row else (substance,)


def is_indium_metal(line: GoodsLine) -> bool:
    """By CAS number or name, whatever material is chosen: licensed goods are often called other."""
    return line.cas.strip() == INDIUM_CAS or bool(_INDIUM_METAL.search(names_of(line)))


def predominant_element(line: GoodsLine) -> str:
    """The element with the largest mass share, which names an alloy (tariff section XV, note 5);
    "" when no composition is given."""
    largest = max(line.composition, key=lambda part: part.percent, default=None)
    return _elements_of(largest.substance)[0] if largest else ""


TRADE_NAMES = {
    "Ga": r"galinstan|(?<![a-z])(?:EGaIn|IGZO|CIGS)(?![a-z])",
    "Bi": r"field'?s metal|cerrolow|菲尔德合金",
    "W": r"(?<![a-z])IWO(?![a-z])",
}


def _element(
    symbol: str, name_zh: str, name_en: str, since: date, instrument: str
) -> ControlledElement:
    trade = f"|{TRADE_NAMES[symbol]}" if symbol in TRADE_NAMES else ""
    pattern = re.compile(rf"(?<!不含)(?<!无){name_zh}|{name_en}(?![ -]?free){trade}", re.IGNORECASE)
    return ControlledElement(symbol, name_zh, name_en, since, instrument, pattern)


CONTROLLED_ELEMENTS = (
    _element("Ga", "镓", "gallium", date(2023, 8, 1), "MOFCOM-2023-23"),
    _element("Ge", "锗", "germanium", date(2023, 8, 1), "MOFCOM-2023-23"),
    _element("Sb", "锑", "antimony", date(2024, 9, 15), "MOFCOM-2024-33"),
    _element("Bi", "铋", "bismuth", date(2025, 2, 4), "MOFCOM-2025-10"),
    _element("Te", "碲", "tellurium", date(2025, 2, 4), "MOFCOM-2025-10"),
    _element("W", "钨", "tungsten", date(2025, 2, 4), "MOFCOM-2025-10"),
)
