"""Words that say little: what is dropped, what is spelt out, and how much a word may weigh at most.

The weight of a token comes from its rarity on the list; these ceilings keep a short list, where
every word is rare, from taking 'technology' or a common surname for a distinguishing one.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from compliance.parties.matching.legal_forms import LONG_WORDS

WEIGHT_MAX = 160
DROPPED = frozenset("the and und et mr mrs ms dr messrs".split())

ABBREVIATIONS = {
    "intl": "international", "int": "international", "internatl": "international",
    "tech": "technology", "techs": "technology", "technologies": "technology",
    "mfg": "manufacturing", "manuf": "manufacturing", "mfr": "manufacturing",
    "univ": "university", "inst": "institute", "natl": "national", "dept": "department",
    "ind": "industry", "inds": "industry", "industries": "industry", "svcs": "services",
    "svc": "services", "service": "services", "bros": "brothers", "grp": "group",
    "eng": "engineering", "engg": "engineering", "elec": "electronics", "electr": "electronics",
    "electronic": "electronics", "sys": "systems", "system": "systems", "trdg": "trading",
    "trd": "trading", "shpg": "shipping", "imp": "import", "exp": "export", "ent": "enterprise",
    "enterprises": "enterprise", "centre": "center", "ctr": "center", "hldg": "holding",
    "hldgs": "holding", "holdings": "holding", "dev": "development", "mgmt": "management",
    "no": "number", "nr": "number", "st": "saint", "sci": "science", "sciences": "science",
    "lab": "laboratory", "labs": "laboratory", "laboratories": "laboratory", "assoc": "association",
    "corpn": "corporation", "organisation": "organization", "defence": "defense", "int l": "int",
}  # fmt: skip

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
    beijing shanghai shenzhen guangdong guangzhou hong kong china russia russian iran iranian
    islamic republic federal american america usa japan korea germany deutsche dubai uae turkey
    """.split()
)
_COMMON = frozenset(
    """mohammed mohammad muhammad mohamed ahmed ahmad ali hassan hussein abdul abdullah ibrahim
    omar khan mahmoud said saleh vladimir sergey sergei alexander aleksandr andrey andrei ivan
    mikhail dmitry dmitriy nikolai alexey aleksey yuri igor viktor oleg maria anna jose juan carlos
    luis john david michael james robert ivanov petrov wang li zhang liu chen yang huang zhao wu
    zhou xu sun ma zhu hu guo he lin kim lee park nguyen singh kumar""".split()
)
_PARTICLES = frozenset(
    """al el bin ibn abu abd bint de la le les du des del di da dos das van von der den of for in on
    to y e a and ul ud ur bu ben mc mac saint""".split()
)
_COMMON_HAN = frozenset(
    "华国中金海兴盛达泰鑫宏德天大新东方恒瑞安信利通美佳诚嘉永昌隆源丰顺和平明光远联亿长江南北西山"
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁"
    "任卢姚沈钟姜崔谭陆范汪廖石韦贾夏付邹熊白孟秦邱侯尹薛闫段雷黎史龙陶贺顾毛郝龚邵万覃武钱戴严莫孔向常"
)
_USUAL = (*LONG_WORDS, *(word for word in ABBREVIATIONS if len(word) > 7))
_LEGAL_HAN = frozenset("公司有限责任股份会社株式集团")


@lru_cache(maxsize=16384)
def respell(token: str) -> str:
    """The usual long word that a token misspells by a letter, or the token itself."""
    if not token.isalpha() or token in _USUAL:
        return token
    for word in _USUAL:
        if OSA.distance(token, word, score_cutoff=2) <= (1 if len(word) < 10 else 2):
            return word
    return token


def ceiling(token: str) -> int:
    """The most a token may weigh, of WEIGHT_MAX."""
    if token[-1] in ".,":
        return 16 if token[-1] == "." else 22
    if token[0] in "~^":
        return 56
    if not token.isascii():
        if token in _LEGAL_HAN:
            return 16
        return 64 if token in _COMMON_HAN else 96
    if (len(token) == 1 and not token.isdigit()) or token in _PARTICLES:
        return 24
    if token in _GENERIC:
        return 48
    return 88 if token in _COMMON else WEIGHT_MAX


def sound(token: str) -> str:
    """A rough spelling in which transliterations of one word agree (Mohammed, Muhammad)."""
    for pattern, plain in _SOUNDS:
        token = pattern.sub(plain, token)
    return token


_SOUNDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"shch|sch|sh|tsch|tch|ch", "S"),
        (r"zh|dzh|dj|j(?=[aeou])", "Z"),
        (r"kh|gh", "h"),
        (r"([tdbpr])h", r"\1"),
        (r"ph", "f"),
        (r"ts|tz", "z"),
        (r"ck|q|c(?![eiy])", "k"),
        (r"c", "s"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou|oo|o", "u"),
        (r"ee", "i"),
        (r"y[eo]|i[eo]", "a"),
        (r"[ijy]+", "i"),
        (r"i(?=[au])", ""),
        (r"e", "a"),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)[sh]$|(?<=...)a$", ""),
    )
)
