"""What tests/test_slow_clients.py asks for: a short answer, a long one, and how long a body was."""

from collections.abc import Callable, Iterable
from typing import Any

LONG = b"x" * (8 * 1024 * 1024)  # more than any kernel keeps for a client


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """A WSGI application."""
    if environ["PATH_INFO"] == "/long":
        body = LONG
    else:
        body = str(len(environ["wsgi.input"].read())).encode()
    start("200 OK", [("Content-Length", str(len(body)))])
    return [body]
