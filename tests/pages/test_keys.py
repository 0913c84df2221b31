"""Single keys on a case: shown on "?", dead while something is typed, switched off by choice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request

from tests.browser import Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def open_a_case(officer: Person) -> Page:
    """One that the officer may decide."""
    officer.go("/review/")
    links = officer.page.locator("#cases tr th a, #cases tr td a").all()
    for address in dict.fromkeys(str(link.get_attribute("href")) for link in links):
        officer.go(address)
        if officer.page.locator("[data-key='1']").count():
            return officer.page
    raise AssertionError("no case can be decided")


def shut_the_list(page: Page) -> None:
    """A key that comes before the list is gone, or has let go of the focus in the next frame, is
    one that was typed into it."""
    page.keyboard.press("Escape")
    page.locator("dialog[open], dialog:focus-within").wait_for(state="detached")


@pytest.mark.long
def test_single_keys_are_shown_do_what_they_say_and_can_be_switched_off(
    person: Callable[..., Person],
) -> None:
    officer = person("officer1", language="en")
    page = open_a_case(officer)
    here, first = officer.path, page.locator("[data-key='1']")
    wanted, label = str(first.get_attribute("href")), first.inner_text()
    page.keyboard.press("?")
    shown = page.locator("dialog[open] [data-keys-list]")
    assert label in shown.inner_text()
    shut_the_list(page)
    page.keyboard.press("1")
    page.wait_for_url(lambda url: url.endswith(wanted))
    officer.go(here)
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.locator("#note-text").focus()
    page.keyboard.press("1")
    page.locator("h1").click()
    page.keyboard.press("?")
    page.locator("dialog[open] [data-keys-switch]").uncheck()
    shut_the_list(page)
    page.keyboard.press("1")
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    assert [each.url for each in asked if each.is_navigation_request()] == []
