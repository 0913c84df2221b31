"""Where a home folder keeps its sockets and its secret key, so that settings can name servers
without starting them; script/embedded starts them. Production sets DATABASE_URL and REDIS_URL."""

import hashlib
import os
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

LONGEST_SOCKET_FOLDER = 80  # a Unix socket's whole path may have 107 bytes


def secret_key(home: Path) -> str:
    """The Django secret key of this home. Raises OSError when none was made."""
    return (home / "secret_key").read_text().strip()


def application_url(home: Path) -> str:
    """The embedded database as the application's role, which owns no table of it."""
    return f"postgres://gate49_app@/gate49?host={quote(str(socket_folder(home)))}"


def postgres_url(home: Path) -> str:
    """The embedded database as its owner, who migrates it."""
    return f"postgres://gate49@/gate49?host={quote(str(socket_folder(home)))}"


def redis_url(home: Path) -> str:
    """Where the embedded Redis of this home listens (or would)."""
    return f"unix://{quote(str(redis_socket(home)))}?db=0"


def broker_url(url: str) -> str:
    """The same Redis address in the spelling Celery understands."""
    if not url.startswith("unix:"):
        return url
    return f"redis+socket://{urlsplit(url).path}?virtual_host=0"


def cache_url(url: str) -> str:
    """A second database of the same Redis, so that clearing the cache cannot empty a queue."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return f"unix://{parts.path}?db=1"  # urlunsplit would drop the empty host
    return urlunsplit(parts._replace(path="/1"))


def socket_folder(home: Path) -> Path:
    """The folder of both sockets: in the home, or under /tmp when the home's path is too long."""
    folder = home.resolve() / "run"
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    return Path("/tmp") / f"gate49-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}"  # noqa: S108


def redis_socket(home: Path) -> Path:
    """The socket file of Redis."""
    return socket_folder(home) / "redis.sock"


def mail_folder(home: Path) -> str:
    """Where mails are kept as files while no mail server is named, as an address."""
    return f"filemail://{home}/mail-files"
