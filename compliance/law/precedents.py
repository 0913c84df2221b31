"""What happened to earlier shipments that share something with the one at hand."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PrecedentFact:
    """`kind` is refused, withdrawn or confirmed; `office` the code of the customs office where;
    `shared` what both shipments have: contract, goods (the same for one buyer), number, party."""

    kind: str
    reference: str
    on: date
    office: str
    ground: str
    shared: tuple[str, ...]
