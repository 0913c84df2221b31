"""What the law says where a table, the policy or the declarant lacks a value."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from compliance.codes.goods import control_entry
from compliance.law.classify import classify
from compliance.law.declaration import Component
from compliance.law.facts import Facts
from compliance.law.rules import findings_of
from compliance.law.sample import CONTROLLED, DECLARATION, MIXED, TMIN_LINE, facts_about, with_lines
from tests.facts_builders import TODAY, a_line, a_policy

BLANKS: dict[type, Any] = {str: "", Decimal: Decimal(0), tuple: (), bool: False, int: 0}
WORLDS = {
    "ingots": DECLARATION,
    "all kinds": MIXED,
    "controlled": CONTROLLED,
    "dangerous": with_lines(DECLARATION, TMIN_LINE),
}


def without_one_value(value: Any) -> Iterator[tuple[str, Any]]:
    """The value with each field of it, or of what it holds, left blank, one at a time."""
    for each in fields(value):
        inner = getattr(value, each.name)
        blanks = [BLANKS[type(inner)]] if type(inner) in BLANKS else []
        for empty in (*blanks, *([None] if "| None" in str(each.type) else [])):
            if empty != inner:
                yield each.name, replace(value, **{each.name: empty})
        if is_dataclass(inner):
            for name, changed in without_one_value(inner):
                yield f"{each.name}.{name}", replace(value, **{each.name: changed})
        elif isinstance(inner, tuple) and inner and is_dataclass(inner[0]):
            for name, changed in without_one_value(inner[0]):
                yield f"{each.name}.{name}", replace(value, **{each.name: (changed, *inner[1:])})


@pytest.mark.parametrize("world", WORLDS)
def test_no_rule_stumbles_over_a_value_left_blank(world: str) -> None:
    facts = facts_about(WORLDS[world])
    stumbled = {}
    for name, declaration in without_one_value(facts.declaration):
        for declared_use in ("", "unheard of"):
            try:
                findings_of(_with_use(replace(facts, declaration=declaration), declared_use))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is named
                stumbled[name] = repr(error)
    assert stumbled == {}


def _with_use(facts: Facts, use: str) -> Facts:
    statement = facts.declaration.statement
    if statement is None or not use:
        return facts
    changed = replace(facts.declaration, statement=replace(statement, end_use=use))
    return replace(facts, declaration=changed)


def test_an_unknown_control_entry_is_an_error() -> None:
    with pytest.raises(LookupError, match="9Z999"):
        control_entry("9Z999")


def test_an_element_without_a_trace_limit_in_the_policy_is_no_trap() -> None:
    line = a_line(composition=(Component("In", Decimal(98)), Component("Ga", Decimal(2))))
    limits = a_policy().trace_percent
    without = {symbol: percent for symbol, percent in limits.items() if symbol != "Ga"}
    assert "Ga" in [trap.symbol for trap in classify(line, TODAY, a_policy()).traps]
    assert classify(line, TODAY, a_policy(trace_percent=without)).traps == ()
