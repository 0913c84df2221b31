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

SEVEN_NINES = Decimal("99.99999")
DISLOCATION_LIMIT = Decimal(50)  # per square centimetre, entry 3C003.f
CONTROL_ROD_ELEMENTS = frozenset({"Ag", "In", "Cd"})
ALLOYED = Decimal(1)  # percent; below it silver or cadmium is an impurity, not a constituent

_SEGMENT = re.compile(r"[|,;，；、()（）]")
_PURPOSE = re.compile(
    r"(用于|用途|适用于|供).*|.*?(生长用|合成用|制备用|生产用|制造用)|\b(for|used in|to make)\b.*",
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


@lru_cache(maxsize=8192)
def _has_cell(pattern: re.Pattern[str], specification: str, substances: tuple[str, ...]) -> bool:
    return any(pattern.match(cell.strip()) for cell in (*specification.split("|"), *substances))


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


def names_of(line: GoodsLine) -> str:
    """The declared names without what the goods are said to be for."""
    return _without_purpose(f"{line.name_zh}|{line.name_en}")


@lru_cache(maxsize=4096)
def _without_purpose(names: str) -> str:
    return "|".join(_PURPOSE.sub("", segment) for segment in _SEGMENT.split(names))


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
    _material("3C004.a", r"磷化铟|indium phosphide|(?<![a-z])InP(?![a-z])"),
    _material("3C004.b", r"三甲基铟|trimethyl[ -]?indium|(?<![a-z])TMIn(?![a-z])"),
    _material("3C004.c", r"三乙基铟|triethyl[ -]?indium|(?<![a-z])TEIn(?![a-z])"),
    _material("3E004", r"(?!)"),
    _material(
        "3C003.f",
        r"锑化铟|indium antimonide|(?<![a-z])InSb(?![a-z])",
        reached=reaches_antimonide_parameters,
        element="Sb",
    ),
    _material(
        "3C001.f",
        r"铟镓砷|镓铟砷|砷化铟镓|砷化镓铟|indium gallium arsenide|gallium indium arsenide"
        r"|(?<![a-z])(?:InGaAs|GaInAs)(?![a-z])",
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


@cache
def _elements_of(substance: str) -> tuple[str, ...]:
    row = SUBSTANCES.get(substance)
    return tuple(row.extra.get("elements", substance).split(";")) if row else (substance,)


def _element(
    symbol: str, name_zh: str, name_en: str, since: date, instrument: str
) -> ControlledElement:
    pattern = re.compile(rf"{name_zh}|{name_en}", re.IGNORECASE)
    return ControlledElement(symbol, name_zh, name_en, since, instrument, pattern)


CONTROLLED_ELEMENTS = (
    _element("Ga", "镓", "gallium", date(2023, 8, 1), "MOFCOM-2023-23"),
    _element("Ge", "锗", "germanium", date(2023, 8, 1), "MOFCOM-2023-23"),
    _element("Sb", "锑", "antimony", date(2024, 9, 15), "MOFCOM-2024-33"),
    _element("Bi", "铋", "bismuth", date(2025, 2, 4), "MOFCOM-2025-10"),
    _element("Te", "碲", "tellurium", date(2025, 2, 4), "MOFCOM-2025-10"),
    _element("W", "钨", "tungsten", date(2025, 2, 4), "MOFCOM-2025-10"),
)
