"""Words of trade and places in several languages, each with the word that stands for all of them.

Names are compared as written; that two words say the same is one of the reasons for which one may
stand for the other. The tables are ours.
"""

from functools import cache, lru_cache

from compliance.parties.matching import legal_forms
from compliance.parties.matching.han import table
from compliance.parties.matching.legal_forms import LONG_WORDS
from compliance.parties.matching.nearest import Table, nearest, table_of

MISSPELT_MIN = 6
TWICE_MISSPELT_MIN = 10

NUMBERS = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "xii": "12", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "first": "1", "second": "2", "third": "3",
    "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9",
    "tenth": "10",
}  # fmt: skip


def canon(token: str) -> str:
    """The word that stands for all ways to say the same, or the word itself."""
    return _heads().get(token) or token


@lru_cache(maxsize=16384)
def core(token: str) -> str:
    """By what names are told to be exactly the same: an abbreviation or another ending of a word,
    even misspelt, is the word; its translation is not."""
    usual = respelt(token)
    head = canon(usual)
    return head if _is_short_for(usual, head) or usual[:4] == head[:4] else usual


def _is_short_for(word: str, head: str) -> bool:
    letters = iter(head)
    return word[0] == head[0] and all(letter in letters for letter in word)


def is_trade(token: str) -> bool:
    """True for a word of trade in any of the languages."""
    return token in trade_words()


def trade_words() -> frozenset[str]:
    """Every word of trade."""
    return _words("trade_words.tsv")


def is_place(token: str) -> bool:
    """True for a country or a city of trade in any of the languages."""
    return token in _words("places.tsv")


@lru_cache(maxsize=16384)
def respelt(token: str) -> str:
    """The usual word that a token misspells, or the token itself.

    Six letters may have one slip, ten letters two.
    """
    if len(token) < MISSPELT_MIN - 2 or not token.isalpha() or token in _heads():
        return token
    return _slipped().get(token) or _nearest(token, 2 if len(token) > 8 else 1)


def _nearest(token: str, edits: int) -> str:
    """The usual word within so many edits, or the token."""
    return nearest(token, _usual(len(token), edits))


@cache
def _slipped() -> dict[str, str]:
    """Short words with a letter typed twice or two changed over (Teech, Tehc)."""
    short = (word for word in _words("trade_words.tsv") if 3 < len(word) < MISSPELT_MIN)
    return {slip: word for word in sorted(short) for slip in legal_forms.slips(word)}


@cache
def _heads() -> dict[str, str]:
    heads: dict[str, str] = {}
    for name in ("trade_words.tsv", "places.tsv"):
        for line in table(name):
            head, _, others = line.partition("\t")
            heads.update(dict.fromkeys((head, *others.split()), head))
    return heads


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in table(name) for word in line.split())


@lru_cache(maxsize=64)
def _usual(length: int, edits: int) -> Table:
    """Words of about that length, of which long ones may have so many slips."""
    words = (word for word in _misspelt() if abs(len(word) - length) <= edits)
    return table_of(words, lambda word: edits if len(word) >= TWICE_MISSPELT_MIN else 1)


@cache
def _misspelt() -> tuple[str, ...]:
    trade = (word for word in _words("trade_words.tsv") if len(word) > MISSPELT_MIN)
    return tuple(sorted({*LONG_WORDS, *trade}))
