"""The hash chain, pure: what exactly is hashed, and how a chain is checked."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Literal

from compliance.law.canonical import json_bytes

GENESIS = "0" * 64
MOST_MISSING = 100  # of one gap; the gap itself says the rest

Kind = Literal[
    "missing",
    "reordered",
    "edited",
    "backwards",
    "unexpected",
    "unsealed",
    "truncated",
    "beyond_head",
    "resealed",
    "ahead",
    "forged_anchor",
    "checkpoint",
    "forged_checkpoint",
    "status",
    "revision",
    "decision",
    "paper",
]


@dataclass(frozen=True)
class Link:
    """One row of the chain as values; `at` is aware, hashes are lower-case hex SHA-256."""

    seq: int
    at: datetime
    actor_id: int | None
    actor_name: str
    actor_role: str
    verb: str
    subject: str
    detail: dict[str, Any]
    previous_hash: str
    hash: str = ""


FIELDS = tuple(each.name for each in fields(Link))
"""Also the columns of a stored event and of an exported one, in that order."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with the event of that number, or (number 0) with the row that `subject`
    names as in the log."""

    kind: Kind
    seq: int
    subject: str = ""

    def as_plain(self) -> dict[str, str | int]:
        """JSON types, for the log."""
        named: dict[str, str | int] = {"subject": self.subject} if self.subject else {}
        return {"kind": self.kind, "seq": self.seq, **named}


def hash_of(link: Link) -> str:
    """SHA-256 over the canonical JSON of everything in the row but its own hash."""
    at = link.at.astimezone(UTC).isoformat(timespec="microseconds")
    row = [
        link.seq,
        at,
        link.actor_id,
        link.actor_name,
        link.actor_role,
        link.verb,
        link.subject,
        link.detail,
        link.previous_hash,
    ]
    return hashlib.sha256(json_bytes(row)).hexdigest()


def faults(
    links: Iterable[Link], *, since: int = 1, previous_hash: str = GENESIS
) -> Iterator[Fault]:
    """Every broken link of a chain that goes on from `previous_hash` with event `since`."""
    expected_seq = since
    for link in links:
        yield from (Fault("missing", seq) for seq in range(expected_seq, link.seq)[:MOST_MISSING])
        if link.previous_hash != previous_hash:
            yield Fault("reordered", link.seq)
        if hash_of(link) != link.hash:
            yield Fault("edited", link.seq)
        expected_seq, previous_hash = link.seq + 1, link.hash


def backwards(links: Iterable[Link], timed_from: int, found: list[Fault]) -> Iterator[Link]:
    """The links as they come; from event `timed_from` on, one earlier than the event before it is
    added to `found`."""
    last: datetime | None = None
    for link in links:
        if link.seq > timed_from and last is not None and link.at < last:
            found.append(Fault("backwards", link.seq))
        last = link.at
        yield link


def faults_of_part(links: Iterable[Link]) -> Iterator[Fault]:
    """Broken events of a selection, whose neighbours are elsewhere: each is checked by itself."""
    last_seq = 0
    for link in links:
        if link.seq <= last_seq:
            yield Fault("reordered", link.seq)
        if hash_of(link) != link.hash:
            yield Fault("edited", link.seq)
        last_seq = link.seq
