"""The machine under an installation: a disk that can be filled and a clock that can be set, both
for that installation alone. A disk takes root, a clock takes a compiler; else they are not had."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOM = "16g"  # what is not used costs no memory
SPARE_BYTES = [each * 1024 for each in (64, 64, 128, 256, 512, 1024, 2048, 4096)]
SOURCE = Path(__file__).with_name("clock.c")


class Disk:
    """A file system of its own in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def mounted(self) -> Iterator["Disk"]:
        """Inside the block. Raises CalledProcessError without the rights."""
        self.folder.mkdir(parents=True, exist_ok=True)
        _run("mount", "-t", "tmpfs", "-o", f"mode=0711,size={ROOM}", "gate49", str(self.folder))
        try:
            yield self
        finally:
            _run("umount", "--lazy", str(self.folder))

    def fill(self) -> None:
        """Leave next to nothing free: no file is written for it, the disk gets smaller. Others go
        on writing, so it may take a few tries."""
        for spare in SPARE_BYTES:
            found = os.statvfs(self.folder)
            used = (found.f_blocks - found.f_bfree) * found.f_frsize
            with suppress(subprocess.CalledProcessError):
                _run("mount", "-o", f"remount,size={used + spare}", str(self.folder))
                return
        raise OSError(f"{self.folder} cannot be filled")

    def empty(self) -> None:
        """As large as before."""
        _run("mount", "-o", f"remount,size={ROOM}", str(self.folder))


class Clock:
    """The wall clock of every process started with its environment; what counts time does not
    jump with it, as on a real machine. Takes a C compiler."""

    def __init__(self, folder: Path) -> None:
        self._file, self._library = folder / "clock", folder / "clock.so"
        self._file.write_bytes(bytes(8))
        _run(_compiler(), "-shared", "-fPIC", "-O2", "-o", str(self._library), str(SOURCE))

    def jump(self, seconds: int) -> None:
        """To so far from the true time."""
        with self._file.open("r+b") as file:
            file.write(seconds.to_bytes(8, sys.byteorder, signed=True))

    @property
    def environment(self) -> dict[str, str]:
        """What makes a process heed it."""
        return {"LD_PRELOAD": str(self._library), "GATE49_TEST_CLOCK": str(self._file)}


def clock_in(folder: Path) -> Clock | None:
    """A clock for those who may read the folder; None without a compiler."""
    return Clock(folder) if _compiler() else None


def has_disks() -> bool:
    """Whether this process may mount: root may, but not in every container."""
    probe = ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]
    return os.geteuid() == 0 and subprocess.run(probe, capture_output=True).returncode == 0


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _compiler() -> str:
    return shutil.which("cc") or shutil.which("gcc") or ""
