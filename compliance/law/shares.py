"""Mass shares of elements as declared text gives them: 铟95%、锗5%, 58 wt% Bi, In52Sn48, Sn-58Bi,
In/Sn 52/48, 铋质量分数0.5. What is said twice counts by its greater figure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from compliance.law.folding import simplified

NAMES = {
    "铟": "In", "铋": "Bi", "镓": "Ga", "锗": "Ge", "锑": "Sb", "碲": "Te", "钨": "W", "钼": "Mo",
    "锡": "Sn", "银": "Ag", "镉": "Cd", "铅": "Pb", "铜": "Cu", "锌": "Zn", "金": "Au", "镍": "Ni",
    "铝": "Al", "铁": "Fe", "铊": "Tl", "indium": "In", "bismuth": "Bi", "gallium": "Ga",
    "germanium": "Ge", "antimony": "Sb", "tellurium": "Te", "tungsten": "W", "molybdenum": "Mo",
    "tin": "Sn", "silver": "Ag", "cadmium": "Cd", "lead": "Pb", "copper": "Cu", "zinc": "Zn",
    "gold": "Au", "nickel": "Ni", "aluminium": "Al", "aluminum": "Al", "iron": "Fe",
    "palladium": "Pd", "platinum": "Pt", "钯": "Pd", "铂": "Pt", "thallium": "Tl",
}  # fmt: skip
METALS = "In|Bi|Ga|Ge|Sb|Te|W|Mo|Sn|Ag|Cd|Pb|Cu|Zn|Au|Ni|Al|Fe|Tl|Pd|Pt|Hg|Mg"
WHOLE = Decimal(100)
UNITS = {"%": Decimal(1), "‰": Decimal("0.1"), "ppm": Decimal("0.0001"), "ppb": Decimal("1e-7")}

_NUMBER = r"\d+(?:\.\d+)?"
_NAME = "|".join(sorted(map(re.escape, NAMES), key=len, reverse=True))
_UNIT = r"(?:(?:wt\.?|w/w|mass|at\.?|mol|重量|质量)\s*)?(?:%|‰|percent|per\s?cent|pct)|ppm|ppb"
_TOKEN = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?:%\s*)?(?:[-~–—至到]|to)\s*(?P<high>{_NUMBER})\s*(?:{_UNIT})"
    rf"|(?P<number>{_NUMBER})(?:\s*±\s*(?P<tolerance>{_NUMBER}))?\s*(?P<unit>{_UNIT})"
    rf"|(?:质量分数|质量比|重量比|mass fraction|w)\s*[:=为]?\s*(?P<fraction>0?\.\d+)"
    rf"|(?P<symbol>(?<![A-Za-z])(?:{METALS})(?![a-z]))"
    rf"|(?P<name>(?<![A-Za-z无])(?<!不含)(?i:{_NAME})(?![a-z])(?![ -]?free))"
    rf"|(?P<end>[|;。\n])",
)
_FIGURE = rf"{_NUMBER}(?:\s*(?:wt\.?)?\s*%)?"
_FORMULA = re.compile(
    rf"(?<![A-Za-z\d.])(?:{_FIGURE}[- ]?)?(?:{METALS})(?![a-z])"
    rf"(?:[ =:]{{0,2}}(?:{_FIGURE})?\s?[-/·:,]?\s?(?:{_FIGURE}[- ]?)?(?:{METALS})(?![a-z]))+"
    rf"(?:[ =:]{{0,2}}{_FIGURE})?(?![A-Za-z\d.])(?!\s*[/:-]\s*\d)"
)
_FORMULA_PART = re.compile(rf"(?P<figure>{_NUMBER})|(?P<symbol>(?:{METALS})(?![a-z]))")
_RATIO = re.compile(
    rf"(?P<elements>(?<![A-Za-z])(?:{METALS})(?![a-z])(?:[-/:·]?(?:{METALS})(?![a-z]))+)"
    rf"[^\d|;。%A-Z]{{0,8}}?[=(:]?\s*"
    rf"(?P<figures>{_NUMBER}(?:\s*[-/:]\s*{_NUMBER})+)"
)
_RATIO_FIRST = re.compile(
    rf"(?P<figures>{_NUMBER}(?:\s*[-/:]\s*{_NUMBER})+)\s*"
    rf"(?P<elements>(?:{METALS})(?![a-z])(?:[-/:·]?(?:{METALS})(?![a-z]))+)(?![A-Za-z\d])"
)
_HAN_PERCENT = re.compile(r"百分之([一二三四五六七八九十]{1,3})")
_DIGITS = {sign: place for place, sign in enumerate("零一二三四五六七八九")}
_ONE_SYMBOL = re.compile(rf"(?:{METALS})(?![a-z])")
_HAN_NAME = re.compile(r"(?<!合)金(?![属合色])|[铟铋镓锗锑碲钨钼锡银镉铅铜锌镍铝铁铊钯铂]")


_REST = re.compile(
    rf"(?P<one>(?<![A-Za-z])(?:{METALS})(?![a-z])|(?i:{_NAME}))\s*[:=]?\s*"
    rf"(?i:余量?|balance|bal\b|remainder|rest\b)"
    rf"|(?i:余量?为?|balance|remainder|rest)\s*:?\s*(?P<other>(?:{METALS})(?![a-z])|(?i:{_NAME}))"
)


def shares_in(texts: Iterable[str]) -> dict[str, Decimal]:
    """Mass percent by element symbol, of those that any of the texts gives a figure for."""
    found: dict[str, Decimal] = {}
    for text in texts:
        for symbol, percent in _shares_of(text):
            if percent <= WHOLE:
                found[symbol] = max(percent, found.get(symbol, Decimal(0)))
    return found


@lru_cache(maxsize=16_384)
def _shares_of(text: str) -> tuple[tuple[str, Decimal], ...]:
    if not any(map(str.isdigit, text)) and "百分之" not in text:
        return ()
    plain = unicodedata.normalize("NFKC", text).translate(simplified())
    plain = _HAN_PERCENT.sub(lambda match: f"{_han_number(match[1])}%", plain)
    symbols = _HAN_NAME.sub(lambda name: NAMES[name.group()], plain)
    given = (*_in_formulas(symbols), *_in_ratios(symbols), *_in_sentences(plain))
    return (*given, *_rest(plain, dict(given)))


def _in_sentences(text: str) -> Iterator[tuple[str, Decimal]]:
    """Element and figure in turn, whichever comes first, anew in every cell."""
    waiting_name, waiting_share, names_lead = "", None, None
    for match in _TOKEN.finditer(text):
        symbol, share = _symbol_of(match), _share_of(match)
        if match["end"]:
            waiting_name, waiting_share, names_lead = "", None, None
            continue
        if names_lead is None:
            names_lead = bool(symbol)
        if symbol:
            if not names_lead and waiting_share is not None:
                yield symbol, waiting_share
                waiting_share = None
            waiting_name = symbol
        elif share is not None:  # pragma: no branch - every other token carries one
            if names_lead and waiting_name:
                yield waiting_name, share
                waiting_name = ""
            waiting_share = share


def _symbol_of(match: re.Match[str]) -> str:
    if match["symbol"]:
        return match["symbol"]
    return NAMES[match["name"].lower()] if match["name"] else ""


def _share_of(match: re.Match[str]) -> Decimal | None:
    if match["high"]:
        return Decimal(match["high"])
    if match["fraction"]:
        return Decimal(match["fraction"]) * WHOLE
    if not match["number"]:
        return None
    factor = next((UNITS[key] for key in UNITS if match["unit"].endswith(key)), Decimal(1))
    return (Decimal(match["number"]) + Decimal(match["tolerance"] or 0)) * factor


def _rest(text: str, given: dict[str, Decimal]) -> Iterator[tuple[str, Decimal]]:
    """铋42%、锡余量."""
    named = _REST.search(text)
    total = sum(given.values(), Decimal(0))
    if named and 0 < total < WHOLE:
        symbol = _plain_symbol(named["one"] or named["other"])
        if symbol not in given:
            yield symbol, WHOLE - total


def _in_formulas(text: str) -> Iterator[tuple[str, Decimal]]:
    """Formulas whose figures make a whole: each before its symbol, or after it, or none for the
    first, which is the rest (In-48Sn)."""
    for match in _FORMULA.finditer(text):
        parts = [(part["figure"], part["symbol"]) for part in _FORMULA_PART.finditer(match.group())]
        figures = [Decimal(figure) for figure, _symbol in parts if figure]
        symbols = [symbol for _figure, symbol in parts if symbol]
        if not figures or len(symbols) < 2:
            continue
        if len(figures) == len(symbols) and abs(sum(figures) - WHOLE) <= 2:
            yield from zip(symbols, figures, strict=True)
        if len(figures) == len(symbols) - 1 and sum(figures) < WHOLE and not parts[0][0]:
            yield from zip(symbols, (WHOLE - sum(figures), *figures), strict=True)


def _in_ratios(text: str) -> Iterator[tuple[str, Decimal]]:
    for match in (*_RATIO.finditer(text), *_RATIO_FIRST.finditer(text)):
        symbols = _ONE_SYMBOL.findall(match["elements"])
        figures = [Decimal(each) for each in re.findall(_NUMBER, match["figures"])]
        if len(symbols) == len(figures) and abs(sum(figures) - WHOLE) <= 2:
            yield from zip(symbols, figures, strict=True)


def _plain_symbol(element: str) -> str:
    return NAMES.get(element.lower(), element)


def _han_number(text: str) -> int:
    """五, 十五, 五十, 九十五."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(_DIGITS[sign]) for sign in text))
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
