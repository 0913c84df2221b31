"""One installation with demo data, what pages need besides and all papers, made beside the first
tests of a parallel run: whoever needs a running one starts a copy. It alone takes the whole way
from an empty home.

Loaded as a plugin by tests/conftest.py; as a command it makes one: python -m tests.prepared FOLDER.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from script.embedded import ending_with_parent
from tests.system import ROOT, System, furnish, wait_until

SECONDS = 900
_making: list[subprocess.Popen[bytes]] = []


def pytest_collection_finish(session: pytest.Session) -> None:
    """One of several processes makes it, where a test of this run needs it."""
    if os.environ.get("PYTEST_XDIST_WORKER") == "gw0" and any(map(_needs_one, session.items)):
        folder = _folder(session.config)
        folder.mkdir()
        command = [sys.executable, "-m", "tests.prepared", str(folder)]
        with (folder / "said").open("wb") as said:
            _making.append(
                subprocess.Popen(
                    ending_with_parent(command, "INT"), cwd=ROOT, stdout=said, stderr=said
                )
            )


def pytest_unconfigure() -> None:
    """Nobody waited for it in a run that was cut short."""
    for process in _making:
        process.send_signal(signal.SIGINT)
        process.wait()


def copy_prepared(config: pytest.Config, home: Path) -> None:
    """Fill that home, which is not there yet; it stays away in a run of one process. Waits until
    the prepared one is ready."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    folder = _folder(config)
    ended = folder / "ended"
    wait_until(ended.exists, SECONDS, lambda: f"not ready: {(folder / 'said').read_text()}")
    assert ended.read_text() == "well", (folder / "said").read_text()
    subprocess.run(["cp", "-a", folder / "home", home], check=True)


def _folder(config: pytest.Config) -> Path:
    """Beside the folders that each process has for its own tests."""
    return Path(config.option.basetemp).parent / "prepared"


def _needs_one(item: pytest.Item) -> bool:
    return not {"system", "server"}.isdisjoint(getattr(item, "fixturenames", ()))


def main(folder: Path) -> None:
    """Start, wait for the papers, stop; say how it ended."""
    installation, how = System(folder / "home"), "badly"
    try:
        installation.start(SECONDS)
        furnish(installation, SECONDS)
        installation.manage("verify_audit", "--no-record")
        assert installation.stop() == 0
        how = "well"
    finally:
        installation.stop()
        (folder / "ended").write_text(how)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    main(Path(sys.argv[1]))
