"""Changes of a second style, kept out of the first calibration and part of the second."""

import re
import unicodedata
from random import Random

from pypinyin import lazy_pinyin

from compliance.parties.matching import han
from tests.benchmarks.matching.first_style import Change, is_chinese, typo

_OCR = [("rn", "m"), ("m", "rn"), ("cl", "d"), ("o", "0"), ("l", "1"), ("i", "l"), ("e", "c"),
        ("vv", "w"), ("s", "5"), ("h", "b"), ("u", "v"), ("n", "ri")]  # fmt: skip
_OCR_HAN = dict(zip("末土己日人夫士干千鸟拔晴", "未士已曰入天土于干乌拨睛", strict=True))
_TRANSLITERATED = [("ou", "u"), ("u", "ou"), ("kh", "h"), ("ks", "x"), ("y", "i"), ("iy", "y"),
                   ("sh", "sch"), ("v", "w"), ("ee", "i"), ("q", "k"), ("ph", "f"), ("ah", "a"),
                   ("mm", "m"), ("ss", "s"), ("dj", "j"), ("ts", "tz"), ("ya", "ia")]  # fmt: skip
_SHORTENED = [("international", "Intl"), ("technology", "Tech"), ("company", "Co"),
              ("manufacturing", "Mfg"), ("limited", "Ltd"), ("industries", "Ind."),
              ("university", "Univ."), ("institute", "Inst."), ("corporation", "Corp")]  # fmt: skip
_TITLES = ["Mr ", "Dr. ", "Messrs. ", "M/s ", "Mrs. "]
_ADDED_EN = [" Group", " International", " Trading", " (Hong Kong)", " Branch", " Dubai"]
_ADDED_ZH = ["集团", "（上海）", "国际", "分公司", "北京分公司"]


def ocr(name: str, random: Random) -> str | None:
    """One misread character."""
    if is_chinese(name):
        places = [place for place, char in enumerate(name) if char in _OCR_HAN]
        place = random.choice(places) if places else -1
        return name[:place] + _OCR_HAN[name[place]] + name[place + 1 :] if places else None
    return _replace_one(name, _OCR, random)


def transliterated(name: str, random: Random) -> str | None:
    """Another romanisation, in one or two places."""
    once = None if is_chinese(name) else _replace_one(name, _TRANSLITERATED, random)
    again = _replace_one(once, _TRANSLITERATED, random) if once and random.random() < 0.5 else None
    return again or once


def initials(name: str, random: Random) -> str | None:
    """The first or middle name as an initial."""
    words = name.split()
    if len(words) < 3 or is_chinese(name) or not all(word.isalpha() for word in words):
        return None
    place = random.randrange(len(words) - 1)
    words[place] = words[place][0] + "."
    return " ".join(words)


def shortened(name: str, random: Random) -> str | None:
    """Usual abbreviations."""
    changed = name
    for long, short in _SHORTENED:
        changed = re.sub(rf"\b{long}\b", short, changed, flags=re.I)
    return changed if changed != name else None


def two_typos(name: str, random: Random) -> str | None:
    once = typo(name, random) if len(name) > 9 else None
    return typo(once, random) if once else None


def titled(name: str, random: Random) -> str | None:
    """A form of address before, or a generic word after."""
    if is_chinese(name):
        return name + random.choice(_ADDED_ZH) if len(name) > 4 else None
    if random.random() < 0.5:
        return random.choice(_TITLES) + name
    return name + random.choice(_ADDED_EN)


def plain(name: str, random: Random) -> str | None:
    """Accents and punctuation lost, full width or capitals."""
    way = random.randrange(1 if is_chinese(name) else 0, 3)
    if way == 0:
        changed = "".join(c for c in unicodedata.normalize("NFD", name) if c.isalnum() or c == " ")
    elif way == 1:
        changed = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
    else:
        changed = name.upper()
    return changed if changed != name else None


def place_moved(name: str, random: Random) -> str | None:
    """A Chinese company's place in brackets after the brand, or left out."""
    cut = han.segments(han.fold(name)) if all(map(han.is_han, name)) else ()
    if len(cut) < 3 or cut[0][1] != "place":
        return None
    rest = name[len(cut[0][0]) :].lstrip("市省")
    if random.random() < 0.4:
        return rest
    return f"{rest[:2]}（{cut[0][0]}）{rest[2:]}"


def pinyin_misspelt(name: str, random: Random) -> str | None:
    """Pinyin by syllable with one letter wrong."""
    if not all(map(han.is_han, name)) or len(name) < 4:
        return None
    return typo(" ".join(lazy_pinyin(name)), random)


def character_lost(name: str, random: Random) -> str | None:
    if not is_chinese(name) or len(name) < 5:
        return None
    place = random.randrange(len(name))
    return name[:place] + name[place + 1 :]


def _replace_one(name: str, rules: list[tuple[str, str]], random: Random) -> str | None:
    low = name.lower()
    places = [(match.start(), old, new) for old, new in rules for match in re.finditer(old, low)]
    if not places or len(low) != len(name):
        return None
    start, old, new = random.choice(places)
    return name[:start] + new + name[start + len(old) :]


HELD_OUT: dict[str, Change] = {
    change.__name__: change
    for change in (ocr, transliterated, initials, shortened, two_typos, titled, plain,
                   place_moved, pinyin_misspelt, character_lost)
}  # fmt: skip
