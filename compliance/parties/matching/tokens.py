"""What one token is made of: its padded bigrams and the key under which like-sounding ones meet."""

import itertools
from functools import lru_cache
from zlib import crc32

from compliance.parties.matching import han, lexicon

_CODES = {char: place + 1 for place, char in enumerate("abcdefghijklmnopqrstuvwxyz0123456789")}
SOUND_MIN = 3
SPELLING_END = 64


def is_spelling(token: str) -> bool:
    """True for words compared letter by letter; numbers and codes are the same or they are not."""
    return token.isascii() and token.isalpha() and len(token) < SPELLING_END


def is_dense(token: str) -> bool:
    """True for characters, kana and syllables, whose order matters more than that of words."""
    return token[0] in "~^%" or not token.isascii()


def grams(word: str) -> list[int]:
    """Bigram codes of a word with one pad at either end: len + 1 of them."""
    codes = [0, *(_CODES[char] for char in word), 0]
    return [left * 38 + right for left, right in itertools.pairwise(codes)]


SYLLABLE = 1 << 31


def marks(word: str) -> int:
    """The set of a word's letters as bits, and SYLLABLE where the word is one of pinyin."""
    return letters(word) | (SYLLABLE if han.is_syllable(word) else 0)


def letters(word: str) -> int:
    """The set of a word's letters as bits; one edit changes two of them at most."""
    bits = 0
    for char in word:
        bits |= 1 << (ord(char) - ord("a"))
    return bits


@lru_cache(maxsize=16384)
def sound_key(token: str) -> int:
    """A number that tokens of one sound share, 0 where sound does not count."""
    if token[0] in "~^":
        return crc32((token[0] + han.rough_syllable(token[1:].rstrip(".,"))).encode())
    if not token.isascii():
        heard = han.syllable(token[0])
        return crc32(f"han {heard}".encode()) if heard else 0
    if len(token) < SOUND_MIN or not is_spelling(token):
        return 0
    return crc32(lexicon.sound(token).encode())


@lru_cache(maxsize=16384)
def look_key(token: str) -> int:
    """A number that tokens share which are easily misread or misheard for one another, or 0.

    Characters of one shape (日曰), letters of one shape (rn m), syllables of one rough sound.
    """
    if token[0] in "~^" or not token:
        return 0
    if not token.isascii():
        shape = han.shape(token[0])
        return crc32(f"shape {shape}".encode()) if shape else 0
    if len(token) < SOUND_MIN or not is_spelling(token):
        return 0
    if han.is_syllable(token):
        return crc32(f"rough {han.rough_syllable(token)}".encode())
    return crc32(f"look {lexicon.look(token)}".encode())
