"""The site with JavaScript switched off: everything but live refresh."""

import re
from collections.abc import Callable
from urllib.request import urlopen

import pytest

from tests.browser import Person
from tests.pages.conftest import Addresses
from tests.system import System

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


@pytest.fixture
def plain(person: Callable[..., Person]) -> Callable[..., Person]:
    """Somebody signed in with a browser that runs no script."""

    def sign_in(username: str, language: str = "en") -> Person:
        return person(username, language=language, java_script_enabled=False)

    return sign_in


def test_the_browser_really_runs_no_script(plain: Callable[..., Person]) -> None:
    exporter = plain("exporter")
    exporter.go("/shipments/")
    exporter.page.set_content("<p>before</p><script>document.body.textContent = 'after'</script>")
    assert exporter.page.locator("body").inner_text() == "before"


@pytest.mark.long
def test_the_language_changes_on_the_same_page(plain: Callable[..., Person]) -> None:
    exporter = plain("exporter", language="zh-hans")
    exporter.go("/shipments/?status=held")
    exporter.press("button[name=language][value=en]")
    assert exporter.path == "/shipments/?status=held"
    assert exporter.page.locator("html").get_attribute("lang") == "en"
    exporter.press("button[name=language][value=zh-hans]")
    assert exporter.page.locator("html").get_attribute("lang") == "zh-Hans"


def test_a_code_is_chosen_by_name_and_the_section_saved(
    plain: Callable[..., Person], addresses: Addresses
) -> None:
    exporter = plain("exporter")
    exporter.go(addresses["declare:section"])
    exporter.fill({"destination_country": "NLD", "transport_name": "MSC NO SCRIPT"})
    exporter.fill({"destination_port": "Rotter"})
    exporter.save()
    assert set(exporter.errors()) == {"destination_port"}
    picks = exporter.page.locator("[name=destination_port_pick]")
    assert picks.count() >= 1
    code = str(picks.first.get_attribute("value"))
    picks.first.check()
    exporter.save()
    assert not exporter.errors()
    exporter.go(addresses["declare:section"])
    assert exporter.page.locator("[name=destination_port]").input_value().startswith(code)
    assert exporter.page.locator("[name=transport_name]").input_value() == "MSC NO SCRIPT"


@pytest.mark.long
def test_a_composition_row_is_added_and_nothing_typed_lost(
    plain: Callable[..., Person], addresses: Addresses
) -> None:
    exporter = plain("exporter")
    exporter.go(addresses["declare:line"])
    rows = exporter.page.locator("[name^=composition-][name$=-percent]")
    before = rows.count()
    exporter.fill({"name_en": "Ingots not saved yet"})
    exporter.press("button[name=add_row][value=composition]")
    assert rows.count() == before + 1
    assert exporter.page.locator("[name=name_en]").input_value() == "Ingots not saved yet"


@pytest.mark.long
def test_lists_are_filtered(plain: Callable[..., Person]) -> None:
    exporter = plain("exporter")
    exporter.go("/shipments/")
    exporter.fill({"status": "released"})
    exporter.press("main form.filters button")
    assert "status=released" in exporter.path
    tags = exporter.page.locator("table.data tbody .tag").all_inner_texts()
    assert set(tags) == {"Released"}


@pytest.mark.long
def test_an_officer_takes_the_next_case_and_decides(
    plain: Callable[..., Person], system: System
) -> None:
    officer = plain("officer1")
    officer.go("/")
    officer.press("main form[action$='/next/'] button")
    reference = re.findall(r"/review/(G49-\w+)/", officer.path)[0]
    officer.press(f"main a[href*='/review/{reference}/return-for-correction/']")
    officer.fill({"reason": "The contract is unreadable.", "message": "Attach it again."})
    officer.submit_form("reason")
    query = "SELECT status FROM shipments_shipment WHERE reference = %s"
    assert system.sql(query, reference) == [("draft",)]


@pytest.mark.long
def test_papers_in_the_making_are_refreshed_by_a_link(
    plain: Callable[..., Person], addresses: Addresses, system: System
) -> None:
    """The paper is held in the making: a start far ahead keeps the workers off."""
    path = addresses["papers released"]
    reference = path.strip("/").split("/")[-1]
    one = "id = (SELECT min(d.id) FROM shipments_document d JOIN shipments_shipment s"
    one += " ON s.id = d.shipment_id WHERE s.reference = %s)"
    officer = plain("officer1")
    lease = "state = 'rendering', started_at = now() + interval '1 hour'"
    system.sql(f"UPDATE shipments_document SET {lease} WHERE {one}", reference)
    officer.go(f"/review/{reference}/")
    officer.press(officer.page.get_by_role("link", name="Refresh"))
    assert officer.path == path
    system.sql(f"UPDATE shipments_document SET state = 'ready' WHERE {one}", reference)
    officer.press(officer.page.get_by_role("link", name="Refresh"))
    assert "The papers are being made" not in officer.text


def test_pages_find_their_style_sheets(system: System) -> None:
    with urlopen(f"{system.url}/") as response:
        sheets = re.findall(r'<link[^>]+href="([^"]+\.css)"', response.read().decode())
    assert sheets
    for sheet in sheets:
        with urlopen(f"{system.url}{sheet}") as response:
            assert "immutable" in response.headers["Cache-Control"]
