"""How typed text and the names of code tables are made comparable; nothing here is stored."""

import csv
import os
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

# Its phrases take 45 MB of every process; what they change in our names stands in PINYIN instead.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin import Style, lazy_pinyin

from compliance.codes.spelling import SEPARATORS

PINYIN = Path(__file__).parent / "data" / "pinyin_of_names.csv"

SHINJITAI = str.maketrans(
    "関浜戸広沢渋黒桜竜駅塩徳県円圏栄児覚歯薬", "关滨户广泽涩黑樱龙驿盐德县圆圈荣儿觉齿药"
)
HAN = re.compile("[\u3400-\u9fff]")
BRACKETED = re.compile(r"[（(].*$|[,，].*$")


def fold(text: str) -> str:
    """Half width, one case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def bare(folded: str) -> str:
    """A code without spaces, points and hyphens."""
    return SEPARATORS.sub("", folded)


def words(text: str) -> str:
    """Letters and digits of the folded text without accents, one space between words."""
    folded = fold(_unaccented(text))
    return " ".join("".join(each if each.isalnum() else " " for each in folded).split())


def head(name: str) -> str:
    """A place without the country behind it: 汉堡（德国） is 汉堡."""
    return BRACKETED.sub("", name).strip()


def simplified(folded: str) -> str:
    """Traditional and Japanese characters in their simplified shape; other text as it is."""
    return str(_converter().convert(folded.translate(SHINJITAI))) if HAN.search(folded) else folded


def pinyin(name: str) -> tuple[str, str]:
    """The Chinese name as it is typed in Latin letters: hanguo, and by its initials hg."""
    if not HAN.search(name):
        return "", ""
    if name in (known := _known_pinyin()):
        return known[name]
    syllables = lazy_pinyin(name, style=Style.NORMAL, v_to_u=False, errors=_letters)
    return "".join(syllables), "".join(each[0] for each in syllables if each)


@cache
def _known_pinyin() -> dict[str, tuple[str, str]]:
    """Names whose characters are read otherwise in that word: 重庆 is Chongqing."""
    with PINYIN.open(encoding="utf-8", newline="") as rows:
        return {row["name"]: (row["pinyin"], row["initials"]) for row in csv.DictReader(rows)}


def _letters(rest: str) -> Any:
    """What is no Chinese character: its letters and digits one by one."""
    return [letter for letter in rest.casefold() if letter.isascii() and letter.isalnum()]


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def _unaccented(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("'", "").replace("’", ""))
    return unicodedata.normalize(
        "NFC", "".join(letter for letter in apart if not unicodedata.combining(letter))
    )
