"""What stands on a home page because the reader can act on it. Rooms register what they know."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from compliance.accounts.models import Role, User


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for the reader, and the page where it is done."""

    sentence: str
    address: str


Source = Callable[[User], Iterable[Waiting]]

_sources: list[tuple[tuple[Role, ...], Source]] = []


def show_at_home(roles: tuple[Role, ...], source: Source) -> None:
    """Ask the source for each reader in one of these roles."""
    if (roles, source) not in _sources:
        _sources.append((roles, source))


def waiting_for(user: User) -> list[Waiting]:
    """What the reader can act on now."""
    return [each for roles, source in _sources if user.role in roles for each in source(user)]
