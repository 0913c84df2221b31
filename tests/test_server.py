"""script/server's supervisor: everything starts, everything ends, and a kill breaks nothing."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import psutil
import psycopg
import pytest

from script import embedded
from tests.system import END_SECONDS, ROOT, START_SECONDS, free_port, wait_until

pytestmark = [pytest.mark.fault, pytest.mark.timeout(600)]


@dataclass
class Server:
    """A supervisor in a home of its own, and what it has said."""

    home: Path
    port: int
    process: subprocess.Popen[bytes] = field(init=False)

    @property
    def log(self) -> Path:
        return self.home / "said"

    def start(self) -> None:
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
        }
        environment |= {"GATE49_HOME": str(self.home), "PORT": str(self.port)}
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "script/supervisor.py"],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=output,
            )
        wait_until(
            lambda: b"is ready" in self.log.read_bytes() or self.ended, START_SECONDS, "not ready"
        )
        assert not self.ended, self.log.read_text()

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def running(self) -> dict[int, str]:
        """Process numbers and commands of all that belong to this home."""
        folders = [each for each in Path("/proc").iterdir() if each.name.isdigit()]
        return {int(each.name): command_of(each) for each in folders if self.owns(each)}

    def owns(self, folder: Path) -> bool:
        """Servers that rename themselves lose their environment but keep the folder or its name."""
        try:
            named = f"GATE49_HOME={self.home}".encode() in (folder / "environ").read_bytes()
            return (
                named
                or (folder / "cwd").readlink().is_relative_to(self.home)
                or str(self.home) in command_of(folder)
            )
        except OSError:
            return False

    def number_of(self, words: str) -> int:
        """The one of the supervisor's own processes with those words, not a child of that one."""
        started = psutil.Process(self.process.pid).children()
        return next(each.pid for each in started if words in " ".join(each.cmdline()))


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """One home for all tests here, since the first start in a home is the slow one."""
    with tempfile.TemporaryDirectory() as folder:
        embedded.make_secret_key(Path(folder))
        yield Path(folder)


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    started = Server(home, free_port())
    yield started
    if started.process.poll() is None:
        started.process.terminate()
        started.process.wait(END_SECONDS)
    for number in started.running():
        os.kill(number, signal.SIGKILL)


def test_told_to_stop_it_leaves_no_process_and_keeps_the_data(server: Server) -> None:
    server.start()
    remember(server)
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(END_SECONDS) == 0
    assert server.running() == {}
    server.start()
    assert remembered(server)


@pytest.mark.parametrize("victim", ["gunicorn", "--queues screening", "bin/postgres"])
def test_when_one_process_dies_all_end_with_an_error(server: Server, victim: str) -> None:
    server.start()
    os.kill(server.number_of(victim), signal.SIGKILL)
    assert server.process.wait(END_SECONDS) == 1
    assert server.running() == {}


def test_a_killed_supervisor_takes_all_along_and_the_next_start_is_clean(server: Server) -> None:
    server.start()
    remember(server)
    server.process.kill()
    server.process.wait()
    wait_until(lambda: server.running() == {}, END_SECONDS, server.running)
    server.start()
    assert remembered(server)


def test_its_pages_find_their_style_sheets(server: Server) -> None:
    server.start()
    with urlopen(f"http://127.0.0.1:{server.port}/") as response:
        sheets = re.findall(r'<link[^>]+href="([^"]+\.css)"', response.read().decode())
    assert sheets
    for sheet in sheets:
        with urlopen(f"http://127.0.0.1:{server.port}{sheet}") as response:
            assert "immutable" in response.headers["Cache-Control"]


def test_a_second_start_in_the_same_home_is_refused(server: Server) -> None:
    server.start()
    other = Server(server.home, free_port())
    with pytest.raises(AssertionError, match="already uses"):
        other.start()
    assert not server.ended


def remember(server: Server) -> None:
    with psycopg.connect(embedded.postgres_url(server.home)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS remembered ()")


def remembered(server: Server) -> bool:
    with psycopg.connect(embedded.postgres_url(server.home)) as connection:
        row = connection.execute("SELECT to_regclass('remembered')").fetchone()
    return row is not None and row[0] is not None


def command_of(folder: Path) -> str:
    return (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
