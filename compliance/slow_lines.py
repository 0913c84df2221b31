"""Reading a whole request from a client that may be slow, and sending an answer to one: in threads
that have nothing else to do, with an end to all patience."""

import re
import socket
import time
from http import HTTPStatus
from tempfile import SpooledTemporaryFile, TemporaryFile
from threading import BoundedSemaphore
from typing import IO, Any

PATIENCE_SECONDS = 10  # without a byte, and before the speed counts
LEAST_SPEED = 8 * 1024  # bytes a second
QUICK_SECONDS = 0.2  # that an answering thread waits for a client, over all of an answer
HEAD_BYTES = 1024 * 1024
MOST_BYTES = 64 * 1024 * 1024  # of a body, as docker/proxy.conf takes
MOST_ASIDE = 64  # answers that wait for slow clients, on disk
IN_MEMORY = 1024 * 1024
PIECE = 64 * 1024
END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
CODED = re.compile(rb"^transfer-encoding[ \t]*:", re.IGNORECASE | re.MULTILINE)
EXPECTS = re.compile(rb"^expect:[ \t]*100-continue", re.IGNORECASE | re.MULTILINE)
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"

_places = BoundedSemaphore(MOST_ASIDE)


class Refused(Exception):
    """A request that is not read to its end; the client is told by that status."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status, self.reason = status.value, status.phrase


class Line(socket.socket):
    """A client's connection. What it is slow to take of an answer lies in `rest`, for send_all."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.begin_answer()

    def begin_answer(self) -> None:
        """Nothing of the next answer was sent yet."""
        self.rest: IO[bytes] | None = None
        self._patience = QUICK_SECONDS

    def sendall(self, data: Any, flags: int = 0) -> None:
        """Send it, or lay the rest aside for one who has time. Raises OSError."""
        left = memoryview(data)
        while left and self.rest is None:
            began = time.monotonic()
            self.settimeout(max(self._patience, 0.001))
            try:
                left = left[self.send(left, flags) :]
            except TimeoutError:
                self._lay_aside()
            self._patience -= time.monotonic() - began
        if self.rest is not None:
            self.rest.write(left)

    def drop(self) -> None:
        """What lies aside was sent, or will never be."""
        if self.rest is not None:
            self.rest.close()
            self.rest = None
            _places.release()

    def _lay_aside(self) -> None:
        if not _places.acquire(blocking=False):
            raise TimeoutError("too many clients are slow")
        self.rest = TemporaryFile()  # noqa: SIM115 - drop() closes it


class _Pace:
    """How long a client may still take, by what it has sent or taken."""

    def __init__(self) -> None:
        self._until = time.monotonic() + PATIENCE_SECONDS

    def wait_on(self, line: socket.socket) -> None:
        """Let the next step on that line take no longer. Raises TimeoutError when time is up."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("too slow")
        line.settimeout(min(left, PATIENCE_SECONDS))

    def moved(self, count: int) -> None:
        """So many bytes more."""
        self._until += count / LEAST_SPEED


def read_request(line: socket.socket, begun: bytes = b"") -> tuple[IO[bytes], bytes]:
    """One request as a file, and what was sent behind it; `begun` was read before. Raises Refused,
    EOFError when the client hangs up and TimeoutError when it is too slow."""
    pace, received = _Pace(), bytearray(begun)
    while END_OF_HEAD not in received:
        if len(received) > HEAD_BYTES:
            raise Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        received += _next(line, pace)
    head, end, body = bytes(received).partition(END_OF_HEAD)
    length = _length(head + b"\r\n")
    if len(body) < length and EXPECTS.search(head):
        line.sendall(GO_ON)
    request = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever answers closes it
    request.write(head + end + body[:length])
    missing = length - len(body)
    while missing > 0:
        piece = _next(line, pace, missing)
        request.write(piece)
        missing -= len(piece)
    request.seek(0)
    return request, body[length:]


def send_all(line: Line, rest: IO[bytes]) -> None:
    """Send what lies aside. Raises OSError, TimeoutError for a client that is too slow."""
    pace = _Pace()
    rest.seek(0)
    while piece := rest.read(PIECE):
        left = memoryview(piece)
        while left:
            pace.wait_on(line)
            sent = line.send(left)
            pace.moved(sent)
            left = left[sent:]


def _next(line: socket.socket, pace: _Pace, most: int = PIECE) -> bytes:
    pace.wait_on(line)
    piece = line.recv(min(most, PIECE))
    if not piece:
        raise EOFError
    pace.moved(len(piece))
    return piece


def _length(head: bytes) -> int:
    """Of the body. One whose end can only be found by reading it is refused: programs know how long
    theirs is, and proxies do."""
    if CODED.search(head):
        raise Refused(HTTPStatus.LENGTH_REQUIRED)
    found = LENGTH.search(head)
    length = int(found[1]) if found else 0
    if length > MOST_BYTES:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return length
