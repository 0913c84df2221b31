"""Which lane a declaration takes, and how the law stands on a day: by hand, at each limit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from compliance.codes.calendar import add_working_days
from compliance.law import evaluate as judging
from compliance.law.dates import applies, applies_on_any, months_after, standing_of
from compliance.law.evaluate import evaluate
from compliance.law.policy import Suspension
from compliance.law.provisions import Instrument
from compliance.law.rule import Finding
from tests.facts_builders import a_policy, facts

SAMPLING = a_policy(sampling_rate=Decimal("0.02"))
FRESH = facts().lists


def found(*effects: int) -> tuple[Finding, ...]:
    return tuple(Finding("QTY-01", 1, effect, True, {}) for effect in effects)


@pytest.mark.parametrize(
    ("about", "findings", "lane", "gravity", "sampled"),
    [
        ({}, (), "green", 0, False),
        ({}, found(1), "review", 1, False),
        ({}, found(1, 3, 2), "review", 3, False),
        ({"draw": Decimal("0.0199")}, (), "review", 0, True),
        ({"draw": Decimal("0.02")}, (), "green", 0, False),
        ({"draw": Decimal(0)}, found(2), "review", 2, False),
        ({"lists": ()}, (), "review", 0, False),
        ({"lists": (replace(FRESH[0], state="stale"),)}, (), "review", 0, False),
        ({"lists": (*FRESH, replace(FRESH[0], state="missing"))}, (), "review", 0, False),
        ({"lists": FRESH[:1]}, (), "green", 0, False),
    ],
)
def test_green_is_what_has_no_finding_is_not_drawn_and_met_fresh_lists(
    about: dict[str, Any],
    findings: tuple[Finding, ...],
    lane: str,
    gravity: int,
    sampled: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(judging, "findings_of", lambda facts: findings)
    judged = evaluate(facts(policy=SAMPLING, **about))
    assert judged.findings == findings
    assert (judged.lane, judged.gravity, judged.sampled) == (lane, gravity, sampled)
    assert not judging.Evaluation((), lane, 0).sampled


FIRST, GAP, AGAIN, END = date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1), date(2027, 1, 1)
TWICE = Instrument("TEST-1", "试", "Test", ((FIRST, GAP), (AGAIN, END)))
ENDLESS = Instrument("TEST-2", "试", "Test", ((FIRST, GAP), (AGAIN, None)))
"""In force for a year, suspended for a year, then in force again: until a day, or without end."""


def the_day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


@pytest.mark.parametrize(
    ("on", "twice", "endless"),
    [
        (the_day_before(FIRST), False, False),
        (FIRST, True, True),
        (GAP, True, True),  # what is suspended when is the policy's to say
        (the_day_before(END), True, True),
        (END, False, True),
    ],
)
def test_an_instrument_applies_from_its_first_day_until_it_ends(
    on: date, twice: bool, endless: bool
) -> None:
    policy = a_policy(suspensions=())
    assert applies(TWICE, on, policy) is twice
    assert applies(ENDLESS, on, policy) is endless
    suspended = a_policy(suspensions=(Suspension("TEST-1", FIRST, None),))
    assert not applies(TWICE, on, suspended)
    assert applies(ENDLESS, on, suspended) is endless


def test_it_applies_on_any_of_several_days() -> None:
    policy = a_policy(suspensions=())
    assert applies_on_any(TWICE, [END, FIRST], policy)
    assert not applies_on_any(TWICE, [the_day_before(FIRST), END], policy)
    assert not applies_on_any(TWICE, [], policy)


@pytest.mark.parametrize(
    ("on", "standing", "suspended"),
    [
        (the_day_before(FIRST), "not_yet", "not_yet"),
        (FIRST, "in_force", "by_statement"),
        (GAP, "in_force", "suspended"),
        (AGAIN, "in_force", "by_statement"),
        (the_day_before(END), "in_force", "by_statement"),
        (END, "ended", "ended"),
    ],
)
def test_how_an_instrument_stands_by_its_text_and_by_what_was_only_said(
    on: date, standing: str, suspended: str
) -> None:
    assert standing_of(TWICE, on, a_policy(suspensions=())) == standing
    said = a_policy(suspensions=(Suspension("TEST-1", FIRST, None),))
    assert standing_of(TWICE, on, said) == suspended


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_end_on_the_same_day_or_the_months_last(
    day: date, months: int, expected: date
) -> None:
    assert months_after(day, months) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, date(2026, 11, 23)), (2, date(2026, 11, 24)), (6, date(2026, 11, 30))],
)
def test_the_day_itself_is_no_working_day_of_a_term(count: int, expected: date) -> None:
    policy = a_policy(holidays=(), make_up_days=())
    assert add_working_days(date(2026, 11, 20), count, policy.calendar) == expected  # a Friday
