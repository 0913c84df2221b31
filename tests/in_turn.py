"""`@pytest.mark.in_turn("language")`: of the values of that argument a short run takes one for each
case of the others, now this, now that, and `--all` every one. `@pytest.mark.in_turn(of=3)`: it
takes one case in three, spread over all.

Loaded as a plugin by tests/conftest.py. Which one it is, the test alone decides: the same in every
process and however few tests are asked for.
"""

from collections import defaultdict
from collections.abc import Sequence
from zlib import crc32

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Before the long tests are left out; first of each argument's values, then of the cases that
    are left."""
    values: dict[tuple[str, str], list[pytest.Item]] = defaultdict(list)
    cases: dict[tuple[str, int], list[pytest.Item]] = defaultdict(list)
    for item in items:
        test = item.nodeid.split("[")[0]
        for mark in item.iter_markers("in_turn"):
            if not mark.args:
                cases[test, mark.kwargs["of"]].append(item)
            elif mark.args[0] in (others := _values(item)):
                del others[mark.args[0]]
                values[test, repr(others)].append(item)
    for crossed in values.values():
        _leave(_short(crossed), of=len(crossed))
    for (_test, of), all_cases in cases.items():
        _leave(_short(all_cases), of=of)


def _short(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    return [item for item in items if not item.get_closest_marker("long")]


def _leave(items: Sequence[pytest.Item], *, of: int) -> None:
    """One in so many for every run, at least one."""
    every = min(of, len(items))
    for number, item in enumerate(items):
        if number % every != crc32(items[0].nodeid.encode()) % every:
            item.add_marker(pytest.mark.long)


def _values(item: pytest.Item) -> dict[str, object]:
    """What each argument of the test is for this item."""
    return dict(item.callspec.params) if hasattr(item, "callspec") else {}
