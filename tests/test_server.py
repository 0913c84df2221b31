"""script/server's supervisor: everything starts, everything ends, and a kill breaks nothing."""

import os
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
from tests.prepared import copy_prepared
from tests.system import END_SECONDS, ROOT, START_SECONDS, System, free_port, wait_until

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


@pytest.fixture(scope="module")
def home(pytestconfig: pytest.Config) -> Iterator[Path]:
    """One home for all tests here, since the first start in a home is the slow one."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        copy_prepared(pytestconfig, home)
        embedded.make_secret_key(home)
        yield home


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    started = Server(home, free_port())
    yield started
    if started.process.poll() is None:
        started.process.terminate()
        started.process.wait(END_SECONDS)
    for number in started.running():
        os.kill(number, signal.SIGKILL)


@pytest.mark.long
def test_told_to_stop_it_leaves_no_process_and_keeps_the_data(server: Server) -> None:
    server.start()
    remember(server)
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(END_SECONDS) == 0
    assert server.running() == {}
    server.start()
    assert remembered(server)


def test_a_process_that_dies_is_started_again_and_said_so(system: System) -> None:
    """In the installation of all tests at a browser: whatever comes after goes on in it."""
    victims = ("gunicorn", "--queues screening", " beat ", "bin/redis-server", "bin/postgres")
    for victim in victims:
        number = one_of(system, victim)
        os.kill(number, signal.SIGKILL)
        wait_until(lambda old=number, name=victim: one_of(system, name, old), 60, system.said)
    wait_until(lambda: system.said().count("runs again") == len(victims), 60, system.said)
    assert system.said().count("ended by itself (-9): starting it again in 1 s.") == len(victims)
    wait_until(lambda: answers(system.url), 30, system.said)


@pytest.mark.long
def test_a_killed_supervisor_takes_all_along_and_the_next_start_is_clean(server: Server) -> None:
    server.start()
    remember(server)
    server.process.kill()
    server.process.wait()
    wait_until(lambda: server.running() == {}, END_SECONDS, server.running)
    server.start()
    assert remembered(server)


@pytest.mark.long
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


def one_of(system: System, words: str, but_not: int = 0) -> int:
    """The one of the supervisor's own processes with those words, not a child of that one; 0 when
    there is none."""
    started = psutil.Process(system.supervisor).children()
    found = (each.pid for each in started if words in command_of(Path(f"/proc/{each.pid}")))
    return next((number for number in found if number != but_not), 0)


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def command_of(folder: Path) -> str:
    """Empty for a process that has ended since it was counted."""
    try:
        told = (folder / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return told.replace(b"\0", b" ").decode(errors="replace")
