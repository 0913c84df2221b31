"""The values of name matching, and the version and thresholds stored with a screening."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

ALGORITHM = "gate49-names-10"
REVIEW = 0.80
EXACT = 0.99

Relation = Literal[
    "same",
    "typo",
    "omitted",
    "added",
    "contradicts",
    "variant",
    "pinyin",
    "joined",
    "kind",
    "country",
    "number",
    "address",
    "date",
]


Side = Literal["query", "listed"]
KINDS = ("", "person", "company", "vessel", "aircraft")


@dataclass(frozen=True, slots=True)
class ListedName:
    """One published name or alias of a listed entry.

    `kind` is person, company, vessel or aircraft, "" where the list does not tell.
    """

    entry_id: str
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the explanation; an empty token means the other side has no counterpart."""

    query_token: str
    listed_token: str
    relation: Relation
    contribution: float


@dataclass(frozen=True)
class Hit:
    """The best matching name of one entry. The contributions of `parts` sum to `score`.

    `score` is the probability of being that party, at the size of the list. `exact` is true when
    both names have the same core form (legal form, script variant, case and punctuation aside) and
    are not known to name different kinds of things, nor is it one word that names a person or a
    vessel and with a legal form a company; then and only then `score` >= EXACT.
    """

    entry_id: str
    name: str
    score: float
    exact: bool
    why: Callable[[], tuple[Part, ...]] = field(default=tuple, compare=False, repr=False)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The explanation, made when it is first looked at."""
        return self.why()
