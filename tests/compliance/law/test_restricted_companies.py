"""DST-05: a company under restriction is found by likeness, number and owner."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.law.facts import Facts, RestrictedParty
from compliance.law.policy import Restriction
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, stays_silent
from tests.facts_builders import a_policy, facts


def about_company(effect: str, party: RestrictedParty | None) -> Facts:
    """A block on a company that the words of the declared names do not show."""
    row = Restriction(
        "R-1", effect, date(2026, 10, 1), end_user="Hanbitt Target", reason_zh="审慎", reason_en="x"
    )
    found = (party,) if party else ()
    return facts(policy=a_policy(restrictions=(row,)), restricted=found)


def found_as(by: str, *, exact: bool, percent: str | None = None) -> RestrictedParty:
    share = None if percent is None else Decimal(percent)
    return RestrictedParty("R-1", "consignee-1", "Hanbit Target", by, Decimal("0.9"), exact, share)


@pytest.mark.parametrize(
    ("party", "effect"),
    [
        (found_as("name", exact=True), Effect.BLOCK),
        (found_as("name", exact=False), Effect.HOLD),
        (found_as("number", exact=True), Effect.BLOCK),
        (found_as("owner", exact=True, percent="50"), Effect.BLOCK),
        (found_as("owner", exact=False, percent="60"), Effect.HOLD),
        (found_as("owner", exact=True, percent="49.9"), Effect.FLAG),
    ],
)
def test_one_letter_does_not_evade_a_restriction(party: RestrictedParty, effect: Effect) -> None:
    fires("DST-05", effect)(lambda: about_company("BLOCK", party))()


def test_a_likeness_never_makes_a_restriction_graver() -> None:
    party = found_as("name", exact=True)
    fires("DST-05", Effect.FLAG)(lambda: about_company("FLAG", party))()


@stays_silent("DST-05")
def test_a_company_nobody_found_is_not_meant() -> Facts:
    return about_company("BLOCK", None)
