"""axe-core on every page, for every role, in both languages, at phone and desk width."""

import fcntl
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
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
WITHOUT_COLOURS = {**OPTIONS, "rules": {"color-contrast": {"enabled": False}}}
"""Two thirds of axe's time; tests.compliance.ui.test_colours judges each pair of colours in use."""
AXE = Axe().axe_script
VIOLATIONS = "options => axe.run(options).then(found => found.violations)"
WIDER_THAN_THE_WINDOW = "document.scrollingElement.scrollWidth - window.innerWidth"

Find = Callable[[str, Any], Addresses]
Rules = Mapping[str, Any]


@pytest.mark.long
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", list(FEWEST_PAGES))
def test_every_page_of(
    role: str, language: str, width: int, person: Callable[..., Person], pages_for: Find
) -> None:
    page = person(role, language=language).page
    found = pages_for(role, page.context)
    assert len(found) >= FEWEST_PAGES[role]
    assert set(SITUATIONS[role].split(", ")) <= set(found)
    assert list(faults_of(page, found, language, width)) == []


@pytest.fixture(scope="session")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all processes of the run write down the pages that they look at."""
    own = tmp_path_factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "pages_looked_at"


def not_looked_at(names: Iterable[str], looked_at: Path) -> set[str]:
    """Those of the names that nobody asked for before."""
    with looked_at.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        found = set(names) - set(file.read().splitlines())
        file.writelines(f"{name}\n" for name in found)
    return found


def test_no_two_look_at_a_page(tmp_path: Path) -> None:
    looked_at = tmp_path / "looked_at"
    assert not_looked_at(["a page", "home"], looked_at) == {"a page", "home"}
    assert not_looked_at(["home", "another page"], looked_at) == {"another page"}
    assert not_looked_at(["home", "a page", "another page"], looked_at) == set()


@pytest.mark.parametrize("role", list(FEWEST_PAGES))
def test_the_fullest_pages(
    role: str, person: Callable[..., Person], pages_for: Find, looked_at: Path
) -> None:
    """axe takes long: here the first role looks at what several share, of each room at the two
    pages with most on them, one on the phone in Chinese, the other at the desk in English, and at
    the colours at home."""
    page = person(role).page
    found = pages_for(role, page.context)
    assert len(found) >= FEWEST_PAGES[role]
    assert set(SITUATIONS[role].split(", ")) <= set(found)
    own = {name: found[name] for name in found if name in not_looked_at(found, looked_at)}
    by_room: dict[str, list[str]] = defaultdict(list)
    for name in own:
        by_room[room_of(name)].append(name)
    at_the_desk = person(role, language="en").page
    assert list(faults_of(page, {"home": "/"}, "zh-hans", PHONE)) == []
    for place, (window, language, width) in enumerate(
        ((page, "zh-hans", PHONE), (at_the_desk, "en", DESK))
    ):
        fullest = {each[place]: own[each[place]] for each in by_room.values() if len(each) > place}
        assert list(faults_of(window, fullest, language, width, WITHOUT_COLOURS)) == []


def room_of(name: str) -> str:
    """The first part of an address's name; of a situation what it is a page of."""
    if ":" in name:
        return name.split(":")[0]
    return name.split()[0] if " " in name else "a verb"


BEFORE_SIGNING_IN = [
    pytest.param("zh-hans", PHONE, slice(0, None, 2), id="every other on the phone"),
    pytest.param("en", DESK, slice(1, None, 2), id="the others at the desk"),
    *(
        pytest.param(language, width, slice(None), marks=pytest.mark.long)
        for language in LANGUAGES
        for width in (PHONE, DESK)
    ),
]


@pytest.mark.parametrize(("language", "width", "some"), BEFORE_SIGNING_IN)
def test_every_page_before_signing_in(
    language: str, width: int, some: slice, system: System, browser: Browser, pages_for: Find
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{system.url}/account/sign-in/")
        if language == "en":
            with page.expect_navigation():
                page.locator("button[name=language][value=en]").click()
        found = pages_for("nobody", context)
        assert {"accounts:sign_in", "paperwork:verify"} <= set(found)
        own = dict(sorted(found.items())[some])
        assert list(faults_of(page, own, language, width)) == []


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


def faults_of(
    page: Page, found: Addresses, language: str, width: int, rules: Rules = OPTIONS
) -> Iterator[str]:
    """Faults of every page, each said with its name."""
    origin = page.url.split("/", 3)[:3]
    page.set_viewport_size({"width": width, "height": 800})  # before the first is drawn
    for name, path in found.items():
        page.goto("/".join(origin) + path)
        for fault in faults_here(page, language, width, rules):
            yield f"{name} {path}: {fault}"


def faults_here(page: Page, language: str, width: int, rules: Rules = OPTIONS) -> Iterator[str]:
    """What axe finds, text that leaves the window, or the wrong language, on the page as it is."""
    if page.locator("html").get_attribute("lang") != HTML_LANGUAGE[language]:
        yield "wrong language"
    if page.viewport_size != (size := {"width": width, "height": 800}):
        page.set_viewport_size(size)
    too_wide = page.evaluate(WIDER_THAN_THE_WINDOW)
    if too_wide > 0:
        yield f"{too_wide} px too wide at {width}"
    page.evaluate(AXE)
    for violation in page.evaluate(VIOLATIONS, rules):
        targets = [" ".join(map(str, node["target"])) for node in violation["nodes"][:3]]
        yield f"{violation['id']} at {width}: {targets}"
