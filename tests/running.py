"""One running installation with demo data and one browser for a whole test run.

Loaded as a plugin by tests/conftest.py; journeys and pages share both.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import Person, open_browser
from tests.prepared import copy_prepared
from tests.system import System


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


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those first that wait for a clock, while others have work for the processor; browser tests
    last: of several processes each then starts an installation of its own once."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    is_at_a_browser = "browser" in getattr(item, "fixturenames", ())
    return is_at_a_browser - (item.get_closest_marker("waits") is not None)
