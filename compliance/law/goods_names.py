"""Declared goods names made comparable: one script, one width, without purposes and denials."""

import re
import unicodedata
from functools import lru_cache

from compliance.codes.elements import declaration_elements
from compliance.law.declaration import GoodsLine
from compliance.law.folding import HIDDEN, simplified

_VALENCE = re.compile(r"\s*\((?:i{1,3}|iv|v)\)", re.IGNORECASE)
_STRUCTURES = (
    (re.compile(r"In\((?:CH3|Me)\)3|\(CH3\)3In|InMe3|Me3In"), "TMIn"),
    (re.compile(r"In\((?:C2H5|Et)\)3|\(C2H5\)3In|InEt3|Et3In"), "TEIn"),
)
_BETWEEN_HAN = re.compile(r"(?<=[一-鿿])[\s*_·.]+(?=[一-鿿])")
_DENIED_BEFORE = re.compile(
    r"(?:不含有?|不是|并非|非|无|不属于|不包括|区别于|without|not|no|non|free of|other"
    r" than)[\s\-]*$",
    re.IGNORECASE,
)
_DENIED_BEHIND = re.compile(r"^[\s\-]*free\b|^以外|^除外", re.IGNORECASE)
_LABEL = re.compile(
    r"^\s*(?:材质|材料|成分含量|主要成分|成分|品名|名称|组分|化学名|material|composition|product)\s*[:：=]\s*",
    re.IGNORECASE,
)
_CELL_PURPOSE = re.compile(
    r".*?(?:生长|合成|制备|生产|制造|提纯|growth|synthesis|production|manufactur\w+)\s*用?|用于.*",
    re.IGNORECASE,
)
_NO_GOODS = ("use", "machine", "source", "packing_size", "size", "model", "gtin")
_SEGMENT = re.compile(r"[|,;，；、()（）]")
_PURPOSE = re.compile(
    r"(用于|用途|适用于|供).*|.*?(生长用|合成用|制备用|生产用|制造用)"
    r"|.*?(?:生长|合成|外延)(?=炉|设备|装置|坩埚|服务)|\b(for|used in|to make)\b.*",
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


def texts_of(line: GoodsLine) -> tuple[tuple[str, str], ...]:
    """(field, text) of what says what the goods are, comparable and without purposes: both names,
    the dangerous-goods name, and the cells of the specification that are about the goods."""
    names = (line.name_zh, line.name_en, line.dangerous_name)
    return _texts(names, line.hs_code, line.specification)


def is_denied(text: str, match: re.Match[str]) -> bool:
    """Whether the comparable text says that the goods are not, or do not hold, what is matched."""
    return bool(
        _DENIED_BEFORE.search(text[: match.start()]) or _DENIED_BEHIND.search(text[match.end() :])
    )


@lru_cache(maxsize=8192)
def _texts(
    names: tuple[str, str, str], hs_code: str, specification: str
) -> tuple[tuple[str, str], ...]:
    fields = zip(("name_zh", "name_en", "dangerous_name"), names, strict=True)
    pairs = (
        *((field, _without_purpose(name)) for field, name in fields),
        *(("specification", cell) for cell in _cells(hs_code, specification)),
    )
    return tuple((field, text) for field, text in pairs if text.strip())


@lru_cache(maxsize=16_384)
def _cells(hs_code: str, specification: str) -> tuple[str, ...]:
    keys = [element.key for element in declaration_elements(hs_code)]
    cells = comparable(specification).split("|")
    named = (
        (keys[place] if place < len(keys) and len(cells) > 2 else "", cell)
        for place, cell in enumerate(cells)
    )
    kept = (_LABEL.sub("", cell) for key, cell in named if key not in _NO_GOODS)
    return tuple(
        "|".join(_CELL_PURPOSE.sub("", part) for part in _SEGMENT.split(cell)) for cell in kept
    )


@lru_cache(maxsize=16_384)
def comparable(text: str) -> str:
    """Half-width, simplified for the elements' names, structural formulas by their short names, no
    spaces between Han, no valence."""
    plain = unicodedata.normalize("NFKC", HIDDEN.sub("", text)).translate(simplified())
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
