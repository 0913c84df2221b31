"""The first start on a machine, before anything is installed."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.system import ROOT


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """With a bootstrap that only says that it was called."""
    (tmp_path / "script").mkdir()
    shutil.copy(ROOT / "script/server", tmp_path / "script/server")
    bootstrap = tmp_path / "script/bootstrap"
    bootstrap.write_text("#!/bin/bash\necho installing; exit 3\n")
    bootstrap.chmod(0o755)
    return tmp_path


def start(clone: Path, port: int) -> subprocess.CompletedProcess[str]:
    told = {**os.environ, "PORT": str(port)}
    return subprocess.run(
        [clone / "script/server"], env=told, capture_output=True, text=True, check=False
    )


def test_a_port_that_is_taken_is_told_before_anything_is_installed(clone: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = start(clone, port)
        assert (done.returncode, done.stdout) == (1, "")
        assert f"port {port} is taken; set PORT to another." in done.stderr
        (clone / ".venv").mkdir()  # afterwards the supervisor waits for what is just ending
        assert start(clone, port).stdout == "installing\n"


def test_a_free_port_is_no_obstacle(clone: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    assert start(clone, port).stdout == "installing\n"
