"""The tables of faults and of load, small, for script/test --all; the commands play them large."""

import subprocess
import sys

import pytest

from tests.system import ROOT

COMMANDS = {
    "tests.faults.under_load": ("--shipments", "160"),
    "tests.benchmarks.load": (
        *("--seconds", "120", "--exporters", "20", "--officers", "4", "--auditors", "2"),
        *("--pace", "0.3"),
    ),
}


@pytest.mark.long
@pytest.mark.fault
@pytest.mark.timeout(5400)
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_lost_doubled_stuck_or_answered_with_an_error(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", command, *COMMANDS[command]],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with capsys.disabled():
        print(f"\n{command} {' '.join(COMMANDS[command])}\n{done.stdout}")
    assert done.returncode == 0, done.stdout
