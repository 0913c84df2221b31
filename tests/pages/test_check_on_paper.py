"""The check page of a declaration of two lines takes three sheets, and folds on a telephone."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, ViewportSize
from pypdf import PdfReader

from compliance.accounts.models import User
from shipments.declare.actions import copy_draft
from shipments.demo.goods import FOIL, INGOT
from shipments.models import Shipment
from tests.builders import a_draft
from tests.shipments.declare.conftest import signed_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(120),
    pytest.mark.long,
    pytest.mark.usefixtures("transactional_db"),
]

STATIC = Path(__file__).parents[2] / "static"
MOST_SHEETS = 3
DESK: ViewportSize = {"width": 1366, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 800}
HIGHEST_PX = {"whole": 1_800, "copied": 2_500, "bare": 4_200}
TWO_LINES = ((INGOT, "500"), (FOIL, "20"))
FOLDED_FACTS = ("8112923010", "8112993000", "KOR003", "Gyeongsangbuk-do")
"""Of each goods line, the route and the statement: in parts that are complete."""
CLEARED = ("exit_port", "destination_port", "customs_regime", "incoterm", "packing")
CLEARED += ("declarant_name_zh", "producer_name_zh", "trading_country", "destination_country")


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


def three_drafts(exporter: User) -> dict[str, Shipment]:
    """Two lines each: complete, copied from it, and a copy of which little is left."""
    whole = a_draft(exporter, goods=TWO_LINES)
    copied = copy_draft(whole, by=exporter, creation_key=uuid4())
    bare = copy_draft(whole, by=exporter, creation_key=uuid4())
    bare.parties.all().delete()
    bare.lines.update(hs_code="", name_zh="", name_en="", specification="", licence_no="")
    nothing = dict.fromkeys(CLEARED, "")
    Shipment.objects.filter(pk=bare.pk).update(statement=None, **nothing)
    return {"whole": whole, "copied": copied, "bare": bare}


@pytest.mark.in_turn("language")
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_three_sheets_and_a_short_page_on_a_telephone(
    exporter: User, browser: Browser, tmp_path: Path, language: str
) -> None:
    told, desk, telephone = {}, browser.new_page(viewport=DESK), browser.new_page(viewport=PHONE)
    for name, draft in three_drafts(exporter).items():
        address = f"/shipments/{draft.reference}/check/"
        html = standing_alone(signed_in(exporter, language), address)
        sheets = sheets_of(desk, html, tmp_path)
        told[name] = (len(sheets), height_of(telephone, html))
        if name != "bare":
            assert all(fact in "".join(sheets) for fact in FOLDED_FACTS), name
    desk.context.close()
    telephone.context.close()
    assert max(sheets for sheets, _height in told.values()) <= MOST_SHEETS, told
    assert all(told[name][1] <= most for name, most in HIGHEST_PX.items()), told


def sheets_of(page: Page, html: str, folder: Path) -> list[str]:
    """What stands on each A4 sheet."""
    shown(page, html).pdf(path=folder / "check.pdf", format="A4")
    return [sheet.extract_text() for sheet in PdfReader(folder / "check.pdf").pages]


def height_of(page: Page, html: str) -> int:
    """Pixels on a telephone; every finding is seen, its cure can be opened."""
    shown(page, html)
    for finding in page.locator(".findings > li > ul > li, .error-summary li").all():
        assert finding.is_visible()
    assert page.locator("details[open]").count() == 0
    return int(page.evaluate("document.documentElement.scrollHeight"))
