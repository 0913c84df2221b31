"""Chinese characters: folded to one simplified form, cut at known words, read as toneless pinyin.

The tables are data files made once from OpenCC (traditional and shinjitai variants) and pypinyin;
at run time neither library is loaded.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA

WORD_MAX = 10
_GONGSI = ["gong", "si"]
_HEADS = ("株式会社", "有限会社")
_ENDS = ("股份有限公司", "集团有限公司", "有限责任公司", "株式会社", "有限会社", "有限公司", "公司")
NOT_A_WORD = frozenset({"m", "n", "hm", "rua", "fiao", "chua", "nun", "den"})


def is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "々"


def fold(text: str) -> str:
    """Traditional, Japanese and variant characters as the simplified ones (株式會社 → 株式会社)."""
    return text.translate(_folds())


def syllable(char: str) -> str:
    """Toneless pinyin of one folded character, or "" where unknown."""
    return _syllables().get(char, "")


@lru_cache(maxsize=4096)
def segments(run: str) -> tuple[tuple[str, str], ...]:
    """Cut folded characters, longest known word first, into (text, "legal|place|generic|")."""
    head, run, tail = _misspelt_legal_ends(run)
    cut: list[tuple[str, str]] = [(head, "legal")] if head else []
    place = 0
    while place < len(run):
        word, kind = _word_at(run, place)
        cut.append((word, kind))
        place += len(word) + _suffix_length(run, place + len(word), kind)
    return (*cut, (tail, "legal")) if tail else tuple(cut)


def readings(word: str, kind: str) -> tuple[str, ...]:
    """One syllable per character of a segment; known words keep their own reading (重庆)."""
    known = words().get(word) if kind else None
    return known[1] if known else tuple(syllable(char) for char in word)


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
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    known = _spellings()
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            head = best[start]
            if head is None or word[start:end] not in known:
                continue
            here = best[end]
            if here is None or len(head) + 1 < len(here):
                best[end] = (*head, word[start:end])
    return best[-1] or ()


def rough_syllable(reading: str) -> str:
    """Syllables that southern speech and typing confuse, as one (zhang, zang, zan)."""
    for heard, said in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if reading.startswith(heard):
            reading = said + reading[2:]
    return reading[:-1] if reading.endswith("ng") else reading


def _misspelt_legal_ends(run: str) -> tuple[str, str, str]:
    """(legal form before, the rest, legal form after), each taken with one wrong character."""
    tail = next((run[-n:] for n, form in _ends(run) if _resembles(run[-n:], form)), "")
    rest = run[: len(run) - len(tail)]
    head = next((rest[:n] for n, form in _heads(rest) if _resembles(rest[:n], form)), "")
    return head, rest[len(head) :], tail


def _ends(run: str) -> Iterator[tuple[int, str]]:
    known = words().get(run[-4:])
    if not (known and known[0] == "legal"):
        yield from ((n, form) for form in _ENDS for n in _lengths(form) if n <= len(run))


def _heads(run: str) -> Iterator[tuple[int, str]]:
    yield from ((n, form) for form in _HEADS for n in _lengths(form) if n <= len(run))


def _lengths(form: str) -> tuple[int, ...]:
    return (len(form), len(form) - 1, len(form) + 1)


def _resembles(part: str, form: str) -> bool:
    """One edit apart; 公司 is short, so only where its last character or its sounds are kept."""
    if form == "公司":
        sounds = [syllable(char) for char in part]
        return (
            part in {"公司", "司公"} or (part[-1:] == "司" and len(part) > 1) or sounds == _GONGSI
        )
    return OSA.distance(part, form, score_cutoff=1) <= 1


def _word_at(run: str, place: int) -> tuple[str, str]:
    for length in range(min(WORD_MAX, len(run) - place), 1, -1):
        word = run[place : place + length]
        known = words().get(word)
        if known:
            return word, known[0]
    return run[place], ""


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
def _spellings() -> frozenset[str]:
    return frozenset(_syllables().values()) - NOT_A_WORD


def table(name: str) -> list[str]:
    """Lines of a packaged table."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return text.splitlines()
