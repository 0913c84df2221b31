"""What the law says where a table or the policy lacks a value."""

from decimal import Decimal

import pytest

from compliance.law.classify import classify
from compliance.law.controlled import require_entry
from compliance.law.declaration import Component
from tests.facts_builders import TODAY, a_line, a_policy


def test_an_unknown_control_entry_is_an_error() -> None:
    with pytest.raises(LookupError, match="9Z999"):
        require_entry("9Z999")


def test_an_element_without_a_trace_limit_in_the_policy_is_no_trap() -> None:
    line = a_line(composition=(Component("In", Decimal(98)), Component("Ga", Decimal(2))))
    limits = a_policy().trace_percent
    without = {symbol: percent for symbol, percent in limits.items() if symbol != "Ga"}
    assert "Ga" in [trap.symbol for trap in classify(line, TODAY, a_policy()).traps]
    assert classify(line, TODAY, a_policy(trace_percent=without)).traps == ()
