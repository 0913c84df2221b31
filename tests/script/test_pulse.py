"""A process that is frozen while it has nothing to do is noticed, ended and started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance.celery import app
from compliance.pulse import PLACE, Pulse
from script import programs, supervisor
from script.programs import Program
from tests.system import ROOT, wait_until

BEATING = "import time\nfrom compliance import pulse\npulse.show()\ntime.sleep(1000)"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "pulse/worker"


def launch(place: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", BEATING],
        cwd=ROOT,
        env={**os.environ, PLACE: str(place)},
        start_new_session=True,
    )


@pytest.fixture
def beating(place: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = launch(place)
    wait_until(place.exists, 60, "no pulse")
    yield process
    process.kill()
    process.wait()


@pytest.mark.waits
def test_a_frozen_program_is_ended_and_started_again(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(programs, "PAUSES_SECONDS", (0.1,))
    program = Program("worker", lambda: launch(place), pulse=Pulse(place))
    program.start()
    first = program.child
    assert first is not None
    wait_until(place.exists, 60, "no pulse")
    first.send_signal(signal.SIGSTOP)
    monkeypatch.setattr(programs, "LONGEST_SILENCE", 5)

    def is_another() -> bool:
        program.look_after()
        return program.child not in (None, first)

    wait_until(is_another, 60, "nobody noticed")
    programs.end([program])
    assert first.returncode == -signal.SIGKILL
    assert "worker showed no life for 5 s: starting it again in 0.1 s." in capsys.readouterr().out


def test_a_program_that_shows_life_is_left_alone_whatever_the_clock_says(
    place: Path, beating: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Pulse(place)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    wait_until(lambda: seen.silence() > 0.5, 60, "not looked at")
    wait_until(lambda: seen.silence() < 0.5, 60, "not seen to change")
    assert beating.poll() is None


def check(place: Path) -> int:
    command = [sys.executable, "-P", "compliance/pulse.py"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, PLACE: str(place)}).returncode


@pytest.mark.long
@pytest.mark.waits
def test_the_health_check_of_a_container_ends_what_is_frozen_and_nothing_else(
    place: Path, beating: subprocess.Popen[bytes]
) -> None:
    assert check(place) == 0
    assert beating.poll() is None
    beating.send_signal(signal.SIGSTOP)
    assert check(place) == 1
    assert beating.wait(10) == -signal.SIGKILL


def test_a_container_that_starts_is_not_healthy_yet_and_lives(place: Path) -> None:
    assert check(place) == 1


def test_web_workers_and_beat_of_the_supervisor_each_show_a_pulse_of_their_own() -> None:
    watched = {each.name: each.pulse for each in supervisor._programs() if each.pulse}
    assert set(watched) == {"web", "screening", "paperwork", "beat"}
    assert len({each._path for each in watched.values()}) == len(watched)


def test_a_task_that_takes_for_ever_is_ended_by_the_worker() -> None:
    app.loader.import_default_modules()
    limits = {
        name: task.time_limit or app.conf.task_time_limit
        for name, task in app.tasks.items()
        if not name.startswith("celery.")
    }
    assert limits["compliance.health.beat"] <= 60
    assert all(limit and limit <= 3600 for limit in limits.values())
