"""`@pytest.mark.in_turn("language")`: of the values of that argument a short run takes one for each
case of the others, now this, now that, and `--all` every one.

Loaded as a plugin by tests/conftest.py. Which one it is, the case alone decides: the same in every
process and however few tests are asked for.
"""

from collections import defaultdict
from collections.abc import Sequence
from zlib import crc32

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Before the long tests are left out."""
    cases: dict[tuple[str, str], list[pytest.Item]] = defaultdict(list)
    for item in items:
        for mark in item.iter_markers("in_turn"):
            if mark.args[0] in (values := _values(item)):
                del values[mark.args[0]]
                cases[item.nodeid.split("[")[0], repr(values)].append(item)
    for crossed in cases.values():
        short = [item for item in crossed if not item.get_closest_marker("long")]
        at = crc32(crossed[0].nodeid.encode()) % max(len(short), 1)
        for item in short[:at] + short[at + 1 :]:
            item.add_marker(pytest.mark.long)


def _values(item: pytest.Item) -> dict[str, object]:
    """What each argument of the test is for this item."""
    return dict(item.callspec.params) if hasattr(item, "callspec") else {}
