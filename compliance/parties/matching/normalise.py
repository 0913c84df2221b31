"""From a name as written to the token forms in which it is compared.

A token is a lower-case ASCII word; one folded Chinese character; or one pinyin syllable after a
mark: "~" read off a Chinese name, "^" spelt by a Latin one; or one kana after "%". A generic
character or syllable ends in ".", one of a place name in ",".
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from compliance.parties.matching import han, latin, ordinals, polyphones, surface
from compliance.parties.matching.latin import TOKENS_MAX, Form
from compliance.parties.matching.syllables import CLASS_ENDS
from compliance.parties.matching.values import Side

MORAE_MIN, MORAE_MAX = 3, 20
"""Kana one by one between which a name is short enough for one misread to hide a whole word."""
FIELD_ENDS = {29, 30, 31, 34, 35, 36, 39, 40, 49, 50, 59, 60, 69, 70, 71}
"""Lengths at which messages of banks and carriers, labels and spreadsheets cut a name off."""

_SHORT_LEGALS = {"株": "株式会社", "有": "有限会社"}
_SHORT_LEGAL = re.compile(r"[(（]([株有])[)）]")
_RUNS = re.compile(r"([\u4e00-\u9fff\u3400-\u4dbf々]+)|([\u3040-\u30ff]+)")
_BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
_SHORT_END = re.compile(r"(?<!\w)\w{1,2}$")
"""What begins a word, cut off, more likely than it is a legal form (Commercial Se)."""
_ALIAS_LEAD = re.compile(r"^\s*(別称|别称|又名|简称|a\.?k\.?a\.?|also known as)[、,:：\s]*", re.I)
_ALIAS_CUT = re.compile(r"、|及び")


def forms_of(name: str, side: Side) -> tuple[Form, ...]:
    """Every form of a name, without repeats, the whole name first."""
    forms: dict[tuple[str, ...], Form] = {}
    written = surface.bounded(unicodedata.normalize("NFKC", name[: 4 * surface.LENGTH_MAX]))
    if not surface.is_plain(written):
        written = _SHORT_LEGAL.sub(lambda found: _SHORT_LEGALS[found[1]], written)
    text = surface.clean(han.fold(written.lower()))
    for reading in _readings_apart(text):
        for form in _forms_of_text(reading, side):
            forms.setdefault(form.tokens, form)
    for part, is_cut in _parts(written, text) if side == "query" else ():
        for form in _forms_of_text(part, side):
            legal = () if is_cut and _SHORT_END.search(part) else form.legal
            part_of = form._replace(literal=False, core="", cut=is_cut, legal=legal)
            forms.setdefault((*form.tokens, "cut") if is_cut else form.tokens, part_of)
    return tuple(forms.values())


def _parts(written: str, text: str) -> list[tuple[str, bool]]:
    """What may stand for a whole searched name, and whether a field cut the rest off.

    Aliases, one of two languages, what stands without a branch, and words written together that
    capitals tell apart.
    """
    parts = surface.aliases(text)
    if not parts:
        parts = [*surface.languages(text), *surface.without_branch(text)]
    whole = [(part, False) for part in parts]
    if (undotted := surface.without_dots(text)) != text:
        whole.append((undotted, False))
    if (spelt := surface.with_hooks_read(text)) != text:
        whole.append((spelt, False))
    apart = surface.apart(written)
    if apart != written:
        whole.append((surface.clean(han.fold(apart.lower())), False))
    if len(written) in FIELD_ENDS and " " in text and text[-1].isalnum():
        whole.append((text, True))
        without = "" if _RUNS.search(text) else latin.without_cut_end(text)
        whole += [(without, True)] if without else []
    return whole


def _readings_apart(text: str) -> list[str]:
    """The name, then what is inside and outside brackets where that is another writing of it."""
    inside = [] if surface.is_plain(text) else _BRACKETED.findall(text)
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


@lru_cache(maxsize=1024)
def _forms_of_text(text: str, side: Side) -> tuple[Form, ...]:
    """Kept: a part of a name is often the whole again."""
    made = latin.forms if text.isascii() or not _RUNS.search(text) else _chinese_forms
    return tuple(form for form in made(text, side) if form.tokens)


def _chinese_forms(text: str, side: Side) -> list[Form]:
    mark = "~" if side == "listed" else "^"
    rows = _rows_of(ordinals.without_ordinal(text), mark)
    numbered = ordinals.numbered(text)
    forms = [_literal(_rows_of(numbered, mark) if numbered != text else rows)]
    full, legal = rows.full, tuple(sorted(rows.legal))
    if len(rows.syllables) > 1 and not _has_kana(text):
        forms.append(Form(tuple(rows.syllables[:TOKENS_MAX]), legal, full, False))
        others = _others(rows, mark)
        forms += [Form(other[:TOKENS_MAX], legal, full, False) for other in others]
        if side == "listed":
            forms.append(Form(_pinyin_words(rows.words), legal, full, False))
    if len(rows.morae) <= MORAE_MAX and sum(mora[0] == "%" for mora in rows.morae) >= MORAE_MIN:
        forms.append(Form(tuple(rows.morae), legal, full, False))
    return forms


def _others(rows: "_Rows", mark: str) -> Iterator[tuple[str, ...]]:
    """The syllables where a character outside of known words is read in its other way (长, 曾), and
    those of a listed person with the surname last, as papers in Latin letters have it."""
    read = rows.syllables
    if len(rows.tokens) == len(read):
        other = [
            mark + reading if (reading := polyphones.other_reading(token)) else spelt
            for token, spelt in zip(rows.tokens, read, strict=True)
        ]
        if other != read:
            yield tuple(other)
            read = other
    is_person = 1 < len(read) < 4 and rows.tokens[0] in han.SURNAMES
    if mark == "~" and is_person and all(word[1:].isalpha() for word in read):
        yield (*read[1:], read[0])


def _literal(rows: "_Rows") -> Form:
    tokens = tuple((rows.tokens or list(rows.full.replace(" ", "")))[:TOKENS_MAX])
    return Form(tokens, tuple(sorted(rows.legal)), rows.full, True, latin.core_of(tokens))


def _rows_of(text: str, mark: str) -> "_Rows":
    runs = _runs(text)
    rows = _Rows(mark, " ".join(run.text for run in runs))
    for run in runs:
        (rows.add_chinese if run.chinese else rows.add_latin)(run)
    return rows


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
    full: str
    tokens: list[str] = field(default_factory=list)
    syllables: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    morae: list[str] = field(default_factory=list)
    legal: set[str] = field(default_factory=set)

    def add_latin(self, run: _Run) -> None:
        core, families = latin.stripped(run.text.split())
        self.legal.update(families)
        for row in (self.tokens, self.syllables, self.words):
            row += core
        self.morae += [_mora(kana) for kana in run.kana if kana != " "] or core

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


@lru_cache(maxsize=256)
def _mora(kana: str) -> str:
    """One of the two hundred kana as a token."""
    return "%" + anyascii(kana)


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
    words = latin.tokens(text)
    if words:
        runs.append(_Run(" ".join(words), kana=kana))


def _has_kana(text: str) -> bool:
    return any("\u3040" <= char <= "\u30ff" for char in text)
