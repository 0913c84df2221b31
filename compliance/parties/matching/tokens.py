"""What one token is made of: its padded bigrams, and the keys under which it meets others."""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from compliance.parties.matching import families, han, lexicon, romanised, trades
from compliance.parties.matching.respelling import letters
from compliance.parties.matching.values import Relation, Side

_CODES = {char: place + 1 for place, char in enumerate("abcdefghijklmnopqrstuvwxyz0123456789")}
SOUND_MIN = 3
SHORT_END = 5
ROUGH_MIN = 6
SKELETON_MIN = 4
SPELLING_END = 64


_VOWELS = re.compile("[aeiou]")


def is_spelling(token: str) -> bool:
    """True for words compared letter by letter; numbers and codes are the same or they are not."""
    return token.isascii() and token.isalpha() and len(token) < SPELLING_END


def is_dense(token: str) -> bool:
    """True for characters, kana and syllables, whose order matters more than that of words."""
    return token[0] in "~^%" or not token.isascii()


def any_dense(tokens: Sequence[str]) -> bool:
    """True where a token is dense, which no text of ASCII letters and digits is."""
    text = "".join(tokens)
    return not (text.isascii() and text.isalnum()) and any(map(is_dense, tokens))


def grams(word: str) -> list[int]:
    """Bigram codes of a word with one pad at either end: len + 1 of them."""
    codes = [0, *(_CODES[char] for char in word), 0]
    return [left * 38 + right for left, right in itertools.pairwise(codes)]


SYLLABLE, PINYIN = 1 << 31, 1 << 30


def marks(word: str) -> int:
    """The set of a word's letters as bits, with SYLLABLE or PINYIN for one syllable or several."""
    return letters(word) | (0, PINYIN, SYLLABLE)[pinyin_rank(word)]


def pinyin_rank(word: str) -> int:
    """2 for one syllable of pinyin, 1 for several written together, 0 for anything else."""
    return 2 if han.is_syllable(word) else int(bool(han.parse_pinyin(word)))


class Key(NamedTuple):
    """A number that tokens share which may stand for each other for that reason.

    `worth` names the field of `calibration.Calibration` that says how well.
    """

    number: int
    worth: str
    relation: Relation


@lru_cache(maxsize=16384)
def keys_of(token: str, side: Side) -> tuple[Key, ...]:
    """Every reason for which a token of the other side may stand for this one, spelling aside."""
    if token.endswith(romanised.OLDER):
        mark = token[0] if token[0] in "~^" else ""
        return tuple(_older_keys(token.removeprefix(mark), side, mark))
    if token[0] in "~^":
        syllable = token[1:].rstrip(".,")
        rough = _key(f"{token[0]}{han.rough_syllable(syllable)}", "pinyin_rough", "pinyin")
        return (rough, *_older_keys(syllable, side, token[0]))
    if not token.isascii():
        return tuple(_character_keys(token[0]))
    if not is_spelling(token):
        return ()
    return tuple(dict.fromkeys((*_word_keys(token, side), *_older_keys(token, side, ""))))


def _character_keys(char: str) -> Iterator[Key]:
    heard = han.syllable(char)
    if heard:
        yield _key(f"han {heard}", "homophone", "pinyin")
    for pair in han.alike(char):
        yield _key(f"shape {pair}", "shape", "typo")


def _word_keys(token: str, side: Side) -> Iterator[Key]:
    said, usual = trades.canon(token), trades.respelt(token)
    if usual != token:
        yield _key(f"says {trades.canon(usual)}", "canon_misspelt", "typo")
    elif said != token or trades.is_trade(token) or trades.is_place(token):
        yield _key(f"says {said}", "canon", "variant")
    korean = romanised.korean(token)
    if korean:
        yield _key(f"korean {korean}", "korean", "variant")
    if len(token) < SOUND_MIN:
        return
    yield from _pinyin_keys(token) if han.is_syllable(token) else _heard_and_seen_keys(token)
    yield from _skeleton_keys(token, side)


def _skeleton_keys(token: str, side: Side) -> Iterator[Key]:
    """A word without its vowels (Brlkv) meets the whole one on the other side."""
    bones = token[0] + _VOWELS.sub("", token[1:])
    if len(bones) < SKELETON_MIN:
        return
    is_whole = len(token) - len(bones) > 1
    if is_whole or bones == token:
        mark = "<" if is_whole == (side == "query") else ">"
        yield _key(f"bones {mark}{bones}", "skeleton", "variant")


def _pinyin_keys(token: str) -> Iterator[Key]:
    """Of two syllables neither sounds like the other, but for what southern speech does."""
    yield _key(f"rough {han.rough_syllable(token)}", "look_short", "typo")


def _heard_and_seen_keys(token: str) -> Iterator[Key]:
    short = "_short" if len(token) < SHORT_END else ""
    yield _key(f"sound {lexicon.sound(token)}", f"sound{short}", "variant")
    if "j" in token:
        other = lexicon.sound(token.replace("j", "y"))
        yield _key(f"sound {other}", f"sound{short}", "variant")
    for other in lexicon.as_english(token):
        yield _key(f"sound {lexicon.sound(other)}", f"sound{short}", "variant")
    yield _key(f"look {lexicon.look(token)}", f"look{short}", "typo")
    yield from (_key(f"name {n}", "family", "variant") for n in families.families_of(token))
    if len(token) >= ROUGH_MIN and not han.parse_pinyin(token):
        yield _key(f"consonants {lexicon.rough(token)}", "rough", "variant")


def _older_keys(word: str, side: Side, mark: str) -> Iterator[Key]:
    """A syllable of pinyin meets its older spellings on the other side, never another syllable.

    What is both (Man, Kuang) is an older spelling only where the name has one that is no pinyin.
    """
    as_pinyin, as_older = ("<", ">") if side == "query" else (">", "<")
    plain = word.removesuffix(romanised.OLDER)
    if han.is_syllable(plain):
        yield _key(f"itself {mark}{plain}", "pinyin", "pinyin")
    if word != plain or (romanised.is_older(word) and not han.is_syllable(word)):
        yield _key(f"old {as_older}{mark}{plain}", "older", "pinyin")
        if romanised.is_wade_giles(plain):
            yield _key(f"wade {as_older}{mark}{plain}", "family", "pinyin")
    if wade := romanised.wade_giles(word):
        yield _key(f"wade {as_pinyin}{mark}{wade}", "family", "pinyin")
    for spelt in romanised.older(word):
        yield _key(f"old {as_pinyin}{mark}{spelt}", "older", "pinyin")


def _key(text: str, worth: str, relation: Relation) -> Key:
    return Key(crc32(text.encode()), worth, relation)
