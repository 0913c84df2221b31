"""Rows beside the log: each room names what must agree with its events, and which heads it printed.

An attacker who leaves the log alone and changes rows instead is found here.
"""

from collections.abc import Callable, Iterable, Iterator

from compliance.audit.chain import Fault

Check = Callable[[], Iterable[Fault]]
Heads = Callable[[], Iterable[tuple[int, str]]]

_checks: list[Check] = []
_heads: list[Heads] = []
_roots: list[Heads] = []


def compare_with_log(*checks: Check) -> None:
    """Let these find rows that are not as the log tells."""
    _checks.extend(each for each in checks if each not in _checks)


def expect_printed(heads: Heads) -> None:
    """Let the log be compared with the ends (number, beginning of the hash) printed on papers."""
    if heads not in _heads:
        _heads.append(heads)


def expect_printed_roots(roots: Heads) -> None:
    """Let the log be compared with the checkpoints (size, beginning of the root) on papers."""
    if roots not in _roots:
        _roots.append(roots)


def disagreements() -> Iterator[Fault]:
    """Every row that is not as the log tells."""
    for check in _checks:
        yield from check()


def printed_heads() -> Iterator[tuple[int, str]]:
    """Every end of the log that a paper names."""
    for heads in _heads:
        yield from heads()


def printed_roots() -> Iterator[tuple[int, str]]:
    """Every checkpoint that a paper names."""
    for roots in _roots:
        yield from roots()
