"""A fourth set of differently written names: habits of clerks, forms and languages.

Written from what declarations, bills of lading and bank messages look like, not from how names are
compared; some kinds are only reported (see `parts`). A change returns None where it does not apply.
"""

import re
from functools import cache, partial
from random import Random

from pypinyin import lazy_pinyin

from tests.benchmarks.matching import fourth_style_tables as tables
from tests.benchmarks.matching import third_style_tables as writing
from tests.benchmarks.matching.first_style import Change, entering

FOURTH: dict[str, Change] = {}
_LATIN = re.compile(r"[A-Za-z][A-Za-z .,'&()/-]+")
_WORD = re.compile(r"[A-Za-z]{4,}")


_kind = partial(entering, FOURTH)


@_kind("given name of another language")
def _given(name: str, random: Random) -> str | None:
    return writing.other(name, _table(tables.FAMILIES), random) if _latin(name) else None


@_kind("given name more")
def _one_more(name: str, random: Random) -> str | None:
    words = name.split()
    if not 2 <= len(words) <= 3 or not all(word.isalpha() for word in words) or _firm(name):
        return None
    return " ".join([words[0], random.choice(tables.EXTRA), *words[1:]])


@_kind("given name less")
def _one_less(name: str, random: Random) -> str | None:
    words = name.split()
    if len(words) < 3 or not all(word.isalpha() for word in words) or _firm(name):
        return None
    return " ".join([words[0], *words[2:]])


@_kind("slips in two words")
def _two_words(name: str, random: Random) -> str | None:
    words = list(_WORD.finditer(name)) if _latin(name) else []
    if len(words) < 2:
        return None
    for match in sorted(random.sample(words, 2), key=lambda m: -m.start()):
        name = name[: match.start()] + _slip(match[0], random) + name[match.end() :]
    return name


@_kind("two slips in one word")
def _two_slips(name: str, random: Random) -> str | None:
    words = [m for m in _WORD.finditer(name) if len(m[0]) > 6] if _latin(name) else []
    if not words:
        return None
    match = random.choice(words)
    changed = _slip(_slip(match[0], random), random)
    return name[: match.start()] + changed + name[match.end() :]


@_kind("one slip in a one-word name")
def _one_word(name: str, random: Random) -> str | None:
    return _slip(name, random) if re.fullmatch(r"[A-Za-z]{5,}", name) else None


@_kind("joined with a slip")
def _joined_slip(name: str, random: Random) -> str | None:
    spots = list(re.finditer(r"(?<=[A-Za-z]{3}) (?=[A-Za-z]{3})", name))
    if not spots or not _latin(name):
        return None
    at = random.choice(spots).start()
    left, right = name[:at], name[at + 1 :]
    words = list(_WORD.finditer(left))
    if random.random() < 0.5 and words:
        left = left[: words[-1].start()] + _slip(words[-1][0], random) + left[words[-1].end() :]
    return left + right


@_kind("legal form glued on")
def _glued(name: str, random: Random) -> str | None:
    words = name.split()
    if not _latin(name) or len(words) > 2 or not words[-1].isalpha() or len(words[-1]) < 4:
        return None
    return name + random.choice(tables.ADDED_FORMS)


@_kind("legal form misspelt or dotted")
def _form(name: str, random: Random) -> str | None:
    return writing.other(name, _table(tables.FORMS), random) if _latin(name) else None


@_kind("trade word of another language")
def _trade(name: str, random: Random) -> str | None:
    return writing.other(name, _table(tables.TRADES), random) if _latin(name) else None


@_kind("place abbreviated")
def _place(name: str, random: Random) -> str | None:
    return writing.other(name, _table(tables.PLACES), random) if _latin(name) else None


@_kind("vowels left out")
def _skeleton(name: str, random: Random) -> str | None:
    words = [m for m in _WORD.finditer(name) if len(m[0]) > 7] if _latin(name) else []
    if len(name.split()) < 3 or not words:
        return None
    match = random.choice(words)
    short = match[0][0] + re.sub("[aeiouAEIOU]", "", match[0][1:])
    return name[: match.start()] + short + name[match.end() :]


@_kind("initials dotted or not")
def _dotted(name: str, random: Random) -> str | None:
    if hit := re.search(r"\b([A-Z]\.){2,4}", name):
        return name.replace(hit[0], hit[0].replace(".", ""))
    hit = re.search(r"\b[B-DF-HJ-NP-TV-Z]{3}\b", name) if len(name.split()) > 1 else None
    return name.replace(hit[0], random.choice([".", " "]).join(hit[0])) if hit else None


@_kind("everything run together")
def _address(name: str, random: Random) -> str | None:
    words = name.split()
    fits = _latin(name) and 2 <= len(words) <= 3 and all(word.isalpha() for word in words)
    return "".join(words).lower() if fits else None


@_kind("cut at 35")
def _cut(name: str, random: Random) -> str | None:
    return name[:35] if len(name) > 38 and _latin(name) else None


@_kind("half of a double name")
def _half(name: str, random: Random) -> str | None:
    hit = re.search(r"([A-Za-z]{4,})-([A-Za-z]{4,})", name)
    if not hit or len(name.split()) < 2:
        return None
    return name.replace(hit[0], hit[random.choice([1, 2])])


@_kind("one Chinese character of like shape")
def _shape(name: str, random: Random) -> str | None:
    return writing.character(name, tables.SHAPES, random) if writing.han(name) else None


@_kind("one Chinese character of like sound")
def _sound(name: str, random: Random) -> str | None:
    places = [p for p, char in enumerate(name) if "一" <= char <= "鿿"]
    if len(places) < 3:
        return None
    at = random.choice(places)
    others = _by_sound().get(lazy_pinyin(name[at])[0], "").replace(name[at], "")
    return name[:at] + random.choice(others) + name[at + 1 :] if others else None


@_kind("brand in pinyin, trade in English")
def _translated(name: str, random: Random) -> str | None:
    trades = dict(pair.split(":") for pair in tables.TRADES_ZH.split())
    if not re.fullmatch("[一-鿿（）()]{5,}", name) or not writing.is_firm(name):
        return None
    cut = [
        p
        for p in re.split(f"({'|'.join(sorted(trades, key=len, reverse=True))})|[（）()]", name)
        if p
    ]
    words = [trades.get(part) or "".join(lazy_pinyin(part)).capitalize() for part in cut]
    return " ".join(words).replace("-", " ") if len(cut) > 2 else None


@_kind("Latin and Chinese all in pinyin")
def _mixed(name: str, random: Random) -> str | None:
    if not re.search("[A-Za-z]{2}", name) or not writing.han(name):
        return None
    parts = re.findall("[A-Za-z0-9.&-]+|[一-鿿]+", name)
    spelt = [p if p.isascii() else " ".join(lazy_pinyin(p)).title() for p in parts]
    return " ".join(spelt)


@_kind("Korean without its form or run together")
def _korean(name: str, random: Random) -> str | None:
    if re.search("[가-힣]", name):
        return re.sub("주식회사|유한회사|회사|\\(주\\)|㈜", "", name).replace(" ", "")
    words = name.split()
    surnames = "kim pak park ri ryu choe jong jang kang paek yun sin jon han jo o kwon so".split()
    if len(words) != 3 or words[0].lower() not in surnames:
        return None
    given = random.choice(["", "-"]).join(words[1:]).capitalize()
    return random.choice([f"{words[0]} {given}", f"{given} {words[0]}"])


@cache
def _table(text: str) -> writing.Table:
    return writing.table(text)


@cache
def _by_sound() -> dict[str, str]:
    usual = (bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xD8)
             for low in range(0xA1, 0xFF))  # fmt: skip
    found: dict[str, str] = {}
    for char in filter(None, usual):
        sound = lazy_pinyin(char)[0]
        found[sound] = found.get(sound, "") + char
    return found


def _slip(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    letter = random.choice("abcdeghiklmnoprstuvyz")
    letter = letter.upper() if word[at].isupper() else letter
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    return random.choice(
        [word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :],
         word[:at] + letter + word[at:], swapped]
    )  # fmt: skip


def _latin(name: str) -> bool:
    return bool(_LATIN.fullmatch(name))


def _firm(name: str) -> bool:
    return writing.is_firm(name)
