"""What holds for any facts: no exception, one answer, the same bytes, no careless green."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given

from compliance.law.canonical import canonical_bytes, from_plain
from compliance.law.evaluate import GREEN, REVIEW, evaluate
from compliance.law.facts import Facts
from compliance.law.rule import CATALOGUE, findings_of
from tests.compliance.law.strategies import FACTS
from tests.facts_builders import (
    a_controlled_declaration,
    a_declaration,
    a_mixed_declaration,
    facts,
)


# Facts take longer to make than to judge: all that has to hold is asked of each.
@given(FACTS)
def test_any_facts(made: Facts) -> None:
    are_judged_the_same_twice_and_after_storage(made)
    have_the_same_findings_in_each_language(made)
    have_findings_that_can_be_put_into_words(made)
    are_green_only_without_finding_and_with_every_list_fresh(made)


def are_judged_the_same_twice_and_after_storage(made: Facts) -> None:
    stored = canonical_bytes(made)
    again = from_plain(json.loads(stored), Facts)
    assert canonical_bytes(again) == stored
    assert canonical_bytes(evaluate(made)) == canonical_bytes(evaluate(again))


def have_the_same_findings_in_each_language(made: Facts) -> None:
    with translation.override("en"):
        english = findings_of(made)
    with translation.override("zh-hans"):
        assert findings_of(made) == english


def have_findings_that_can_be_put_into_words(made: Facts) -> None:
    for finding in findings_of(made):
        assert str(CATALOGUE[finding.rule].message_for(finding.params)) % finding.params
        assert all(isinstance(value, str) for value in finding.params.values())


def are_green_only_without_finding_and_with_every_list_fresh(made: Facts) -> None:
    evaluation = evaluate(made)
    is_green = evaluation.lane == GREEN
    has_doubt = evaluation.findings or any(state.state != "fresh" for state in made.lists)
    assert not (is_green and (has_doubt or not made.lists))
    assert evaluation.gravity == max((each.effect for each in evaluation.findings), default=0)


@pytest.mark.parametrize(
    "declaration", [a_declaration(), a_controlled_declaration(), a_mixed_declaration()]
)
def test_shipments_in_order_are_green(declaration) -> None:
    evaluation = evaluate(facts(declaration))
    assert evaluation.findings == ()
    assert evaluation.lane == GREEN


@pytest.mark.parametrize(
    ("draw", "lane"), [("0", REVIEW), ("0.0499", REVIEW), ("0.05", GREEN), ("0.99", GREEN)]
)
def test_the_sampling_rate_sends_clean_shipments_to_review(draw: str, lane: str) -> None:
    evaluation = evaluate(facts(draw=Decimal(draw)))
    assert evaluation.lane == lane
    assert evaluation.sampled is (lane == REVIEW)
    assert evaluation.gravity == 0


def test_no_lists_at_all_is_never_green_even_if_the_policy_forgets_them() -> None:
    careless = replace(facts().policy, list_limits=())
    assert evaluate(facts(policy=careless, lists=())).lane == REVIEW


def test_a_line_short_of_everything_still_gets_an_answer() -> None:
    assert evaluate(facts(a_declaration(lines=(), parties=(), statement=None))).lane == REVIEW


def test_findings_come_in_catalogue_order() -> None:
    found = evaluate(facts(a_declaration(parties=(), statement=None, remarks=""))).findings
    order = list(CATALOGUE)
    assert [each.rule for each in found] == sorted((each.rule for each in found), key=order.index)
