"""The pure part: what counts as a change, and what a draft means for the past."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from compliance.law import sample
from compliance.law.default_policy import default_policy
from compliance.law.evaluate import GREEN, REVIEW
from compliance.law.facts import ListState, PartyHit
from compliance.law.policy import Restriction
from shipments.models import Change
from shipments.rehearsal.judging import (
    Verdict,
    as_if_in_force,
    change_between,
    rehearse,
    verdict_of,
    with_list,
)

FACTS = sample.facts_about(sample.DECLARATION)
YEAR_AGO = sample.DAY - timedelta(days=365)
TOMORROW = sample.DAY + timedelta(days=1)


def lever(**fields: object) -> Restriction:
    plain = {"code": "KR", "effect": "HOLD", "since": TOMORROW, "country": "KOR"}
    return Restriction(**{**plain, **fields})  # type: ignore[arg-type]


def drafted(*restrictions: Restriction, **fields: object) -> object:
    return replace(default_policy(), restrictions=restrictions, in_force_from=TOMORROW, **fields)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ((GREEN, 0, "a"), (GREEN, 0, "a"), None),
        ((GREEN, 0, "a"), (REVIEW, 2, "b"), Change.TO_REVIEW),
        ((REVIEW, 3, "b"), (GREEN, 0, "a"), Change.TO_GREEN),
        ((REVIEW, 1, "a"), (REVIEW, 2, "b"), Change.HEAVIER),
        ((REVIEW, 3, "a"), (REVIEW, 2, "b"), Change.LIGHTER),
        ((REVIEW, 2, "a"), (REVIEW, 2, "b"), Change.FINDINGS),
        ((REVIEW, 2, "a"), (REVIEW, 2, "a"), None),
    ],
)
def test_lane_weighs_more_than_gravity_and_gravity_more_than_findings(
    before: tuple[str, int, str], after: tuple[str, int, str], change: Change | None
) -> None:
    assert change_between(Verdict(*before), Verdict(*after)) == change


def test_the_same_policy_changes_nothing() -> None:
    before = verdict_of(rehearse(FACTS, FACTS.policy))
    assert change_between(before, verdict_of(rehearse(FACTS, default_policy()))) is None


def test_a_restriction_that_begins_tomorrow_is_tried_on_the_past() -> None:
    policy = drafted(lever())
    assert rehearse(FACTS, policy).lane == GREEN  # type: ignore[arg-type]
    tried = rehearse(FACTS, as_if_in_force(policy, YEAR_AGO))  # type: ignore[arg-type]
    assert [finding.rule for finding in tried.findings] == ["DST-05"]


@pytest.mark.parametrize(("until", "applies"), [(TOMORROW, False), (date(2027, 1, 1), True)])
def test_a_restriction_that_is_over_when_the_draft_begins_stays_in_its_days(
    until: date, applies: bool
) -> None:
    policy = drafted(lever(since=TOMORROW - timedelta(days=1), until=until))
    reaching = as_if_in_force(policy, YEAR_AGO).restrictions[0]  # type: ignore[arg-type]
    assert (reaching.since == YEAR_AGO) is applies


def test_a_restriction_already_older_than_the_period_keeps_its_first_day() -> None:
    old = date(2020, 1, 1)
    policy = drafted(lever(since=old))
    assert as_if_in_force(policy, YEAR_AGO).restrictions[0].since == old  # type: ignore[arg-type]


@pytest.mark.parametrize(("draw", "is_sampled"), [("0.0999", True), ("0.1", False)])
def test_the_number_drawn_then_decides_the_sample_now(draw: str, is_sampled: bool) -> None:
    facts = replace(FACTS, draw=Decimal(draw))
    assert rehearse(facts, drafted(sampling_rate=Decimal("0.1"))).sampled is is_sampled  # type: ignore[arg-type]


HIT = PartyHit(
    party_ref="consignee-1",
    declared_name="Hanbit Target Materials Co., Ltd.",
    list_code="watch_list",
    list_version=2,
    entry_key="W-1",
    entry_digest="d1",
    listed_name="Hanbit",
    score=Decimal("0.95"),
    exact=False,
    status="listed",
    measure="watch",
    notice="",
)
STATE = ListState("watch_list", 2, "s", 1, sample.DAY, "fresh")


def test_a_tried_list_takes_the_place_of_its_own_earlier_version_only() -> None:
    other = replace(HIT, list_code="export_control_list", entry_key="E-1")
    facts = replace(FACTS, hits=(other, replace(HIT, list_version=1, entry_key="W-0")))
    tried = with_list(facts, STATE, (HIT,))
    assert [hit.entry_key for hit in tried.hits] == ["E-1", "W-1"]
    versions = {state.list_code: state.version for state in tried.lists}
    assert versions["watch_list"] == 2
    assert versions["export_control_list"] == 1


@pytest.mark.parametrize(("digest", "stands"), [("d1", True), ("d2", False)])
def test_a_dismissal_stands_while_the_entry_is_what_it_was(digest: str, stands: bool) -> None:
    facts = replace(FACTS, hits=(replace(HIT, list_version=1, dismissed=True),))
    (hit,) = with_list(facts, STATE, (replace(HIT, entry_digest=digest),)).hits
    assert hit.dismissed is stands


def aged(days: int, **limits: object) -> object:
    """The facts with lists that old, judged under a policy that lets them be 35 days old."""
    good_on = sample.DAY - timedelta(days=days)
    lists = tuple(replace(each, good_on=good_on) for each in FACTS.lists)
    facts = replace(FACTS, lists=lists, judged_on=sample.DAY)
    old = default_policy()
    limited = tuple(replace(each, **limits) for each in old.list_limits)  # type: ignore[arg-type]
    return rehearse(facts, replace(old, list_limits=limited))


@pytest.mark.parametrize(("days", "limit", "lane"), [(10, 10, GREEN), (10, 9, REVIEW)])
def test_a_shorter_age_for_lists_is_rehearsed_on_the_day_of_the_run(
    days: int, limit: int, lane: str
) -> None:
    evaluation = aged(days, max_age_days=limit)
    assert evaluation.lane == lane  # type: ignore[attr-defined]


def test_lists_that_were_too_old_pass_under_a_longer_age() -> None:
    assert aged(36).lane == REVIEW  # type: ignore[attr-defined]
    assert aged(36, max_age_days=36).lane == GREEN  # type: ignore[attr-defined]


def test_what_was_shrunken_stays_shrunken_under_any_age() -> None:
    lists = tuple(replace(each, state="shrunken", good_on=sample.DAY) for each in FACTS.lists)
    shrunken = replace(FACTS, lists=lists, judged_on=sample.DAY)
    assert rehearse(shrunken, default_policy()).lane == REVIEW
