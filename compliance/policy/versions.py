"""Which policy holds on a date. Signed policies never change, so each is read once a process."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache

from compliance.law.canonical import from_plain
from compliance.law.policy import Policy
from compliance.policy.models import PolicyState, PolicyVersion

_held: ContextVar[dict[date, Policy] | None] = ContextVar("held", default=None)


@contextmanager
def one_policy() -> Iterator[None]:
    """Within the block each date is asked for once: a batch is judged by one policy."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def policy_on(on: date) -> Policy:
    """The signed policy in force on the date: the latest to begin, of those the highest number.

    Raises PolicyVersion.DoesNotExist for a date before the first policy.
    """
    held = _held.get()
    if held is None:
        return _in_force(on)
    if on not in held:
        held[on] = _in_force(on)
    return held[on]


def _in_force(on: date) -> Policy:
    found = (
        PolicyVersion.objects.filter(state=PolicyState.SIGNED, in_force_from__lte=on)
        .order_by("-in_force_from", "-number")
        .values_list("number", "body_sha256")
        .first()
    )
    if found is None:
        raise PolicyVersion.DoesNotExist(f"no policy was in force on {on}")
    return _read(*found)


def policy_numbered(number: int, body_sha256: str = "") -> Policy:
    """The signed policy with that number; who knows its hash as signed asks the database nothing
    that this process has read before. Raises PolicyVersion.DoesNotExist."""
    if body_sha256:
        return _read(number, body_sha256)
    version = PolicyVersion.objects.only("body_sha256").get(number=number, state=PolicyState.SIGNED)
    return _read(number, version.body_sha256)


@lru_cache(maxsize=32)
def _read(number: int, body_sha256: str) -> Policy:
    """Kept by content: what was read in a transaction that failed is not taken for another."""
    version = PolicyVersion.objects.get(number=number, body_sha256=body_sha256)
    return from_plain(version.body, Policy)
