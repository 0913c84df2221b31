"""How rule tests say which rule they prove: each returns facts, the decorator judges them."""

import csv
import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.utils import translation

from compliance.law.facts import Facts
from compliance.law.rule import Effect, Finding
from compliance.law.rules import CATALOGUE, findings_of

FacingTest = Callable[..., Facts]
SAID_ALIKE = ("FUP-03",)
"""Rules whose cases all have the same sentence and cure."""
PLACES = Path(__file__).with_name("places.csv").read_text().splitlines()
TOLD_AT = frozenset((row["rule"], row["where"], row["field"]) for row in csv.DictReader(PLACES))
"""Where what exporters read is said to stand: of a line, a party or the whole, at which field."""
SOURCES = "".join(path.read_text() for path in sorted(Path(__file__).parent.glob("test_*.py")))


def _judged_by(judge: str) -> frozenset[str]:
    """Codes a test names to that judge, whichever process runs it."""
    return frozenset(re.findall(rf'\b{judge}\(\s*"([A-Z]{{3}}-\d\d)"', SOURCES))


FIRED = _judged_by("fires")
SILENT = _judged_by("stays_silent")


def fires(code: str, effect: Effect | None = None, **params: str) -> Callable[..., Callable]:
    """The rule finds something in the returned facts: with that effect, with these parameters."""

    def decorate(test: FacingTest) -> Callable[..., None]:
        @wraps(test)
        def judged(*args: object, **kwargs: object) -> None:
            found = found_by(code, test(*args, **kwargs))
            assert found, f"{code} stayed silent"
            assert {each.effect for each in found} == {int(effect or CATALOGUE[code].effect)}
            for each in found:
                assert params.items() <= each.params.items()
                _can_be_read(each)
                assert not each.disclosed or place_of(each) in TOLD_AT

        return judged

    return decorate


def _can_be_read(finding: Finding) -> None:
    """Every sentence of its card finds the words it asks for, in both languages, and a case of its
    own a cure or a sentence of its own."""
    card = CATALOGUE[finding.rule]
    case = finding.params.get("case", "")
    is_plain = not case or card.code in SAID_ALIKE
    assert is_plain or case in {**card.other_cures, **card.other_messages}, case
    for language in ("zh-hans", "en"):
        with translation.override(language):
            assert str(card.message_for(finding.params)) % finding.params


def place_of(finding: Finding) -> tuple[str, str, str]:
    """As a row of places.csv."""
    where = "party" if finding.party_ref else "whole"
    return finding.rule, where if finding.line is None else "line", finding.field_name


def stays_silent(code: str) -> Callable[..., Callable]:
    """The rule finds nothing in the returned facts."""

    def decorate(test: FacingTest) -> Callable[..., None]:
        @wraps(test)
        def judged(*args: object, **kwargs: object) -> None:
            assert found_by(code, test(*args, **kwargs)) == []

        return judged

    return decorate


def found_by(code: str, facts: Facts) -> list[Finding]:
    """What that one rule finds, its own dates observed."""
    return list(findings_of(facts, [CATALOGUE[code]]))
