"""Labelled phrases of military, police and civil uses, and how well a policy tells them apart.

The phrases (data/use_phrases.csv) are parted by a hash of each. `written` says in which round a
phrase was made: the first before the dictionary, the second and third to find its gaps, so that
their errors were looked at; of the last nothing was, and its figures are those of strangers.
"""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from compliance.law.policy import Policy
from compliance.law.signs import POLICE, signs_in

DATA = Path(__file__).parent / "data" / "use_phrases.csv"
MILITARY, CIVIL = "military", "civil"
DEV, HELD_OUT, UNSEEN = "dev", "held-out", "unseen"
LAST_ROUND = "fourth"
DEV_SHARE, PARTS = 3, 5


@dataclass(frozen=True)
class Phrase:
    """One phrase as a declaration might have it. `label` is military, civil or police."""

    label: str
    language: str
    text: str
    written: str

    @property
    def part(self) -> str:
        """dev, held-out or unseen."""
        if self.written == LAST_ROUND:
            return UNSEEN
        digest = hashlib.sha256(self.text.encode()).digest()
        return DEV if digest[0] % PARTS < DEV_SHARE else HELD_OUT


@dataclass
class Score:
    """Counts of right and wrong answers to "is it military?"."""

    hits: int = 0
    misses: int = 0
    false_alarms: int = 0
    passes: int = 0

    @property
    def precision(self) -> float:
        """Share of alarms that are right; 1 without any."""
        return self.hits / (self.hits + self.false_alarms) if self.hits + self.false_alarms else 1.0

    @property
    def recall(self) -> float:
        """Share of military phrases that are found; 1 without any."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0


@cache
def labelled_phrases() -> tuple[Phrase, ...]:
    """All of them, in the order of the file."""
    with DATA.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return tuple(
            Phrase(row["label"], row["language"], row["phrase"], row["written"]) for row in rows
        )


def is_found_military(phrase: Phrase, policy: Policy) -> bool:
    """Whether the policy sees a sign of military or mass-destruction use in it."""
    signs = signs_in([("end_use_detail", phrase.text)], policy.lexicon)
    return any(sign.kind != POLICE for sign in signs)


def scores(phrases: Iterable[Phrase], policy: Policy) -> dict[tuple[str, str], Score]:
    """By part and language, "" for all languages. Phrases about police count nowhere."""
    found: dict[tuple[str, str], Score] = defaultdict(Score)
    for phrase in phrases:
        if phrase.label in (MILITARY, CIVIL):
            for language in (phrase.language, ""):
                _count(found[phrase.part, language], phrase, is_found_military(phrase, policy))
    return found


def _count(score: Score, phrase: Phrase, is_found: bool) -> None:
    if phrase.label == MILITARY:
        score.hits += is_found
        score.misses += not is_found
    else:
        score.false_alarms += is_found
        score.passes += not is_found
