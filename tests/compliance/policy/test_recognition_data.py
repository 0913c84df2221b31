"""What recognises uses and alloys is policy: kept, defaulted, checked and measured."""

import json
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from compliance.law.alloy_terms import MostlyElement, TradeAlloy
from compliance.law.canonical import canonical_bytes, from_plain
from compliance.law.default_policy import default_policy
from compliance.law.policy import Policy
from compliance.law.signs import signs_in
from compliance.law.use_terms import UseTerms
from compliance.policy.checks import mistakes_in
from compliance.policy.management.commands import bench_phrases
from compliance.policy.parameters import PARAMETERS
from compliance.policy.rows import read_rows, write_rows

POLICY = default_policy()
RECOGNITION = ("use_terms", "trade_alloys", "mostly_elements", "known_composition_percent")


def older() -> Policy:
    """A policy stored before these parameters existed, with the word lists of its day."""
    plain = json.loads(canonical_bytes(POLICY))
    for name in RECOGNITION:
        del plain[name]
    plain["military_words"] = ["navy", "frobnicator"]
    plain["catch_all_words"] = ["浓缩", "reactor"]
    return from_plain(plain, Policy)


@pytest.mark.parametrize("name", RECOGNITION)
def test_an_older_policy_takes_what_the_program_brings(name: str) -> None:
    assert getattr(older(), name) == getattr(POLICY, name)


@pytest.mark.parametrize(
    ("text", "is_sign"),
    [("AESA radar", True), ("frobnicator", True), ("navy blue", False), ("浓缩果汁", False)],
)
def test_an_older_policys_words_only_add_what_is_not_known(text: str, is_sign: bool) -> None:
    assert bool(signs_in([("x", text)], older().lexicon)) is is_sign


@pytest.mark.parametrize("name", RECOGNITION[:3])
def test_the_tables_survive_being_edited(name: str) -> None:
    (parameter,) = [each for each in PARAMETERS if each.name == name]
    value = getattr(POLICY, name)
    assert read_rows(write_rows(value), parameter.kind) == value


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"use_terms": (UseTerms("weapon", 4, "", ("x",)),)}, "use_terms"),
        ({"use_terms": (UseTerms("force", 3, "XXX", ("x",)),)}, "use_terms"),
        ({"trade_alloys": (TradeAlloy(("x",), ("Ga75",)),)}, "trade_alloys"),
        ({"trade_alloys": (TradeAlloy(("x",), ("Ga 75", "In 30")),)}, "trade_alloys"),
        ({"trade_alloys": (TradeAlloy(("x",), ()),)}, "trade_alloys"),
        ({"mostly_elements": (MostlyElement("Bi", Decimal(0), "x"),)}, "mostly_elements"),
        ({"known_composition_percent": Decimal(101)}, "known_composition_percent"),
    ],
)
def test_what_cannot_be_is_named(changes: dict[str, Any], field: str) -> None:
    assert field in mistakes_in(replace(POLICY, **changes))


def test_the_tables_of_the_program_are_without_mistakes() -> None:
    assert mistakes_in(POLICY) == {}


def test_the_command_prints_precision_and_recall_by_language() -> None:
    out = StringIO()
    call_command("bench_phrases", stdout=out)
    lines = out.getvalue().splitlines()
    for part in ("dev", "held-out", "unseen"):
        for language in ("all", "en", "zh", "ja", "ko", "ru"):
            wanted = f"{part:9} {language:4} precision"
            assert any(line.startswith(wanted) for line in lines), wanted


def test_the_command_names_errors_and_fails_below_the_goals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blind = replace(POLICY, use_terms=())
    monkeypatch.setattr(bench_phrases, "default_policy", lambda: blind)
    out = StringIO()
    with pytest.raises(CommandError, match="dev"):
        call_command("bench_phrases", "--errors", stdout=out)
    assert "military: AESA radar modules" in out.getvalue()
