"""One running installation with demo data for all journeys."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import Person, open_browser
from tests.system import System


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """Started like script/server does it; sweeps often, so that tests need not wait."""
    installation = System(
        tmp_path_factory.mktemp("g49"), GATE49_SWEEP_SECONDS="3", GATE49_LEASE_SECONDS="6"
    )
    installation.start()
    yield installation
    installation.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = open_browser(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def person(system: System, browser: Browser) -> Callable[..., Person]:
    """Sign somebody in: person("officer1", language="en")."""

    def sign_in(username: str, **options: str) -> Person:
        return Person(browser, system.url, username, **options)

    return sign_in
