"""Words that say little: what is dropped, what is spelt out, and how much a word may weigh at most.

The weight of a token comes from its rarity on the list; these ceilings keep a short list, where
every word is rare, from taking 'technology' or a common surname for a distinguishing one.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from compliance.parties.matching.legal_forms import FORMS, LONG_WORDS, TELLING

WEIGHT_MAX = 160
COMMON = 88
SHORT = 72
GENERIC = 48
PARTICLE = 24
LEAST = 16
KANA = 40
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
    "assn": "association", "fdn": "foundation", "avn": "aviation", "res": "research",
    "rsch": "research", "prod": "production", "prodn": "production", "prods": "products",
    "equip": "equipment", "eqpt": "equipment", "genl": "general", "bk": "bank",
    "fed": "federal", "govt": "government", "constr": "construction", "chem": "chemical",
    "chemicals": "chemical", "pharm": "pharmaceutical", "pharma": "pharmaceutical",
    "telecom": "telecommunications", "transp": "transport", "distr": "distribution",
    "mktg": "marketing", "inv": "investment", "invest": "investment", "investments": "investment",
    "mgt": "management", "fin": "finance", "ins": "insurance", "acad": "academy",
    "org": "organization", "orgn": "organization", "def": "defense", "rep": "republic",
    "mach": "machinery", "solns": "solutions", "metall": "metallurgical",
    "semicon": "semiconductor", "semiconductors": "semiconductor", "comm": "commercial",
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11",
    "xii": "12", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "first": "1", "second": "2", "third": "3",
    "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9",
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
_PATRONYMIC = re.compile(r".{3}(?:[eo]v[iy](?:ch|tch|tsch|tj)|[eo]vn[aoy]|[iy]chn[ay])$")
WORDS = frozenset({*ABBREVIATIONS, *ABBREVIATIONS.values(), *_GENERIC})
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


_CEILINGS = {
    **dict.fromkeys(_COMMON, COMMON),
    **dict.fromkeys(_RANKS | _GENERIC, GENERIC),
    **dict.fromkeys(_PARTICLES, PARTICLE),
    **dict.fromkeys([form[0] for form in FORMS if len(form) == 1], LEAST),
    **dict.fromkeys(_FORMAL, LEAST),
}


def ceiling(token: str) -> int:
    """The most a token may weigh, of WEIGHT_MAX."""
    if token[-1] in ".,":
        return LEAST if token[-1] == "." else 22
    if token[0] in "~^%":
        return KANA if token[0] == "%" else 56
    if not token.isascii():
        return LEAST if token in _LEGAL_HAN else 64 if token in _COMMON_HAN else 96
    return _CEILINGS.get(token) or _ceiling_by_spelling(token)


def _ceiling_by_spelling(token: str) -> int:
    if len(token) == 1 and not token.isdigit():
        return PARTICLE
    if nearly_legal(token):
        return GENERIC
    return SHORT if len(token) == 2 or _PATRONYMIC.search(token) else WEIGHT_MAX


@lru_cache(maxsize=16384)
def nearly_legal(token: str) -> bool:
    """True for a word one letter off a short legal form (LTDD, PJSQC)."""
    return 2 < len(token) < 6 and any(
        OSA.distance(token, form, score_cutoff=1) <= 1 for form in TELLING
    )


def sound(token: str) -> str:
    """A rough spelling in which transliterations of one word agree (Mohammed, Muhammad)."""
    token = _GIVEN.get(token, token)
    for pattern, plain in _SOUNDS:
        token = pattern.sub(plain, token)
    return token


def look(token: str) -> str:
    """A spelling in which words agree that a scanner takes for one another (rnarine, marine)."""
    for seen, meant in _LOOKS:
        token = token.replace(seen, meant)
    return token


_NAME_FAMILIES = """
    muhammad mohd muhd mhd; ahmad ahmet achmed achmet; uthman osman othman usman ousmane;
    reza rida ridha riza; alexander oleksandr aliaksandr alyaksandr aleksander iskandar;
    dmitry dzmitry dmytro dimitri; sergey siarhei serhiy serhii serge siarhey;
    vladimir volodymyr uladzimir; nikolay mykola mikalai nicholas nicolas;
    alexey oleksiy oleksii aliaksei alyaksey; yevgeny eugene yauheni yevhen;
    mikhail mykhailo mikhal michael; grigory hryhoriy hryhorii ryhor gregory;
    georgy heorhiy heorhii george; vasily vasyl vasil basil; pavel pavlo paul;
    peter petr pyotr petro piotr; yelena elena olena alena helena;
    catherine ekaterina kateryna katsiaryna yekaterina; igor ihor ihar; oleg oleh aleh;
    natalia nataliya natallia natalya nataliia; andrey andriy andrii andrew;
    joseph iosif yosyp; yusuf youssef yousef yousuf; ibrahim abraham avraam; ismail ishmael;
    solomon sulayman suleiman; hussein husayn hossein husain; jamal gamal djamal;
    qasim kassem ghasem qassem; tariq tarek
"""
_GIVEN = {
    name: family.split()[0] for family in _NAME_FAMILIES.split(";") for name in family.split()
}
_LOOKS = (("rn", "m"), ("ri", "n"), ("cl", "d"), ("vv", "w"), ("i", "l"))
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
