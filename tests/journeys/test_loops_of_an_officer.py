"""Cases that go back and forth between exporter, officers and ministry, at a real browser."""

from collections.abc import Callable

import pytest

from tests.browser import Person
from tests.filing_by_api import file_shipment, sign_in
from tests.journeys.test_straight_path import (
    decide,
    propose_release,
    status_of,
    wait_for_lane,
    wait_for_papers,
)
from tests.system import System

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

LANGUAGES = ["zh-hans", pytest.param("en", marks=pytest.mark.long)]
REFUSED_WITHDRAWAL = {"zh-hans": "未同意撤销", "en": "Withdrawal refused"}
VOID = {"zh-hans": "放行已撤回", "en": "Release recalled before departure"}


def in_review(system: System, number: int) -> str:
    """A declaration without an end-use statement: two officers release it."""
    reference = file_shipment(system.url, sign_in(system.url), number)()
    assert wait_for_lane(system, reference) == "in_review"
    return reference


def send(person: Person, address: str, **fields: str) -> None:
    """Fill in a page of the exporter and send it."""
    person.go(address)
    person.fill(fields)
    assert person.submit_form(next(iter(fields))).ok
    assert not person.errors(), person.errors()


@pytest.mark.parametrize("language", LANGUAGES)
def test_question_answer_appraisal_release_and_recall(
    person: Callable[..., Person], system: System, language: str
) -> None:
    reference = in_review(system, 12)
    exporter, first, second = (
        person(name, language=language) for name in ("exporter", "officer1", "officer2")
    )
    asked = {"ground": "parameters", "message": "请提交检测报告。"}
    decide(first, reference, "question", **asked)
    send(exporter, f"/shipments/{reference}/answer/", text="No controlled item: 4N5 metal.")
    wish = {"ground": "mistake", "reason": "The wrong goods."}
    send(exporter, f"/shipments/{reference}/withdraw/", **wish)
    decide(first, reference, "refuse-withdrawal", message="质疑尚未办结。")
    exporter.go(f"/shipments/{reference}/")
    assert REFUSED_WITHDRAWAL[language] in exporter.text
    decide(first, reference, "refer-question", message="已提请鉴别。")
    letter = {"result": "not_controlled", "letter_no": "2026-88"}
    decide(first, reference, "record-appraisal", **letter)
    assert status_of(system, reference) == "held"
    decide(second, reference, "end-question", message="不需要许可。")
    propose_release(second, reference)
    decide(first, reference, "countersign")
    assert status_of(system, reference) == "released"
    decide(first, reference, "propose-recall", message="许可证失效。")
    decide(second, reference, "countersign-recall")
    assert status_of(system, reference) == "held"
    exporter.go(f"/shipments/{reference}/")
    assert VOID[language] in exporter.text
    # question, withdrawal refused, referred, result, recall; papers of a release that is void stay
    wait_for_papers(system, reference, 7)


@pytest.mark.parametrize("language", LANGUAGES)
def test_inspection_with_a_sample_needs_two_officers_and_the_laboratory(
    person: Callable[..., Person], system: System, language: str
) -> None:
    reference = in_review(system, 13)
    first, second = (person(name, language=language) for name in ("officer1", "officer2"))
    order = {"method": "unpacking", "extent": "sample", "place": "Hall 4"}
    decide(first, reference, "inspect", **order, message="请到场。")
    first.go(f"/review/{reference}/lift/")
    assert "409" in first.page.title() or not first.page.locator("main [name=reason]").count()
    day = first.page.evaluate("new Date().toLocaleDateString('sv', {timeZone: 'Asia/Shanghai'})")
    found = {"findings": "Twenty ingots.", "agrees": "True", "inspected_on": day}
    sample = {"samples": "Bag 7", "laboratory": "Customs laboratory"}
    decide(first, reference, "record-inspection", **found, **sample)
    decide(second, reference, "sign-inspection")
    decide(first, reference, "record-laboratory", report_no="L-7", report="In 99.995 %.")
    decide(second, reference, "lift")
    assert status_of(system, reference) == "in_review"
    wait_for_papers(system, reference, 2)
