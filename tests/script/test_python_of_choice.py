"""Which Python bootstrap makes `.venv` with."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.system import ROOT

FITS, IS_TOO_OLD = "exit 0", "exit 1"


@pytest.fixture
def distribution(tmp_path: Path) -> Path:
    """What stands for /usr/bin."""
    (tmp_path / "usr").mkdir()
    return tmp_path / "usr"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder that comes first on the path, with a Python that fits."""
    (tmp_path / "home").mkdir()
    put(tmp_path / "home/python3", FITS)
    return tmp_path / "home"


def put(python: Path, answer: str) -> None:
    python.write_text(f"#!/bin/sh\n{answer}\n")
    python.chmod(0o755)


def chosen(distribution: Path, home: Path) -> subprocess.CompletedProcess[str]:
    text = (ROOT / "script/bootstrap").read_text()
    (function,) = re.findall(r"^python_of_choice\(\) \{.*?^\}$", text, re.MULTILINE | re.DOTALL)
    command = f"{function.replace('/usr/bin', str(distribution))}\npython_of_choice"
    path = {"PATH": str(home)}
    return subprocess.run(["/bin/bash", "-c", command], env=path, capture_output=True, text=True)


def test_the_distribution_s_comes_before_one_compiled_at_home(
    distribution: Path, home: Path
) -> None:
    put(distribution / "python3", FITS)
    assert chosen(distribution, home).stdout == f"{distribution}/python3\n"


def test_where_the_distribution_s_does_not_fit_another_is_taken(
    distribution: Path, home: Path
) -> None:
    put(distribution / "python3", IS_TOO_OLD)
    assert chosen(distribution, home).stdout == "python3\n"


def test_where_none_fits_none_is_taken(distribution: Path, home: Path) -> None:
    put(home / "python3", IS_TOO_OLD)
    done = chosen(distribution, home)
    assert (done.returncode, done.stdout) == (1, "")
