"""Names of controlled materials that are almost written: one wrong sign in Chinese, a letter or two
in English, an organo-indium left unnamed. They prove nothing, an officer looks at them."""

import re
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

ALIKE = {
    "磷": "鳞麟粼嶙膦遴辚瞵林邻鄰潾燐",
    "化": "花华画話划",
    "铟": "姻茵因烟咽胭洇氤锢音荫殷",
    "锑": "梯剃涕悌娣绨睇啼",
    "三": "叁参仨3",
    "甲": "钾胛申由岬",
    "乙": "已己亿艺之",
    "基": "其机茎集姬塞",
    "镓": "稼嫁家傢痂",
    "砷": "神绅伸呻坤珅",
    "铋": "秘必泌毖",
}
CHINESE = {
    "磷化铟": "3C004.a",
    "三甲基铟": "3C004.b",
    "三乙基铟": "3C004.c",
    "锑化铟": "3C003.f",
    "铟镓砷": "3C001.f",
    "砷化镓铟": "3C001.f",
    "砷化铟镓": "3C001.f",
    "镓铟砷": "3C001.f",
    "铟砷镓": "3C001.f",
}
ENGLISH = {
    "indiumphosphide": "3C004.a",
    "trimethylindium": "3C004.b",
    "indiumtrimethyl": "3C004.b",
    "triethylindium": "3C004.c",
    "indiumtriethyl": "3C004.c",
    "indiumantimonide": "3C003.f",
    "indiumgalliumarsenide": "3C001.f",
    "galliumindiumarsenide": "3C001.f",
}
OTHER_SUBSTANCES = frozenset(
    "indiumphosphate indiumphosphite galliumphosphide aluminiumphosphide trimethylgallium "
    "triethylgallium trimethylaluminium indiumantimonate indiumarsenide trimethylindole "
    "indiumphosphates galliumarsenide indiumarsenate".split()
)
FARTHEST = 2
_UNNAMED = re.compile(
    r"有机铟|(?<!三)[甲乙]基铟|烷基铟|MO源|MO source|organo-?indium|alkyl ?indium|metal-?organic",
    re.IGNORECASE,
)
_GAP = r"[\s\-·.,_*/']{0,2}"
_WORD = re.compile(r"[a-z]+")


@lru_cache(maxsize=16_384)
def almost_named(text: str) -> tuple[tuple[str, str], ...]:
    """(control code, how it is written) of names the comparable text has with a slip."""
    unnamed = [("3C004.b", match.group()) for match in _UNNAMED.finditer(text)]
    return tuple(dict.fromkeys((*_in_chinese(text), *_in_english(text.lower()), *unnamed)))


def _in_chinese(text: str) -> list[tuple[str, str]]:
    return [
        (code, match.group()) for code, pattern in _patterns() for match in pattern.finditer(text)
    ]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each name: one sign replaced by its like, two neighbours exchanged, or signs apart."""
    return tuple((code, re.compile("|".join(_slips(name)))) for name, code in CHINESE.items())


def _slips(name: str) -> list[str]:
    replaced = [
        _GAP.join((*name[:place], f"[{ALIKE[sign]}]", *name[place + 1 :]))
        for place, sign in enumerate(name)
        if sign in ALIKE
    ]
    exchanged = [
        name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        for place in range(len(name) - 1)
        if name[:place] + name[place + 1] + name[place] + name[place + 2 :] not in CHINESE
    ]
    apart = rf"{name[0]}[\s\-·.,_*/']{{1,2}}" + _GAP.join(name[1:])
    return [*replaced, *exchanged, apart]


def _in_english(text: str) -> list[tuple[str, str]]:
    words = _WORD.findall(text)
    found = []
    for place in range(len(words)):
        for length in (1, 2, 3):
            joined = "".join(words[place : place + length])
            if length <= len(words) - place and (code := _slip_of(joined)):
                found.append((code, " ".join(words[place : place + length])))
    return found


@lru_cache(maxsize=16_384)
def _slip_of(word: str) -> str:
    """The nearest name within two slips, of words long enough and no other substance's."""
    if not 12 <= len(word) <= 24 or word in ENGLISH or word in OTHER_SUBSTANCES:
        return ""
    near = (
        (Levenshtein.distance(word, name, score_cutoff=FARTHEST), code)
        for name, code in ENGLISH.items()
    )
    distance, code = min(near)
    nearest_other = min(
        Levenshtein.distance(word, other, score_cutoff=FARTHEST) for other in OTHER_SUBSTANCES
    )
    return code if distance <= FARTHEST and distance <= nearest_other else ""
