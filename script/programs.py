"""A program that shall run for as long as its supervisor: started again when it dies, after growing
pauses, and given up only when it keeps on dying.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from compliance.pulse import LONGEST_SILENCE, Pulse
from script.embedded import EmbeddedError

PAUSES_SECONDS = (1.0, 2.0, 5.0, 10.0, 30.0)
CALM_SECONDS = 120  # who ran that long has not failed repeatedly
PATIENCE_SECONDS = 30

Child = subprocess.Popen[bytes]


def say(text: str) -> None:
    """Tell whoever looks on. Where the log cannot be written, as on a full disk, the line is lost:
    who stopped for it would take everything along."""
    with suppress(OSError):
        print(text, flush=True)


class GivenUp(Exception):
    """A program died more often in a row than there are pauses."""


@dataclass
class Program:
    """`launch` starts it and returns its process, or raises EmbeddedError; `ending` is the signal
    that ends it cleanly; a program with a `pulse` that shows none for long is killed."""

    name: str
    launch: Callable[[], Child]
    ending: signal.Signals = signal.SIGTERM
    pulse: Pulse | None = None
    child: Child | None = field(default=None, init=False)
    _failures: int = field(default=0, init=False)
    _since: float = field(default=0.0, init=False)
    _due: float = field(default=0.0, init=False)

    def start(self) -> None:
        """Start it. Raises EmbeddedError when it does not come up."""
        self._since = time.monotonic()
        if self.pulse:
            self.pulse.begin()
        self.child = self.launch()

    def look_after(self) -> None:
        """Start it again where it has died. Raises GivenUp after repeated failures."""
        if self.child is None:
            if time.monotonic() >= self._due:
                self._start_again()
        elif self.child.poll() is not None:
            self._fail(f"ended by itself ({self.child.returncode})")
        elif self.pulse and self.pulse.silence() > LONGEST_SILENCE:
            os.killpg(self.child.pid, signal.SIGKILL)  # who is frozen heeds no other signal
            self._fail(f"showed no life for {LONGEST_SILENCE} s")

    def _start_again(self) -> None:
        try:
            self.start()
        except EmbeddedError as error:
            self._fail(f"did not start ({error})")
        else:
            say(f"{self.name} runs again.")

    def _fail(self, what: str) -> None:
        end([self])
        self.child = None
        if time.monotonic() - self._since > CALM_SECONDS:
            self._failures = 0
        if self._failures == len(PAUSES_SECONDS):
            raise GivenUp(f"{self.name} {what}, {self._failures + 1} times in a row")
        pause = PAUSES_SECONDS[self._failures]
        self._failures += 1
        self._due = time.monotonic() + pause
        say(f"{self.name} {what}: starting it again in {pause:g} s.")


def end(programs: Iterable[Program]) -> None:
    """End them side by side, and what they leave behind at once."""
    running = [(each.child, each.ending) for each in programs if each.child is not None]
    for child, number in running:
        with suppress(ProcessLookupError):
            child.send_signal(number)
    deadline = time.monotonic() + PATIENCE_SECONDS
    for child, _number in running:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0.0, deadline - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
