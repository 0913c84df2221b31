"""Chinese characters: folded to one simplified form, cut at known words, read as toneless pinyin.

The tables are data files made once from OpenCC (traditional and shinjitai variants) and pypinyin;
at run time neither library is loaded.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypeVar

from rapidfuzz.distance import OSA

_Text = TypeVar("_Text", str, tuple[str, ...])
WORD_MAX = 10
_LIKE_PINYIN = re.compile(r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{1,3}(?:ng|n|r)?)+")
_GONGSI = ["gong", "si"]
_HEADS = ("非公开株式会社", "公开株式会社", "公共株式会社", "株式会社", "有限会社")
_HEAD_CHARS = frozenset("".join(_HEADS))
HEAD_LEAST, HEAD_END = min(map(len, _HEADS)) - 1, max(map(len, _HEADS)) + 1
_BRANCHES = ("分公司", "办事处", "代表处")
_ENDS = (
    "非公开株式会社", "公开株式会社", "公共株式会社", "股份有限公司", "集团有限公司",
    "有限责任公司", "株式会社", "有限会社", "有限公司", "公司",
)  # fmt: skip
_END_CHARS = frozenset("".join(_ENDS))
END_LENGTH = max(map(len, _ENDS)) + 1
_TOWN = re.compile("..[市省县](?![场政区民井])..")
"""Two characters before 市 name a town, known or misspelt."""
TOWN_MIN = 5
SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏"
    "苏吕丁任卢姚沈钟姜崔谭陆范汪廖石韦贾夏付邹熊白孟秦邱侯尹薛闫段雷黎史龙陶贺顾毛郝龚邵万覃武"
    "钱戴严莫孔向常"
)
NOT_A_WORD = frozenset({"m", "n", "hm", "rua", "fiao", "chua", "nun", "den"})


def is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "々"


def fold(text: str) -> str:
    """Traditional, Japanese and variant characters as the simplified ones (株式會社 → 株式会社)."""
    return text if text.isascii() else text.translate(_folds())


def syllable(char: str) -> str:
    """Toneless pinyin of one folded character, or "" where unknown."""
    return _syllables().get(char, "")


@lru_cache(maxsize=4096)
def segments(run: str) -> tuple[tuple[str, str], ...]:
    """Cut folded characters, longest known word first, into (text, "legal|place|generic|")."""
    run, branch = _without_branch(run)
    head, run, tail = _misspelt_legal_ends(run)
    tail += branch
    cut: list[tuple[str, str]] = [(head, "legal")] if head else []
    place = 0
    town = _misspelt_town(run)
    if town:
        cut, place = [*cut, (run[:2], "place")], town
    while place < len(run):
        word, kind = _word_at(run, place)
        if place and len(word) == 2 and kind == "place" and _belongs_to_next(run, place + 1):
            word, kind = word[0], ""
        cut.append((word, kind))
        place += len(word) + _suffix_length(run, place + len(word), kind)
    return (*cut, (tail, "legal")) if tail else tuple(cut)


def readings(word: str, kind: str) -> tuple[str, ...]:
    """One syllable per character of a segment; known words keep their own reading (重庆)."""
    known = words().get(word) if kind else None
    return known[1] if known else tuple(syllable(char) for char in word)


def alike(char: str) -> tuple[str, ...]:
    """Each pair of this character with one of like shape, as one text of two characters."""
    return _pairs_alike().get(char, ())


@cache
def _pairs_alike() -> dict[str, tuple[str, ...]]:
    """Of each character the pairs whose drawn shapes nearly cover each other (see data-sources)."""
    pairs: dict[str, tuple[str, ...]] = {}
    for line in table("han_alike.tsv"):
        char, _, others = line.partition("\t")
        for other in others:
            for one in (char, other):
                pairs[one] = (*pairs.get(one, ()), char + other)
    return pairs


@cache
def words() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Known words with their kind and syllables."""
    rows = (line.split("\t") for line in table("han_words.tsv"))
    return {word: (kind, tuple(reading.split())) for kind, word, reading in rows}


@cache
def words_by_reading() -> dict[tuple[str, ...], str]:
    """Kind of each known word of two syllables or more, by its syllables."""
    return {
        reading: kind
        for kind, reading in sorted(words().values(), key=lambda known: known[0] == "legal")
        if len(reading) > 1
    }


@lru_cache(maxsize=16384)
def parse_pinyin(word: str) -> tuple[str, ...]:
    """The fewest syllables that spell an ASCII word, or () where it is not pinyin."""
    if not _LIKE_PINYIN.fullmatch(word):
        return ()
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    known = spellings()
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            head = best[start]
            if head is None or word[start:end] not in known:
                continue
            here = best[end]
            if here is None or len(head) + 1 < len(here):
                best[end] = (*head, word[start:end])
    return best[-1] or ()


@lru_cache(maxsize=4096)
def resembling(spelt: str) -> tuple[str, ...]:
    """Syllables one letter away from a spelling that is none."""
    return tuple(
        sorted(known for known in spellings() if OSA.distance(spelt, known, score_cutoff=1) <= 1)
    )


def is_syllable(spelt: str) -> bool:
    return spelt in spellings()


def rough_syllable(reading: str) -> str:
    """Syllables that southern speech and typing confuse, as one (zhang, zang, zan)."""
    for heard, said in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if reading.startswith(heard):
            reading = said + reading[2:]
    return reading[:-1] if reading.endswith("ng") else reading


def _misspelt_town(run: str) -> int:
    """How many characters at the start name a town that is not known as such; 0 for none."""
    if words().get(run[:2]) or words().get(run[:3]):
        return 0
    if _TOWN.match(run):
        return 3
    return 2 if len(run) > TOWN_MIN and _is_nearly_place(run[:2]) else 0


@lru_cache(maxsize=4096)
def _is_nearly_place(pair: str) -> bool:
    """True where one of the two characters sounds or looks like that of a known place."""
    first, second = pair[0], pair[1]
    known = [(second, right) for right in _beside_in_places().get((first, ""), "")]
    known += [(first, right) for right in _beside_in_places().get(("", second), "")]
    return any(
        syllable(wrong) == syllable(right) or not {*alike(wrong)}.isdisjoint(alike(right))
        for wrong, right in known
    )


@cache
def _beside_in_places() -> dict[tuple[str, str], str]:
    """Characters that stand after each first one, or before each second, in places of two."""
    beside: dict[tuple[str, str], str] = {}
    places = (word for word, (kind, _) in words().items() if kind == "place" and len(word) == 2)
    for first, second in map(tuple, places):
        beside[first, ""] = beside.get((first, ""), "") + second
        beside["", second] = beside.get(("", second), "") + first
    return beside


def _without_branch(run: str) -> tuple[str, str]:
    """The run without "北京分公司": a branch is no legal person of its own."""
    office = next((o for o in _BRANCHES if run.endswith(o) and len(run) > len(o) + 1), "")
    rest = run[: len(run) - len(office)]
    for length in range(6, 1, -1) if office else ():
        known = words().get(rest[-length:].rstrip("市省县区"))
        if known and known[0] == "place" and len(rest) > length + 1:
            return rest[:-length].removesuffix("驻"), run[len(rest) - length :]
    return rest, office


def _misspelt_legal_ends(run: str) -> tuple[str, str, str]:
    """(legal form before, the rest, legal form after), each taken with one wrong character."""
    whole = len(run)
    tail = next((run[-n:] for n, form in _ends(run) if _resembles(run[-n:], form, whole)), "")
    rest = run[: whole - len(tail)]
    head = next((rest[:n] for n, form in _heads(rest) if _resembles(rest[:n], form, whole)), "")
    return head, rest[len(head) :], tail


def _ends(run: str) -> Iterator[tuple[int, str]]:
    known = words().get(run[-4:])
    may_end = syllable(run[-1:]) == "si" or run.endswith("公")  # of 公司 two characters are left
    if not may_end:
        may_end = sum(char in _END_CHARS for char in run[-END_LENGTH:]) >= HEAD_LEAST
    if may_end and not (known and known[0] == "legal"):
        yield from ((n, form) for form in _ENDS for n in _lengths(form) if n <= len(run))


def _heads(run: str) -> Iterator[tuple[int, str]]:
    """Forms that may stand first: one wrong character leaves three of theirs at least."""
    if sum(char in _HEAD_CHARS for char in run[:HEAD_END]) >= HEAD_LEAST:
        yield from ((n, form) for form in _HEADS for n in _lengths(form) if n <= len(run))


def _lengths(form: str) -> tuple[int, ...]:
    return (len(form), len(form) - 1, len(form) + 1)


def _resembles(part: str, form: str, whole: int) -> bool:
    """One edit apart; of 公司, which is short, the sounds, or in longer names the end, are kept."""
    if form == "公司":
        sounds = [syllable(char) for char in part]
        misread = part[-1:] == "司" and len(part) > 1 and whole > 4
        return part in {"公司", "司公"} or misread or sounds == _GONGSI
    return OSA.distance(part, form, score_cutoff=1) <= 1


def _word_at(run: str, place: int) -> tuple[str, str]:
    for length in _lengths_from().get(run[place : place + 2], ()):
        word = run[place : place + length]
        known = words().get(word)
        if known:
            return word, known[0]
    return run[place], ""


def _belongs_to_next(run: str, place: int) -> bool:
    """True where a character is of the word that begins with it, after which else a part of that
    word would be left (元中国际: 国际, not 中国)."""
    return len(_word_at(run, place)[0]) > 1 and len(_word_at(run, place + 1)[0]) == 1


@cache
def _lengths_from() -> dict[str, tuple[int, ...]]:
    return lengths_by_start(words())


def lengths_by_start(known: Iterable[_Text]) -> dict[_Text, tuple[int, ...]]:
    """How long those are that begin with the same two, characters or syllables, longest first."""
    found: dict[_Text, set[int]] = {}
    for word in known:
        if 1 < len(word) <= WORD_MAX:
            found.setdefault(word[:2], set()).add(len(word))
    return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in found.items()}


def _suffix_length(run: str, place: int, kind: str) -> int:
    """1 where an administrative suffix follows a place (深圳市), which names often leave out."""
    return int(kind == "place" and run[place : place + 1] in {"市", "省", "县", "区"})


@cache
def _folds() -> dict[int, str]:
    pairs = (line.split("\t") for line in table("han_fold.tsv"))
    return {ord(variant): simple for simple, variants in pairs for variant in variants}


@cache
def _syllables() -> dict[str, str]:
    pairs = (line.split("\t") for line in table("han_syllables.tsv"))
    return {char: reading for reading, chars in pairs for char in chars}


@cache
def spellings() -> frozenset[str]:
    """Every syllable of toneless pinyin."""
    return frozenset(_syllables().values()) - NOT_A_WORD


def table(name: str) -> list[str]:
    """Lines of a packaged table."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return text.splitlines()
