"""The check page of a declaration of one line takes three sheets, and folds on a telephone."""

import re
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from compliance.accounts.models import User
from tests.builders import a_draft
from tests.shipments.declare.conftest import signed_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(120),
    pytest.mark.usefixtures("transactional_db"),
]

STATIC = Path(__file__).parents[2] / "static"
MOST_SHEETS = 3
FOLDED_PX = 2_500


def standing_alone(client: Client, address: str) -> str:
    """The page with its own styles and scripts written into it."""
    html = client.get(address).content.decode()
    html = re.sub(
        r'<link rel="stylesheet" href="/static/([\w/.]+)"( media="print")?>',
        lambda m: f"<style{m[2] or ''}>{(STATIC / m[1]).read_text()}</style>",
        html,
    )
    return re.sub(r"<script[^>]*></script>", "", html)


def shown(page: Page, html: str) -> Page:
    page.set_content(html)
    page.add_script_tag(content=(STATIC / "js" / "folds.js").read_text())
    return page


def test_three_sheets_and_a_short_page_on_a_telephone(
    exporter: User, browser: Browser, tmp_path: Path
) -> None:
    draft = a_draft(exporter)
    html = standing_alone(signed_in(exporter), f"/shipments/{draft.reference}/check/")
    wide = shown(browser.new_page(viewport={"width": 1280, "height": 800}), html)
    assert wide.locator("details[open]").count() == wide.locator("details").count()
    wide.pdf(path=tmp_path / "check.pdf", format="A4")
    narrow = shown(browser.new_page(viewport={"width": 390, "height": 800}), html)
    height = narrow.evaluate("document.documentElement.scrollHeight")
    wide.close()
    narrow.close()
    sheets = len(PdfReader(tmp_path / "check.pdf").pages)
    assert (sheets <= MOST_SHEETS, height <= FOLDED_PX) == (True, True), (sheets, height)
