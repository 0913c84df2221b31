"""A network that fails between some processes and PostgreSQL: a proxy takes the place of the
server's socket and knows by the kernel who is at the other end."""

import contextlib
import os
import select
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path

import psutil

CREDENTIALS = struct.Struct("3i")  # pid, uid, gid: unix(7), SO_PEERCRED
CHUNK = 65_536


class Line(Enum):
    """How the proxy treats those who are cut off."""

    OPEN = "open"
    REFUSED = "refused"  # connections break, new ones too
    SILENT = "silent"  # half-open: everything connects, nothing is carried, no error is told


class Partition:
    """Stands between PostgreSQL and everybody; cuts off those whose command line has `name`."""

    def __init__(self, socket_path: Path, name: str) -> None:
        self.line = Line.OPEN
        self._path, self._behind = socket_path, socket_path.with_name("behind-the-proxy")
        self._name = name
        self._pairs: set[tuple[socket.socket, socket.socket]] = set()
        self._listener = socket.socket(socket.AF_UNIX)

    @contextlib.contextmanager
    def standing(self) -> Iterator["Partition"]:
        """New connections come through here inside the block. At its end all are cut."""
        self._path.rename(self._behind)
        self._listener.bind(str(self._path))
        self._listener.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()
        try:
            yield self
        finally:
            self._behind.rename(self._path)
            self._listener.close()
            self._cut(lambda _end: True)

    def turn(self, line: Line) -> None:
        """From now on."""
        self.line = line
        if line is Line.REFUSED:
            self._cut(self._is_cut_off)

    def _accept(self) -> None:
        while True:
            try:
                near, _address = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        hidden = self._is_cut_off(near)
        if hidden and self.line is Line.REFUSED:
            near.close()
            return
        far = socket.socket(socket.AF_UNIX)
        with near, far, contextlib.suppress(OSError):
            far.connect(str(self._behind))
            self._pairs.add((near, far))
            while True:
                if hidden and self.line is Line.SILENT:
                    threading.Event().wait(0.1)
                    continue
                if not _carry(near, far):
                    break
        self._pairs.discard((near, far))

    def _is_cut_off(self, near: socket.socket) -> bool:
        told = near.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, CREDENTIALS.size)
        try:
            command = psutil.Process(CREDENTIALS.unpack(told)[0]).cmdline()
        except psutil.NoSuchProcess:
            return False
        return self._name in " ".join(command)

    def _cut(self, whose: Callable[[socket.socket], bool]) -> None:
        for near, far in list(self._pairs):
            with contextlib.suppress(OSError):
                if whose(near):
                    near.shutdown(socket.SHUT_RDWR)
                    far.shutdown(socket.SHUT_RDWR)


def _carry(near: socket.socket, far: socket.socket) -> bool:
    """What has come at either end, to the other; False when one of them has hung up."""
    ready, _writable, _broken = select.select([near, far], [], [], 0.1)
    for each in ready:
        content = each.recv(CHUNK)
        if not content:
            return False
        (far if each is near else near).sendall(content)
    return True


def socket_of(folder: Path) -> Path:
    """PostgreSQL's socket in that folder."""
    return Path(os.fsdecode(folder)) / ".s.PGSQL.5432"
