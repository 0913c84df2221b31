"""How a declared line is recognised as a controlled indium material or as holding another
controlled element. HS codes are reference only: description, CAS and composition decide too."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from compliance.codes.goods import ControlEntry, control_entry
from compliance.codes.tables import SUBSTANCES
from compliance.law.cas_numbers import WrittenCas, is_number, written_in
from compliance.law.crystals import least_density
from compliance.law.declaration import GoodsLine
from compliance.law.goods_names import is_denied, names_of, symbols_in, texts_of
from compliance.law.misspellings import almost_named

SEVEN_NINES = Decimal("99.99999")
DISLOCATION_LIMIT = Decimal(50)  # per square centimetre, entry 3C003.f
INDIUM_CAS = "7440-74-6"
INDIUM_HEADINGS = ("81129230", "81129930")
DEVICE_HEADINGS = ("8541", "8542")

_INDIUM_METAL = re.compile(
    r"金属铟|高纯铟|精铟|粗铟"
    r"|(?<![化酸酮氧基盐])铟(?:锭|丝|线|箔|粉|粒|珠|条|棒|片|板|带|块|靶|环|废)"
    r"|\bindium (?:metal|ingot|bar|wire|foil|ribbon|shot|powder|granule|pellet|scrap)s?\b",
    re.IGNORECASE,
)
_SINGLE_CRYSTAL = re.compile(
    r"单晶|单结晶|single[ -]crystal|monocrystal|晶片|晶圆|衬底|基板|wafer|substrate", re.IGNORECASE
)
_POLYCRYSTAL = re.compile(r"多晶|polycrystal", re.IGNORECASE)
_RAW_WAFER = re.compile(
    r"晶片|晶圆|衬底|外延片|裸片|基板|\bwafers?\b|substrate|epi(?:taxial)?[ -]?(?:wafer|layer)"
    r"|bare die",
    re.IGNORECASE,
)
_ALLOY = re.compile(r"合金|焊|钎料|alloy|solder|eutectic|共晶|braz", re.IGNORECASE)
_ORGANOMETALLIC = re.compile(
    r"MO源|金属有机|铟|有机|indium|MOCVD|MOVPE|precursor|bubbler|鼓泡|发火|pyrophoric|前驱体",
    re.IGNORECASE,
)
_SHORT_NAMES = {
    "3C004.b": re.compile(r"(?<![A-Za-z])TMI(?![A-Za-z])"),
    "3C004.c": re.compile(r"(?<![A-Za-z])TEI(?![A-Za-z])"),
}


def always(_line: GoodsLine) -> bool:
    """Entries without parameters control the material in any form."""
    return True


def reaches_antimonide_parameters(line: GoodsLine) -> bool:
    """3C003.f: single crystal under 50 dislocations/cm², or polycrystal purer than 7N.

    A single crystal whose statement does not prove 50 or more, and a purity that is not stated,
    count as reached: the exporter can show otherwise.
    """
    text = f"{line.name_zh} {line.name_en} {line.specification}"
    if _is_single_crystal(line, text):
        proven = least_density(text)
        return proven is None or proven < DISLOCATION_LIMIT
    return line.purity_percent is None or line.purity_percent > SEVEN_NINES


def _is_single_crystal(line: GoodsLine, text: str) -> bool:
    """A wafer is cut from one, unless it is said to be polycrystalline."""
    if line.form == "crystal":
        return True
    if line.form == "polycrystal" or _POLYCRYSTAL.search(text):
        return False
    return line.form == "wafer" or bool(_SINGLE_CRYSTAL.search(text))


@dataclass(frozen=True)
class Evidence:
    """What shows a controlled material: by cas, name, composition or hs_code, in which declared
    field and with which words."""

    mark: str
    field_name: str
    text: str


@dataclass(frozen=True)
class ControlledMaterial:
    """A control entry for an indium material and how its name is written.

    `element` is the other controlled element it contains, for bans by element.
    """

    entry: ControlEntry
    name: re.Pattern[str]
    reached: Callable[[GoodsLine], bool] = always
    element: str = ""

    def evidence_on(self, line: GoodsLine) -> Evidence | None:
        """The strongest mark by which the line shows this material."""
        return next(self._evidence(line), None)

    def slips_on(self, line: GoodsLine) -> Iterator[Evidence]:
        """What is almost its name or number."""
        for written in _numbers_on(line):
            if self.entry.cas and is_number(written, self.entry.cas) is None:
                yield Evidence("cas", "cas", written.text)
        for field_name, text in texts_of(line):
            for code, words in almost_named(text):
                if code == self.entry.code:
                    yield Evidence("name", field_name, words)
        if self.entry.code in _SHORT_NAMES and (
            short := _named(_SHORT_NAMES[self.entry.code], texts_of(line))
        ):
            yield short

    def _evidence(self, line: GoodsLine) -> Iterator[Evidence]:
        for written in _numbers_on(line):
            if self.entry.cas and is_number(written, self.entry.cas):
                yield Evidence("cas", "cas", written.text)
        if line.material in self.entry.materials:
            yield Evidence("name", "material", line.material)
        if named := _named(self.name, texts_of(line)):
            yield named
        yield from _short_names(self.entry.code, line)
        for part in line.composition:
            if self.name.fullmatch(part.substance):
                yield Evidence("composition", "composition", part.substance)
        if line.hs_code in self.entry.hs_codes:
            yield Evidence("hs_code", "hs_code", line.hs_code)


def is_packaged_device(line: GoodsLine) -> bool:
    """A device by its heading, with nothing said of wafers: it holds the material and is not it."""
    texts = " ".join(text for _name, text in texts_of(line))
    return line.hs_code.startswith(DEVICE_HEADINGS) and not _RAW_WAFER.search(texts)


@lru_cache(maxsize=16_384)
def _named(name: re.Pattern[str], texts: tuple[tuple[str, str], ...]) -> Evidence | None:
    """The first place that names the material and does not deny it."""
    return next(
        (
            Evidence("name", field_name, match.group())
            for field_name, text in texts
            for match in name.finditer(text)
            if not is_denied(text, match)
        ),
        None,
    )


def _numbers_on(line: GoodsLine) -> tuple[WrittenCas, ...]:
    return written_in(line.cas, line.name_zh, line.name_en, line.specification)


def _short_names(code: str, line: GoodsLine) -> Iterator[Evidence]:
    """TMI and TEI, beside a word of their trade or under the heading of organometallics."""
    if code not in _SHORT_NAMES:
        return
    found = _named(_SHORT_NAMES[code], texts_of(line))
    if found and (
        line.hs_code.startswith("2931")
        or any(_ORGANOMETALLIC.search(text) for _field, text in texts_of(line))
    ):
        yield found


def _material(
    code: str,
    spellings: str,
    *,
    reached: Callable[[GoodsLine], bool] = always,
    element: str = "",
) -> ControlledMaterial:
    return ControlledMaterial(
        control_entry(code), re.compile(spellings, re.IGNORECASE), reached, element
    )


CONTROLLED_MATERIALS = (
    _material(
        "3C004.a",
        r"磷化铟|铟的?磷化物|磷铟化合物|phosphide of indium|phosphure d.?indium"
        r"|(?-i:(?<![A-Za-z])In[ -]P(?![A-Za-z.]))|indium[ -]?(?:mono)?[ -]?phosphide?"
        r"|(?<![a-z])(?:InP|PIn)(?![a-z])"
        r"|indanylidynephosphane|phosphanylidyneind(?:ium|igane)|(?:一|单)磷化铟"
        r"|(?:リン|燐|磷)化インジウム|インジウムリン|인화 ?인듐"
        r"|фосфид\w* инди\w+",
    ),
    _material(
        "3C004.b",
        r"三甲基?化?铟|铟三甲基|tri[ -]?methyl[ -]?in(?:d(?:ium|ane|igane))?\b|Tri-?Me-?In\b"
        r"|indium,?[ -]?tri-?methyl"
        r"|(?<![a-z])(?:TMIn|C3H9In)(?![a-z])|トリメチルインジウム|트리메틸 ?인듐|триметилинди\w+",
    ),
    _material(
        "3C004.c",
        r"三乙基?化?铟|铟三乙基|tri[ -]?ethyl[ -]?in(?:d(?:ium|ane|igane))?\b|Tri-?Et-?In\b"
        r"|indium,?[ -]?tri-?ethyl"
        r"|(?<![a-z])(?:TEIn|C6H15In)(?![a-z])|トリエチルインジウム|트리에틸 ?인듐|триэтилинди\w+",
    ),
    _material("3E004", r"(?!)"),
    _material(
        "3C003.f",
        r"(?:一|单)?锑化铟|indium[ -]?(?:mono)?[ -]?antimonide|stibanylidyneind(?:ium|igane)"
        r"|(?<![a-z])(?:InSb|SbIn)(?![a-z])|アンチモン化インジウム|안티몬화 ?인듐|антимонид\w*"
        r" инди\w+",
        reached=reaches_antimonide_parameters,
        element="Sb",
    ),
    _material(
        "3C001.f",
        r"(?:铟镓砷|镓铟砷|铟砷镓)(?!磷)|砷化铟镓|砷化镓铟"
        r"|(?:indium[ -]gallium|gallium[ -]indium)[ -]arsenide(?! phosphide)"
        r"|(?<![a-z])(?:In(?:[\d.x]*)Ga(?:[\d.x]*)As|Ga(?:[\d.x]*)In(?:[\d.x]*)As)(?![a-z])",
        element="Ga",
    ),
)


@dataclass(frozen=True)
class ControlledElement:
    """Another element whose metal and products are controlled: the trap in alloys and solders."""

    symbol: str
    name_zh: str
    name_en: str
    since: date
    instrument: str
    pattern: re.Pattern[str]

    def is_named_on(self, line: GoodsLine) -> bool:
        """In words, by a trade name, by its CAS number, or as a symbol in a formula."""
        names = names_of(line)
        alloys = "|".join(text for _name, text in texts_of(line) if _ALLOY.search(text))
        cas = SUBSTANCES.require(self.symbol).extra["cas"]
        return (
            bool(self.pattern.search(names) or self.pattern.search(alloys))
            or self.symbol in symbols_in(f"{names}|{alloys}")
            or any(is_number(written, cas) for written in _numbers_on(line))
        )


@cache
def elements_of(substance: str) -> tuple[str, ...]:
    """Symbols of the elements a substance of the code table holds; itself when it has no row."""
    row = SUBSTANCES.get(substance)
    return tuple(row.extra.get("elements", substance).split(";")) if row else (substance,)


def is_indium_metal(line: GoodsLine) -> bool:
    """By CAS number or name, whatever material is chosen: licensed goods are often called other."""
    return line.cas.strip() == INDIUM_CAS or bool(_INDIUM_METAL.search(names_of(line)))


TRADE_NAMES = {
    "Ga": r"(?<![a-z])(?:IGZO|CIGS)(?![a-z])",
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
