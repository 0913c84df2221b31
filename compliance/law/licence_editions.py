"""What the issuing offices' register says of the licences that a declaration cites."""

from dataclasses import dataclass
from datetime import date

STATUSES = ("valid", "suspended", "revoked")


@dataclass(frozen=True)
class Difference:
    """A box that the licence as kept here and the register fill in differently, both as text."""

    box: str
    here: str
    there: str


@dataclass(frozen=True)
class RegisteredLicence:
    """A cited licence that the register has, with its status there (STATUSES)."""

    number: str
    status: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class RegisterState:
    """The edition in force as it stood when the facts were taken; 0 where none is. `state` is
    a Freshness: fresh, stale or missing; `licences` are those cited that it has."""

    edition: int
    sha256: str
    as_of: date | None
    rows: int
    state: str
    licences: tuple[RegisteredLicence, ...] = ()
