"""Clients that are slow, in whatever way, keep nobody else waiting: gunicorn as shipped, without a
proxy in front of it."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.slow_clients_site import LONG
from tests.system import free_port, wait_until

ROOT = Path(__file__).resolve().parents[1]
SITE = "tests.slow_clients_site:application"
MANY = 24  # two processes answer with four threads each
HEAD = "HTTP/1.1\r\nHost: gate49\r\n"
LARGE = 3 * 1024 * 1024


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Of gunicorn by our own settings, without Django behind it."""
    number = free_port()
    command = [sys.executable, "-m", "gunicorn", SITE, "--bind", f"127.0.0.1:{number}"]
    with (tmp_path_factory.mktemp("web") / "said").open("w") as said:
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said)
        try:
            wait_until(lambda: _answers(number), 30, "gunicorn does not answer")
            yield number
        finally:
            process.terminate()
            process.wait(20)


def _answers(port: int) -> bool:
    try:
        return ask(port)[0] == 200
    except OSError:
        return False


def ask(
    port: int, method: str = "GET", path: str = "/", body: bytes | None = None, **headers: str
) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=8)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def a_post(length: int, sent: bytes, more: str = "") -> bytes:
    return f"POST / {HEAD}Content-Length: {length}\r\n{more}\r\n".encode() + sent


SLOW: dict[str, tuple[bytes, bytes]] = {
    "in the middle of a line": (f"GET / {HEAD}".encode()[:-9], b"x"),
    "in a small body": (a_post(999, b"user"), b"x"),
    "in a large body": (a_post(LARGE, b"x" * (LARGE // 2)), b"x"),
    "before a body it asks leave for": (a_post(20, b"", "Expect: 100-continue\r\n"), b"x"),
    "in a body without an end": (
        f"POST / {HEAD}Transfer-Encoding: chunked\r\n\r\n".encode(),
        b"1\r\nx\r\n",
    ),
    "behind a request of its own": (f"GET / {HEAD}\r\nGET / {HEAD}".encode(), b"X"),
    "in closing": (f"GET / {HEAD}Connection: close\r\n\r\n".encode(), b""),
    "in reading": (f"GET /long {HEAD}\r\n".encode(), b""),
}


@pytest.mark.in_turn(of=3)
@pytest.mark.waits
@pytest.mark.parametrize("slow", SLOW.values(), ids=SLOW)
def test_who_is_slow_keeps_nobody_waiting(port: int, slow: tuple[bytes, bytes]) -> None:
    begun, drop = slow
    with ExitStack() as clients:
        lines = [clients.enter_context(_a_line(port)) for _i in range(MANY)]
        for line in lines:
            line.sendall(begun)
        for _moment in range(3):
            time.sleep(1)
            for line in lines if drop else ():
                _send(line, drop)
            began = time.monotonic()
            assert ask(port) == (200, b"0")
            assert time.monotonic() - began < 5


def _a_line(port: int) -> socket.socket:
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.connect(("127.0.0.1", port))
    return line


def _send(line: socket.socket, drop: bytes) -> None:
    """Nobody minds when it was refused meanwhile."""
    with suppress(OSError):
        line.sendall(drop)


def test_large_bodies_and_answers_come_whole(port: int) -> None:
    assert ask(port, "POST", body=b"x" * LARGE) == (200, str(LARGE).encode())
    assert ask(port, path="/long") == (200, LONG)


def test_a_slow_reader_gets_all_of_it(port: int) -> None:
    with _a_line(port) as line:
        line.settimeout(10)
        line.sendall(f"GET /long {HEAD}Connection: close\r\n\r\n".encode())
        time.sleep(2)  # longer than an answering thread waits
        received = 0
        while piece := line.recv(1024 * 1024):
            received += len(piece)
    assert received > len(LONG)


def test_two_requests_in_one_breath_are_both_answered(port: int) -> None:
    with _a_line(port) as line:
        line.settimeout(5)
        line.sendall(a_post(3, b"abc") + f"GET / {HEAD}Connection: close\r\n\r\n".encode())
        answers = b""
        while piece := line.recv(4096):
            answers += piece
    assert [each[-1:] for each in answers.split(b"HTTP/1.1 200 OK")[1:]] == [b"3", b"0"]


def test_a_line_is_used_again(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    for path, body in (("/", b"0"), ("/long", LONG), ("/", b"0")):
        connection.request("GET", path)
        assert connection.getresponse().read() == body
    connection.close()


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (f"POST / {HEAD}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        (f"POST / {HEAD}Content-Length: 70000000\r\n\r\n", 413),
        (f"POST / {HEAD}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
        (f"POST / {HEAD}Content-Length: +3\r\n\r\nabc", 400),
        (f"GET / {HEAD}X: {'x' * 1_100_000}\r\n\r\n", 431),
    ],
)
def test_what_is_not_read_is_refused_by_its_status(port: int, request_: str, status: int) -> None:
    with _a_line(port) as line:
        line.settimeout(5)
        with suppress(OSError):  # the other side may have closed before all was sent
            line.sendall(request_.encode())
        assert line.recv(100).startswith(f"HTTP/1.1 {status} ".encode())


def test_leave_to_send_a_body_is_given_at_once(port: int) -> None:
    with _a_line(port) as line:
        line.settimeout(3)
        line.sendall(a_post(3, b"", "Expect: 100-continue\r\nConnection: close\r\n"))
        assert line.recv(100).startswith(b"HTTP/1.1 100 Continue")
        line.sendall(b"abc")
        answer = b""
        while piece := line.recv(4096):
            answer += piece
    assert answer.endswith(b"3")


@pytest.mark.waits
def test_who_goes_too_slowly_is_sent_away(port: int) -> None:
    with _a_line(port) as line:
        line.sendall(a_post(LARGE, b""))
        began = time.monotonic()
        with suppress(OSError):  # a reset or a broken pipe
            while time.monotonic() - began < 25:
                time.sleep(1)
                line.sendall(b"x")  # far less than 8 KB a second
        assert 9 < time.monotonic() - began < 20
