"""Declared goods names made comparable: one script, one width, without purposes and denials."""

import re
import unicodedata
from functools import lru_cache

from compliance.law.declaration import GoodsLine

_TRADITIONAL = str.maketrans("銦銻鎵鍺鉍鎢鎘銀錫鎳銅鋅鋁鉬", "铟锑镓锗铋钨镉银锡镍铜锌铝钼")
_VALENCE = re.compile(r"\s*\((?:i{1,3}|iv|v)\)", re.IGNORECASE)
_STRUCTURES = (
    (re.compile(r"In\((?:CH3|Me)\)3|\(CH3\)3In|InMe3|Me3In"), "TMIn"),
    (re.compile(r"In\((?:C2H5|Et)\)3|\(C2H5\)3In|InEt3|Et3In"), "TEIn"),
)
_BETWEEN_HAN = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")
_SEGMENT = re.compile(r"[|,;，；、()（）]")
_PURPOSE = re.compile(
    r"(用于|用途|适用于|供).*|.*?(生长用|合成用|制备用|生产用|制造用)|\b(for|used in|to make)\b.*",
    re.IGNORECASE,
)
_SYMBOLS = (
    "In|Bi|Ga|Ge|Sb|Te|W|Mo|Sn|Ag|Cd|Pb|Cu|Zn|Au|Ni|Al|As|P|N|O|Se|S|Si|Fe|Tl|Hg|Mn|Mg|Ti|Hf|Zr"
)
_FORMULA = re.compile(
    rf"(?<![A-Za-z])(?:(?:{_SYMBOLS})(?:\d+(?:\.\d+)?%?|x|y)?(?:[-/·](?=[A-Z]))?){{2,}}(?![A-Za-z])"
)
_SYMBOL = re.compile(_SYMBOLS)


def names_of(line: GoodsLine) -> str:
    """The declared names without what the goods are said to be for."""
    return _without_purpose(f"{line.name_zh}|{line.name_en}")


@lru_cache(maxsize=16_384)
def comparable(text: str) -> str:
    """Half-width, simplified for the elements' names, structural formulas by their short names, no
    spaces between Han, no valence."""
    plain = unicodedata.normalize("NFKC", text).translate(_TRADITIONAL)
    for structure, short in _STRUCTURES:
        plain = structure.sub(short, plain)
    return _BETWEEN_HAN.sub("", _VALENCE.sub("", plain))


@lru_cache(maxsize=16_384)
def symbols_in(names: str) -> frozenset[str]:
    """Element symbols in formulas of two or more elements: Bi, In and Sn in "In51Bi32.5Sn16.5"."""
    formulas = (match.group() for match in _FORMULA.finditer(names))
    return frozenset(symbol for formula in formulas for symbol in _SYMBOL.findall(formula))


@lru_cache(maxsize=16_384)
def _without_purpose(names: str) -> str:
    return "|".join(_PURPOSE.sub("", segment) for segment in _SEGMENT.split(comparable(names)))
