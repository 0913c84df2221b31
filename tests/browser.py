"""People at a real browser: sign in, fill in forms by field name, press buttons by their words."""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Download, Locator, Page, Playwright, Response

from shipments.demo.people import PASSWORD

CHROMIUM = os.environ.get("GATE49_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LIMIT_MS = 60_000


def open_browser(playwright: Playwright) -> Browser:
    """Debian's Chromium, headless."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


class Person:
    """Somebody signed in at a window of their own. `page` is Playwright's.

    Whoever hands over the `storage_state` of a window signed in before is so here too, in its
    language, and has no page open yet."""

    def __init__(
        self, browser: Browser, url: str, username: str, language: str = "zh-hans", **context: Any
    ) -> None:
        self.url = url
        self.page: Page = browser.new_context(**context).new_page()
        self.page.set_default_timeout(LIMIT_MS)
        if "storage_state" in context:
            return
        self.go("/account/sign-in/")
        if language == "en":
            self.press("button[name=language][value=en]")
        self.sign_in(username)
        assert self.path == "/"

    def go(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(f"{self.url}{path}")

    @property
    def path(self) -> str:
        """Where the browser is, without the host."""
        return self.page.url.removeprefix(self.url)

    @property
    def text(self) -> str:
        """What the page says."""
        return self.page.locator("main").inner_text()

    def fill(self, fields: Mapping[str, Any]) -> None:
        """Fill in fields by name: text, dates, choices by value, checkboxes by truth."""
        for name, value in fields.items():
            self._fill_one(name, value)

    def sign_in(self, username: str) -> Response:
        """Fill in the sign-in page and send it with the Enter key."""
        self.fill({"username": username, "password": PASSWORD})
        return self.answer_to(lambda: self.page.locator("[name=password]").press("Enter"))

    def press(self, button: str | Locator) -> Response:
        """Press what opens a page, wait until that page stands there; its answer."""
        found = self.page.locator(button).first if isinstance(button, str) else button
        return self.answer_to(found.click)

    def answer_to(self, act: Callable[[], None]) -> Response:
        """Do what opens a page and wait for that page: a click returns before anything is sent."""
        with self.page.expect_navigation() as waiting:
            act()
        response = waiting.value
        assert response, f"{self.path} was opened without asking the server"
        return response

    def save(self) -> Response:
        """Press the page's own save button."""
        return self.press("main form:has([name=stored]) .buttons button")

    def submit_form(self, holding: str) -> Response:
        """Send the form that has that field by its first visible button."""
        return self.press(self.button_of(holding))

    def send_files(self, holding: str) -> None:
        """The same where the script sends them and mistakes are found: their page takes the place
        of this one."""
        self.button_of(holding).click()
        self.page.locator("main [aria-invalid=true]").first.wait_for()

    def button_of(self, holding: str) -> Locator:
        """The first visible button of the form that has that field."""
        form = self.page.locator(f"form:has([name={holding}])")
        return form.locator("button.button:not([name=add_row]):visible").first

    def errors(self) -> dict[str, str]:
        """Error texts beside their fields, by field name."""
        fields = self.page.locator("main [aria-invalid=true]").all()
        found = {}
        for field in fields:
            ids = (field.get_attribute("aria-describedby") or "").split()
            texts = [self.page.locator(f"[id='{each}']").inner_text() for each in ids]
            found[field.get_attribute("name") or ""] = " ".join(texts)
        return found

    def download(self, link: Any, folder: Path) -> Path:
        """Click a link that downloads; the file."""
        with self.page.expect_download() as waiting:
            link.click()
        download: Download = waiting.value
        path = folder / re.sub(r"[^\w.-]", "_", download.suggested_filename)
        download.save_as(path)
        return path

    def _fill_one(self, name: str, value: Any) -> None:
        field, kind = self.page.locator(f"main [name='{name}']").first, self._kind_of(name)
        if kind == "select-one":
            field.select_option(str(value))
        elif kind == "checkbox":
            field.set_checked(bool(value))
        elif kind == "radio":
            self.page.locator(f"main [name='{name}'][value='{value}']").check()
        else:
            field.fill("" if value is None else str(value))
            field.press("Tab")

    def _kind_of(self, name: str) -> str:
        """The type of that field, asked for in one go."""
        kind = self.page.evaluate(
            "selector => document.querySelector(selector)?.type", f"main [name='{name}']"
        )
        assert kind, f"{self.path} has no field {name}: {self.text[:500]}"
        return str(kind)
