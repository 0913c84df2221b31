"""One installation with demo data, what pages need besides and all papers, made beside the first
tests of a parallel run. It alone takes the whole way from an empty home; it goes on running for the
process that made it, and long tests start copies of it.

Loaded as a plugin by tests/conftest.py; as a command it makes one: python -m tests.prepared FOLDER.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import NoReturn

import pytest

from script.embedded import ending_with_parent
from tests.long_tests import has_long_tests
from tests.system import ROOT, System, furnish, wait_until

SECONDS = 900
_made: list[subprocess.Popen[bytes]] = []


def pytest_collection_finish(session: pytest.Session) -> None:
    """One of several processes makes it, where a test of this run needs it."""
    if os.environ.get("PYTEST_XDIST_WORKER") == "gw0" and any(map(_needs_one, session.items)):
        folder = _folder(session.config)
        folder.mkdir()
        in_full = ["full"] * has_long_tests(session.config)
        command = [sys.executable, "-m", "tests.prepared", str(folder), *in_full]
        with (folder / "said").open("wb") as said:
            _made.append(
                subprocess.Popen(
                    ending_with_parent(command, "INT"), cwd=ROOT, stdout=said, stderr=said
                )
            )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Its sweeps and beats end with the last test that needs it."""
    done = yield
    if _needs_one(item) and not (nextitem and _needs_one(nextitem)):
        _tell_to_stop()
    return done


def pytest_unconfigure() -> None:
    """Nobody may have asked for it in a run that was cut short."""
    end_prepared()


def running_prepared(config: pytest.Config) -> System | None:
    """The one that this process has made, once it is ready. None where another process did."""
    if not _made:
        return None
    return System.running(_folder(config) / "home", **json.loads(_ready(config)))


def end_prepared() -> bool:
    """Once it has stopped: whether every program of it did so well."""
    _tell_to_stop()
    return all(process.wait() == 0 for process in _made)


def _tell_to_stop() -> None:
    for process in _made:
        process.send_signal(signal.SIGINT)


def copy_prepared(config: pytest.Config, home: Path) -> None:
    """With long tests, fill that home, which is not there yet, once there is one to copy; it stays
    away in a run of one process."""
    if "PYTEST_XDIST_WORKER" in os.environ and has_long_tests(config):
        _ready(config)
        subprocess.run(["cp", "-a", _folder(config) / "copy", home], check=True)


def _ready(config: pytest.Config) -> str:
    """What it says of itself when it is. Raises AssertionError with what went wrong."""
    folder = _folder(config)
    ready = folder / "ready"
    wait_until(ready.exists, SECONDS, lambda: f"not ready: {(folder / 'said').read_text()}")
    told = ready.read_text()
    assert told, (folder / "said").read_text()
    return told


def _folder(config: pytest.Config) -> Path:
    """Beside the folders that each process has for its own tests."""
    return Path(config.option.basetemp).parent / "prepared"


def _needs_one(item: pytest.Item) -> bool:
    return not {"system", "server"}.isdisjoint(getattr(item, "fixturenames", ()))


def main(folder: Path, *, in_full: bool) -> None:
    """Start, wait for the papers, say where it runs, and stop when told."""
    signal.signal(signal.SIGINT, _stop)
    installation, ready = System(folder / "home"), ""
    try:
        installation.start(SECONDS)
        furnish(installation, in_full=in_full, seconds=SECONDS)
        installation.manage("verify_audit", "--no-record")
        if in_full:
            assert installation.stop() == 0
            subprocess.run(["cp", "-a", installation.home, folder / "copy"], check=True)
            installation.start()
        ready = json.dumps({"port": installation.port, "supervisor": installation.supervisor})
        _tell(folder, ready)
        signal.pause()
    except KeyboardInterrupt:
        assert installation.stop() == 0
    finally:
        installation.stop()
        if not ready:
            _tell(folder, ready)


def _stop(_number: int, _frame: object) -> NoReturn:
    """Told again, it is on its way already."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _tell(folder: Path, ready: str) -> None:
    """In one go: somebody looks for it."""
    (folder / "told").write_text(ready)
    (folder / "told").rename(folder / "ready")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    main(Path(sys.argv[1]), in_full="full" in sys.argv[2:])
