"""Python keeps the frames of running functions in pieces of 16 KB. Where a loop calls over the end
of one, each call asks the kernel for the next and gives it back: below pytest's own frames that was
half of all pages of memory that a test asked for. So each begins in a large piece.

Loaded as a plugin by tests/conftest.py.
"""

from collections.abc import Callable
from typing import Any

import pytest
from _pytest import runner

SLOTS = 140_000  # of 8 bytes: more than 1 MB, so Python takes 2; the rest is for who is called


def _with_room(function: Callable[..., Any], *arguments: Any) -> Any:
    return function(*arguments)


_with_room.__code__ = _with_room.__code__.replace(co_stacksize=SLOTS)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Any:
    """Pytest's own, with room."""
    return _with_room(runner.pytest_runtest_protocol, item, nextitem)
