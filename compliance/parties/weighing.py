"""From likenesses of names to what is laid before an officer: weighed with all else both sides
tell, the best of each kind of entry, and how the score came about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from compliance.law.declaration import Party
from compliance.parties.evidence import SAME_ADDRESS, SAME_COUNTRY, Evidence, evidence_of
from compliance.parties.matching import SCALE, Hit, Part, odds
from compliance.parties.models import ListedParty

MOST_SHOWN = 10
"""Likenesses of one party to entries of one list and kind that are taken."""


@dataclass(frozen=True)
class Likeness:
    """A party, the list, the best hit on an entry of it and the entry.

    `score` of SCALE: the probability of being the party by the names and all else.
    """

    party: Party
    name: str
    list_code: str
    list_number: int
    hit: Hit
    entry: ListedParty

    score: int

    @property
    def group(self) -> tuple[str, str, str]:
        """What one kind of entry has too many of hides no other kind and no other list."""
        return self.party.ref, self.list_code, self.entry.kind


def best_of_each_group(found: Iterable[Likeness], floor: Decimal) -> tuple[list[Likeness], int]:
    """The MOST_SHOWN best of each group at the floor or above, and how many others there are."""
    least = steps(floor)
    above = [each for each in found if each.hit.exact or each.score >= least]
    groups: dict[tuple[str, str, str], list[Likeness]] = {}
    for each in sorted(above, key=lambda one: (-one.score, one.entry.key)):
        groups.setdefault(each.group, []).append(each)
    shown = [each for group in groups.values() for each in group[:MOST_SHOWN]]
    return shown, len(above) - len(shown)


def explained(hit: Hit, party: Party, entry: ListedParty, floor: Decimal) -> Hit:
    """The hit with its evidence among the parts; they still sum to the score."""
    score, parts = score_of(hit), list(hit.parts)
    evidence = evidence_of(party, entry)
    for count, each in enumerate(evidence, start=1):
        after = moved(hit, score_of(hit), evidence[:count], floor)
        parts.append(Part(each.declared, each.listed, each.relation, (after - score) / SCALE))
        score = after
    return replace(hit, score=score / SCALE, why=lambda: tuple(parts))


def moved(hit: Hit, score: int, evidence: Sequence[Evidence], floor: Decimal) -> int:
    """The score after the evidence: the same name keeps its own, and what speaks against takes
    none below the floor that its name reached."""
    weight = sum(each.weight for each in evidence)
    if hit.exact or not weight:
        return score
    after = odds.moved(score, weight)
    return after if after >= score else max(after, min(score, steps(floor)))


def least_by_names(floor: Decimal) -> float:
    """The score of names alone from which country and address can still reach the floor."""
    return odds.moved(steps(floor), -SAME_COUNTRY - SAME_ADDRESS) / SCALE


def steps(floor: Decimal) -> int:
    """A floor in whole steps of a score."""
    return round(floor * SCALE)


def score_of(hit: Hit) -> int:
    """The score of the names in whole steps."""
    return round(hit.score * SCALE)
