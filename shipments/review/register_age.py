"""Against which edition of the issuing offices' register a case was judged, and how old it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from compliance import clock
from compliance.law.policy import Policy


@dataclass(frozen=True)
class RegisterSeen:
    """`edition` 0 where none was in force; then the days are None."""

    edition: int
    as_of: date | None
    age_days: int | None
    is_old: bool


def register_seen(facts: Mapping[str, Any], policy: Policy) -> RegisterSeen | None:
    """By the facts of a stored screening; None where no licence is cited."""
    found = facts.get("register")
    if not found:
        return None
    if not found["as_of"]:
        return RegisterSeen(found["edition"], None, None, is_old=False)
    day = date.fromisoformat(found["as_of"])
    age = (clock.today() - day).days
    return RegisterSeen(found["edition"], day, age, is_old=age > policy.licence_register_days)
