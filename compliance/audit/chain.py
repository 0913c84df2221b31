"""The hash chain, pure: what exactly is hashed, and how a chain is checked."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


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


def canonical_json(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces: the same value gives the same bytes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


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
    return hashlib.sha256(canonical_json(row)).hexdigest()


def faults(links: Iterable[Link]) -> Iterator[str]:
    """One sentence per broken link: edited, missing or re-ordered rows."""
    expected_seq, previous_hash = 1, GENESIS
    for link in links:
        if link.seq != expected_seq:
            yield f"event {expected_seq} is missing (found {link.seq})"
        if link.previous_hash != previous_hash:
            yield f"event {link.seq} does not follow the event before it"
        if hash_of(link) != link.hash:
            yield f"event {link.seq} was changed"
        expected_seq, previous_hash = link.seq + 1, link.hash
