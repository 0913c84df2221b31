"""Older spellings of Chinese syllables, and Korean ones, so that one name meets the other.

Wade-Giles by its rules (Hsiao-ping), Hong Kong spellings by a table of what stands on identity
cards (Chan, Wong), Korean by one rough spelling for its four systems (Jang, Chang; Pak, Park).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from compliance.parties.matching import han

_WADE_WHOLE = dict(
    pair.split(":")
    for pair in """zi:tzu ci:tzu si:szu zhi:chih chi:chih shi:shih ri:jih you:yu yan:yen ye:yeh
    er:erh ge:ko ke:ko he:ho yi:i""".split()
)
_WADE_STARTS = (
    ("zh", "ch"), ("ch", "ch"), ("j", "ch"), ("q", "ch"), ("x", "hs"), ("b", "p"), ("d", "t"),
    ("g", "k"), ("z", "ts"), ("c", "ts"), ("r", "j"),
)  # fmt: skip
_WADE_ENDS = (("ong", "ung"), ("ian", "ien"), ("ie", "ieh"), ("ue", "ueh"))
_HONG_KONG = """
    chen:chan,tan wang:wong huang:wong,ng zhang:cheung,chang li:lee,lai liu:lau,low lin:lam,lim
    wu:ng,woo,goh he:ho zheng:cheng,tay xie:tse liang:leung yang:yeung,yong zhou:chow,chau,jau
    xu:tsui,hui,chui zhu:chu hu:wu,woo guo:kwok,kwek,quek gao:ko luo:law,lo song:sung tang:tong
    feng:fung deng:tang cao:tso,cho ye:yip,yap cai:choi,chua su:so,soh lu:lo,luk,loke ming:ming
    hua:wah guo:kwok zhi:chi,chee wei:wai qiang:keung wen:man jian:kin,kien de:tak rong:wing,yung
    jia:ka,kar jun:chun,kwan jie:kit yong:wing,yung jin:kam,chin,kum hai:hoi dong:tung ping:ping
    hui:fai,wai guang:kwong chao:chiu ling:ling fang:fong ying:ying mei:mei hong:hung jun:kwan
    chun:chun tian:tin long:lung fu:fuk,fook yun:wan yu:yu,yue hao:ho xiao:siu,hiu shi:sai,sze,see
    zheng:ching,jing zhen:chun,chan cheng:shing,sing xin:sun,yan,sam bin:pun sheng:sang,shing
    yi:yee,yi,ngai jiang:kong,keung qiu:yau,chau sun:suen,sun ma:ma tan:tam pan:poon,pun xue:sit
    shen:shum,sum peng:pang zhong:chung,chong cui:tsui tian:tin yuan:yuen,yuan jiang:cheung
    xiong:hung meng:mang qin:chun bai:pak jia:ka fu:fu,foo zou:chau xiao:siu lei:lui mo:mok
    kuang:kwong mai:mak ou:au guan:kwan hou:hau lao:lo ren:yam,yan yan:yim,ngan,yin kang:hong
    xiang:heung,hong yao:yiu ju:kui ning:ning qi:kei,ki ji:kei,kai quan:chuen shan:shan,san
    shu:shu,shuk tai:tai ting:ting xian:sin xing:hing,sing xiu:sau ya:nga yao:yiu you:yau zhao:chiu
    zeng:tsang,tseng bo:po,bor ke:or can:tsan cen:sham du:to fan:fan jing:king,ching jiu:kau
    lian:lin min:man nan:nam pei:pui qing:hing,ching ru:yu rui:sui san:sam si:sze shui:shui
    tao:to tong:tung wan:man xia:ha yin:yin,yan zu:cho zhuang:chong zhan:jim,tsim
"""
_KOREAN = re.compile(
    r"(?:(?:kk|tt|pp|ss|jj|ch|sh|hy|[kgntdrlmbpsjhv])?"
    r"(?:y?eo|y?ae|y[aoue]|oo|ee|eu|ui|oe|oi|w[aeoi]|ou|yi|[aeiou])(?:ng|ck|[kglnrmpbt])?){1,3}"
)
_KOREAN_ONE = re.compile(_KOREAN.pattern.replace("{1,3}", ""))
_KOREAN_SURNAMES = frozenset(
    """kim gim park pak bak lee yi ri rhee li choi choe jung jeong jong chong chung kang gang cho
    jo yoon yun jang chang lim im rim han oh o seo suh so shin sin kwon gwon hwang ahn an song
    ryu yoo yu hong ko go moon mun yang bae pae baek paek paik heo ho hur nam sim shim no roh noh
    ha kwak gwak sung seong cha joo ju chu woo u koo ku gu na ra min jin chi ji um eom won chun
    bang pang kong hyun hyon ham byun byon yeo yo chae""".split()
)
_KOREAN_WHOLE = {
    "park": "bog", "pak": "bog", "bak": "bog", "lee": "i", "yi": "i", "ri": "i", "rhee": "i",
    "li": "i", "rim": "im", "lim": "im", "roh": "no", "noh": "no", "no": "no", "ryu": "yo",
    "yoo": "yo", "yu": "yo", "ryoo": "yo", "kwak": "gog", "choi": "coe", "choe": "coe",
    "moon": "mun", "ahn": "on", "an": "on", "oh": "o", "o": "o",
}  # fmt: skip
_KOREAN_SOUNDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"sh", "s"), (r"kk", "g"), (r"tt", "d"), (r"pp", "b"), (r"ss", "s"), (r"jj|ch", "j"),
        (r"ck|k", "g"), (r"t", "d"), (r"p", "b"), (r"r", "l"), (r"v", "b"),
        (r"yeo|you?|yu", "yo"), (r"eo|oo|ou|eu|[ou](?!e|i)", "o"), (r"ee|yi|ui", "i"),
        (r"ae|oe|oi|we|e", "e"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@cache
def older(syllable: str) -> tuple[str, ...]:
    """Older spellings of a syllable of pinyin, other than the syllable itself."""
    spelt = (_wade_giles(syllable), *_hong_kong().get(syllable, ()))
    usual = {word for words in _hong_kong().values() for word in words}
    return tuple(
        dict.fromkeys(s for s in spelt if s != syllable and (s in usual or not han.is_syllable(s)))
    )


def is_older(word: str) -> bool:
    """True for a syllable that only an older spelling writes so, and for those of Hong Kong."""
    return word in _olders()


@lru_cache(maxsize=16384)
def korean(word: str) -> str:
    """One rough spelling of a Korean name or syllable in any system; "" where it is none."""
    if word in _KOREAN_WHOLE:
        return _KOREAN_WHOLE[word]
    if not 3 <= len(word) <= 14 or not _KOREAN.fullmatch(word):
        return ""
    for pattern, plain in _KOREAN_SOUNDS:
        word = pattern.sub(plain, word)
    return word


def korean_apart(words: Sequence[str]) -> Iterator[list[str]]:
    """A surname and a given name of two syllables written as one, cut between the syllables."""
    for place, other in ((1, 0), (0, 1)):
        given = words[place]
        if words[other] not in _KOREAN_SURNAMES or not 4 <= len(given) <= 10:
            continue
        for at in range(2, len(given) - 1):
            parts = [given[:at], given[at:]]
            if all(map(_KOREAN_ONE.fullmatch, parts)):
                yield [words[0], *parts] if place else [*parts, words[1]]


@cache
def _hong_kong() -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for pair in _HONG_KONG.split():
        syllable, _, spelt = pair.partition(":")
        known[syllable] = (*known.get(syllable, ()), *spelt.split(","))
    return known


@cache
def _olders() -> frozenset[str]:
    return frozenset(spelt for syllable in han.spellings() for spelt in older(syllable))


def _wade_giles(syllable: str) -> str:
    if syllable in _WADE_WHOLE:
        return _WADE_WHOLE[syllable]
    spelt = syllable
    for start, written in _WADE_STARTS:
        if syllable.startswith(start):
            spelt = written + syllable[len(start) :]
            break
    for end, written in _WADE_ENDS:
        if spelt.endswith(end):
            spelt = spelt[: -len(end)] + written
            break
    return spelt
