"""Run Gate 49's processes side by side, start again what dies, and on Ctrl-C end all in order.

Called by script/server. DATABASE_URL and REDIS_URL, when set, name servers that run elsewhere.
"""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, suppress
from functools import partial
from http.client import HTTPException
from pathlib import Path
from typing import IO, NoReturn
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from compliance.pulse import PLACE, Pulse  # noqa: E402
from script import embedded  # noqa: E402
from script.programs import Child, GivenUp, Program, end, say  # noqa: E402

HOME = Path(os.environ.get("GATE49_HOME") or ROOT / ".gate49").resolve()
PORT = int(os.environ.get("PORT") or 8000)
PATIENCE_SECONDS = 30
ROOT_IS_FINE_FOR_A_TRIAL = "ignore:You're running the worker with superuser privileges"
WORKER_MEMORY_KB = 600_000

CELERY = "celery --quiet -A compliance"
UNCHECKED = f"{CELERY} --skip-checks"
"""What sets up has checked the program, pages and all, which these need not read in."""
WORKER = (
    "worker --concurrency 1 --loglevel WARNING"
    f" --max-memory-per-child {WORKER_MEMORY_KB} --without-gossip --without-mingle"
)
PROCESSES = {
    "web": f"gunicorn compliance.wsgi --bind 127.0.0.1:{PORT} --log-level warning",
    "screening": f"{UNCHECKED} {WORKER} --queues screening --hostname screening@%h",
    "paperwork": f"{CELERY} {WORKER} --queues paperwork,rehearsal,lists --hostname paperwork@%h",
    "beat": f"{UNCHECKED} beat --pidfile=",
}
KEEPER = "aiosmtpd.handlers.Mailbox"
MAIL = "mail"  # keeps what the application sends, as a maildir of that name in the home


class Stopped(Exception):
    """Somebody asked for the end."""


def main() -> int:
    """Run until told to stop (0) or until a program keeps dying (1)."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        with ExitStack() as running:
            _claim_home(running)
            _claim_port()
            servers = _start(_servers(), running)
            _keep_mail()
            _prepare()
            programs = [*servers, *_start(_programs(), running)]
            _announce_when_ready(programs)
            _watch(programs)
    except Stopped:
        say("Gate 49 has stopped. What was entered stays.")
        return 0
    except GivenUp as error:
        print(f"Gate 49 gives up: {error}.", file=sys.stderr)
        return 1
    except (embedded.EmbeddedError, subprocess.CalledProcessError) as error:
        print(f"Gate 49 could not start: {error}", file=sys.stderr)
        return 1


def _stop(_number: int, _frame: object) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    raise Stopped


def _claim_home(running: ExitStack) -> None:
    """One supervisor per home. The kernel drops the lock with its holder, however it dies."""
    HOME.mkdir(parents=True, exist_ok=True)
    lock = running.enter_context((HOME / "server.lock").open("w"))
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise embedded.EmbeddedError(f"another script/server already uses {HOME}.") from error


def _claim_port() -> None:
    """Fail early when the port is taken; the web process of a killed supervisor gets time to go."""
    deadline = time.monotonic() + PATIENCE_SECONDS / 2
    while not _port_is_free():
        if time.monotonic() > deadline:
            raise embedded.EmbeddedError(f"port {PORT} is taken; set PORT to another.")
        time.sleep(0.2)


def _port_is_free() -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            return False
    return True


def _servers() -> list[Program]:
    """Those that are not named by the environment, once what a killed supervisor left is gone."""
    servers = []
    if not os.environ.get("DATABASE_URL"):
        embedded.stop_postgres(HOME)
        launch = partial(embedded.launch_postgres, HOME, durable=True, tied=True)
        servers.append(Program("PostgreSQL", launch, signal.SIGINT))
    if not os.environ.get("REDIS_URL"):
        embedded.stop_redis(HOME)
        servers.append(Program("Redis", partial(embedded.launch_redis, HOME, tied=True)))
    return servers


def _keep_mail() -> None:
    """Unless the environment names a mail server: one that keeps all it gets in the home."""
    if os.environ.get("GATE49_EMAIL_URL"):
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    os.environ["GATE49_EMAIL_URL"] = f"smtp://{address}"
    PROCESSES[MAIL] = f"aiosmtpd --nosetuid --listen {address} --class {KEEPER} {HOME / MAIL}"


def _programs() -> list[Program]:
    """Those of Django show a pulse; what keeps the mail has none."""
    pulses = {name: Pulse(HOME / "pulse" / name) for name in PROCESSES if name != MAIL}
    return [Program(name, partial(_launch, name), pulse=pulses.get(name)) for name in PROCESSES]


def _start(programs: list[Program], running: ExitStack) -> list[Program]:
    running.callback(end, programs)
    for program in programs:
        program.start()
    return programs


def _prepare() -> None:
    commands = ["migrate --verbosity 0", "seed_demo"]
    if _static_files_changed():
        commands.insert(1, "collectstatic --noinput --verbosity 0 --ignore rest_framework")
    subprocess.run([sys.executable, "-m", "script.manage", *commands], cwd=ROOT, check=True)


def _static_files_changed() -> bool:
    """Collecting compresses everything anew, which takes seconds."""
    manifest = HOME / "static/staticfiles.json"
    sources = [*ROOT.glob("static/**/*"), *ROOT.glob("*/*/static/**/*"), *ROOT.glob(".venv/*.lock")]
    newest = max(path.stat().st_mtime for path in sources)
    return not manifest.exists() or manifest.stat().st_mtime < newest


def _launch(name: str) -> Child:
    program, *arguments = PROCESSES[name].split()
    child = subprocess.Popen(
        embedded.ending_with_parent([sys.executable, "-m", program, *arguments], "TERM"),
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONUNBUFFERED": "1",
            "PYTHONWARNINGS": ROOT_IS_FINE_FOR_A_TRIAL,
            PLACE: str(HOME / "pulse" / name),
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    threading.Thread(target=_repeat, args=(name, child.stdout), daemon=True).start()
    return child


def _repeat(name: str, output: IO[bytes]) -> None:
    for line in output:
        say(f"{name:>9} | {line.decode(errors='replace').rstrip()}")


def _announce_when_ready(programs: list[Program]) -> None:
    address = f"http://127.0.0.1:{PORT}/"
    while True:
        with suppress(OSError, HTTPException):
            urlopen(address, timeout=5).close()
            say(f"Gate 49 is ready: {address}  (Ctrl-C stops it)")
            return
        _look_after(programs)


def _watch(programs: list[Program]) -> NoReturn:
    while True:
        _look_after(programs)


def _look_after(programs: list[Program]) -> None:
    for program in programs:
        program.look_after()
    time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
