"""Names in alphabets: the words as written, without the legal form, in every likely reading.

Words stay as they were written: that one says the same as another, or misspells it, is for the
comparison to see. Only what a legal form is made of is read as it was meant.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from compliance.parties.matching import (
    arabic,
    hangul,
    legal_forms,
    lexicon,
    misspelt_forms,
    romanised,
    syllables,
    trades,
)
from compliance.parties.matching.abbreviations import abbreviated
from compliance.parties.matching.surface import is_plain
from compliance.parties.matching.values import Side

TOKENS_MAX = 32
GLUED_MIN = 4
"""Letters that a word has to have beside the first one of a form glued to it."""
_FORMAL = frozenset({"enterprise", "institution", "ticaret", "sirketi", "sanayi"})
"""Words of trade that legal forms are made of too."""
_APOSTROPHES = re.compile(r"['’‘`´ʼʻ]")
_OLDER = re.compile(r"\b(?:ch|ts|tz|[kpt])['’‘`´ʼʻ](?=[aeiouü])|\b[a-zü]{2,6}-[a-zü]{2,6}\b")
"""Apostrophes of Wade-Giles, and the hyphen in a given name, which pinyin writes as one word."""
_MESSRS = re.compile(r"^m/s\.? ")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_DIGIT_IN_WORD = re.compile(
    r"(?<=[a-z])[015](?=[a-z])|(?<=[a-z]{3})[01]$"
    r"|(?<=[a-z]{2})[23468](?=[a-z]{2})|(?<=[a-z]{3})[23468](?=[a-z])"
)
_NUMBERED = re.compile(r"\bn(?:[or]\.?|um(?:ber)?)\s*(?=\d)|№\s*|#\s*(?=\d)")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)$")
_LONE_LETTER = re.compile(r"(?<!\w)[^\W\d_\u1100-\u11ff\u3000-\uffff](?!\w)")
_LEADING_DIGIT = re.compile(r"^[012568](?=[a-z]{2})(?!1st$|2nd$)")
_LAST_DIGIT = re.compile(r"(?<=[a-z]{4})5$")
_ARTICLE = re.compile(r"^the(?=[a-z]{8})")
_DIGIT_LOOKS = {
    "0": "o", "1": "l", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "8": "b",
}  # fmt: skip
_LOOKS = str.maketrans(_DIGIT_LOOKS)
_SERVANT = re.compile(r"\babd(?:[ -][aeu]|[eu])[lrsdnzt][ -](?=[a-z]{3})")
_ONE_WORD = {
    "hong kong": "hongkong", "united arab emirates": "uae", "saint petersburg": "petersburg",
    "st. petersburg": "petersburg", "st petersburg": "petersburg", "sankt-peterburg": "petersburg",
    "abu dhabi": "abudhabi", "middle east": "middleeast", "s'pore": "spore", "m'sia": "msia",
    "st.petersburg": "petersburg", "h.k": "hk", "u.a.e": "uae", "u.s.a": "usa", "u.k": "uk",
    "p.r.c": "prc", "p.r. china": "china", "p.r.china": "china", "d.p.r.k": "dprk",
    "d.p.r. korea": "dprk", "dpr korea": "dprk", "i.r. iran": "iran", "i.r.iran": "iran",
}  # fmt: skip
_TWO_WORDS = re.compile(rf"\b(?:{'|'.join(map(re.escape, _ONE_WORD))})\b")
_LAST_OF_TWO = tuple(dict.fromkeys(phrase.split()[-1] for phrase in _ONE_WORD))
_GLUED_FORMS = ("ltd", "limited", "pteltd", "company", "corporation", "gmbh")
_GLUED = re.compile(rf"(?<=[a-z]{{3}})(co)?({'|'.join(_GLUED_FORMS)})\b")


class Form(NamedTuple):
    """One way to compare a name: its core tokens, its legal families, its whole normalised text.

    `literal` is false for readings (pinyin), which can resemble but never equal a name; `core` is
    by what a literal form is told to be the same as another. `cut` says that a field cut off more.
    """

    tokens: tuple[str, ...]
    legal: tuple[str, ...]
    full: str
    literal: bool
    core: str = ""
    cut: bool = False


def forms(text: str, side: Side) -> list[Form]:
    """The literal form, then pinyin syllables, then what a misread legal form would leave."""
    words = list(tokens(text))
    core, legal = stripped(words)
    full = " ".join(map(trades.core, words))
    kept = tuple(core[:TOKENS_MAX])
    made = [Form(kept, legal, full, True, core_of(kept))]
    older = romanised.marked(core, is_meant=bool(_OLDER.search(text)))
    others = [*syllables.readings(core, older, searched=side == "query"), older]
    others += [_surname_last(core)] if side == "listed" else []
    others += [abbreviated(core), arabic.apart(core), *map(tuple, romanised.korean_apart(core))]
    made += [Form(other[:TOKENS_MAX], legal, full, False) for other in others if other]
    is_guessed = side == "query" and not all(map(_is_plain, words))
    for other, found in _guesses(words, core) if is_guessed else ():
        made.append(Form(tuple(other[:TOKENS_MAX]), found or legal, full, False))
    return made


def _surname_last(core: list[str]) -> tuple[str, ...]:
    """SURNAME Given Patronymic with the surname last, as it stands without the patronymic."""
    is_whole = 2 < len(core) < 5 and lexicon.is_patronymic(core[-1])
    return (*core[1:], core[0]) if is_whole else ()


def core_of(kept: Sequence[str]) -> str:
    """What two literal forms that are the same have in common."""
    return " ".join(map(trades.core, kept))


def stripped(words: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The words without the legal form, as written or as meant, and its families."""
    if all(map(_is_plain, words)):
        return list(words), ()
    meant = _as_meant(words)
    places, families = legal_forms.strip(meant)
    if meant != list(words):
        either = (places, families), legal_forms.strip(words)
        places, families = min(either, key=lambda found: len(found[0]))
    return [words[place] for place in places], families


@lru_cache(maxsize=16384)
def _is_plain(word: str) -> bool:
    """True for a word that is no part of a legal form, misspelt or glued to another either."""
    return (
        len(word) > 1
        and _meant(word) == word == legal_forms.guess(word)
        and not legal_forms.may_be_of_one(word)
        and not legal_forms.unglue(word)
        and _read_digits(word) == word == _ARTICLE.sub("", word)
    )


def _as_meant(words: Sequence[str]) -> list[str]:
    """Misspelt long words of legal forms put right."""
    return legal_forms.respell([_meant(word) for word in words])


@lru_cache(maxsize=16384)
def _meant(word: str) -> str:
    usual = trades.respelt(word)
    return usual if usual in legal_forms.LONG_WORDS or usual in _FORMAL else word


def _guesses(words: Sequence[str], core: list[str]) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """The core and the families where a form is misspelt, or glued to a word."""
    meant = _as_meant(words)
    for right in (legal_forms.guessed(meant), list(map(misspelt_forms.put_right, words))):
        if right not in (meant, list(words)):
            places, families = legal_forms.strip(right)
            yield [words[place] for place in places], families
    if rest := misspelt_forms.without_letters(words):
        yield stripped(rest)
    for read in ([_read_digits(word) for word in core], [_ARTICLE.sub("", word) for word in core]):
        if read != core:
            yield stripped(read)
    if letters := _glued_letters(core):
        yield stripped(letters)
    spelt = _first_letters(meant)
    if spelt != meant:
        yield stripped(spelt)
    yield from map(stripped, _unglued(core))


def _unglued(core: list[str]) -> list[list[str]]:
    """The core with the first word apart that a form may be glued to, in each way."""
    for place, word in enumerate(core):
        if cuts := legal_forms.unglue(word):
            return [[*core[:place], *parts, *core[place + 1 :]] for parts in cuts]
    return []


def _read_digits(word: str) -> str:
    """The word with a digit at either end as the letter it looks like; a particle or a short legal
    form with any (A1, C0, PA0)."""
    meant = word if word.isalpha() or word.isdigit() else word.translate(_LOOKS)
    if meant != word and ((meant,) in legal_forms.FORMS or lexicon.is_particle(meant)):
        return meant
    for pattern in () if word.isalpha() else (_LEADING_DIGIT, _LAST_DIGIT):
        word = pattern.sub(lambda found: _DIGIT_LOOKS[found[0]], word)
    return word


def _glued_letters(core: Sequence[str]) -> list[str]:
    """The words with a dotted form that was glued to the last one apart (DorvanS.L.), or []."""
    count = len(core) - next((n for n, word in enumerate(reversed(core)) if len(word) > 1), 0)
    word = core[count - 1] if count else ""
    form = word[-1:] + "".join(core[count:])
    is_form = len(word) > GLUED_MIN and 1 < len(form) < 4 and (form,) in legal_forms.FORMS
    return [*core[: count - 1], word[:-1], form] if is_form else []


def _first_letters(words: Sequence[str]) -> list[str]:
    """The first letters as the legal form that they may be (A.O. Brelkova)."""
    count = next((place for place, word in enumerate(words) if len(word) > 1), 0)
    form = "".join(words[:count])
    return [form, *words[count:]] if count > 1 and (form,) in legal_forms.FORMS else list(words)


def without_cut_end(text: str) -> str:
    """The name without a legal form of which a field cut off the end, or ""; without a last word
    of which a letter or two are left, which may begin any."""
    words = tokens(text)
    rest = legal_forms.without_beginning(words)
    if len(rest) == len(words) > 2 and len(words[-1]) < legal_forms.BEGINNING_MIN:
        rest = list(words[:-1])
    return " ".join(rest) if 0 < len(rest) < len(words) else ""


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """Lower-case ASCII words of any non-Chinese script."""
    plain = text if is_plain(text) and text.isascii() else _in_ascii(text)
    if "abd" in plain:
        plain = _SERVANT.sub("abdul ", plain)
    if any(map(plain.__contains__, _GLUED_FORMS)):
        plain = _GLUED.sub(r" \1 \2", plain)
    if not is_plain(plain):
        plain = _NUMBERED.sub(" ", plain)
    if any(map(plain.__contains__, _LAST_OF_TWO)):
        plain = _TWO_WORDS.sub(lambda found: _ONE_WORD[found.group()], plain)
    split = legal_forms.undotted([token for token in _NOT_WORD.split(plain) if token])
    found = [_word(token) for token in legal_forms.mend(split, trades.trade_words())]
    if len(found) > 1:
        found = legal_forms.mend(found)
    return tuple([token for token in found if token not in lexicon.DROPPED] or found)


def _in_ascii(text: str) -> str:
    plain = _APOSTROPHES.sub("", _MESSRS.sub("", text))
    if plain.isascii():
        return plain
    plain = _LONE_LETTER.sub(lambda found: anyascii(found.group())[:1], hangul.latin(plain))
    return anyascii(plain).lower().replace("'", "").replace("`", "")


@lru_cache(maxsize=16384)
def _word(token: str) -> str:
    if any(map(str.isdigit, token)) and not token.isdigit():
        token = _DIGIT_IN_WORD.sub(lambda found: _DIGIT_LOOKS[found.group()], token)
    if token[0].isdigit():
        return _ORDINAL.sub("", token)
    return trades.NUMBERS.get(token, token)
