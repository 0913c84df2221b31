"""A process shows that it is not frozen: a thread of its own touches a file, whatever the process
waits for. Whoever sees the file unchanged for long ends the process and has a new one started.

`python -P compliance/pulse.py` is the health check of a container: exit code 1 once its process is
frozen, which is ended, so that the container starts anew. What a worker does is no matter here:
tasks have their limits of time.
"""

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

PLACE = "GATE49_PULSE"
"""Names the file; without it nothing is shown."""
BEAT_SECONDS = 2
LONGEST_SILENCE = 60
CHECK_SECONDS = 10  # a health check looks no longer


def show() -> None:
    """From now on, until this process ends. Its children show nothing: whoever forks a worker
    looks after it."""
    if path := os.environ.get(PLACE):
        threading.Thread(target=_beat, args=(Path(path),), name="pulse", daemon=True).start()


class Pulse:
    """What can be seen of it, by this process's own time: clocks may jump."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.begin()

    def begin(self) -> None:
        """Forget what was seen before: a process starts."""
        self._seen, self._since = self._touched(), time.monotonic()

    def silence(self) -> float:
        """Seconds since it was last seen to change."""
        now = self._touched()
        if now != self._seen:
            self._seen, self._since = now, time.monotonic()
        return time.monotonic() - self._since

    def _touched(self) -> int:
        try:
            return self._path.stat().st_mtime_ns
        except OSError:
            return 0


def main() -> int:
    """The health check. No file yet: the process is starting, of which others judge."""
    path = Path(os.environ[PLACE])
    if not path.exists():
        return 1
    pulse = Pulse(path)
    first = path.stat().st_mtime_ns
    while pulse.silence() < CHECK_SECONDS:
        time.sleep(0.2)
        if path.stat().st_mtime_ns != first:
            return 0
    with suppress(ProcessLookupError, ValueError):
        os.kill(int(path.read_text()), signal.SIGKILL)
    return 1


def _beat(path: Path) -> None:
    """Nothing is written but once: also a full disk keeps the time of a file."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(os.getpid()))
    while True:
        with suppress(OSError):
            os.utime(path)
        time.sleep(BEAT_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
