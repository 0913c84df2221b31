"""One running installation with demo data and one browser for a whole test run.

Loaded as a plugin by tests/conftest.py; journeys and pages share both.
"""

import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from xdist.scheduler import LoadScopeScheduling

from tests.browser import Person, open_browser
from tests.prepared import copy_prepared, needs_an_installation
from tests.system import ROOT, System


@pytest.fixture(scope="session")
def system(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[System]:
    """Started like script/server does it; sweeps often, so that tests need not wait."""
    home = tmp_path_factory.mktemp("g49") / "home"
    copy_prepared(pytestconfig, home)
    installation = System(
        home,
        GATE49_SWEEP_SECONDS="3",
        GATE49_LEASE_SECONDS="6",
    )
    installation.start()
    yield installation
    installation.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop running; tests of the same process still use the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = open_browser(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def person(system: System, browser: Browser) -> Iterator[Callable[..., Person]]:
    """Sign somebody in: person("officer1", language="en"). Their windows close after the test."""
    people: list[Person] = []

    def sign_in(username: str, **options: Any) -> Person:
        people.append(Person(browser, system.url, username, **options))
        return people[-1]

    yield sign_in
    for each in people:
        each.page.context.close()


class OneAtTheInstallation(LoadScopeScheduling):
    """One of several processes has all modules that share the installation, which it starts once;
    each other module is done by one process too."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return "installation" if _shares_the_installation(module) else module


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """For `--dist loadscope`; xdist's groups by mark do nothing under pytest 9.2, whose items keep
    their name elsewhere."""
    return OneAtTheInstallation(config, log) if config.getvalue("dist") == "loadscope" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What shares the installation first, then modules that may take long: short ones fill the end
    of a run. Raises UsageError for a test that uses it in a module that does not say so."""
    for item in items:
        if _uses_the_shared_one(item) and not _shares_the_installation(
            item.nodeid.partition("::")[0]
        ):
            raise pytest.UsageError(f"{item.nodeid} needs the mark browser or journey")
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    if _shares_the_installation(item.nodeid.partition("::")[0]):
        return 0
    if item.get_closest_marker("timeout") is None:
        return 3
    return 2 if needs_an_installation(item) else 1  # the prepared one is not ready at first


@cache
def _shares_the_installation(module: str) -> bool:
    """Whether its tests are journeys or at a browser, which the process that gives out the work
    knows by the source alone."""
    return bool(re.search(r"pytest\.mark\.(browser|journey)\b", (ROOT / module).read_text()))


def _uses_the_shared_one(item: pytest.Item) -> bool:
    """Not one that a module starts for itself."""
    found: Any = getattr(item, "_fixtureinfo", None)
    known = found.name2fixturedefs if found else {}
    return "system" in known and known["system"][-1].scope == "session"
