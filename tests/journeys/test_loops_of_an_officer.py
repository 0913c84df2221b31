"""Cases that go back and forth between exporter, officers and ministry, at a real browser."""

from collections.abc import Callable

import pytest

from tests.browser import Person
from tests.filing_by_api import file_draft, file_shipment, sign_in, submit
from tests.journeys.test_straight_path import (
    decide,
    propose_release,
    status_of,
    wait_for_lane,
    wait_for_papers,
)
from tests.system import System

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600), pytest.mark.long]

LANGUAGES = ["zh-hans", "en"]
YANGSHAN = "2248"
REFUSED_WITHDRAWAL = {"zh-hans": "未同意撤销", "en": "Withdrawal refused"}
RECALLED = {"zh-hans": "离境前撤回放行", "en": "Release recalled before departure"}
TODAY = "() => new Date().toLocaleDateString('sv', {timeZone: 'Asia/Shanghai'})"


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
    assert status_of(system, reference) == "in_review"
    decide(first, reference, "countersign")
    assert status_of(system, reference) == "released"
    decide(first, reference, "propose-recall", message="许可证失效。")
    assert status_of(system, reference) == "released"
    decide(second, reference, "countersign-recall")
    assert status_of(system, reference) == "held"
    exporter.go(f"/shipments/{reference}/")
    assert RECALLED[language] in exporter.text
    # question, withdrawal refused, referred, result, recall; of the release two stay as revoked
    wait_for_papers(system, reference, 7)


@pytest.mark.parametrize("language", LANGUAGES)
def test_inspection_with_a_sample_needs_two_officers_and_the_laboratory(
    person: Callable[..., Person], system: System, language: str
) -> None:
    reference = in_review(system, 13)
    first, second = (person(name, language=language) for name in ("officer1", "officer2"))
    order = {"method": "unpacking", "extent": "sample", "place": "Hall 4"}
    decide(first, reference, "inspect", **order, message="请到场。")
    assert first.page.goto(f"{system.url}/review/{reference}/lift/").status == 409
    found = {
        "findings": "Twenty ingots.",
        "agrees": "True",
        "inspected_on": first.page.evaluate(TODAY),
    }
    sample = {"samples": "Bag 7", "laboratory": "Customs laboratory"}
    decide(first, reference, "record-inspection", **found, **sample)
    decide(second, reference, "sign-inspection")
    assert second.page.goto(f"{system.url}/review/{reference}/lift/").status == 409
    decide(first, reference, "record-laboratory", report_no="L-7", report="In 99.995 %.")
    decide(second, reference, "lift")
    assert status_of(system, reference) == "in_review"
    wait_for_papers(system, reference, 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_one_port_refused_is_caught_at_another(
    person: Callable[..., Person], system: System, language: str
) -> None:
    refused = in_review(system, 14)
    here = person("officer1", language=language)
    message = "请补交最终用途证明。"
    decide(here, refused, "refuse", ground="no_licence", message=message)
    token = sign_in(system.url)
    again = submit(system.url, token, file_draft(system.url, token, 14, office=YANGSHAN))
    assert wait_for_lane(system, again) == "in_review"
    there = person("officer3", language=language)
    there.go(f"/review/{again}/")
    for said in ("EXP-20", refused, message):
        assert said in there.text, there.text
    assert there.page.goto(f"{system.url}/review/{refused}/").status == 404
    exporter = person("exporter", language=language)
    exporter.go(f"/shipments/{again}/")
    assert "EXP-20" not in exporter.page.content()
    assert refused not in exporter.page.content()
