"""Second tabs, ended sessions, double clicks and late decisions at a real browser."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Request

from script import embedded
from tests.browser import Person
from tests.journeys.drafts import address_of, assert_nothing_lost, one, typed_in
from tests.system import System, wait_until

pytestmark = [pytest.mark.journey, pytest.mark.browser, pytest.mark.timeout(400)]

SAVE = "main form:has([name=stored]) .buttons button"
SUBMIT = "form:has([name=expected_revision]) button"


@pytest.mark.long
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_second_tab_sees_both_values_and_may_insist(
    filer_at: Callable[..., Person], system: System, new_draft: Callable[[], str], language: str
) -> None:
    filer, reference = filer_at(language=language), new_draft()
    page = f"/shipments/{reference}/packing/"
    filer.go(page)
    first = filer.page.context.new_page()
    first.goto(f"{system.url}{page}")
    first.locator("[name=marks]").fill("FIRST TAB")
    with first.expect_navigation():
        first.locator("button[name=then][value=tasks]").click()
    filer.fill({"marks": "SECOND TAB", "packages": "7"})
    before = typed_in(filer)
    assert filer.save().status == 409
    compared = filer.page.locator("main table").inner_text()
    assert "FIRST TAB" in compared
    assert "SECOND TAB" in compared
    assert_nothing_lost(filer, before)
    filer.press("button[name=save_anyway]")
    stored = "SELECT marks, packages FROM shipments_shipment WHERE reference = %s"
    assert system.sql(stored, reference) == [("SECOND TAB", 7)]


def end_session(person: Person) -> None:
    """As after eight hours: the session is gone, the browser's other cookies are not."""
    person.page.context.clear_cookies(name="sessionid")


@pytest.mark.long
def test_a_section_saved_after_the_session_ended_is_filled_in_again(
    person: Callable[..., Person], system: System, new_draft: Callable[[], str]
) -> None:
    exporter, reference = person("exporter"), new_draft()
    exporter.go(address_of(system, reference, "line"))
    exporter.fill({"name_en": "Typed while away", "composition-2-substance": "Sn"})
    before, where = typed_in(exporter), exporter.path
    end_session(exporter)
    assert exporter.save().status == 401
    assert "您填写的内容已保留" in exporter.text
    exporter.sign_in("exporter")
    assert exporter.path == where
    assert "您填写的内容仍在此处" in exporter.text
    assert_nothing_lost(exporter, before)
    exporter.fill({"composition-2-substance": ""})
    exporter.save()
    query = (
        "SELECT l.name_en FROM shipments_goodsline l"
        " JOIN shipments_shipment s ON s.id = l.shipment_id WHERE s.reference = %s"
    )
    assert one(system, query, reference) == "Typed while away"


def test_a_submission_after_the_session_ended_is_asked_for_again(
    person: Callable[..., Person], system: System, new_draft: Callable[[], str]
) -> None:
    exporter, reference = person("exporter", language="en"), new_draft()
    exporter.go(f"/shipments/{reference}/check/")
    end_session(exporter)
    assert exporter.press(SUBMIT).status == 401
    exporter.sign_in("exporter")
    assert exporter.path == f"/shipments/{reference}/check/"
    assert "press again" in exporter.text
    exporter.press(SUBMIT)
    assert exporter.path == f"/shipments/{reference}/"
    assert revisions_of(system, reference) == 1


def revisions_of(system: System, reference: str) -> Any:
    query = (
        "SELECT count(*) FROM shipments_revision r"
        " JOIN shipments_shipment s ON s.id = r.shipment_id WHERE s.reference = %s"
    )
    return one(system, query, reference)


def double_click(system: System, person: Person, button: str, script: bool) -> list[Request]:
    """Click twice before the first click is answered. The requests are all known once the page
    that answers stands there."""
    page, sent = person.page, []
    page.on("request", lambda request: sent.append(request) if is_post(request) else None)
    page.locator(button).first.scroll_into_view_if_needed()
    box = page.locator(button).first.bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    with psycopg.connect(embedded.postgres_url(system.home)) as connection:
        connection.execute("LOCK TABLE shipments_shipment IN EXCLUSIVE MODE")
        for click in [page.mouse.dblclick] if script else [page.mouse.click] * 2:
            with page.expect_request(is_post):
                click(*middle)
    return sent


def is_post(request: Request) -> bool:
    return request.method == "POST"


@pytest.mark.long
@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_a_double_click_submits_once(
    filer_at: Callable[..., Person], system: System, new_draft: Callable[[], str], script: bool
) -> None:
    filer, reference = filer_at(script=script), new_draft()
    filer.go(f"/shipments/{reference}/check/")
    requests = double_click(system, filer, SUBMIT, script)
    filer.page.wait_for_url(f"**/shipments/{reference}/")
    assert len(requests) == (1 if script else 2)
    assert filer.text.count("已提交，编号为") == 1
    assert revisions_of(system, reference) == 1


@pytest.mark.long
@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_a_double_click_starts_one_declaration(
    filer_at: Callable[..., Person], system: System, script: bool
) -> None:
    count = "SELECT count(*) FROM shipments_shipment"
    filer = filer_at(language="en", script=script)
    filer.go("/shipments/")
    before = one(system, count)
    double_click(system, filer, "form[action$='/shipments/new/'] button", script)
    filer.page.wait_for_url("**/shipments/G49-*/")
    assert one(system, count) == before + 1


@pytest.mark.long
@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_a_double_click_adds_one_line(
    filer_at: Callable[..., Person], system: System, new_draft: Callable[[], str], script: bool
) -> None:
    filer, reference = filer_at(script=script), new_draft()
    line = address_of(system, reference, "line")
    filer.go(line)
    values = {name: text for name, text in typed_in(filer).items() if text and name != "keep_as"}
    filer.go(f"/shipments/{reference}/goods/add/")
    filer.fill(values)
    requests = double_click(system, filer, SAVE, script)
    filer.page.wait_for_url("**/elements/")
    assert len(requests) == (1 if script else 2)
    query = (
        "SELECT count(*) FROM shipments_goodsline l"
        " JOIN shipments_shipment s ON s.id = l.shipment_id WHERE s.reference = %s"
    )
    assert one(system, query, reference) == 2


@pytest.mark.long
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_stale_second_decision_names_who_decided(
    person: Callable[..., Person], system: System, language: str
) -> None:
    query = (
        "SELECT s.reference FROM shipments_shipment s"
        " JOIN accounts_customsoffice o ON o.id = s.office_id"
        " WHERE o.code = '2233' AND s.status = 'in_review' AND s.claimed_by_id IS NULL"
        " ORDER BY s.id"
    )
    reference = one(system, query)
    first, second = person("officer1", language=language), person("officer2", language=language)
    for officer in (first, second):
        officer.go(f"/review/{reference}/return-for-correction/")
        officer.fill({"reason": "The invoice is of another order.", "message": "See the invoice."})
    assert first.submit_form("reason").status == 200
    assert second.submit_form("reason").status == 409
    assert "王敏" in second.text
    assert "李哲" not in second.text


@pytest.mark.long
def test_leaving_a_half_filled_page_asks_first_and_going_back_doubles_nothing(
    system: System, filer_at: Callable[..., Person], new_draft: Callable[[], str]
) -> None:
    filer, reference = filer_at(), new_draft()
    page, asked = filer.page, []
    filer.go(f"/shipments/{reference}/parties/add/notify/")
    page.locator("[name=name_en]").press_sequentially("Frist")
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("nav a").first.click(no_wait_after=True)
    wait_until(lambda: bool(asked) and not page.wait_for_timeout(50), 20, "nobody was asked")
    assert asked == ["beforeunload"]
    assert page.locator("[name=name_en]").input_value() == "Frist"
    filer.fill({"country": "KOR"})
    filer.save()
    page.go_back()
    filer.fill({"name_en": "First"})
    filer.save()
    query = (
        "SELECT name_en FROM shipments_shipmentparty p JOIN shipments_shipment s"
        " ON s.id = p.shipment_id WHERE s.reference = %s AND role = 'notify'"
    )
    assert system.sql(query, reference) == [("First",)]
