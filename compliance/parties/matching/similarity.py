"""How much one token resembles another: the definition that the vocabulary's look-ups speed up."""

from typing import NamedTuple

from rapidfuzz.distance import OSA

from compliance.parties.matching import han
from compliance.parties.matching.calibration import Calibration
from compliance.parties.matching.tokens import is_dense, is_spelling, keys_of, pinyin_rank
from compliance.parties.matching.values import Relation


class Likeness(NamedTuple):
    """Similarity per mille and its reason; 0 for none."""

    similarity: int
    relation: Relation


PINYIN_LONG = 10
"""Letters from which a word that can be read as pinyin may have two slips all the same."""
SPELLINGS = frozenset(
    "sound sound_short family rough korean older look look_short skeleton".split()
)
"""Keys of words that may be spelt so, by the fields of `calibration.Calibration`."""
NONE = Likeness(0, "contradicts")


def likeness(query: str, listed: str, by: Calibration, *, known: bool = False) -> Likeness:
    """The best reason for which the listed token may stand for the query's.

    `known`: the query's token is a word of the list itself, and so less likely a misspelling.
    """
    if same(query, listed):
        return sameness(query, listed, by)
    typed = misspelt(query, listed, by)
    if known and query[0] not in "~^":
        typed = typed._replace(similarity=typed.similarity * by.real_word // 1000)
    found = max(alike(query, listed, by, known=known), typed, key=lambda like: like[0])
    return found if found.similarity >= by.least else NONE


def same(query: str, listed: str) -> bool:
    """Equal; for characters and syllables, whatever class of word they stand in."""
    if query == listed:
        return True
    dense = is_dense(query)
    return dense and query.rstrip(".,") == listed.rstrip(".,")


def sameness(query: str, listed: str, by: Calibration) -> Likeness:
    """What the same token is worth: less where it stands in another class of word."""
    spelt = query[0] in "~^"
    worth = by.pinyin if spelt else 1000
    return Likeness(_in_class(worth, query, listed, by), "pinyin" if spelt else "same")


def alike(query: str, listed: str, by: Calibration, *, known: bool = False) -> Likeness:
    """What the best of the keys that both tokens have is worth."""
    theirs = {key.number for key in keys_of(listed, "listed")}
    spelt = known and not is_dense(query)
    shared = (key for key in keys_of(query, "query") if key.number in theirs)
    worths = [
        Likeness(_in_class(worth_of(key.worth, by, known=spelt), query, listed, by), key.relation)
        for key in shared
    ]
    return max(worths, key=lambda like: like.similarity, default=NONE)


def worth_of(field: str, by: Calibration, *, known: bool) -> int:
    """What a key of that field is worth: another spelling less where this one is on the list."""
    worth: int = getattr(by, field)
    return worth * by.real_spelling // 1000 if known and field in SPELLINGS else worth


def _in_class(worth: int, query: str, listed: str, by: Calibration) -> int:
    """Less where a generic character or syllable meets one of a brand or a person."""
    if not is_dense(query) or _class_of(query) == _class_of(listed):
        return worth
    return worth * by.other_class // 1000


def _class_of(token: str) -> str:
    return token[-1] if token[-1] in ".," else ""


def misspelt(query: str, listed: str, by: Calibration) -> Likeness:
    """Few edits for the length; letters that only changed places count for less.

    Of two different syllables of pinyin neither is a misspelling of the other; of names of several
    syllables one letter may be wrong, though that makes another name as often.
    """
    if query[0] in "~^":
        return _strange(query, listed, by)
    edits = edits_allowed(query) if is_spelling(query) and is_spelling(listed) else 0
    if not edits or abs(len(query) - len(listed)) > edits:
        return NONE
    if han.is_syllable(query) and han.is_syllable(listed):
        return NONE
    distance = OSA.distance(query, listed, score_cutoff=edits)
    is_pinyin = len(query) < PINYIN_LONG and pinyin_rank(query) and pinyin_rank(listed)
    if distance > edits or (distance > 1 and is_pinyin):
        return NONE
    slope = by.swap_slope if sorted(query) == sorted(listed) else by.typo_slope
    similarity = 1000 - slope * distance // max(len(query), len(listed))
    return Likeness(similarity * by.pinyin_slip // 1000 if is_pinyin else similarity, "typo")


def _strange(query: str, listed: str, by: Calibration) -> Likeness:
    """A spelling that is no syllable for one that is, a letter away."""
    if query[0] != listed[0] or not is_strange(query) or not is_spelling(listed[1:].rstrip(".,")):
        return NONE
    distance = OSA.distance(query[1:], listed[1:].rstrip(".,"), score_cutoff=1)
    return Likeness(by.strange, "typo") if distance == 1 else NONE


def is_strange(token: str) -> bool:
    """True for a marked token that is no syllable of pinyin."""
    spelt = token[1:].rstrip(".,")
    return token[0] in "~^" and is_spelling(spelt) and not han.is_syllable(spelt)


def edits_allowed(word: str) -> int:
    """Edits within which a word is still taken for a misspelling: 0 to 3 by length."""
    length = len(word)
    by_length = (length >= 3) + (length >= 7) + (length >= 11)
    return min(by_length, (len(set(zip(f" {word}", f"{word} ", strict=True))) - 1) // 3)
