"""Every decision of an officer: each mistake is told beside its box, in both languages, and nothing
that was typed is lost."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from compliance import clock
from compliance.accounts.models import User
from compliance.law.rule import Effect
from shipments.models import Shipment
from shipments.moves import Status
from shipments.review.dispositions import grave_findings
from shipments.review.verbs import VERB_PAGES
from tests.builders import a_finding, a_shipment
from tests.pages.test_beside_the_box import LANGUAGES, Mistake, tell
from tests.shipments.moves.golden import statuses_of
from tests.shipments.review.orders import proposed
from tests.shipments.review.posts import GROUNDS, fields
from tests.shipments.review.test_matrix import prepared

pytestmark = pytest.mark.in_turn("language")

Told = tuple[str, str]
REQUIRED, LONG, DAY = ("必填", "required"), ("2000", "2000"), ("日期", "Write the day")
LATER = ("今天或以后", "today or a later day")
TEXT, DATE, CHOICE = "long text", "date", "radio buttons or boxes to tick"
REASON, MESSAGE = {"reason": TEXT}, {"reason": TEXT, "message": TEXT}

# The boxes that each decision must have filled in, by hand; "" is a box of one line or a list.
BOXES: dict[str, dict[str, str]] = {
    **dict.fromkeys(("release", "countersign", "decline-release", "lift"), REASON),
    **dict.fromkeys(("grant-withdrawal", "sign-inspection", "lift-stop"), REASON),
    **dict.fromkeys(("grant-amendment", "countersign-recall", "decline-recall"), REASON),
    **dict.fromkeys(("grant-change", "propose-grant", "countersign-grant"), REASON),
    **dict.fromkeys(("return-for-correction", "refuse-withdrawal", "refer-question"), MESSAGE),
    **dict.fromkeys(("end-question", "refuse-question", "lift-detention"), MESSAGE),
    **dict.fromkeys(("refuse-amendment", "propose-recall", "refuse-change"), MESSAGE),
    "hold": {**MESSAGE, "ground": "", "until": DATE},
    "refuse": {**MESSAGE, "ground": ""},
    "question": {**MESSAGE, "ground": "", "materials": CHOICE},
    "extend-question": {**MESSAGE, "days": ""},
    "ask-supplement": {**MESSAGE, "materials": CHOICE},
    "record-appraisal": {**REASON, "result": CHOICE, "letter_no": ""},
    "inspect": {**MESSAGE, "method": CHOICE, "extent": CHOICE, "planned_on": DATE, "place": ""},
    "record-inspection": {**REASON, "inspected_on": DATE, "findings": TEXT, "agrees": CHOICE},
    "record-laboratory": {**REASON, "report_no": "", "report": TEXT},
    "order-stop": {**MESSAGE, "letter_no": "", "ordered_by": "", "until": DATE},
    "record-reply": {**REASON, "may_go": CHOICE, "reply_no": "", "reply": TEXT},
    "propose-detention": {**MESSAGE, "ground": "", "goods": "", "place": "", "until": DATE},
    "extend-detention": {**MESSAGE, "until": DATE},
    "close": {**REASON, "departed_on": DATE, "report_no": ""},
    "accept-report": {**REASON, "report": CHOICE},
    "question-report": {**MESSAGE, "report": CHOICE},
    "record-visit": {**REASON, "happened_on": DATE, "outcome": CHOICE, "text": TEXT},
}
ELSEWHERE = {
    "propose-release": "below: boxes for each finding",
    "sign-detention": "below: the head of an office signs",
    "decline-detention": "below: the head of an office declines",
}
WRONG: list[tuple[str, str, Told, dict[str, Any]]] = [
    ("hold", "until", LATER, {"until": -1}),
    ("extend-question", "days", ("1", "1"), {"days": "0"}),
    ("extend-question", "days", ("整数", "whole number"), {"days": "three"}),
    ("extend-question", "days", ("不大于", "less than or equal"), {"days": "400"}),
    ("record-appraisal", "letter_no", ("60", "60"), {"letter_no": "8" * 61}),
    ("inspect", "planned_on", LATER, {"planned_on": -1}),
    ("inspect", "place", ("200", "200"), {"place": "h" * 201}),
    ("record-inspection", "inspected_on", ("决定查验之日", "not after today"), {"inspected_on": 1}),
    (
        "record-inspection",
        "samples",
        ("送检的样品", "samples"),
        {"laboratory": "Lab 1", "samples": ""},
    ),
    ("order-stop", "until", LATER, {"until": -1}),
    ("order-stop", "ordered_by", ("120", "120"), {"ordered_by": "B" * 121}),
    ("propose-detention", "until", LATER, {"until": -1}),
    ("propose-detention", "until", ("最晚日期", "no longer than"), {"until": 2000}),
    ("propose-detention", "goods", ("500", "500"), {"goods": "i" * 501}),
    ("extend-detention", "until", ("晚于现有", "after the present last day"), {"until": 1}),
    ("extend-detention", "until", ("最晚日期", "no longer than"), {"until": 2000}),
    ("close", "departed_on", ("放行之后", "after their release"), {"departed_on": 1}),
    ("close", "report_no", ("40", "40"), {"report_no": "9" * 41}),
    ("record-visit", "happened_on", ("今天或更早", "today or an earlier day"), {"happened_on": 1}),
]


def test_every_decision_is_crossed() -> None:
    assert set(BOXES) | set(ELSEWHERE) == set(VERB_PAGES)


def mistakes_in(boxes: dict[str, str]) -> Iterator[tuple[str, Told, dict[str, Any]]]:
    for box, kind in boxes.items():
        yield box, REQUIRED, {box: None if kind == CHOICE else ""}
        if kind == TEXT:
            yield box, LONG, {box: "因" * 2001}
        if kind == DATE:
            yield box, DAY, {box: "2026-02-30"}


def whose(slug: str) -> str:
    return "head" if slug == "extend-detention" else "officer"


@pytest.fixture
def cases(exporter: User, officer: User, second_officer: User) -> Any:
    """A case on which the decision of that address waits to be made."""

    def of(slug: str) -> Shipment:
        verb = slug.replace("-", "_")
        status = Status(min(statuses_of(verb, whose(slug)) - {"draft"}))
        return prepared(verb, status, exporter, second_officer)

    return of


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", sorted(BOXES))
def test_what_is_left_out_too_long_or_no_day(
    cases: Any, people: dict[str, User], language: str, slug: str
) -> None:
    case, by = cases(slug), people[f"{whose(slug)}1"]
    mistakes = [mistake(case, slug, *each) for each in mistakes_in(BOXES[slug])]
    tell(by, language, *mistakes)


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("slug", "box", "told", "changes"), WRONG)
def test_what_makes_no_sense(
    cases: Any,
    people: dict[str, User],
    language: str,
    slug: str,
    box: str,
    told: Told,
    changes: dict[str, Any],
) -> None:
    by = people[f"{whose(slug)}1"]
    tell(by, language, mistake(cases(slug), slug, box, told, changes))


def mistake(case: Shipment, slug: str, box: str, told: Told, changes: dict[str, Any]) -> Mistake:
    """That mistake alone: every other box of the form is filled in as it should be."""
    page = f"/review/{case.reference}/{slug}/"
    names = set(BOXES[slug]) | set(changes) | {"version"}
    others = {"ground": GROUNDS.get(slug.replace("-", "_"), "")}
    if report := case.follow_up_reports.last():
        others["report"] = str(report.pk)
    if slug == "extend-detention":
        others["until"] = (clock.today() + timedelta(days=80)).isoformat()
    good = {name: text for name, text in fields(case, **others).items() if name in names}
    days = {
        name: (clock.today() + timedelta(days=value)).isoformat()
        for name, value in changes.items()
        if isinstance(value, int)
    }
    left_out = tuple(name for name, value in changes.items() if value is None)
    typed = {"reason": "", **good, **changes, **days}
    typed = {name: value for name, value in typed.items() if name not in left_out}
    return Mistake(page, box, told, typed, left_out=left_out)


GRAVE_BOXES = [
    ("kind", REQUIRED, {"kind": ""}),
    ("paper", ("请指明", "Name the paper"), {"kind": "cured", "paper": ""}),
    ("ground", REQUIRED, {"ground": ""}),
    ("ground", ("至少", "at least"), {"ground": "Fine."}),
    ("ground", LONG, {"ground": "因" * 2001}),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("part", "told", "changes"), GRAVE_BOXES)
def test_what_becomes_of_a_grave_finding(
    exporter: User, officer: User, language: str, part: str, told: Told, changes: dict[str, str]
) -> None:
    case = a_shipment(exporter, gravity=2, findings=[a_finding(effect=Effect.HOLD)])
    page, place = f"/review/{case.reference}/propose-release/", grave_findings(case)[0].position
    given = {"kind": "overridden", "paper": "", "ground": "The test report refutes it wholly."}
    boxes = {f"{name}-{place}": text for name, text in {**given, **changes}.items()}
    typed = {"reason": "Compared with the contract.", "message": "", **boxes}
    left_out = tuple(name for name, text in boxes.items() if name.startswith("kind") and not text)
    typed = {name: text for name, text in typed.items() if name not in left_out}
    tell(officer, language, Mistake(page, f"{part}-{place}", told, typed, left_out=left_out))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", ["sign-detention", "decline-detention"])
@pytest.mark.parametrize(("told", "reason"), [(REQUIRED, ""), (LONG, "因" * 2001)])
def test_what_the_head_of_the_office_writes(
    exporter: User,
    officer: User,
    people: dict[str, User],
    language: str,
    slug: str,
    told: Told,
    reason: str,
) -> None:
    case = proposed(a_shipment(exporter), officer)
    page = f"/review/{case.reference}/{slug}/"
    tell(people["head1"], language, Mistake(page, "reason", told, {"reason": reason}))
