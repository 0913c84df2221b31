"""Seconds of a processor that nobody else slows down: neighbours of a virtual machine take up to
two thirds of it, for a minute or for an hour, and no clock of ours tells."""

import time
from collections.abc import Callable
from functools import cache
from random import Random

QUIET = 0.007
"""Seconds that `_measure` takes where the machine is left alone."""


def least_seconds(act: Callable[[], object], tries: int = 5) -> float:
    """The shortest of some tries, each by how slow the machine is at that moment."""
    _measure()
    return min(_seconds(act) / max(_seconds(_measure) / QUIET, 1) for _try in range(tries))


def _seconds(act: Callable[[], object]) -> float:
    started = time.process_time()
    act()
    return time.process_time() - started


def _measure() -> None:
    """Words all over the memory are compared."""
    sorted(_words())


@cache
def _words() -> list[str]:
    random = Random(1)
    return ["".join(random.choices("abcdeghiklmnou", k=8)) for _word in range(30_000)]
