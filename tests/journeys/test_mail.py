"""Mail as it really goes: web, beat, worker, a mail server that keeps what it gets."""

import mailbox
from email.header import decode_header, make_header

import pytest
from playwright.sync_api import Browser

from tests.browser import Person
from tests.system import System, wait_until

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


def subjects(system: System, to: str) -> list[str]:
    """Of all mails to that address, in any order."""
    kept = mailbox.Maildir(system.home / "mail", create=False)
    mine = [letter for letter in kept if to in str(letter["To"])]
    return [str(make_header(decode_header(str(letter["Subject"])))) for letter in mine]


def test_a_new_browser_and_a_forgotten_password_bring_mail(
    system: System, browser: Browser
) -> None:
    address = "officer3@gate49.example"
    at_work = Person(browser, system.url, "officer3")
    at_work.go("/account/forgotten/")
    at_work.fill({"email": address})
    at_work.submit_form("email")
    wait_until(lambda: len(subjects(system, address)) >= 2, 90, "no mail")
    found = " ".join(subjects(system, address))
    assert "新的浏览器" in found
    assert "设置新密码" in found
    at_work.page.context.close()
