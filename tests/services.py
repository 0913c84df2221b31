"""Start PostgreSQL and Redis for a test run unless they run already or the environment names them.

Loaded as a plugin by tests/conftest.py; with pytest-xdist only the controller starts servers.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from script import embedded

_to_stop: list[Callable[[Path], None]] = []


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    if hasattr(session.config, "workerinput") or session.config.option.collectonly:
        return
    home = _home()
    if "DATABASE_URL" not in os.environ and not embedded.postgres_answers(home):
        embedded.start_postgres(home, durable=False, tied=True)
        _to_stop.append(embedded.stop_postgres)
    if "REDIS_URL" not in os.environ and not embedded.redis_answers(home):
        embedded.start_redis(home, tied=True)
        _to_stop.append(embedded.stop_redis)


def pytest_unconfigure() -> None:
    while _to_stop:
        _to_stop.pop()(_home())


def _home() -> Path:
    from django.conf import settings

    return settings.GATE49_HOME
