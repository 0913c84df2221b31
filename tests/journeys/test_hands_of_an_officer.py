"""A flagged case decided with few clicks and within a minute, on a desk and on a telephone: the
browser counts the hands, the clock what server and pages take. Reading is set aside."""

from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator

from tests.benchmarks.hands import CountedPerson
from tests.filing_by_api import file_shipment, sign_in
from tests.journeys.test_straight_path import wait_for_lane
from tests.system import System

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

MOST_CLICKS, MOST_SECONDS = 8, 60
# Card, Moran, Newell: The Keystroke-Level Model, CACM 23 (1980): an average typist; point, press.
KEY_SECONDS, CLICK_SECONDS = 0.28, 1.1 + 0.2
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
ON_SCREEN = """element => {
  const {top, bottom, left, right} = element.getBoundingClientRect();
  return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
}"""


@pytest.mark.parametrize(
    ("window", "number"),
    [
        pytest.param(DESK, 4, id="desk", marks=pytest.mark.long),
        pytest.param(PHONE, 5, id="telephone"),
    ],
)
def test_a_flagged_case_is_refused_in_few_clicks_with_the_choice_always_in_view(
    system: System, browser: Browser, window: dict[str, int], number: int
) -> None:
    reference = file_shipment(system.url, sign_in(system.url), number)()
    assert wait_for_lane(system, reference) == "in_review", "filed without an end-use statement"
    officer: Any = CountedPerson(browser, system.url, "officer1", "zh-hans", viewport=window)
    since = monotonic()
    officer.go(f"/review/{reference}/")
    officer.hands()
    refuse = officer.page.locator(f"a[href^='/review/{reference}/refuse/']")
    for share in (0.3, 0.6, 1):
        officer.page.evaluate(f"scrollTo(0, document.body.scrollHeight * {share})")
        assert refuse.evaluate(ON_SCREEN), f"out of view at {share} of the page"
    officer.press(refuse)
    told = {"ground": "no_licence", "reason": "No end-use statement."}
    officer.fill({**told, "message": "请补交最终用途证明。"})
    assert officer.submit_form("reason").ok
    assert next_case(officer).evaluate(ON_SCREEN)
    check_hands(officer, since)
    officer.page.context.close()


@pytest.mark.long
def test_a_release_with_every_grave_finding_disposed_of_takes_few_clicks(
    system: System, browser: Browser
) -> None:
    reference = file_shipment(system.url, sign_in(system.url), 6)()
    assert wait_for_lane(system, reference) == "in_review"
    officer: Any = CountedPerson(browser, system.url, "officer1", "en", viewport=DESK)
    since = monotonic()
    officer.go(f"/review/{reference}/")
    officer.hands()
    officer.press(officer.page.locator(f"a[href^='/review/{reference}/propose-release/']"))
    chosen = officer.page.locator("main [name^='kind-'][value=overridden]").all()
    assert chosen, "nothing of hold grade"
    for choice in chosen:
        choice.check()
    for ground in officer.page.locator("main [name^='ground-']").all():
        ground.fill("The head of the section was asked and agrees.")
    officer.fill({"reason": "Checked the end user's record."})
    assert officer.submit_form("reason").ok
    check_hands(officer, since)
    officer.page.context.close()


def check_hands(officer: CountedPerson, since: float) -> None:
    """All since that moment was the machine's own time: a script neither reads nor types slowly."""
    waited, hands = monotonic() - since, officer.hands()
    by_hand = hands["keystrokes"] * KEY_SECONDS + hands["clicks"] * CLICK_SECONDS
    print(f"{waited:.1f} s of server and pages, {by_hand:.1f} s by hand: {hands}")
    assert 1 < hands["clicks"] <= MOST_CLICKS
    assert waited + by_hand <= MOST_SECONDS


def next_case(officer: CountedPerson) -> Locator:
    return officer.page.locator("form[action='/review/next/'] button")
