"""What can go wrong: each strikes a running installation once and leaves it as it was."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil

from compliance.servers import socket_folder
from tests.faults.machine import Clock, Disk
from tests.faults.partition import Line, Partition, socket_of
from tests.system import System, wait_until

AWAY_SECONDS = 20
SETTLING_SECONDS = 3
AT_WORK_SECONDS = 120
HALTED_SECONDS = 240
DAY = 86_400
POISON = """
from compliance.celery import app
for name in ("shipments.screening.screen", "shipments.paperwork.render", "no.such.task"):
    app.send_task(name, args=["not a key", {"deep": [1, 2]}], queue="screening")
"""
SCREENING = "SELECT count(*) FROM shipments_screeningtrouble WHERE parked_at IS NULL"
RENDERING = "SELECT count(*) FROM shipments_document WHERE state = 'rendering'"
CUT_ALL = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


@dataclass(frozen=True)
class Scene:
    """The installation and the machine it thinks it is on; None is what cannot be had here."""

    system: System
    disk: Disk | None
    documents: Disk | None
    clock: Clock | None


Fault = Callable[[Scene], None]


def kill(name: str) -> Fault:
    """SIGKILL to all whose command line has the name, until they run again."""
    return lambda scene: scene.system.crash(name)


def halt(name: str) -> Fault:
    """The idle process under that name stops with its children and never goes on; until there is a
    new one."""

    def strike(scene: Scene) -> None:
        stopped = scene.system.processes(name)
        stopped += [child for each in stopped for child in each.children(recursive=True)]
        for process in stopped:
            process.suspend()
        gone = {process.pid for process in stopped}
        wait_until(
            lambda: bool({each.pid for each in scene.system.processes(name)} - gone),
            HALTED_SECONDS,
            f"nobody noticed that {name} is frozen",
        )

    return strike


def kill_supervisor(scene: Scene) -> None:
    """It dies without a word; whoever watches the machine starts it again."""
    if scene.system.process:
        scene.system.process.kill()
        scene.system.process.wait()
    scene.system.start()


def hang_database(scene: Scene) -> None:
    """As a network that swallows everything from everybody: no error, no answer, for a while."""
    servers = scene.system.processes("bin/postgres")
    stopped = [*servers, *(child for each in servers for child in each.children(recursive=True))]
    for process in stopped:
        process.suspend()
    time.sleep(AWAY_SECONDS)
    for process in stopped:
        _go_on(process)


def freeze(name: str, at_work: str) -> Fault:
    """The process under that name stops in the midst of a task and never goes on: only whoever
    limits its time helps. `at_work` counts tasks that were begun."""

    def strike(scene: Scene) -> None:
        def is_caught() -> bool:
            children = [child for each in scene.system.processes(name) for child in each.children()]
            for child in children:
                child.suspend()
            time.sleep(0.2)  # what it sent before arrives
            if scene.system.sql(at_work) != [(0,)]:
                return True
            for child in children:
                child.resume()
            return False

        wait_until(is_caught, AT_WORK_SECONDS, f"{name} is never at work")

    return strike


def partition(name: str, line: Line) -> Fault:
    """Those whose command line has the name lose the database for a while; others keep it."""

    def strike(scene: Scene) -> None:
        between = Partition(socket_of(socket_folder(scene.system.home)), name)
        with between.standing():
            scene.system.sql(CUT_ALL)  # whoever comes back comes through the proxy
            time.sleep(SETTLING_SECONDS)
            between.turn(line)
            time.sleep(AWAY_SECONDS)

    return strike


def fill(which: str) -> Fault:
    """The disk of that name in the scene is full for a while."""

    def strike(scene: Scene) -> None:
        disk: Disk = getattr(scene, which)
        disk.fill()
        time.sleep(AWAY_SECONDS)
        disk.empty()

    return strike


def jump(seconds: int) -> Fault:
    """The clock jumps, and back after a while."""

    def strike(scene: Scene) -> None:
        assert scene.clock
        scene.clock.jump(seconds)
        time.sleep(AWAY_SECONDS)
        scene.clock.jump(0)

    return strike


def poison(scene: Scene) -> None:
    """Tasks that no worker can do."""
    scene.system.manage("shell", "-c", POISON)


FAULTS: dict[str, Fault] = {
    "none": lambda _scene: None,
    "kill screening": kill("--queues screening"),
    "kill paperwork": kill("--queues paperwork"),
    "freeze screening": freeze("--queues screening", SCREENING),
    "freeze paperwork": freeze("--queues paperwork", RENDERING),
    "halt screening": halt("--queues screening"),
    "halt paperwork": halt("--queues paperwork"),
    "halt beat": halt(" beat"),
    "halt web": halt("gunicorn"),
    "kill beat": kill(" beat"),
    "kill web": kill("gunicorn"),
    "kill supervisor": kill_supervisor,
    "flush redis": lambda scene: scene.system.flush_redis(),
    "kill redis": kill("redis-server"),
    "kill postgres": kill("bin/postgres"),
    "hang database": hang_database,
    "workers refused": partition("celery", Line.REFUSED),
    "workers half-open": partition("celery", Line.SILENT),
    "web half-open": partition("gunicorn", Line.SILENT),
    "poison tasks": poison,
    "documents full": fill("documents"),
    "disk full": fill("disk"),
    "clock +1 day": jump(DAY),
    "clock -1 day": jump(-DAY),
}
NEEDS = {
    "documents full": "documents",
    "disk full": "disk",
    "clock +1 day": "clock",
    "clock -1 day": "clock",
}


def is_playable(name: str, scene: Scene) -> bool:
    """Whether this machine can give what the fault needs."""
    return name not in NEEDS or getattr(scene, NEEDS[name]) is not None


def _go_on(process: psutil.Process) -> None:
    if process.is_running():
        process.send_signal(signal.SIGCONT)
