"""A program that keeps on dying is started again after growing pauses and given up at last."""

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable

import psutil
import pytest

from script import programs, supervisor
from script.embedded import EmbeddedError
from script.programs import GivenUp, Program


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "PAUSES_SECONDS", (0.1, 0.2))


def running(command: str) -> Callable[[], subprocess.Popen[bytes]]:
    return lambda: subprocess.Popen(["bash", "-c", command], start_new_session=True)


def is_in(group: int, process: psutil.Process) -> bool:
    try:
        is_over = process.status() == psutil.STATUS_ZOMBIE
        return os.getpgid(process.pid) == group and not is_over
    except (psutil.NoSuchProcess, ProcessLookupError):
        return False


def look_after(program: Program, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        program.look_after()
        time.sleep(0.01)


def test_it_is_given_up_after_as_many_failures_as_there_are_pauses(
    capsys: pytest.CaptureFixture[str],
) -> None:
    program = Program("web", running("exit 3"))
    program.start()
    with pytest.raises(GivenUp, match=r"web ended by itself \(3\), 3 times in a row"):
        look_after(program, 10)
    assert capsys.readouterr().out.splitlines() == [
        "web ended by itself (3): starting it again in 0.1 s.",
        "web runs again.",
        "web ended by itself (3): starting it again in 0.2 s.",
        "web runs again.",
    ]


def test_a_server_that_does_not_come_up_counts_as_failing() -> None:
    def launch() -> subprocess.Popen[bytes]:
        raise EmbeddedError("no room")

    program = Program("PostgreSQL", running("exit 0"))
    program.start()
    program.launch = launch
    with pytest.raises(GivenUp, match=r"did not start \(no room\)"):
        look_after(program, 10)


def test_who_has_run_for_long_may_fail_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "CALM_SECONDS", 0)
    program = Program("beat", running("exit 1"))
    program.start()
    look_after(program, 1)  # more failures than pauses, each of them the first


def test_what_the_dead_left_behind_is_ended_too() -> None:
    program = Program("web", running("sleep 100 & exit 1"))
    program.start()
    assert program.child
    group = program.child.pid
    look_after(program, 0.05)
    left = [each for each in psutil.process_iter() if each.pid != group and is_in(group, each)]
    assert left == []
    programs.end([program])


class FullDisk(io.StringIO):
    """A log that takes nothing."""

    def write(self, _text: str) -> int:
        raise OSError(28, "No space left on device")


def test_a_log_on_a_full_disk_stops_neither_programs_nor_their_supervisor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else nobody would read what they say, and each would stop at its next word."""
    monkeypatch.setattr(sys, "stdout", FullDisk())
    said = io.BytesIO(b"a line\n" * 100)
    supervisor._repeat("web", said)
    assert said.read() == b""
    program = Program("web", running("exit 3"))
    program.start()
    with pytest.raises(GivenUp):
        look_after(program, 10)
