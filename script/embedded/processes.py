"""Starting a server in the background, watching it come up, and quoting it when it does not."""

import importlib.util
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_SECONDS = 60


class EmbeddedError(RuntimeError):
    """A server did not start or stop; the message ends with what it said itself."""


def launch(command: list[str], log: Path) -> subprocess.Popen[bytes]:
    """Start the command in a session of its own, out of reach of the terminal's Ctrl-C."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def await_start(server: subprocess.Popen[bytes], answers: Callable[[], bool], log: Path) -> None:
    """Wait until the server answers. Raises EmbeddedError when it ends or stays silent."""

    def started_or_ended() -> bool:
        return server.poll() is not None or answers()

    wait_until(started_or_ended, log)
    if server.returncode is not None:
        raise EmbeddedError(_last_words(log))


def wait_until(condition: Callable[[], bool], log: Path) -> None:
    """Wait for the condition. Raises EmbeddedError with the end of the log after a minute."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise EmbeddedError(_last_words(log))
        time.sleep(0.05)


def run(command: list[str]) -> None:
    """Run the command to its end. Raises EmbeddedError with what it said when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise EmbeddedError(done.stderr or done.stdout)


def ending_with_parent(command: list[str], signal_name: str) -> list[str]:
    """The same command, which gets the signal should the thread that started it die."""
    return ["setpriv", "--pdeathsig", signal_name, "--", *command]


def package_folder(name: str) -> Path:
    """The folder of an installed package. Raises EmbeddedError when it is not installed."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(f"The package {name} is missing: run script/bootstrap.")
    return Path(spec.submodule_search_locations[0])


def _last_words(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-10:])
