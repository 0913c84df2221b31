"""Words that say little: what is dropped, what is spelt out, and how much a word may weigh at most.

The weight of a token comes from its rarity on the list; these ceilings keep a short list, where
every word is rare, from taking 'technology' or a common surname for a distinguishing one.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from compliance.parties.matching import abbreviations, han, romanised, trades
from compliance.parties.matching.legal_forms import FORMS, TELLING
from compliance.parties.matching.respelling import respelt, rules

WEIGHT_MAX = 160
COMMON = 88
SHORT = 72
GENERIC = 48
PARTICLE = 24
PLACE = 22
LEAST = 16
KANA = 40
DROPPED = frozenset("the and und et ve mr mrs ms dr messrs".split())

_GENERIC = frozenset(
    """aerospace agency airlines analytics association automation automotive aviation bank bureau
    business capital center chemical chemicals commerce commercial communications components
    computer construction consulting control corporation defense department design development
    digital distribution electric electrical electronics energy engineering enterprise equipment
    export finance financial foundation foreign freight fund gas general global group holding import
    industrial industry information institute insurance international investment investments
    laboratory logistics machinery management manufacturing marine maritime marketing materials
    mechanical media medical metal metals ministry national network oil organization petroleum plant
    power precision production products project research resources science scientific security
    semiconductor services shipping software solutions state steel supply system systems technical
    technology telecom telecommunications trade trading transport transportation university world
    worldwide shop store company limited office number factory works
    zavod institut nauchno issledovatelskiy proizvodstvennoe obedinenie tsentr kompaniya gruppa
    keji dianzi jishu guoji maoyi shiye gongye jituan
    hong kong islamic republic federal
    """.split()
)
_RANKS = frozenset(
    """gen brigadier colonel captain major lieutenant commander admiral marshal sergeant haji hajji
    mullah mawlawi maulavi sheikh shaykh sayyid sayed ayatollah hojatoleslam imam doctor professor
    engineer prince princess minister ambassador senator judge chairman director deputy""".split()
)
_FORMAL = frozenset(
    """federal state unitary budgetary budget public open closed joint stock private nonpublic
    liability partnership incorporated corporated obshchestvo ogranichennoy ogranichennoi
    otvetstvennostyu aktsionernoe aktsionernoye publichnoe otkrytoe zakrytoe nepublichnoe
    gosudarstvennoe federalnoe unitarnoe byudzhetnoe uchrezhdenie predpriyatie sociedad anonima
    responsabilidad limitada capital variable gesellschaft haftung beschrankter societe anonyme
    responsabilite limitee spolka ograniczona odpowiedzialnoscia firm proprietary""".split()
)
_COMMON = frozenset(
    """mohammed mohammad muhammad mohamed ahmed ahmad ali hassan hussein abdul abdullah ibrahim
    omar khan mahmoud said saleh vladimir sergey sergei alexander aleksandr andrey andrei ivan
    mikhail aldin dmitry dmitriy nikolai alexey aleksey yuri igor viktor oleg maria anna jose juan
    carlos
    luis john david michael james robert ivanov petrov wang li zhang liu chen yang huang zhao wu
    zhou xu sun ma zhu hu guo he lin kim lee park nguyen singh kumar""".split()
)
_PARTICLES = frozenset(
    """al el bin ibn abu abd bint de la le les du des del di da dos das van von der den of for in on
    to y e a and ul ud ur bu ben mc mac saint""".split()
)
_COMMON_HAN = han.SURNAMES.union(
    "华国中金海兴盛达泰鑫宏德天大新东方恒瑞安信利通美佳诚嘉永昌隆源丰顺和平明光远联亿长江南北西山"
)
_PATRONYMIC = re.compile(r".{3}(?:[eo]v[iy](?:ch|tch|tsch|tj)|[eo]vn[aoy]|[iy]chn[ay])$")
_LEGAL_HAN = frozenset("公司有限责任股份会社株式集团")


_CEILINGS = {
    **dict.fromkeys(_COMMON, COMMON),
    **{word: COMMON for word in abbreviations.words() if not trades.is_place(word)},
    **dict.fromkeys(_RANKS | _GENERIC, GENERIC),
    **dict.fromkeys(_PARTICLES, PARTICLE),
    **dict.fromkeys([form[0] for form in FORMS if len(form) == 1], LEAST),
    **dict.fromkeys(_FORMAL, LEAST),
}


def ceiling(token: str) -> int:
    """The most a token may weigh, of WEIGHT_MAX."""
    token = token.removesuffix(romanised.OLDER)
    if token[-1] in ".,":
        return LEAST if token[-1] == "." else PLACE
    if token[0] in "~^%":
        return KANA if token[0] == "%" else 56
    if not token.isascii():
        return LEAST if token in _LEGAL_HAN else 64 if token in _COMMON_HAN else 96
    return _CEILINGS.get(token) or _ceiling_by_meaning(token)


def _ceiling_by_meaning(token: str) -> int:
    if trades.is_place(token):
        return PLACE
    is_trade = trades.is_trade(token) or trades.respelt(token) != token
    return GENERIC if is_trade else _ceiling_by_spelling(token)


def _ceiling_by_spelling(token: str) -> int:
    if len(token) == 1 and not token.isdigit():
        return PARTICLE
    if nearly_legal(token):
        return GENERIC
    return SHORT if len(token) == 2 or is_patronymic(token) else WEIGHT_MAX


def is_particle(token: str) -> bool:
    """True for a small word beside a name (al, de)."""
    return token in _PARTICLES


@lru_cache(maxsize=16384)
def is_patronymic(token: str) -> bool:
    """True for a word that ends as patronymics do (Ivanovich, Petrivna)."""
    return token[-1] in "hjaoy" and bool(_PATRONYMIC.search(token))


@lru_cache(maxsize=16384)
def nearly_legal(token: str) -> bool:
    """True for a word one letter off a short legal form (LTDD, PJSQC)."""
    return (
        2 < len(token) < 6
        and not han.is_syllable(token)
        and any(OSA.distance(token, form, score_cutoff=1) <= 1 for form in TELLING)
    )


@lru_cache(maxsize=16384)
def sound(token: str) -> str:
    """A rough spelling in which transliterations of one word agree (Mohammed, Muhammad)."""
    return respelt(token, _SOUNDS)


def as_english(token: str) -> Iterator[str]:
    """A word that may be transliterated otherwise, in the letters of an English transliteration:
    Polish or Czech (Zajcew, Szewczenko), Uzbek or by GOST 7.79 (Xashko, Khashko), German
    (Morosow, Morozov)."""
    if _WESTERN_SLAVIC.search(token):
        yield respelt(token, _ENGLISH)
    if "x" in token and (other := _KH.sub("kh", token)) != token:
        yield other
    if "s" in token and _GERMAN.search(token):
        yield _GERMAN_Z.sub("z", token)


def rough(token: str) -> str:
    """A still rougher spelling: sibilants alike, vowels by their places (Schukow, Zhukov)."""
    return respelt(token, _ROUGH)


def look(token: str) -> str:
    """A spelling in which words agree that a scanner takes for one another (rnarine, marine)."""
    for seen, meant in _LOOKS:
        token = token.replace(seen, meant)
    return token


_WESTERN_SLAVIC = re.compile(r"[cs]z|(?=.*[wj])c(?![hk])|c(?![hk]).*[wj]")
_KH = re.compile(r"^x|x(?=[bcdfghjklmnpqrtvwz])|(?<=y)x$")
_GERMAN, _GERMAN_Z = re.compile(r"w|tsch"), re.compile(r"s(?=[aeiou])")
_ENGLISH = rules(
    ("z", r"cz", "ch"),
    ("z", r"sz", "sh"),
    ("c", r"c(?![hk])", "ts"),
    ("j", r"j", "y"),
    ("w", r"w", "v"),
)
_LOOKS = (("rn", "m"), ("ri", "n"), ("cl", "d"), ("vv", "w"), ("i", "l"))
_SOUNDS = rules(
    ("h", r"(?<![st])[ck]h(?=[rl])", "k"),
    ("uw", r"[aeo][uw](?=[bcdfgklmnpqrstxz])", "u"),
    ("h", r"shch|sch|sh|tsch|tch|ch", "S"),
    ("zj", r"zh|dzh|dj|j(?=[aeou])", "Z"),
    ("h", r"kh|gh", "h"),
    ("h", r"([tdbpr])h", r"\1"),
    ("h", r"ph", "f"),
    ("t", r"ts|tz", "z"),
    ("cq", r"ck|q|c(?![eiy])", "k"),
    ("c", r"c", "s"),
    ("x", r"x", "ks"),
    ("w", r"w", "v"),
    ("o", r"ou|oo|o", "u"),
    ("e", r"ee", "i"),
    ("yi", r"y[eo]|i[eo]", "a"),
    ("ijy", r"[ijy]+", "i"),
    ("i", r"i(?=[au])", ""),
    ("e", r"e", "a"),
    ("", r"(.)\1+", r"\1"),
    ("sha", r"(?<=..)[sh]$|(?<=...)a$", ""),
)
_ROUGH = rules(
    ("hzcsj", r"[stc]*(?:sch|tsch|ch|sh|zh|kh|tj|cz|sz)+|[zcsj](?=[bcdfghklmnpqrstvwxz])", "s"),
    ("x", r"x", "ks"),
    ("zc", r"[zc]", "s"),
    ("w", r"w", "v"),
    ("g", r"g", "h"),
    ("qk", r"q|ck", "k"),
    ("p", r"ph", "f"),
    ("aeiouyj", r"[aeiouyj]+", "a"),
    ("h", r"(?<=[a-z])h(?=[a-z])", ""),
    ("", r"(.)\1+", r"\1"),
    ("a", r"(?<=...)a$", ""),
)
