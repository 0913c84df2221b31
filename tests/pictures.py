"""Take the README's pictures from a fresh demo: script/pictures [FOLDER]. PNG, English pages.

The installation lives in a folder of its own on a free port and is removed afterwards.
"""

import os
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.browser import Person, open_browser
from tests.system import ROOT, System, wait_for_all_papers

FOLDER = ROOT / "docs" / "images"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
TALL = {"width": 1280, "height": 1250}
DIVERTER = "NAM+LONG+THIN+FILM+JSC+(VNM)"
FIRST_CASE = "main tbody a.row-link"


class Picture(NamedTuple):
    """Who opens which page and, where `then` is given, follows the first such link."""

    name: str
    username: str
    path: str
    window: dict[str, int]
    then: str = ""


PICTURES = (
    Picture("queue", "officer1", "/review/", DESK),
    Picture("queue-phone", "officer1", "/review/", PHONE),
    Picture("case", "officer1", "/review/?gravity=3", DESK, FIRST_CASE),
    Picture("case-phone", "officer1", "/review/?gravity=3", PHONE, FIRST_CASE),
    Picture("shipments", "exporter", "/shipments/", DESK),
    Picture("flows", "auditor", "/flows/?status=any", TALL),
    Picture("end-user", "auditor", f"/end-users/user/?end_user={DIVERTER}", TALL),
)


def main(folder: str | Path = FOLDER) -> None:
    """Start the demo, take every picture, stop it."""
    with tempfile.TemporaryDirectory(prefix="gate49-pictures-") as home:
        system = System(Path(home))
        try:
            system.start()
            wait_for_all_papers(system)
            take_all(system.url, Path(folder))
        finally:
            system.stop()


def take_all(url: str, folder: Path) -> None:
    """Every picture from the site at that address."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = open_browser(playwright)
        for picture in PICTURES:
            _take(browser, url, picture, folder)
        browser.close()


def _take(browser: Browser, url: str, picture: Picture, folder: Path) -> None:
    person = Person(browser, url, picture.username, language="en", viewport=picture.window)
    person.go(picture.path)
    if picture.then:
        person.press(picture.then)
    path = folder / f"{picture.name}.png"
    person.page.screenshot(path=path)
    person.page.context.close()
    print(path)
