"""A run of two processes goes through the tests from both ends: each module, and what is made once
a process, is nearly always one process's alone. Those at the browser stand near the end that `gw0`
begins at, so one installation serves them all.

Loaded as a plugin by tests/conftest.py.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScheduling
from xdist.workermanage import WorkerController

FROM_THE_END = "gw0"


class FromBothEnds(LoadScheduling):
    """xdist's own, but for which tests come next."""

    def _send_tests(self, node: WorkerController, num: int) -> None:
        is_from_the_end = node.gateway.id == FROM_THE_END
        if is_from_the_end:
            self.pending.reverse()
        super()._send_tests(node, num)
        if is_from_the_end:
            self.pending.reverse()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FromBothEnds:
    return FromBothEnds(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """From the end: what waits for a clock leaves the processor to the installation that is made
    meanwhile; what signs papers runs an event loop of its own, so it cannot follow the browser in
    one process; then those that need the installation, without a break: it ends after them."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    needs = getattr(item, "fixturenames", ())
    if item.get_closest_marker("waits"):
        return 3
    if "signing" in needs:
        return 2
    return int("system" in needs or "browser" in needs)
