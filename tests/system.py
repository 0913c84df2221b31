"""A whole running Gate 49 for journeys, pages and faults: real web, workers, beat, PostgreSQL and
Redis under a home of its own, started by the same supervisor as script/server."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
import redis
from django.conf import settings

from script import embedded

ROOT = Path(__file__).resolve().parents[1]
PORTS = range(20_000, 32_000)
START_SECONDS = 480  # of a machine that others use as well
END_SECONDS = 120


class System:
    """Start, look into, damage and stop one installation. `url` ends without a slash."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home = home
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = home / "supervisor.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.supervisor: int | None = None
        self._environment = environment

    @classmethod
    def running(cls, home: Path, port: int, supervisor: int) -> "System":
        """One that somebody else started and stops, by the number of its supervisor's process."""
        system = cls(home)
        system.port, system.url = port, f"http://127.0.0.1:{port}"
        system.supervisor = supervisor
        return system

    def start(self, seconds: float = START_SECONDS) -> None:
        """Start everything and wait until the web process answers."""
        self.home.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "script/supervisor.py"],
                cwd=ROOT,
                env=self.environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.supervisor = self.process.pid
        wait_until(self._answers, seconds, f"no answer; see {self.log}")

    def stop(self) -> int:
        """Stop as Ctrl-C does; the exit code."""
        if self.process is None or self.process.poll() is not None:
            return 0
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(END_SECONDS)

    def said(self) -> str:
        """What the supervisor has said so far."""
        return self.log.read_text()

    def crash(self, name: str) -> None:
        """SIGKILL the named process with its children, until the supervisor has new ones."""
        killed = self.processes(name)
        for process in killed:
            process.kill()
        gone = {process.pid for process in killed}
        wait_until(
            lambda: bool({each.pid for each in self.processes(name)} - gone),
            END_SECONDS,
            f"{name} is not started again; see {self.log}",
        )

    def processes(self, name: str) -> list[psutil.Process]:
        """Processes of this installation whose command line has the name in it."""
        if self.supervisor is None:
            return []
        family = psutil.Process(self.supervisor).children(recursive=True)
        return [each for each in family if name in " ".join(_command_line(each))]

    def flush_redis(self) -> None:
        """Lose everything the broker knows."""
        with redis.Redis.from_url(embedded.redis_url(self.home)) as client:
            client.flushall()

    def sql(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Rows of a query against the installation's database."""
        with psycopg.connect(embedded.postgres_url(self.home), autocommit=True) as connection:
            cursor = connection.execute(query, parameters)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def manage(self, *arguments: str) -> str:
        """Run manage.py against this installation; its output. Raises on a non-zero exit."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment(), capture_output=True, text=True, check=True
        )
        return done.stdout

    def environment(self) -> dict[str, str]:
        """The environment of every process of this installation."""
        names = ("DATABASE_URL", "REDIS_URL")
        outer = {key: value for key, value in os.environ.items() if key not in names}
        return {
            **outer,
            "DJANGO_SETTINGS_MODULE": "compliance.settings",
            "GATE49_HOME": str(self.home),
            "GATE49_SECRET_KEY": settings.SECRET_KEY,
            "PORT": str(self.port),
            "GATE49_API_RATE": "100000",
            **self._environment,
        }

    def _answers(self) -> bool:
        if self.process and self.process.poll() is not None:
            raise AssertionError(f"the supervisor ended; see {self.log}")
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def free_port() -> int:
    """A port nobody uses, from below those the kernel gives to outgoing connections."""
    while True:
        port = PORTS.start + secrets.randbelow(len(PORTS))
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_for_all_papers(system: System, seconds: float = 200) -> None:
    """Until the workers have made every paper that was asked for."""
    unfinished = "SELECT count(*) FROM shipments_document WHERE state IN ('queued', 'rendering')"
    wait_until(lambda: system.sql(unfinished) == [(0,)], seconds, "a paper never became ready")


def furnish(system: System, *, in_full: bool, seconds: float = 200) -> dict[str, str]:
    """What demo data lacks is added, once an installation, `in_full` with tests.pages.situations:
    every address with sample arguments, by name, once no page has anything left to refresh."""
    kept = system.home / "addresses.json"
    if not kept.exists():
        command = [sys.executable, "-m", "tests.pages.furnished", *["situations"] * in_full]
        kept.write_bytes(
            subprocess.run(
                command, cwd=ROOT, env=system.environment(), stdout=subprocess.PIPE, check=True
            ).stdout
        )
    wait_for_all_papers(system, seconds)
    running = "SELECT count(*) FROM shipments_rehearsalrun WHERE state = 'running'"
    wait_until(lambda: system.sql(running) == [(0,)], 200, "the rehearsal does not end")
    found: dict[str, str] = json.loads(kept.read_bytes())
    return found


def wait_until(is_so: Callable[[], bool], seconds: float, otherwise: object) -> None:
    """Poll until true, ever more seldom: each look costs. Raises AssertionError with `otherwise`
    after that many seconds; when it is a function, with what that returns."""
    began, pause = time.monotonic(), 0.1
    while not is_so():
        if time.monotonic() > began + seconds:
            raise AssertionError(otherwise() if callable(otherwise) else otherwise)
        time.sleep(pause)
        pause = min(pause * 1.1, 0.5)


def _command_line(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []
