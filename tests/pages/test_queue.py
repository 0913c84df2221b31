"""The officer's queue in a browser: many cases on one screen, renewed where the reader is."""

from collections.abc import Callable

import pytest

from tests.browser import Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
LAPTOP = {"width": 1366, "height": 768}


@pytest.mark.long
def test_eight_cases_stand_above_the_fold_and_stay_where_they_are(
    person: Callable[..., Person],
) -> None:
    officer = person("officer1", language="en", viewport=LAPTOP)
    officer.page.clock.install()
    officer.go("/review/")
    rows = officer.page.locator("#cases tr")
    bottoms = [row.bounding_box() for row in rows.all()[:8]]
    assert len(bottoms) == 8
    assert all(box and box["y"] + box["height"] <= LAPTOP["height"] for box in bottoms)
    wide = "(each) => each.scrollWidth - each.clientWidth"
    assert officer.page.locator(".table-scroll").evaluate(wide) == 0
    tick = rows.nth(5).locator("[name=case]")
    name = tick.get_attribute("id")
    tick.check()
    officer.page.evaluate("window.scrollTo(0, 200)")
    with officer.page.expect_response("**/review/") as renewed:
        officer.page.clock.fast_forward(31_000)
    renewed.value.finished()
    officer.page.wait_for_function("document.querySelectorAll('#cases tr').length > 0")
    assert officer.page.locator(f"#{name}").is_checked()
    assert officer.page.evaluate("window.scrollY") == 200
