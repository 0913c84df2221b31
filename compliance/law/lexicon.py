"""A list of terms made ready for looking up, and the places where a text mentions them.

Latin and Cyrillic terms are matched word by word, in singular or plural and with a * for endings;
Chinese, Japanese and Korean ones sign by sign. From left to right the longest term wins and is used
up, so that 鱼缸 hides no 缸 and 上海军工路 no 海军.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from compliance.law.folding import folded
from compliance.law.use_terms import UseTerms

_TOKEN = re.compile(r"[a-z]+|[а-яіїєґў]+|\d+|[ァ-ヺー]|[㐀-鿿々]|[ぁ-ゖ]|[가-힣]|[.,;:!?|()\n。、]")
_SPELT_ALIKE = {"defence": "defense", "armour": "armor", "armoured": "armored", "sceptic": "septic"}
_SHORT_HANGUL = re.compile(r"[가-힣]{1,2}")
_SHORT_KATAKANA = re.compile(r"[ァ-ヺー]{1,3}")
_KATAKANA = re.compile(r"[ァ-ヺー]")
_HANGUL = re.compile(r"[가-힣]")


@dataclass(frozen=True)
class Term:
    """One term as the policy has it."""

    text: str
    kind: str
    weight: int = 0
    country: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A term in a folded text: characters `start` to `end`, tokens `first` to `last`."""

    term: Term
    start: int
    end: int
    first: int
    last: int


@dataclass(slots=True)
class _Node:
    """What may follow: exact tokens, beginnings of tokens, and the term that ends here."""

    following: dict[str, "_Node"] = field(default_factory=dict)
    beginnings: dict[str, "_Node"] = field(default_factory=dict)
    term: Term | None = None


class Token(NamedTuple):
    """A word, number, sign or mark of a folded text; `plain` is its singular."""

    text: str
    plain: str
    start: int
    end: int


class Lexicon:
    """Terms to look up. Of a term given twice the first counts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._root = _Node()
        for term in terms:
            self._add(term)
        self._heads = frozenset(stem[:2] for stem in self._root.beginnings)

    def mentions(self, text: str) -> list[Mention]:
        """Mentions in a folded text, in order, none overlapping another."""
        tokens, place, found = tokens_of(text), 0, []
        is_free = True
        while place < len(tokens):
            mention = (
                self._longest_at(tokens, place, is_free) if self._may_begin(tokens[place]) else None
            )
            if mention:
                found.append(mention)
            is_free = mention is not None
            place = mention.last + 1 if mention else place + 1
        return found

    def _add(self, term: Term) -> None:
        node = self._root
        for part in folded(term.text).split():
            for token in tokens_of(part.rstrip("*")):
                is_stem = part.endswith("*") and token.end == len(part) - 1
                branch = node.beginnings if is_stem else node.following
                node = branch.setdefault(token.text if is_stem else token.plain, _Node())
        node.term = node.term or term

    def _may_begin(self, token: Token) -> bool:
        """A quick look before the long one: most words begin no term."""
        root = self._root
        return token.plain in root.following or token.text[:2] in self._heads

    def _longest_at(self, tokens: tuple[Token, ...], place: int, is_free: bool) -> Mention | None:
        """`is_free`: whether what stands just before is used up, as a space would be."""
        best: tuple[int, Term] | None = None
        nodes, last = [self._root], place
        while nodes and last < len(tokens):
            nodes = [after for node in nodes for after in _after(node, tokens[last])]
            ending = next((node.term for node in nodes if node.term), None)
            if ending and _stands_alone(tokens, place, last, is_free):
                best = (last, ending)
            last += 1
        if best is None:
            return None
        end, term = best
        return Mention(term, tokens[place].start, tokens[end].end, place, end)


def tokens_of(text: str) -> tuple[Token, ...]:
    """Words, numbers, single signs and marks of a folded text."""
    found = []
    for match in _TOKEN.finditer(text):
        word, (start, end) = match.group(), match.span()
        found.append(Token(word, singular(word) if end - start > 3 else word, start, end))
    return tuple(found)


@lru_cache(maxsize=16_384)
def singular(word: str) -> str:
    """An English word without the mark of the plural and in American spelling."""
    if not word.isascii() or len(word) < 4:
        return word
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("oes", "o"), ("hes", "h")):
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _SPELT_ALIKE.get(word, word)


def _after(node: _Node, token: Token) -> Iterator[_Node]:
    """Exact before any ending, long beginnings before short ones."""
    if exact := node.following.get(token.plain):
        yield exact
    if node.beginnings:
        for length in range(len(token.text), 0, -1):
            if begun := node.beginnings.get(token.text[:length]):
                yield begun
        if token.plain != token.text and (begun := node.beginnings.get(token.plain)):
            yield begun


def _stands_alone(tokens: tuple[Token, ...], first: int, last: int, is_free: bool) -> bool:
    """Short Korean terms begin a word, short katakana ones are whole runs."""
    text = "".join(token.text for token in tokens[first : last + 1])
    if len(text) == 1 and _HANGUL.match(text) and _touches(tokens, last, +1, _HANGUL):
        return False
    if _SHORT_HANGUL.fullmatch(text):
        return is_free or not _touches(tokens, first, -1, _HANGUL)
    if _SHORT_KATAKANA.fullmatch(text):
        before = _touches(tokens, first, -1, _KATAKANA)
        return not before and not _touches(tokens, last, +1, _KATAKANA)
    return True


def _touches(tokens: tuple[Token, ...], place: int, step: int, script: re.Pattern[str]) -> bool:
    beside = place + step
    if not 0 <= beside < len(tokens) or not script.match(tokens[beside].text):
        return False
    left, right = sorted((place, beside))
    return tokens[left].end == tokens[right].start


@lru_cache(maxsize=16)
def lexicon_of(groups: tuple[UseTerms, ...], further: tuple[UseTerms, ...] = ()) -> Lexicon:
    """The lexicon of a policy: its terms, then further words that no term covers yet."""
    own = tuple(_terms_of(groups))
    known = Lexicon(own)
    added = (term for term in _terms_of(further) if not _is_covered(term, known))
    return Lexicon((*own, *added)) if further else known


def _terms_of(groups: Iterable[UseTerms]) -> Iterator[Term]:
    for group in groups:
        for word in group.words:
            yield Term(word, group.kind, group.weight, group.country)


def _is_covered(term: Term, lexicon: Lexicon) -> bool:
    text = folded(term.text)
    return any(
        mention.start == 0 and mention.end == len(text) for mention in lexicon.mentions(text)
    )
