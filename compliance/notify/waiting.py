"""What stands on a home page because the reader can act on it. Rooms register what they know."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from compliance.accounts.models import User


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for the reader, and the page where it is done."""

    sentence: str
    address: str


Source = Callable[[User], Iterable[Waiting]]

_sources: list[tuple[str, Source]] = []


def show_at_home(role: str, source: Source) -> None:
    """Ask the source for each reader of that role."""
    if (role, source) not in _sources:
        _sources.append((role, source))


def waiting_for(user: User) -> list[Waiting]:
    """What the reader can act on now."""
    return [each for role, source in _sources if role == user.role for each in source(user)]
