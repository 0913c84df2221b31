"""axe-core on every page, for every role, in both languages, at phone and desk width."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import Person
from tests.pages.conftest import Addresses
from tests.system import System

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

PHONE, DESK = 360, 1280
LANGUAGES = ("zh-hans", "en")
EVERY, EVEN, ODD = slice(None), slice(0, None, 2), slice(1, None, 2)
# axe takes a quarter of all tests' time: every run sees each page once, half of them on the phone
# in Chinese and half at the desk in English; --all sees each page in all four looks.
LOOKS = [
    ("zh-hans", PHONE, EVEN),
    ("en", DESK, ODD),
    *(
        pytest.param(language, width, EVERY, marks=pytest.mark.long)
        for language in LANGUAGES
        for width in (PHONE, DESK)
    ),
]
HTML_LANGUAGE = {"zh-hans": "zh-Hans", "en": "en"}
FEWEST_PAGES = {"exporter": 30, "officer1": 20, "auditor": 20, "policy": 20}
# Pages of cases in which a second person has to act, or the exporter: tests.pages.situations.
SITUATIONS = {
    "exporter": "answer, ask to amend, ask to withdraw, shipment answered, shipment recalled, "
    "shipment withdrawal asked, paper revoked",
    "officer1": "match that waits, case with a match that waits, case to sign, countersign, "
    "decline-release, propose-release, return-for-correction, refuse, order-stop, "
    "propose-detention, case answered, lift, "
    "case withdrawal asked, grant-withdrawal, refuse-withdrawal, case recalled, "
    "countersign-recall, decline-recall, propose-recall, close",
    "auditor": "case to sign, case answered, case withdrawal asked, case recalled",
    "policy": "list to put in force",
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "preload": False, "runOnly": RULES}
AXE = Axe().axe_script
VIOLATIONS = "options => axe.run(options).then(found => found.violations)"
WIDER_THAN_THE_WINDOW = "document.scrollingElement.scrollWidth - window.innerWidth"

Find = Callable[[str, Any], Addresses]


@pytest.mark.parametrize(("language", "width", "part"), LOOKS)
@pytest.mark.parametrize("role", list(FEWEST_PAGES))
def test_every_page_of(
    role: str,
    language: str,
    width: int,
    part: slice,
    person: Callable[..., Person],
    pages_for: Find,
) -> None:
    page = person(role, language=language).page
    found = pages_for(role, page.context)
    assert len(found) >= FEWEST_PAGES[role]
    assert set(SITUATIONS[role].split(", ")) <= set(found)
    seen = dict(sorted(found.items())[part])
    assert list(faults_of(page, seen, language, width)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_before_signing_in(
    language: str, system: System, browser: Browser, pages_for: Find
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{system.url}/account/sign-in/")
        if language == "en":
            with page.expect_navigation():
                page.locator("button[name=language][value=en]").click()
        found = pages_for("nobody", context)
        assert {"accounts:sign_in", "paperwork:verify"} <= set(found)
        assert list(faults_of(page, found, language, PHONE)) == []
        assert list(faults_of(page, found, language, DESK)) == []


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


def faults_of(page: Page, found: Addresses, language: str, width: int) -> Iterator[str]:
    """Faults of every page, each said with its name."""
    origin = page.url.split("/", 3)[:3]
    page.set_viewport_size({"width": width, "height": 800})
    for name, path in found.items():
        page.goto("/".join(origin) + path)
        for fault in faults_here(page, language, width):
            yield f"{name} {path}: {fault}"


def faults_here(page: Page, language: str, width: int) -> Iterator[str]:
    """What axe finds, text that leaves the window, or the wrong language, on the page as it is."""
    if page.locator("html").get_attribute("lang") != HTML_LANGUAGE[language]:
        yield "wrong language"
    page.set_viewport_size({"width": width, "height": 800})
    too_wide = page.evaluate(WIDER_THAN_THE_WINDOW)
    if too_wide > 0:
        yield f"{too_wide} px too wide at {width}"
    page.evaluate(AXE)
    for violation in page.evaluate(VIOLATIONS, OPTIONS):
        targets = [" ".join(map(str, node["target"])) for node in violation["nodes"][:3]]
        yield f"{violation['id']} at {width}: {targets}"
