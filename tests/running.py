"""One running installation with demo data and one browser for a whole test run.

Loaded as a plugin by tests/conftest.py; journeys and pages share both.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, sync_playwright

from tests.browser import Person, open_browser
from tests.prepared import copy_prepared, end_prepared, running_prepared
from tests.system import System


@pytest.fixture(scope="session")
def system(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[System]:
    """Started like script/server does it."""
    if there := running_prepared(pytestconfig):
        yield there
        assert end_prepared()
        return
    home = tmp_path_factory.mktemp("g49") / "home"
    copy_prepared(pytestconfig, home)
    installation = System(home)
    installation.start()
    yield installation
    installation.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop running; tests of the same process still use the database, by
    # connections of their own.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = open_browser(playwright)
        yield chromium
        chromium.close()
        connections.close_all()


@pytest.fixture(scope="session")
def signed_in(system: System, browser: Browser) -> Callable[..., Person]:
    """Somebody in a new window. What the browser keeps of a sign-in is kept, so that each signs in
    once a language; tests of signing in and out open a window of their own."""
    kept: dict[tuple[str, str], Any] = {}

    def sign_in(username: str, language: str = "zh-hans", **options: Any) -> Person:
        if state := kept.get((username, language)):
            options["storage_state"] = state
        someone = Person(browser, system.url, username, language, **options)
        kept.setdefault((username, language), someone.page.context.storage_state())
        return someone

    return sign_in


@pytest.fixture
def person(signed_in: Callable[..., Person]) -> Iterator[Callable[..., Person]]:
    """Somebody in a new window: person("officer1", language="en"). It closes after the test."""
    people: list[Person] = []

    def sign_in(username: str, **options: Any) -> Person:
        people.append(signed_in(username, **options))
        return people[-1]

    yield sign_in
    for each in people:
        each.page.context.close()
