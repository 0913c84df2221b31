"""Declared text in one plain spelling: one script, one width, no accents, no hidden characters.

Chinese is folded to simplified characters, Japanese kanji to the same ones, so that one entry of a
word list finds 防衛省, 防卫省 and ﾐｻｲﾙ as well as ミサイル.
"""

import csv
import re
import unicodedata
from functools import cache, lru_cache

from compliance.codes.table import DATA

_ACCENTS = re.compile("[̀-ͯ]")
HIDDEN = re.compile("[­​-‏‪-‮⁠-⁯﻿]")
_ABBREVIATION = re.compile(r"(?<![a-z])(?:[a-z]\.\s?){2,}(?![a-z]\.)|(?<![a-z])(?:[a-z]\.){2,}")
_MIXED = re.compile(r"[a-zа-яіјѕһ]*(?:[a-z][а-яіјѕһ]|[а-яіјѕһ][a-z])[a-zа-яіјѕһ]*")
_TWINS = str.maketrans("авсеһікмопрѕтхуј", "abcehikmonpstxyj")
_SPACED_HAN = re.compile(r"(?<=[㐀-鿿])[ \t　]+(?=[㐀-鿿])")
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s\b")
_APOSTROPHE = re.compile(r"(?<=[a-zа-я])['’](?=[a-zа-я])")


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """The text in lower case and one spelling. What separates words and sentences stays."""
    plain = unicodedata.normalize("NFKD", HIDDEN.sub("", text)).casefold()
    plain = unicodedata.normalize("NFKC", _ACCENTS.sub("", plain)).translate(simplified())
    plain = plain.replace("ё", "е").replace("&", " and ")
    plain = _APOSTROPHE.sub("", _POSSESSIVE.sub("", plain))
    plain = _MIXED.sub(lambda word: word.group().translate(_TWINS), plain)
    plain = _ABBREVIATION.sub(lambda word: f"{_joined(word.group())} ", plain)
    return _SPACED_HAN.sub("", plain)


@cache
def simplified() -> dict[int, str]:
    """Traditional, Japanese and variant characters to simplified ones, for `str.translate`."""
    with (DATA / "han_folds.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {ord(char): row["simplified"] for row in rows for char in row["variants"]}


def _joined(letters: str) -> str:
    return "".join(letters.replace(".", "").split())
