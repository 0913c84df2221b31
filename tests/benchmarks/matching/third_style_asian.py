"""The blind changes of Chinese, Japanese and romanised Chinese names; see `blind`."""

import re
import unicodedata
from functools import cache
from random import Random

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

from tests.benchmarks.matching import third_style_tables as tables
from tests.benchmarks.matching.first_style import Change

_PINYIN_PLACES = {"".join(lazy_pinyin(place)): place for place in tables.PLACES.split()}
_KOREAN_SURNAMES = """kim pak park ri lee yi choe choi chong jong jung kang cho jo chang jang paek
    yun ryu yu sin shin pang han o oh so im kwon chon jon hwang an song ro ko kwak son"""
_KOREAN = tables.table("""Pak|Park|Bak; Ri|Lee|Yi|Rhee; Choe|Choi; Jong|Chong|Jung; Kang|Gang;
    Kim|Gim; Jo|Cho; Jang|Chang; Paek|Baek|Paik; Yun|Yoon; Ryu|Yoo; Sin|Shin; Kwon|Gwon; Jon|Jeon;
    Song|Seong|Sung; Yong|Young|Yeong; Chol|Chul|Cheol; Kwang|Gwang; Hyok|Hyeok|Hyuk; Myong|Myung;
    Hyon|Hyun; Un|Eun; Su|Soo; Kuk|Guk|Kook; Hui|Hee; Son|Seon|Sun; Chun|Choon; Il|Ill;
    Sok|Seok""")


def script(name: str, random: Random) -> str | None:
    """Traditional characters for simplified ones, in the use of Hong Kong or Taiwan, or back."""
    manner = random.choice(["s2t", "s2tw", "s2hk"])
    plain = _converter("t2s").convert(name) if tables.han(name) else name
    return plain if plain != name else _converter(manner).convert(name)


@cache
def _converter(manner: str) -> OpenCC:
    return OpenCC(manner)


def place(name: str, random: Random) -> str | None:
    """市 or 省 added or lost; the place in brackets, at the front or left out."""
    places = "|".join(tables.PLACES.split())
    if hit := re.fullmatch(f"(.+?)[（(]({places})[）)](.*)", name):
        return random.choice(["{1}{0}{2}", "{0}{1}{2}", "{0}{2}"]).format(*hit.groups())
    if hit := re.fullmatch(f"({places})([市省]?)(.{{4,}})", name):
        core = tables.core(hit[3])
        city = "" if hit[2] else tables.RANKS.get(hit[1], "市")
        inside = f"{core}（{hit[1]}）{hit[3][len(core) :]}"
        return random.choice([f"{hit[1]}{city}{hit[3]}", inside, hit[3]])
    if hit := re.fullmatch(rf"(?i)({'|'.join(_PINYIN_PLACES)}) (.{{5,}})", name):
        forms = ["{1} ({0})", "{1}, {0}", _PINYIN_PLACES[hit[1].lower()] + " {1}"]
        return random.choice(forms).format(*hit.groups())
    return None


def _chinese(name: str) -> bool:
    """All Chinese: no Japanese firm, no foreign person, no Latin letters."""
    return tables.han(name) and not re.search("[·A-Za-z]|会社", name)


def pinyin(name: str, random: Random) -> str | None:
    """A Chinese name in pinyin with tones, spaced or run together; a person's regrouped."""
    person = re.fullmatch(f"[{tables.CHINESE_NAMES}][一-鿿]{{1,3}}", name)
    if (tables.is_firm(name) or person) and _chinese(name):
        style = random.choice([Style.NORMAL, Style.TONE, Style.TONE3])
        sounds = lazy_pinyin(re.sub("[^一-鿿]", "", name), style=style)
        if len(name) <= 3:
            return f"{sounds[0].capitalize()} {''.join(sounds[1:]).capitalize()}"
        return random.choice([" ".join(sounds).title(), "".join(sounds), " ".join(sounds).upper()])
    if not (sounds := tables.syllables(name) or []):
        return None
    surname, given = sounds[0], sounds[1:]
    forms = [
        [surname, *given],
        ["".join(given), surname],
        ["-".join(given), surname],
        ["".join(sounds)],
    ]
    return " ".join(random.choice(forms)).title()


def older(name: str, random: Random) -> str | None:
    """A Chinese person by Wade-Giles, or as written in Hong Kong where a small table has it."""
    sounds = tables.syllables(name)
    if not sounds:
        return None
    local = tables.in_hong_kong(name)
    surname, *given = local or [tables.in_wade_giles(sound) for sound in sounds]
    joined = " ".join(given).title() if local else "-".join(given).capitalize()
    forms = ["{0} {1}", "{1} {0}", "{2}, {1}"]
    return random.choice(forms).format(surname.capitalize(), joined, surname.upper())


def two_languages(name: str, random: Random) -> str | None:
    """The Latin brand beside the Chinese name, as in `Huawei 华为技术有限公司`."""
    core = tables.core(name)
    if core == name or not _chinese(name):
        return None
    brand = "".join(
        lazy_pinyin(re.sub(f"({'|'.join(tables.PLACES.split())})[市省]?", "", core)[:2])
    ).title()
    forms = ["{1} {0}", "{0} ({1} Co., Ltd.)", "{1} CO LTD {0}", "{0}{1}"]
    return random.choice(forms).format(name, brand) if brand else None


def kana(name: str, random: Random) -> str | None:
    """Long marks lost, ヴ as バ row, small kana written large, or half-width kana."""
    if not re.search("[ァ-ヶ]{2}", name):
        return None
    large = str.maketrans("ァィゥェォッャュョ", "アイウエオツヤユヨ")
    rows = {"ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ", "ヴ": "ブ"}
    simple = re.sub("ヴ[ァィェォ]?", lambda old: rows[old[0]], name)
    manners = [
        name.replace("ー", ""),
        simple,
        name.translate(large),
        name.translate(half_width()),
    ]
    return random.choice(manners)


def korean(name: str, random: Random) -> str | None:
    """A Korean person by another romanisation (Pak or Park), the given name joined or hyphened."""
    listed = name.replace("-", " ").split()
    if not 2 < len(listed) < 5 or listed[0].lower() not in _KOREAN_SURNAMES.split():
        return None
    if any(len(word) > 6 or not word.isalpha() for word in listed):
        return None
    respelt = tables.other(" ".join(listed), _KOREAN, random) or " ".join(listed)
    surname, *given = respelt.split()
    return f"{surname} {random.choice([' ', '-', '']).join(given)}"


def number(name: str) -> str | None:
    """第35 for 第三十五 and the other way round."""
    if hit := re.search("第 ?([1-9][0-9]?)(?![0-9])", name):
        return tables.put(name, hit, "第" + numerals(int(hit[1])))
    if hit := re.search("第([一二三四五六七八九十]{1,3})", name):
        found = [n for n in range(1, 100) if numerals(n) == hit[1]]
        return tables.put(name, hit, f"第{found[0]}") if found else None
    return None


def numerals(number: int) -> str:
    """A number below a hundred in Chinese."""
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    ten = ("十" if tens == 1 else digits[tens] + "十") if tens else ""
    return ten + (digits[ones] if ones else "")


@cache
def half_width() -> dict[int, str]:
    """Katakana to the half-width ones of Japanese banks; voiced ones become two."""
    half = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0xFF66, 0xFF9E)}
    marks = {"\u3099": "\uff9e", "\u309a": "\uff9f"}
    for code in range(0x30A1, 0x30F5):
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) == 2 and parts[0] in half:
            half[chr(code)] = half[parts[0]] + marks[parts[1]]
    return {ord(kana): short for kana, short in half.items()}


ASIAN: dict[str, Change] = {
    "other characters": script,
    "place moved": place,
    "pinyin": pinyin,
    "older romanisation": older,
    "two languages": two_languages,
    "kana": kana,
    "Korean respelt": korean,
}
