"""Asking ClamAV's clamd about bytes (clamd(8), INSTREAM).

Of our own, since the clients on PyPI are unkept since 2014 (clamd) or GPL-2.0 (clamav-client),
which this project's licence does not go with.
"""

import re
import socket
import struct
import time
from typing import IO
from urllib.parse import urlsplit

CHUNK = 64 * 1024
SECONDS = 10  # for each step
SECONDS_IN_ALL = 120
LONGEST_ANSWER = 4096
ANSWER = re.compile(r"stream: (?:(?P<name>.+) FOUND|(?P<clean>OK))")


class Unavailable(Exception):
    """The scanner gave no verdict; the text says why. The file stays where it is."""


def scan(address: str, stream: IO[bytes]) -> str:
    """What the scanner at `tcp://host:port` or `unix:///path` finds; "" for nothing.

    Raises Unavailable for everything but a plain verdict.
    """
    end = time.monotonic() + SECONDS_IN_ALL
    try:
        with _connected(address) as line:
            line.sendall(b"zINSTREAM\0")
            while chunk := stream.read(CHUNK):
                line.sendall(struct.pack("!L", len(chunk)) + chunk)
                _check(end)
            line.sendall(struct.pack("!L", 0))
            answer = _answer(line, end)
    except OSError as error:
        raise Unavailable(f"{type(error).__name__}: {error}") from error
    found = ANSWER.fullmatch(answer)
    if found is None:
        raise Unavailable(answer[:150] or "no answer")
    return found["name"] or ""


def _connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(parts.path)
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((parts.hostname or "", parts.port or 3310), SECONDS)


def _answer(line: socket.socket, end: float) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        part = line.recv(LONGEST_ANSWER)
        if not part:
            break
        answer += part
        _check(end)
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _check(end: float) -> None:
    if time.monotonic() > end:
        raise TimeoutError("too slow")
