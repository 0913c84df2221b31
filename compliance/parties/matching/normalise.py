"""From a name as written to the token forms in which it is compared.

A token is a lower-case ASCII word; one folded Chinese character; or one pinyin syllable after a
mark: "~" read off a Chinese name, "^" spelt by a Latin one; or one kana after "%". A generic
character or syllable ends in ".", one of a place name in ",".
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from anyascii import anyascii

from compliance.parties.matching import han, legal_forms, surface, syllables
from compliance.parties.matching.lexicon import ABBREVIATIONS, DROPPED, WORDS, respell
from compliance.parties.matching.syllables import CLASS_ENDS

TOKENS_MAX = 32
MORAE_MIN, MORAE_MAX = 3, 14
"""Kana one by one between which a name is short enough for one misread to hide a whole word."""
FIELD_ENDS = {34, 35, 36, 69, 70, 71}
"""Lengths at which bank and carrier messages (35 or 70 characters) cut a name off."""

_RUNS = re.compile(r"([\u4e00-\u9fff\u3400-\u4dbf々]+)|([\u3040-\u30ff]+)")
_APOSTROPHES = re.compile(r"['’‘`´ʼʻ]")
_MESSRS = re.compile(r"^m/s\.? ")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_DIGIT_IN_WORD = re.compile(
    r"(?<=[a-z])[015](?=[a-z])|^[015](?=[a-z]{2})(?!st$|nd$|th$)|(?<=[a-z]{3})[01]$"
)
_NUMBERED = re.compile(r"\bn[or]\.?\s*(?=\d)|№\s*|#\s*(?=\d)")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)$")
_LONE_LETTER = re.compile(r"(?<!\w)[^\W\d_](?!\w)")
_DIGIT_LOOKS = {"0": "o", "1": "l", "5": "s"}
_BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
_ALIAS_LEAD = re.compile(r"^\s*(別称|别称|又名|简称|a\.?k\.?a\.?|also known as)[、,:：\s]*", re.I)
_ALIAS_CUT = re.compile(r"、|及び")
_GLUED = re.compile(r"(?<=[a-z]{3})(co)?(ltd|limited|pteltd|company|corporation|gmbh)\b")
_LONG_FORMS = re.compile(
    f"(?:{'|'.join(sorted((w for w in ABBREVIATIONS if len(w) > 6), reverse=True))})(?!s)"
)

Side = Literal["query", "listed"]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to compare a name: its core tokens, its legal families, its whole normalised text.

    `literal` is false for readings (pinyin), which can resemble but never equal a name.
    """

    tokens: tuple[str, ...]
    legal: tuple[str, ...]
    full: str
    literal: bool


def forms_of(name: str, side: Side) -> tuple[Form, ...]:
    """Every form of a name, without repeats, the whole name first."""
    forms: dict[tuple[str, ...], Form] = {}
    text = surface.clean(han.fold(unicodedata.normalize("NFKC", name).lower()))
    for reading in _readings_apart(text):
        for form in _forms_of_text(reading, side):
            if form.tokens:
                forms.setdefault(form.tokens, form)
    for part in _parts(text, len(name)) if side == "query" else ():
        for form in _forms_of_text(part, side):
            if form.tokens:
                forms.setdefault(form.tokens, replace(form, literal=False))
    return tuple(forms.values())


def _parts(text: str, length: int) -> list[str]:
    """What may stand for a whole searched name: aliases, one of two languages, a cut field."""
    parts = surface.aliases(text) or surface.languages(text) or surface.without_branch(text)
    if length in FIELD_ENDS and " " in text and text[-1].isalnum():
        parts.append(text.rsplit(" ", 1)[0])
    return parts


def _readings_apart(text: str) -> list[str]:
    """The name, then what is inside and outside brackets where that is another writing of it."""
    inside = _BRACKETED.findall(text)
    apart = [text]
    for inner in inside:
        outer = _BRACKETED.sub(" ", text)
        alias = _ALIAS_LEAD.match(inner)
        if alias:
            apart += [outer, *_ALIAS_CUT.split(inner[alias.end() :])]
        elif (_RUNS.search(inner) and _is_other_writing(outer, inner)) or (
            _RUNS.search(outer) and _is_other_writing(inner, outer)
        ):
            apart += [outer, inner]
    return apart


def _is_other_writing(plain: str, chinese: str) -> bool:
    """True where one text is Latin or kana and the other has two Chinese characters at least."""
    foreign = _has_kana(plain) or not any(map(han.is_han, plain))
    return foreign and sum(map(han.is_han, chinese)) > 1


def _forms_of_text(text: str, side: Side) -> list[Form]:
    if not _RUNS.search(text):
        return _latin_forms(text, side)
    return _chinese_forms(text, side)


def _latin_forms(text: str, side: Side) -> list[Form]:
    words = latin_tokens(text)
    core, legal = legal_forms.strip(list(words))
    full = " ".join(words)
    forms = [Form(tuple(core[:TOKENS_MAX]), legal, full, True)]
    spelt = syllables.spelt(core, searched=side == "query")
    if 2 <= len(spelt) <= TOKENS_MAX:
        forms.append(Form(spelt, legal, full, False))
    cut = _unglued(core) if side == "query" else None
    if cut:
        forms.append(Form(tuple(cut[:TOKENS_MAX]), legal, full, False))
    return forms


def _unglued(core: list[str]) -> list[str] | None:
    """The core with a legal form taken off the first word that carries one."""
    for place, word in enumerate(core):
        parts = legal_forms.unglue(word)
        if parts:
            return legal_forms.strip([*core[:place], *parts, *core[place + 1 :]])[0]
    return None


def _chinese_forms(text: str, side: Side) -> list[Form]:
    rows = _Rows("~" if side == "listed" else "^")
    runs = _runs(text)
    for run in runs:
        (rows.add_chinese if run.chinese else rows.add_latin)(run)
    full = " ".join(run.text for run in runs)
    legal = tuple(sorted(rows.legal))
    tokens = rows.tokens or list(full.replace(" ", ""))
    forms = [Form(tuple(tokens[:TOKENS_MAX]), legal, full, True)]
    if len(rows.syllables) > 1 and not _has_kana(text):
        forms.append(Form(tuple(rows.syllables[:TOKENS_MAX]), legal, full, False))
        if side == "listed":
            forms.append(Form(_pinyin_words(rows.words), legal, full, False))
    if len(rows.morae) <= MORAE_MAX and sum(mora[0] == "%" for mora in rows.morae) >= MORAE_MIN:
        forms.append(Form(tuple(rows.morae), legal, full, False))
    return forms


class _Run(NamedTuple):
    """Chinese characters, or words with spaces between; `kana` what the words were read off."""

    text: str
    chinese: bool = False
    kana: str = ""


@dataclass(slots=True)
class _Rows:
    """A name as characters, as syllables, as pinyin words and with its kana one by one.

    A "+" before a word says that no dictionary knows it, so that its neighbours may belong to it.
    """

    mark: str
    tokens: list[str] = field(default_factory=list)
    syllables: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    morae: list[str] = field(default_factory=list)
    legal: set[str] = field(default_factory=set)

    def add_latin(self, run: _Run) -> None:
        core, families = legal_forms.strip(run.text.split())
        self.legal.update(families)
        for row in (self.tokens, self.syllables, self.words):
            row += core
        self.morae += ["%" + anyascii(mora) for mora in run.kana if mora != " "] or core

    def add_chinese(self, run: _Run) -> None:
        for word, kind in han.segments(run.text):
            if kind == "legal":
                self.legal.add(word)
                continue
            end = CLASS_ENDS[kind]
            reading = han.readings(word, kind)
            self.tokens += [char + end for char in word]
            self.morae += [char + end for char in word]
            self.syllables += [self.mark + spelt + end for spelt in reading if spelt]
            self.words.append(("" if kind else "+") + "".join(reading))


def _pinyin_words(words: list[str]) -> tuple[str, ...]:
    """Readings joined into words; a personal name into surname and given name."""
    if 2 <= len(words) <= 4 and all(word.startswith("+") for word in words):
        return (words[0][1:], "".join(words[1:]).replace("+", ""))
    joined = re.sub(r"(?<=\+) ", "", " ".join(words)).split(" ")
    merged: list[str] = []
    for word in joined:
        if word.startswith("+") and merged and merged[-1].startswith("+"):
            merged[-1] += word[1:]
        else:
            merged.append(word)
    return tuple(word.lstrip("+") for word in merged if word.lstrip("+"))[:TOKENS_MAX]


def _runs(text: str) -> list[_Run]:
    """Runs of Chinese characters and of other words, in order."""
    runs: list[_Run] = []
    place = 0
    for match in _RUNS.finditer(text):
        between = text[place : match.start()]
        _add_words(runs, between)
        if not match.group(1):
            kana = match.group(2).replace("ー", "").replace("・", " ")
            _add_words(runs, kana, kana)
        elif runs and runs[-1].chinese and not between.strip():
            runs[-1] = _Run(runs[-1].text + match.group(1), chinese=True)
        else:
            runs.append(_Run(match.group(1), chinese=True))
        place = match.end()
    _add_words(runs, text[place:])
    return runs


def _add_words(runs: list[_Run], text: str, kana: str = "") -> None:
    words = latin_tokens(text)
    if words:
        runs.append(_Run(" ".join(words), kana=kana))


@lru_cache(maxsize=16384)
def _word(token: str) -> str:
    if any(map(str.isdigit, token)) and not token.isdigit():
        token = _DIGIT_IN_WORD.sub(lambda found: _DIGIT_LOOKS[found.group()], token)
    if token[0].isdigit():
        return _ORDINAL.sub("", token)
    known = ABBREVIATIONS.get(token)
    if known or len(token) < 6:
        return known or token
    return _LONG_FORMS.sub(lambda found: ABBREVIATIONS[found.group()], respell(token))


@lru_cache(maxsize=4096)
def latin_tokens(text: str) -> tuple[str, ...]:
    """Lower-case ASCII words of any non-Chinese script."""
    plain = _APOSTROPHES.sub("", _MESSRS.sub("", text))
    if not plain.isascii():
        plain = _LONE_LETTER.sub(lambda found: anyascii(found.group())[:1], plain)
        plain = anyascii(plain).lower().replace("'", "").replace("`", "")
    plain = _NUMBERED.sub(" ", _GLUED.sub(r" \1 \2", plain))
    split = [token for token in _NOT_WORD.split(plain) if token]
    found = [_word(token) for token in legal_forms.mend(split, WORDS)]
    if len(found) > 1:
        found = legal_forms.respell(legal_forms.mend(found))
    return tuple([token for token in found if token not in DROPPED] or found)


def _has_kana(text: str) -> bool:
    return any("\u3040" <= char <= "\u30ff" for char in text)
