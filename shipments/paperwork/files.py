"""The bytes of a paper in the store of documents: named by their hash, checked when read; and
whether an upload is still what it was."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from compliance.paper_files import sha256_of
from shipments.models import Document


class Corrupt(Exception):
    """The stored file is missing or its bytes are not those whose hash was recorded."""


def named(content: bytes) -> tuple[str, str]:
    """Under which name the bytes are stored, and their sha256."""
    sha256 = hashlib.sha256(content).hexdigest()
    return f"documents/{sha256[:2]}/{sha256}.pdf", sha256


def store(content: bytes) -> tuple[str, str]:
    """Write the bytes to the store; return (name, sha256). Storing twice is harmless.

    Raises OSError when the store refuses; then nothing is left under the name.
    """
    name, sha256 = named(content)
    storages["papers"].save(name, ContentFile(content))
    return name, sha256


def is_kept(name: str, sha256: str) -> bool:
    """Whether the upload under that name is there and still what was uploaded. Raises StoreAway."""
    try:
        with storages["default"].open(name) as file:
            return sha256_of(file) == sha256
    except FileNotFoundError:
        return False


def load(document: Document) -> bytes:
    """The bytes of a ready paper. Raises as `read_stored` does."""
    return read_stored(str(document.file), document.sha256)


def read_stored(name: str, sha256: str) -> bytes:
    """The bytes under that name. Raises Corrupt when they are gone or have another hash, StoreAway
    when nobody can tell."""
    try:
        with storages["papers"].open(name) as file:
            content: bytes = file.read()
    except FileNotFoundError as error:
        raise Corrupt(f"{name} is missing") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Corrupt(f"{name} was changed")
    return content
