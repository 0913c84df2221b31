"""From a name as written to the token forms in which it is compared.

A token is a lower-case ASCII word; one folded Chinese character; or one pinyin syllable after a
mark: "~" read off a Chinese name, "^" spelt by a Latin one. A generic character or syllable ends
in ".", one of a place name in ",".
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from anyascii import anyascii

from compliance.parties.matching import han, legal_forms
from compliance.parties.matching.lexicon import ABBREVIATIONS, DROPPED, respell

TOKENS_MAX = 32
_RUNS = re.compile(r"([\u4e00-\u9fff\u3400-\u4dbf々]+)|([\u3040-\u30ff]+)")
_APOSTROPHES = re.compile(r"['’‘`´ʼʻ]")
_MESSRS = re.compile(r"^m/s\.? ")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_DIGIT_IN_WORD = re.compile(r"(?<=[a-z])[015](?=[a-z])|^[015](?=[a-z]{3})|(?<=[a-z]{3})[01]$")
_DIGIT_LOOKS = {"0": "o", "1": "l", "5": "s"}
_BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
_ALIAS_LEAD = re.compile(r"^\s*(別称|别称|又名|简称|a\.?k\.?a\.?|also known as)[、,:：\s]*", re.I)
_ALIAS_CUT = re.compile(r"、|及び")
_GLUED = re.compile(r"(?<=[a-z]{3})(co)?(ltd|limited|pteltd|company|corporation|gmbh)\b")
_PLACE_SUFFIXES = {"shi", "sheng"}
_LONG_FORMS = re.compile("|".join(sorted((w for w in ABBREVIATIONS if len(w) > 6), reverse=True)))
_HAN_CLASS = {"generic": ".", "place": ",", "": ""}

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
    for text in _readings_apart(name):
        for form in _forms_of_text(text, side):
            if form.tokens:
                forms.setdefault(form.tokens, form)
    return tuple(forms.values())


def _readings_apart(name: str) -> list[str]:
    """The name, then what is inside and outside brackets where that is another writing of it."""
    text = han.fold(unicodedata.normalize("NFKC", name).lower())
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
    core, legal = legal_forms.strip(words)
    full = " ".join(words)
    forms = [Form(tuple(core[:TOKENS_MAX]), legal, full, True)]
    spelt = _spelt_syllables(core, side)
    if spelt:
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
    for chunk, is_chinese in _runs(text):
        (rows.add_chinese if is_chinese else rows.add_latin)(chunk)
    full = " ".join(chunk for chunk, _ in _runs(text))
    legal = tuple(sorted(rows.legal))
    tokens = rows.tokens or list(full.replace(" ", ""))
    forms = [Form(tuple(tokens[:TOKENS_MAX]), legal, full, True)]
    if len(rows.syllables) > 1 and not _has_kana(text):
        forms.append(Form(tuple(rows.syllables[:TOKENS_MAX]), legal, full, False))
        if side == "listed":
            forms.append(Form(_pinyin_words(rows.words), legal, full, False))
    return forms


@dataclass(slots=True)
class _Rows:
    """A name with Chinese characters as characters, as syllables and as pinyin words.

    A "+" before a word says that no dictionary knows it, so that its neighbours may belong to it.
    """

    mark: str
    tokens: list[str] = field(default_factory=list)
    syllables: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    legal: set[str] = field(default_factory=set)

    def add_latin(self, chunk: str) -> None:
        core, families = legal_forms.strip(chunk.split())
        self.legal.update(families)
        for row in (self.tokens, self.syllables, self.words):
            row += core

    def add_chinese(self, chunk: str) -> None:
        for word, kind in han.segments(chunk):
            if kind == "legal":
                self.legal.add(word)
                continue
            end = _HAN_CLASS[kind]
            reading = han.readings(word, kind)
            self.tokens += [char + end for char in word]
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


def _runs(text: str) -> list[tuple[str, bool]]:
    """(Chinese characters, True) or (Latin words with spaces between, False), in order."""
    runs: list[tuple[str, bool]] = []
    place = 0
    for match in _RUNS.finditer(text):
        _add_latin(runs, text[place : match.start()])
        if match.group(1):
            if runs and runs[-1][1] and not text[place : match.start()].strip():
                runs[-1] = (runs[-1][0] + match.group(1), True)
            else:
                runs.append((match.group(1), True))
        else:
            _add_latin(runs, match.group(2).replace("ー", "").replace("・", " "))
        place = match.end()
    _add_latin(runs, text[place:])
    return runs


def _add_latin(runs: list[tuple[str, bool]], text: str) -> None:
    words = latin_tokens(text)
    if words:
        runs.append((" ".join(words), False))


@lru_cache(maxsize=4096)
def _word(token: str) -> str:
    if any(map(str.isdigit, token)) and not token.isdigit():
        token = _DIGIT_IN_WORD.sub(lambda found: _DIGIT_LOOKS[found.group()], token)
    known = ABBREVIATIONS.get(token)
    if known or len(token) < 6:
        return known or token
    return _LONG_FORMS.sub(lambda found: ABBREVIATIONS[found.group()], respell(token))


def latin_tokens(text: str) -> list[str]:
    """Lower-case ASCII words of any non-Chinese script."""
    plain = _APOSTROPHES.sub("", _MESSRS.sub("", text))
    if not plain.isascii():
        plain = anyascii(plain).lower().replace("'", "").replace("`", "")
    plain = _GLUED.sub(r" \1 \2", plain)
    found = [_word(token) for token in _NOT_WORD.split(plain) if token]
    return [token for token in legal_forms.mend(found) if token not in DROPPED] or found


def _has_kana(text: str) -> bool:
    return any("\u3040" <= char <= "\u30ff" for char in text)


def _spelt_syllables(core: list[str], side: Side) -> tuple[str, ...]:
    """Syllables of a Latin name that is pinyin throughout, generic words and places marked.

    A searched name may have a misspelt syllable in three. A listed single word (Panna) is too often
    no Chinese name at all.
    """
    if side == "listed" and len(core) < 2:
        return ()
    mark = "^" if side == "listed" else "~"
    spelt: list[str] = []
    strange = 0
    for word in core:
        parsed = han.parse_pinyin(word)
        strange += not parsed
        spelt += parsed or (word,)
    allowed = len(spelt) // 3 if side == "query" and len(spelt) > 3 else 0
    if strange > allowed or not 2 <= len(spelt) <= TOKENS_MAX:
        return ()
    return tuple(mark + syllable for syllable in _mark_known(spelt))


def _mark_known(spelt: list[str]) -> list[str]:
    known = han.words_by_reading()
    marked: list[str] = []
    place = 0
    while place < len(spelt):
        for length in range(min(han.WORD_MAX, len(spelt) - place), 1, -1):
            kind = known.get(tuple(spelt[place : place + length]))
            if kind:
                break
        else:
            marked.append(spelt[place])
            place += 1
            continue
        if kind != "legal":
            marked += [part + _HAN_CLASS[kind] for part in spelt[place : place + length]]
        place += length
        suffix = kind == "place" and place + 1 < len(spelt) and spelt[place] in _PLACE_SUFFIXES
        place += int(suffix)
    return marked
