"""The values of name matching, and the version and thresholds stored with a screening."""

from dataclasses import dataclass
from typing import Literal

ALGORITHM = "gate49-names-3"
REVIEW = 0.80
EXACT = 0.99

Relation = Literal["same", "typo", "omitted", "added", "contradicts", "variant", "pinyin", "joined"]


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


@dataclass(frozen=True, slots=True)
class Hit:
    """The best matching name of one entry. The contributions of `parts` sum to `score`.

    `exact` is true when both names have the same core form (legal form, script variant, case and
    punctuation aside); then and only then `score` >= EXACT.
    """

    entry_id: str
    name: str
    score: float
    exact: bool
    parts: tuple[Part, ...]
