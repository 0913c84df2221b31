"""Ways in which one name comes to be written differently.

The score was calibrated on these `FITTED` kinds, those of `held_out` and those of `blind`, each
measured once before anybody looked at its misses. A change returns None where it does not apply.
"""

import re
from collections.abc import Callable
from functools import cache
from random import Random

from opencc import OpenCC
from pypinyin import lazy_pinyin

from compliance.parties.matching import han

Change = Callable[[str, Random], str | None]


def entering(style: dict[str, Change], label: str) -> Callable[[Change], Change]:
    """Put a change into a style under its label; one that leaves a name as it was is none."""

    def enter(change: Change) -> Change:
        def guarded(name: str, random: Random) -> str | None:
            changed = (change(name, random) or "").strip()
            return changed if changed and changed.casefold() != name.strip().casefold() else None

        style[label] = guarded
        return change

    return enter


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEGAL_EN = ["Co., Ltd.", "Ltd", "LLC", "GmbH", "S.A.", "Inc.", "JSC", "Limited", "OOO", "PLC"]
_LEGAL_EN_END = re.compile(
    r"[\s,]+(co\.?,? ?ltd\.?|ltd\.?|llc|gmbh|s\.?a\.?|inc\.?|jsc|limited|ooo|plc|company|corp\.?)$",
    re.I,
)
_LEGAL_ZH = ["有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "公司", ""]
_LEGAL_ZH_END = re.compile(r"(集团|股份|集團)?有限(责任|責任)?公司$|公司$")
_KANA = "アイウエオカキクケコサシスセソタチツテトナニノハヒフマミムメモラリルレロン"
_COMMON_HAN = "华新东方中海天大金鑫达泰科信联合通力安康明远正德永盛"


def is_chinese(name: str) -> bool:
    return any(map(han.is_han, name))


def typo(name: str, random: Random) -> str | None:
    """One letter or character lost, added or replaced."""
    place = random.randrange(len(name))
    if not name[place].isalpha() or name[place].isdigit() or len(name) < 4:
        return None
    new = random.choice(_alphabet(name[place]))
    middle = random.choice(["", new, new + name[place]])
    return name[:place] + middle + name[place + 1 :]


def swap(name: str, random: Random) -> str | None:
    """Two neighbouring letters change places."""
    place = random.randrange(len(name) - 1) if len(name) > 3 else 0
    pair = name[place : place + 2]
    if len(name) < 4 or not pair.isalpha() or pair[0] == pair[1]:
        return None
    return name[:place] + pair[::-1] + name[place + 2 :]


def suffix(name: str, random: Random) -> str | None:
    """The legal form is dropped, added or replaced."""
    if is_chinese(name):
        bare = _LEGAL_ZH_END.sub("", name)
        return bare + random.choice(_LEGAL_ZH) if bare != name and len(bare) > 2 else None
    bare = _LEGAL_EN_END.sub("", name)
    if bare == name and random.random() < 0.7:
        return None
    return bare + " " + random.choice([*_LEGAL_EN, ""])


def joined(name: str, random: Random) -> str | None:
    """One space is lost."""
    spaces = [place for place, char in enumerate(name) if char == " "]
    if not spaces:
        return None
    place = random.choice(spaces)
    return name[:place] + name[place + 1 :]


def split(name: str, random: Random) -> str | None:
    """One long word is cut in two; Chinese names get a space anywhere."""
    if is_chinese(name):
        place = random.randrange(1, len(name)) if len(name) > 2 else 0
        return name[:place] + " " + name[place:] if place else None
    words = name.split()
    long = [place for place, word in enumerate(words) if len(word) > 6 and word.isalpha()]
    if not long:
        return None
    place = random.choice(long)
    cut = random.randrange(3, len(words[place]) - 2)
    words[place] = words[place][:cut] + " " + words[place][cut:]
    return " ".join(words)


def reordered(name: str, random: Random) -> str | None:
    words = name.replace(",", " ").split()
    if len(words) < 2:
        return None
    cut = random.randrange(1, len(words))
    return " ".join(words[cut:] + words[:cut])


def han_variant(name: str, random: Random) -> str | None:
    """Simplified as traditional or the other way, or each character as any variant of it."""
    way = random.choice(["s2t", "t2s", "mixed"])
    if not is_chinese(name):
        return None
    if way == "mixed":
        changed = "".join(random.choice(_variants().get(char, char)) for char in name)
    else:
        changed = _converter(way).convert(name)
    return changed if changed != name else None


def pinyin(name: str, random: Random) -> str | None:
    """A Chinese name spelt in toneless pinyin: by syllable, by pairs, or run together."""
    if not all(map(han.is_han, name)) or len(name) < 2:
        return None
    syllables = lazy_pinyin(name)
    if len(name) < 5:
        return f"{syllables[0].capitalize()} {''.join(syllables[1:]).capitalize()}"
    step = random.choice([1, 2, 2])
    parts = ["".join(syllables[place : place + step]) for place in range(0, len(syllables), step)]
    return " ".join(part.capitalize() for part in parts)


def homophone(name: str, random: Random) -> str | None:
    """One Chinese character replaced by another of the same sound."""
    places = [place for place, char in enumerate(name) if han.is_han(char)]
    if not places:
        return None
    place = random.choice(places)
    others = [
        c for c in _by_sound().get(han.syllable(han.fold(name[place])), "") if c != name[place]
    ]
    return name[:place] + random.choice(others[:12]) + name[place + 1 :] if others else None


def dropped_word(name: str, random: Random) -> str | None:
    """A word that is neither the first nor the last is left out."""
    words = name.split()
    if len(words) < 3 or is_chinese(name):
        return None
    place = random.randrange(1, len(words) - 1)
    return " ".join(words[:place] + words[place + 1 :])


def _alphabet(char: str) -> str:
    if han.is_han(char):
        return _COMMON_HAN
    if "ァ" <= char <= "ヺ":
        return _KANA
    return "абвгдежзиклмнопрстуфхцчшыюя" if "а" <= char.lower() <= "я" else _LETTERS


@cache
def _converter(way: str) -> OpenCC:
    return OpenCC(way)


@cache
def _variants() -> dict[str, str]:
    rows = (line.split("\t") for line in han.table("han_fold.tsv"))
    return {simple: simple + variants for simple, variants in rows}


@cache
def _by_sound() -> dict[str, str]:
    rows = (line.split("\t") for line in han.table("han_syllables.tsv"))
    return {sound: "".join(c for c in chars if _is_usual(c)) for sound, chars in rows}


def _is_usual(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


FITTED: dict[str, Change] = {
    change.__name__: change
    for change in (
        typo,
        swap,
        suffix,
        joined,
        split,
        reordered,
        dropped_word,
        han_variant,
        pinyin,
        homophone,
    )
}
