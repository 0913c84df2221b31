"""A new machine upgrades itself at first: bootstrap waits for the package manager's locks."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.system import ROOT

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or not Path("/usr/bin/apt-get").exists(),
    reason="locks of apt can be held by root only, and only where there is apt; run as root",
)
HOLD = """
import fcntl, sys, time
with open(sys.argv[1], "w") as lock:
    fcntl.lockf(lock, fcntl.LOCK_EX)
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""
INSTALL = ". script/packages; install_system_packages gate49-no-such-package"
LOCKS = ("lists/lock", "dpkg/lock-frontend", "archives/lock")


@pytest.fixture
def apt(tmp_path: Path) -> dict[str, str]:
    """The environment of an apt with folders of its own and no sources."""
    for folder in ("lists/partial", "dpkg/updates", "archives/partial"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "dpkg/status").touch()
    (tmp_path / "apt.conf").write_text(
        f"""
        Dir::State::Lists "{tmp_path}/lists";
        Dir::State::status "{tmp_path}/dpkg/status";
        Dir::Cache "{tmp_path}/cache";
        Dir::Cache::Archives "{tmp_path}/archives";
        Dir::Etc::SourceList "/dev/null";
        Dir::Etc::SourceParts "/dev/null";
        """
    )
    return {**os.environ, "APT_CONFIG": str(tmp_path / "apt.conf")}


@pytest.mark.waits
@pytest.mark.parametrize("lock", LOCKS[:2])
def test_it_waits_visibly_until_the_lock_is_free(
    lock: str, apt: dict[str, str], tmp_path: Path
) -> None:
    with held(tmp_path / lock, seconds=4) as holder:
        began = time.monotonic()
        done = install(apt)
        assert holder.wait() == 0
    assert time.monotonic() - began >= 4
    assert "Waiting up to 15 minutes" in done.stdout
    assert f"held by process {holder.pid}" in done.stdout
    assert "Unable to locate package gate49-no-such-package" in done.stderr  # it went on


@pytest.mark.waits
def test_a_lock_that_stays_ends_the_wait_with_what_to_do(
    apt: dict[str, str], tmp_path: Path
) -> None:
    with held(tmp_path / LOCKS[1], seconds=60) as holder:
        done = install({**apt, "LOCK_PATIENCE_SECONDS": "1"})
        holder.kill()
    assert done.returncode == 1
    assert "please install gate49-no-such-package" in done.stderr
    assert "Could not get lock" in done.stderr


def held(lock: Path, *, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(lock), str(seconds)]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    return holder


def install(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", INSTALL], cwd=ROOT, env=environment, capture_output=True, text=True
    )
