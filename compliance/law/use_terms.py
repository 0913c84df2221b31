"""Terms that say who uses goods and for what, as the program brings them (use_terms.csv).

They are policy: a policy signed before this table existed is read with the table as it stands, a
later one keeps its own copy (docs/decisions/words-that-stop-goods.md).
"""

import csv
from dataclasses import dataclass
from functools import cache

from compliance.codes.table import DATA


@dataclass(frozen=True)
class UseTerms:
    """Terms of one kind. A term is words in plain spelling, a last * stands for any ending.

    `weight` 3 counts by itself, 2 beside another sign, 1 only beside one of weight 2; 0 accuses
    nobody: civil phrases, settings and the names of nations. `country` is whose body is named.
    """

    kind: str
    weight: int
    country: str
    words: tuple[str, ...]


@cache
def shipped_terms() -> tuple[UseTerms, ...]:
    """The table of the program."""
    with (DATA / "use_terms.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(map(_read, csv.DictReader(lines)))


def _read(row: dict[str, str]) -> UseTerms:
    words = tuple(row["words"].split(";"))
    return UseTerms(row["kind"], int(row["weight"]), row["country"], words)
