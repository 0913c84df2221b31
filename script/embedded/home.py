"""What a home folder needs before anything starts in it."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from compliance.servers import socket_folder


def make_secret_key(home: Path) -> None:
    """Write a secret key only its owner may read; one that is there stays."""
    home.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        handle = os.open(home / "secret_key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))


def make_socket_folder(home: Path) -> None:
    """Make the folder, for its owner alone. Raises PermissionError when it is somebody else's."""
    folder = socket_folder(home)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.lstat().st_uid != os.geteuid():
        raise PermissionError(f"{folder} belongs to somebody else.")
