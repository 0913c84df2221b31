"""Nothing typed is lost, at a real browser: each way in which desks lose it, tried once. Leaving,
going back, double clicks and ended sessions stand in test_interruptions."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from shipments.demo.papers import paper
from tests.browser import Person
from tests.journeys.drafts import address_of, one
from tests.system import System

pytestmark = [pytest.mark.journey, pytest.mark.browser, pytest.mark.timeout(400)]

LATER = "button[name=then][value=tasks]"
SAVE = "main form:has([name=stored]) .buttons button"
HEADER = "SELECT {} FROM shipments_shipment WHERE reference = %s"
OF_LINE = (
    "SELECT l.{} FROM shipments_goodsline l JOIN shipments_shipment s ON s.id = l.shipment_id"
    " WHERE s.reference = %s"
)
STATEMENT = (
    "SELECT max(e.number) FROM enduse_endusestatement e JOIN shipments_shipment s"
    " ON s.exporter_id = e.exporter_id WHERE s.reference = %s"
)
PAPERS = (
    "SELECT kind FROM shipments_attachment a JOIN shipments_shipment s ON s.id = a.shipment_id"
    " WHERE s.reference = %s AND a.removed_at IS NULL ORDER BY a.id DESC LIMIT %s"
)


@pytest.fixture
def filer(filer_at: Callable[..., Person]) -> Person:
    return filer_at(language="en")


@pytest.fixture
def reference(new_draft: Callable[[], str]) -> str:
    return new_draft()


def second_tab(filer: Person) -> Page:
    """The same page once more, as it stands now."""
    page = filer.page.context.new_page()
    page.goto(filer.page.url)
    return page


def save_in(page: Page, button: str = SAVE) -> None:
    with page.expect_navigation():
        page.locator(button).first.click()


def box(filer: Person, name: str) -> str:
    return filer.page.locator(f"main [name={name}]").input_value()


@pytest.mark.long
def test_save_later_keeps_what_is_right_and_what_is_not(
    filer: Person, system: System, reference: str
) -> None:
    page = f"/shipments/{reference}/transport/"
    filer.go(page)
    filer.fill({"destination_port": "Hamburk", "voyage_no": "0149"})
    filer.press(LATER)
    assert filer.path == f"/shipments/{reference}/"
    assert one(system, HEADER.format("voyage_no"), reference) == "0149"
    filer.go(page)
    assert (box(filer, "destination_port"), box(filer, "voyage_no")) == ("Hamburk", "0149")


@pytest.mark.long
def test_pasted_text_is_counted_not_cut_and_codes_are_spelt(
    filer: Person, system: System, reference: str
) -> None:
    filer.go(f"/shipments/{reference}/trade/")
    field, pasted = filer.page.locator("main [name=contract_no]"), "YP-2026-" * 6
    field.fill("")
    field.focus()
    filer.page.keyboard.insert_text(pasted)
    assert field.input_value() == pasted
    assert filer.save().status == 200
    assert "48" in filer.errors()["contract_no"]
    assert box(filer, "contract_no") == pasted
    filer.fill({"contract_no": " ＹＰ－２０２６－１１８　"})
    filer.save()
    assert one(system, HEADER.format("contract_no"), reference) == "YP-2026-118"
    filer.go(address_of(system, reference, "line"))
    filer.fill({"hs_code": "8112.92-30 10", "net_weight_kg": "５０", "quantity": "50"})
    filer.fill({"total_price": "", "gross_weight_kg": "1,052.5"})
    filer.save()
    hs_code, net, gross = (
        one(system, OF_LINE.format(name), reference)
        for name in ("hs_code", "net_weight_kg", "gross_weight_kg")
    )
    assert (hs_code, f"{net:f}", f"{gross:f}") == ("8112923010", "50.00000", "1052.50000")


@pytest.mark.long
def test_two_tabs_are_merged_field_by_field(
    filer: Person, system: System, reference: str, tmp_path: Path
) -> None:
    boxes = containers_page(filer, reference)
    other = second_tab(filer)
    other.locator("main [name=container_nos]").fill("CSQU3054383")
    save_in(other, LATER)
    filer.fill({boxes: "0149"})
    filer.save()
    columns = HEADER.format(f"container_nos, {boxes}")
    assert system.sql(columns, reference) == [("CSQU3054383", "0149")]
    goods_line(filer, system, reference)
    papers(filer, system, reference, tmp_path)


def containers_page(filer: Person, reference: str) -> str:
    """Where the container numbers stand, open; another field of that page."""
    filer.go(f"/shipments/{reference}/transport/")
    return "voyage_no"


def goods_line(filer: Person, system: System, reference: str) -> None:
    """One tab names the statement of the line, the other its lots."""
    number = one(system, STATEMENT, reference)
    filer.go(address_of(system, reference, "line"))
    other = second_tab(filer)
    other.locator("main [name=statement_no]").fill(number)
    other.locator("main [name=statement_no]").press("Tab")
    save_in(other)
    filer.fill({"lot_numbers": "YP2611-049"})
    assert filer.save().status == 200
    columns = OF_LINE.format("statement_no, l.lot_numbers")
    assert system.sql(columns, reference) == [(number, "YP2611-049")]


def papers(filer: Person, system: System, reference: str, folder: Path) -> None:
    """Each tab attaches a paper."""
    filer.go(f"/shipments/{reference}/attachments/")
    other = second_tab(filer)
    for page, kind in ((other, "test_report"), (filer.page, "technical_statement")):
        file = folder / f"{kind}.pdf"
        file.write_bytes(paper(kind))
        page.locator("main [name=kind]").select_option(kind)
        page.locator("main [name=upload]").set_input_files(file)
        save_in(page, "#typed button.button")
    assert system.sql(PAPERS, reference, 2) == [("technical_statement",), ("test_report",)]
    other.close()


@pytest.mark.long
def test_a_new_row_is_in_view_and_has_the_focus(
    filer: Person, system: System, reference: str
) -> None:
    filer.go(address_of(system, reference, "line"))
    filer.fill({"name_en": "Typed before the row"})
    filer.press("button[name=add_row][value=elements]")
    focused = filer.page.locator(":focus")
    assert (focused.get_attribute("name") or "").startswith("elements-")
    place = focused.bounding_box()
    size = filer.page.viewport_size
    assert place
    assert size
    assert 0 <= place["y"] < size["height"]
    assert box(filer, "name_en") == "Typed before the row"
    filer.fill({"net_weight_kg": "49 tons"})
    assert filer.save().status == 200
    assert filer.page.locator(".error-summary:focus").is_visible()


def test_files_on_their_way_say_how_far_they_are(
    filer: Person, system: System, reference: str, tmp_path: Path
) -> None:
    contents = {"test_report.pdf": paper("test_report"), "licence.pdf": b"MZ program"}
    files = [tmp_path / name for name in contents]
    for file in files:
        file.write_bytes(contents[file.name])
    address = f"/shipments/{reference}/attachments/"
    filer.go(address)
    held: list[Route] = []
    filer.page.route(
        f"**{address}",
        lambda route: held.append(route) if route.request.method == "POST" else route.continue_(),
    )
    filer.page.locator("main [name=papers]").set_input_files(files)
    filer.button_of("papers").click()
    progress = filer.page.get_by_label("Files on their way")
    progress.wait_for()
    said = filer.page.locator(".upload [role=status]")
    said.filter(has_text="%").or_(said.filter(has_text="checked")).wait_for()
    held.pop().abort()
    filer.page.get_by_text("The connection was lost").wait_for()
    assert filer.page.locator("main [name=papers]").evaluate("box => box.files.length") == 2
    filer.page.unroute(f"**{address}")
    filer.send_files("papers")
    assert "licence.pdf: By its content this file is a Windows program" in filer.errors()["papers"]
    assert system.sql(PAPERS, reference, 1) == [("test_report",)]
