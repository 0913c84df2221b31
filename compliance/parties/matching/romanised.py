"""Older spellings of Chinese syllables, and Korean ones, so that one name meets the other.

Wade-Giles by its rules (Hsiao-ping), Hong Kong spellings by a table of what stands on identity
cards (Chan, Wong), Korean by one rough spelling for its four systems (Jang, Chang; Pak, Park).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from compliance.parties.matching import han
from compliance.parties.matching.respelling import respelt, rules

OLDER = "'"
"""Ends a syllable of pinyin that is meant as an older spelling."""
NAME_MAX = 4
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
_KOREAN = re.compile(
    r"(?:(?:kk|tt|pp|ss|jj|ch|sh|hy|[kgntdrlmbpsjhv])?"
    r"(?:eui|y?eo|y?ae|y[aoue]|oo|ee|eu|ui|oe|oi|w[aeoi]|y?ou|yi|[aeiou])(?:ng|ck|[kglnmpbt])?){1,3}"
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
    "paik": "beg", "baik": "beg", "tai": "de", "chai": "je", "su": "su", "soo": "su", "ju": "ju",
    "joo": "ju", "mu": "mu", "moo": "mu", "gu": "gu", "ku": "gu", "koo": "gu", "bu": "bu",
    "pu": "bu", "boo": "bu", "woo": "u", "u": "u", "ok": "og", "un": "on", "il": "il", "jo": "jo",
    "so": "so", "suh": "so", "huh": "ho", "hur": "ho", "ko": "go", "koh": "go", "go": "go",
    "moon": "mun", "ahn": "on", "an": "on", "oh": "o", "o": "o",
}  # fmt: skip
_KOREAN_SOUNDS = rules(
    ("h", r"sh", "s"), ("k", r"kk", "g"), ("t", r"tt", "d"), ("p", r"pp", "b"),
    ("s", r"ss", "s"), ("jh", r"jj|ch", "j"), ("k", r"ck|k", "g"), ("t", r"t", "d"),
    ("p", r"p", "b"), ("r", r"r", "l"), ("v", r"v", "b"), ("u", r"eui", "ui"),
    ("y", r"yeo|you?|yu", "yo"),
    ("ou", r"eo|oo|ou|eu|[ou](?!e|i)", "o"), ("ei", r"ee|yi|ui", "i"),
    ("ei", r"ae|oe|oi|we|e", "e"), ("", r"(.)\1+", r"\1"),
)  # fmt: skip


@cache
def older(syllable: str) -> tuple[str, ...]:
    """Older spellings of a syllable of pinyin, other than the syllable itself."""
    if not han.is_syllable(syllable):
        return ()
    spelt = (_wade_giles(syllable), *_hong_kong().get(syllable, ()))
    return tuple(dict.fromkeys(each for each in spelt if each != syllable))


@cache
def wade_giles(syllable: str) -> str:
    """A syllable of pinyin by Wade-Giles without its marks, "" where both spell it alike."""
    spelt = _wade_giles(syllable) if han.is_syllable(syllable) else syllable
    return "" if spelt == syllable else spelt


def is_wade_giles(word: str) -> bool:
    """True for a syllable that Wade-Giles spells so and pinyin otherwise."""
    return word in _wades()


def is_older(word: str) -> bool:
    """True for a syllable of an older spelling; it may be another one of pinyin all the same."""
    return word in _olders()


def marked(words: Sequence[str], *, is_meant: bool = False) -> tuple[str, ...]:
    """A name that only an older system spells, its syllables marked that pinyin has too; or ().

    `is_meant`: its marks are those of an older system (Te-k'ang, Chun-cheng).
    """
    if not 2 <= len(words) <= NAME_MAX:
        return ()
    if not all(is_older(word) or word in _alike_in_both() for word in words):
        return ()
    if all(map(han.is_syllable, words)) and not is_meant and not _has_older_surname(words):
        return ()
    both = [is_older(word) and han.is_syllable(word) for word in words]
    return tuple(word + OLDER * each for word, each in zip(words, both, strict=True))


def _has_older_surname(words: Sequence[str]) -> bool:
    """Whether an end is a surname in an older system (Chan Tai Man) and neither is in pinyin."""
    ends = {words[0], words[-1]}
    return not ends & _surnames() and bool(ends & _older_surnames())


@lru_cache(maxsize=16384)
def korean(word: str) -> str:
    """One rough spelling of a Korean name or syllable in any system; "" where it is none."""
    if word in _KOREAN_WHOLE:
        return _KOREAN_WHOLE[word]
    if not 3 <= len(word) <= 14 or not _KOREAN.fullmatch(word):
        return ""
    return respelt(word, _KOREAN_SOUNDS)


def korean_apart(words: Sequence[str]) -> Iterator[list[str]]:
    """A surname and a given name of two syllables written as one, cut between the syllables."""
    if len(words) != 2:
        return
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
    rows = (line.split("\t") for line in han.table("hong_kong.tsv"))
    return {syllable: tuple(spelt.split()) for syllable, spelt in rows}


@cache
def _alike_in_both() -> frozenset[str]:
    """Syllables that an older system spells as pinyin does (Ming)."""
    return frozenset(each for each in han.spellings() if _wade_giles(each) == each)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(map(han.syllable, han.SURNAMES))


@cache
def _older_surnames() -> frozenset[str]:
    return frozenset(spelt for surname in _surnames() for spelt in older(surname))


@cache
def _wades() -> frozenset[str]:
    return frozenset(map(wade_giles, han.spellings())) - {""}


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
