"""The shape of one row of the table of moves."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from functools import partial
from typing import Any

from compliance.accounts.models import Role
from shipments.moves.guards import Guard
from shipments.moves.statuses import Status


class Claim(Enum):
    """What becomes of the officer's claim: it stays as it is, goes to who acts, or ends."""

    STAYS = auto()
    TAKEN = auto()
    ENDS = auto()


class Decided(Enum):
    """What becomes of the time of the last decision."""

    AS_BEFORE = auto()
    NOW = auto()
    NOT_YET = auto()


class OpenEnd(StrEnum):
    """What may still be open about a shipment, and is ended by a verb that closes it."""

    HOLD = "hold"
    PROPOSAL = "proposal"


class Asks(StrEnum):
    """What an officer's form asks, besides the version that was looked at."""

    REASON = "reason"
    MESSAGE_IF_WANTED = "message_if_wanted"
    MESSAGE = "message"
    HOLD = "hold"
    REFUSAL = "refusal"
    DISPOSITIONS = "dispositions"
    DEPARTURE = "departure"
    QUESTION = "question"
    EXTENSION = "extension"
    SUPPLEMENT = "supplement"
    APPRAISAL = "appraisal"
    INSPECTION = "inspection"
    INSPECTION_RECORD = "inspection_record"
    LABORATORY = "laboratory"
    STOP = "stop"
    REPLY = "reply"
    DETENTION = "detention"
    DETENTION_EXTENSION = "detention_extension"
    REPORT = "report"
    BETTER_REPORT = "better_report"
    VISIT = "visit"
    CHANGE = "change"
    GRANT = "grant"
    NO_CHANGE = "no_change"


@dataclass(frozen=True, kw_only=True)
class Page:
    """An officer's verb as a page: button, sentence afterwards, hint above the form, class of the
    button."""

    label: Any
    done: Any
    hint: Any
    asks: Asks = Asks.MESSAGE_IF_WANTED
    style: str = "button--secondary"


@dataclass(frozen=True, kw_only=True)
class Move:
    """All there is to know about a verb but what its body does. `name` is what the event log and
    the timelines call it, `event` its name in the log where that is not the verb itself.

    `papers` are kinds of shipments.papers.PAPERS; `papers_stand` says that papers of the status
    it leaves stay valid; `must_be_fresh` that lists, policy and dates must be those of the latest
    run; `returns_licences` that what a recalled release drew is given back. `kept_as` is the verb
    that its decision is kept under where that is not the verb itself: what takes effect when a
    second officer signs, or what an order of others comes to.
    """

    name: Any
    roles: frozenset[Role]
    sources: frozenset[Status]
    target: Status | None = None
    guards: tuple[Guard, ...] = ()
    must_be_fresh: bool = False
    closes: frozenset[OpenEnd] = frozenset()
    claim: Claim = Claim.STAYS
    raises_version: bool = True
    decided: Decided = Decided.AS_BEFORE
    stores_run: bool = False
    draws_licences: bool = False
    returns_licences: bool = False
    papers: tuple[str, ...] = ()
    papers_stand: bool = False
    tells_exporter: bool = False
    event: str = ""
    kept_as: str = ""
    page: Page | None = None


def row(by: Role | Iterable[Role], sources: Iterable[Status], **cells: Any) -> Move:
    """A row; `by` is one role or several, `closes` any iterable."""
    roles = frozenset({by} if isinstance(by, Role) else by)
    closes = frozenset(cells.pop("closes", ()))
    return Move(roles=roles, sources=frozenset(sources), closes=closes, **cells)


by_officer = partial(row, Role.OFFICER)
by_exporter = partial(row, Role.EXPORTER)
"""A row of what an officer of the shipment's office does, and of what an exporter's filer does."""
