"""Old code at work: a bundle unpacked into a folder of its own and run by a process of its own."""

import io
import json
import subprocess
import sys
import tempfile
import zipfile
from functools import lru_cache
from pathlib import Path
from threading import Lock, Timer
from typing import Any, TextIO, cast
from weakref import finalize

from compliance.archive.models import BundleKind
from compliance.archive.shelf import BrokenBundle, bundle

SECONDS = 60
NAMES_RUNNER = Path(__file__).parent / "runners" / "names.py"
FEW = 4  # versions whose processes are kept


class Failed(Exception):
    """The old code gave no answer."""


class OldProgram:
    """A running bundle. It sees neither the environment nor the program that started it.

    `runner` asks and answers in place of the bundle's own: questions may say more than they did.
    """

    def __init__(self, content: bytes, runner: bytes = b"") -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="bundle-")
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            packed.extractall(self._folder.name)
        main = Path(self._folder.name) / "__main__.py"
        if runner:
            main.write_bytes(runner)
        self._lock = Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-B", str(main)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            cwd=self._folder.name,
            env={},
        )
        self._input = cast(TextIO, self._process.stdin)
        self._output = cast(TextIO, self._process.stdout)
        finalize(self, _end, self._process, self._folder)

    def ask(self, question: Any) -> Any:
        """The answer to one line. Raises Failed when there is none within a minute."""
        line = json.dumps(question, ensure_ascii=True)
        with self._lock:
            timer = Timer(SECONDS, self._process.kill)
            timer.start()
            try:
                self._input.write(f"{line}\n")
                self._input.flush()
                return json.loads(self._output.readline())
            except (OSError, ValueError) as error:
                raise Failed(repr(error)) from error
            finally:
                timer.cancel()

    @property
    def is_alive(self) -> bool:
        """Whether its process still runs; one that was too slow does not."""
        return self._process.poll() is None


def old_rules(version: str) -> OldProgram | None:
    """The rule set of that version, running; None where none is archived. Raises Failed."""
    content = _content(BundleKind.LAW, version)
    if content and not _rules(content).is_alive:
        _rules.cache_clear()
    return _rules(content) if content else None


def old_names(version: str, names: tuple[tuple[str, ...], ...]) -> OldProgram | None:
    """The name engine of that version with those (entry, name, kind) loaded, or None."""
    content = _content(BundleKind.NAMES, version)
    if content and not _names(content, names).is_alive:
        _names.cache_clear()
    return _names(content, names) if content else None


def _end(process: "subprocess.Popen[str]", folder: "tempfile.TemporaryDirectory[str]") -> None:
    process.kill()
    process.communicate()  # closes the pipes, too
    folder.cleanup()


def _content(kind: BundleKind, version: str) -> bytes | None:
    try:
        return bundle(kind, version)
    except BrokenBundle as error:
        raise Failed(str(error)) from error


@lru_cache(maxsize=FEW)
def _rules(content: bytes) -> OldProgram:
    return OldProgram(content)


@lru_cache(maxsize=FEW)
def _names(content: bytes, names: tuple[tuple[str, ...], ...]) -> OldProgram:
    program = OldProgram(content, NAMES_RUNNER.read_bytes())
    program.ask(list(names))
    return program
