"""What differs between two policies, parameter by parameter and row by row."""

from dataclasses import dataclass
from typing import Any

from compliance.law.policy import Policy
from compliance.policy.parameters import PARAMETERS, Parameter
from compliance.policy.rows import BETWEEN_WRITTEN, write_rows


@dataclass(frozen=True)
class Difference:
    """Rows (or the one value) only in the older and only in the newer policy."""

    parameter: Parameter
    removed: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def label(self) -> Any:
        """The parameter's label."""
        return self.parameter.label


def differences(older: Policy, newer: Policy) -> tuple[Difference, ...]:
    """Changed parameters in the order of the form; rows keep their order."""
    found = (_difference(parameter, older, newer) for parameter in PARAMETERS)
    return tuple(each for each in found if each.removed or each.added)


def text_of(parameter: Parameter, policy: Policy) -> str:
    """The parameter's value as shown in forms and comparisons."""
    value = getattr(policy, parameter.name)
    return write_rows(value) if parameter.is_table else write_rows((value,))


def rows_of(parameter: Parameter, policy: Policy) -> list[list[str]]:
    """The parameter's value as rows of cells."""
    return [row.split(BETWEEN_WRITTEN) for row in text_of(parameter, policy).splitlines()]


def _difference(parameter: Parameter, older: Policy, newer: Policy) -> Difference:
    before = text_of(parameter, older).splitlines()
    after = text_of(parameter, newer).splitlines()
    removed = tuple(row for row in before if row not in after)
    return Difference(parameter, removed, tuple(row for row in after if row not in before))
