"""axe-core on every page, for every role, in both languages, at phone and desk width."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import Person
from tests.pages.conftest import NOWHERE, Addresses
from tests.system import System

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

PHONE, DESK = 360, 1280
LANGUAGES = ("zh-hans", "en")
HTML_LANGUAGE = {"zh-hans": "zh-Hans", "en": "en"}
FEWEST_PAGES = {"exporter": 30, "officer1": 20, "auditor": 20, "policy": 20}
# Pages of cases in which a second person has to act, or the exporter: tests.pages.situations.
SITUATIONS = {
    "exporter": "answer, ask to amend, ask to withdraw, hand in papers, shipment answered, "
    "shipment recalled, "
    "shipment withdrawal asked, paper revoked",
    "officer1": "match that waits, case with a match that waits, case to sign, countersign, "
    "decline-release, propose-release, return-for-correction, refuse, order-stop, "
    "propose-detention, case answered, lift, "
    "case withdrawal asked, grant-withdrawal, refuse-withdrawal, case recalled, "
    "countersign-recall, decline-recall, propose-recall, close, "
    "case stopped, record-reply, case detained, lift-detention",
    "auditor": "case to sign, case answered, case withdrawal asked, case recalled",
    "policy": "list to put in force",
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "preload": False, "runOnly": RULES}
AXE = Axe().axe_script
VIOLATIONS = "options => axe.run(options).then(found => found.violations)"
WIDER_THAN_THE_WINDOW = "document.scrollingElement.scrollWidth - window.innerWidth"

BEFORE_SIGNING_IN = (
    *("accounts:sign_in", "accounts:password_reset"),
    *("paperwork:verify", "help:topic", "an error page"),
)

Find = Callable[[str, Any], Addresses]


@pytest.mark.long
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", list(FEWEST_PAGES))
def test_every_page_of(
    role: str, language: str, width: int, person: Callable[..., Person], pages_for: Find
) -> None:
    someone = person(role, language=language)
    found = pages_for(role, someone.page.context)
    assert len(found) >= FEWEST_PAGES[role]
    assert set(SITUATIONS[role].split(", ")) <= set(found)
    assert list(faults_of(someone.page, someone.url, found, language, width)) == []


BEGINNINGS = {"exporter": "home, declare:line", "officer1": "home, review:queue, review:case"}


@pytest.mark.parametrize(
    ("role", "language", "width"),
    [("exporter", "zh-hans", PHONE), ("officer1", "en", DESK)],
)
def test_what_each_day_begins_with(
    role: str, language: str, width: int, person: Callable[..., Person], addresses: Addresses
) -> None:
    """In every run: what waits for somebody, and what they work on most."""
    some = {each: addresses[each] for each in BEGINNINGS[role].split(", ")}
    window = person(role, language=language)
    assert list(faults_of(window.page, window.url, some, language, width)) == []


@pytest.mark.long
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_before_signing_in(
    language: str, width: int, at_the_door: Page, system: System, pages_for: Find
) -> None:
    if language == "en":
        with at_the_door.expect_navigation():
            at_the_door.locator("button[name=language][value=en]").click()
    found = pages_for("nobody", at_the_door.context)
    assert set(BEFORE_SIGNING_IN) <= set(found)
    assert list(faults_of(at_the_door, system.url, found, language, width)) == []


def test_some_pages_before_signing_in(
    at_the_door: Page, system: System, addresses: Addresses
) -> None:
    some = {name: addresses[name] for name in BEFORE_SIGNING_IN}
    assert list(faults_of(at_the_door, system.url, some, "zh-hans", PHONE)) == []


@pytest.fixture
def at_the_door(system: System, browser: Browser) -> Iterator[Page]:
    """A window of nobody at the sign-in page."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{system.url}/account/sign-in/")
        yield page


@pytest.mark.in_turn("language")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_with_errors(
    language: str, person: Callable[..., Person], addresses: Addresses
) -> None:
    exporter = person("exporter", language=language)
    exporter.go(addresses["declare:add_line"])
    exporter.fill({"hs_code": "phosphide", "net_weight_kg": "9", "gross_weight_kg": "3"})
    exporter.submit_form("hs_code")
    assert exporter.errors()
    assert list(faults_here(exporter.page, language, PHONE)) == []
    assert list(faults_here(exporter.page, language, DESK)) == []


def faults_of(page: Page, site: str, found: Addresses, language: str, width: int) -> Iterator[str]:
    """Faults of every page, each said with its name."""
    page.set_viewport_size({"width": width, "height": 800})  # before the first is drawn
    for name, path in found.items():
        answer = page.goto(site + path)
        if not answer or answer.status != (404 if path == NOWHERE else 200):
            yield f"{name} {path}: {answer and answer.status}"
        for fault in faults_here(page, language, width):
            yield f"{name} {path}: {fault}"


def faults_here(page: Page, language: str, width: int) -> Iterator[str]:
    """What axe finds, text that leaves the window, or the wrong language, on the page as it is."""
    if page.locator("html").get_attribute("lang") != HTML_LANGUAGE[language]:
        yield "wrong language"
    if page.viewport_size != (size := {"width": width, "height": 800}):
        page.set_viewport_size(size)
    too_wide = page.evaluate(WIDER_THAN_THE_WINDOW)
    if too_wide > 0:
        yield f"{too_wide} px too wide at {width}"
    page.evaluate(AXE)
    for violation in page.evaluate(VIOLATIONS, OPTIONS):
        targets = [" ".join(map(str, node["target"])) for node in violation["nodes"][:3]]
        yield f"{violation['id']} at {width}: {targets}"
