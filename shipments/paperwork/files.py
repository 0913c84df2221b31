"""The bytes of a paper on disk: written whole or not at all, named by their hash, checked when
read."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from shipments.models import Document


class Corrupt(Exception):
    """The stored file is missing or its bytes are not those whose hash was recorded."""


def named(content: bytes) -> tuple[str, str]:
    """Under which name the bytes are stored, and their sha256."""
    sha256 = hashlib.sha256(content).hexdigest()
    return f"documents/{sha256[:2]}/{sha256}.pdf", sha256


def store(content: bytes) -> tuple[str, str]:
    """Write the bytes under MEDIA_ROOT; return (name, sha256). Storing twice is harmless.

    Raises OSError when the disk refuses; then nothing is left under the name.
    """
    name, sha256 = named(content)
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_whole(path, content)
    return name, sha256


def load(document: Document) -> bytes:
    """The bytes of a ready paper; Corrupt when they are not what was issued."""
    return read_stored(str(document.file), document.sha256)


def read_stored(name: str, sha256: str) -> bytes:
    """The bytes under that name; Corrupt when they have another hash."""
    try:
        content = (Path(settings.MEDIA_ROOT) / name).read_bytes()
    except FileNotFoundError as error:
        raise Corrupt(f"{name} is missing") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Corrupt(f"{name} was changed")
    return content


def _write_whole(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
            os.fchmod(part.fileno(), settings.FILE_UPLOAD_PERMISSIONS)
            Path(part.name).replace(path)
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise
