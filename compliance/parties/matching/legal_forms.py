"""Legal forms of companies by family, so that 'Co. Ltd' and 'LLC' neither match nor separate names.

A phrase is a run of normalised tokens; of phrases that stand twice in the table the first holds.
Short forms that may also be words ("as", "sa") are taken only at either end of a name.
"""

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from string import ascii_lowercase

from rapidfuzz.distance import OSA

from compliance.parties.matching.han import parse_pinyin, table

LONG_WORDS = tuple(
    """limited company liability corporation incorporated partnership obshchestvo ogranichennoy
    ogranichennoi otvetstvennostyu aktsionernoe aktsionernoye publichnoe publichnoye otkrytoe
    otkrytoye zakrytoe zakrytoye sociedad responsabilidad
    gesellschaft aktiengesellschaft proprietary private unitary gosudarstvennoe""".split()
)

_MENDABLE = frozenset(LONG_WORDS) - {"private", "unitary"}

PHRASES = {
    tuple(phrase.split()): family
    for family, phrase in (line.split("\t") for line in table("legal_forms.tsv"))
}


def _with_lost_spaces(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The phrase, then with each one of its spaces lost, where the letters stay telling."""
    yield phrase
    for place in range(len(phrase) - 1):
        joined = phrase[place] + phrase[place + 1]
        if len(joined) > 5:
            yield (*phrase[:place], joined, *phrase[place + 2 :])


FORMS: dict[tuple[str, ...], str] = {
    written: family
    for phrase, family in reversed(PHRASES.items())
    for written in _with_lost_spaces(phrase)
}


def _longest_by(end: int) -> dict[str, int]:
    """How many words the longest form has, by the word at that end of it."""
    found: dict[str, int] = {}
    for form in FORMS:
        found[form[end]] = max(found.get(form[end], 0), len(form))
    return found


_LONGEST_FROM, _LONGEST_TO = _longest_by(0), _longest_by(-1)

TELLING = tuple("pjsc ojsc cjsc gmbh llc jsc ooo oao pao zao ltd inc plc fze fzco dmcc".split())
"""Short forms that begin or end no usual word."""


def slips(form: str) -> Iterator[str]:
    """The form with two neighbours changed over or one letter typed twice."""
    for place in range(len(form)):
        yield form[:place] + form[place] + form[place:]
        yield form[:place] + form[place : place + 2][::-1] + form[place + 2 :]


_GLUED = (
    *TELLING, *LONG_WORDS,
    *"ltda eood ood sarl corp company ptyltd pteltd pvtltd coltd sdnbhd".split(),
)  # fmt: skip
_SHORT_GLUED = frozenset("ag oy ou sa sl as bv nv co kk ab ao".split())
_SHORT_FIRST = frozenset("ao kk".split())
_SHORT_GLUED_MIN = 6
_BY_START = {form[:3]: [f for f in _GLUED if f[:3] == form[:3]] for form in _GLUED}
_BY_END = {form[-3:]: [f for f in _GLUED if f[-3:] == form[-3:]] for form in _GLUED}
_GUESSABLE = tuple(
    "corp gmbh pjsc ojsc cjsc ltda sarl company limited private corporation incorporated".split()
)
_SLIPPED = {
    slip: form
    for form in (*"ltd llc inc jsc plc ooo oao zao pao ood".split(), *_GUESSABLE)
    for slip in slips(form)
    if (slip,) not in FORMS
}
_BETWEEN = {
    form[:place] + letter + form[place:]: form
    for form in "ltd llc jsc plc fze oao".split()
    for place in range(4)
    for letter in ascii_lowercase
    if (form[:place] + letter + form[place:],) not in FORMS
}
"""Short forms with a letter too many, which are no word (LTED, FIZE)."""
_BARE = ("llc", "ltd", "jsc")
"""Forms without a vowel, which a word of as many consonants may misspell (LCC, JSK, Ltt)."""
_DOTTED = frozenset("sapi sab sa ag bv nv ab as kk gk yk cv srl spa sl ue ao".split())
_NOT_FIRST = frozenset(
    {*((word,) for word in "ou se eg hf bt rt kd dd ek lt ll lc".split()),
     *(form for form in FORMS if len(form) == 2 and all(len(word) == 1 for word in form))}
)  # fmt: skip
"""Two initials, or a short surname, when they stand first."""
_PARTS = tuple("joint stock public limited company liability closed open state federal".split())

_BEGINNINGS: dict[tuple[str, ...], set[str]] = {}
for _form in FORMS:
    for _place, _word in enumerate(_form):
        _BEGINNINGS.setdefault(_form[:_place], set()).add(_word)
_LEADING = frozenset("no nr num number and of for the de y und".split())
"""Words after which there has to come more."""
BEGINNING_MIN = 3
"""Letters of one word from which it may be the beginning of a form that a field cut off."""

ANYWHERE = frozenset(
    form for form in FORMS if (len(form) > 1 and len("".join(form)) > 5) or len(form[0]) > 3
) | {(word,) for word in (*TELLING, "pte", "pvt", "pty", "sdn", "bhd", "llp")}


def unglue(token: str) -> tuple[tuple[str, str], ...]:
    """A token cut where a legal form may be written onto it (JSCAerokompozit, LIMITEDTBSS)."""
    size = len(token)
    cuts = [
        (form, token[len(form) :])
        for form in _BY_START.get(token[:3], ())
        if size > len(form) + 1 and token.startswith(form)
    ]
    cuts += [
        (token[: -len(form)], form)
        for form in _BY_END.get(token[-3:], ())
        if size > len(form) + 1 and token.endswith(form)
    ]
    return tuple(cuts) or _unglued_short(token)


def _unglued_short(token: str) -> tuple[tuple[str, str], ...]:
    if len(token) < _SHORT_GLUED_MIN or parse_pinyin(token):
        return ()
    cuts = [(token[:-2], token[-2:])] if token[-2:] in _SHORT_GLUED else []
    return (*cuts, (token[:2], token[2:])) if token[:2] in _SHORT_FIRST else tuple(cuts)


def guessed(tokens: Sequence[str]) -> list[str]:
    """The tokens with the first and the last put right where they may be a misspelt legal form."""
    if len(tokens) < 2:
        return list(tokens)
    return [guess(tokens[0]), *tokens[1:-1], guess(tokens[-1])]


@lru_cache(maxsize=16384)
def guess(token: str) -> str:
    """The legal form that a word may misspell, or the word."""
    if (token,) in FORMS or not token.isalpha():
        return token
    if slipped := _SLIPPED.get(token) or _BETWEEN.get(token):
        return slipped
    if len(token) == len(_BARE[0]) and not set(token) & set("aeiouy"):
        return next((form for form in _BARE if _one_off(token, form)), token)
    for form, edits in _guessable(len(token)) if len(token) > 3 else ():
        if OSA.distance(token, form, score_cutoff=edits) <= edits:
            return form
    return token


@lru_cache(maxsize=64)
def _guessable(length: int) -> tuple[tuple[str, int], ...]:
    """Forms that a word of that length may misspell, and by how many edits."""
    within = ((form, 1 if len(form) < 7 else 2) for form in _GUESSABLE)
    return tuple((form, edits) for form, edits in within if abs(len(form) - length) <= edits)


def may_be_of_one(token: str) -> bool:
    """True for a word that a legal form begins with, or that stands beside a misspelt part."""
    return token in _LONGEST_FROM or token in _PARTS


def without_beginning(tokens: Sequence[str]) -> list[str]:
    """The tokens without the beginning of a legal form at their end, which a field cut off."""
    *before, last = tokens
    if last in _LEADING:
        return before
    for first in range(len(before)):
        words = _BEGINNINGS.get(tuple(before[first:]), ())
        if any(word.startswith(last) for word in words):
            return before[:first]
    is_one = len(last) >= BEGINNING_MIN and any(word.startswith(last) for word in LONG_WORDS)
    return before if is_one else list(tokens)


def undotted(tokens: list[str]) -> list[str]:
    """Single letters in a row as one word where that is a legal form (G.m.b.H., S.A. last)."""
    if sum(len(token) == 1 for token in tokens) < 2:
        return tokens
    joined: list[str] = []
    place = 0
    while place < len(tokens):
        end = place
        while end < len(tokens) and len(tokens[end]) == 1 and tokens[end].isalpha():
            end += 1
        word = "".join(tokens[place:end])
        if len(word) > 1 and ((len(word) > 2 and (word,) in FORMS) or word in _DOTTED):
            is_end = end == len(tokens) or tokens[end] == "de"
            if len(word) > 2 or is_end:
                joined.append(word)
                place = end
                continue
        end = max(end, place + 1)
        joined += tokens[place:end]
        place = end
    return joined


def mend(tokens: list[str], known: Set[str] = frozenset()) -> list[str]:
    """Long legal words, and `known` ones, written in two parts (LIMI TED) as one."""
    mended: list[str] = []
    for token in tokens:
        joined = mended[-1] + token if mended else ""
        if joined in _MENDABLE or (len(joined) > 6 and joined in known):
            mended[-1] += token
        else:
            mended.append(token)
    return mended


def respell(tokens: list[str]) -> list[str]:
    """Short words of legal forms put right where their neighbour is one (PUBLIC JOINT STCK)."""
    if not any(token in _PARTS for token in tokens):
        return tokens
    right = list(tokens)
    for place, token in enumerate(tokens):
        beside = (*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2])
        if 2 < len(token) < 8 and token not in _PARTS and any(other in _PARTS for other in beside):
            right[place] = next((part for part in _PARTS if _one_off(token, part)), token)
    return right


def _one_off(token: str, part: str) -> bool:
    return token[0] == part[0] and OSA.distance(token, part, score_cutoff=1) == 1


def strip(tokens: Sequence[str]) -> tuple[list[int], tuple[str, ...]]:
    """Places of the core's tokens, and the legal families; a name of nothing else stays whole."""
    places, families = _take_anywhere(tokens)
    places, ends = _take_ends(tokens, places)
    if not places:
        return list(range(len(tokens))), ()
    return places, tuple(sorted({*families, *ends}))


def _take_anywhere(tokens: Sequence[str]) -> tuple[list[int], set[str]]:
    core: list[int] = []
    families: set[str] = set()
    place = 0
    while place < len(tokens):
        form = _form_at(tokens, place)
        if form and form in ANYWHERE:
            families.add(FORMS[form])
            place += len(form)
            continue
        core.append(place)
        place += 1
    return core, families


def _take_ends(tokens: Sequence[str], places: list[int]) -> tuple[list[int], set[str]]:
    families: set[str] = set()
    words = [tokens[place] for place in places]
    while (form := _form_at(words, 0)) and form not in _NOT_FIRST:
        families.add(FORMS[form])
        words, places = words[len(form) :], places[len(form) :]
    while form := _form_ending(words):
        families.add(FORMS[form])
        words, places = words[: -len(form)], places[: -len(form)]
    return places, families


def _form_at(tokens: Sequence[str], place: int) -> tuple[str, ...]:
    longest = _LONGEST_FROM.get(tokens[place], 0) if place < len(tokens) else 0
    for length in range(min(longest, len(tokens) - place), 0, -1):
        form = tuple(tokens[place : place + length])
        if form in FORMS:
            return form
    return ()


def _form_ending(tokens: Sequence[str]) -> tuple[str, ...]:
    longest = _LONGEST_TO.get(tokens[-1], 0) if tokens else 0
    for length in range(min(longest, len(tokens)), 0, -1):
        form = tuple(tokens[-length:])
        if form in FORMS:
            return form
    return ()
