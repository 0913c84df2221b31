"""The arrays of an index in one file: a JSON directory, then each array on a 64-byte boundary.

The file is mapped, not copied, so that all workers share its pages; the same names give the same
bytes. The head holds a checksum of the body, which every load reads through once: a flipped bit or
a page of zeroes would otherwise give other hits in silence.
"""

import json
import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"G49NAMES"
_ALIGN = 64
_NOT_A_HEAD = (ValueError, KeyError, TypeError, AttributeError, OverflowError, SyntaxError)
"""What wrong bytes in a head raise, a number without end and the name of a type among them."""

Arrays = dict[str, NDArray[Any]]
Layout = dict[str, str]
Directory = dict[str, tuple[str, int, int]]


class BadSnapshot(ValueError):
    """The file is not a snapshot, or one that another algorithm made."""


def save(path: Path, arrays: Mapping[str, NDArray[Any]], algorithm: str) -> None:
    """Write beside the target first, then rename, so that no reader sees half a file.

    Bytes are on the disk before the name is, and the name before this returns.
    """
    directory, size = _directory(arrays)
    body = _body(arrays, directory, size)
    about = {"algorithm": algorithm, "arrays": directory, "body": _checksum(body)}
    head = json.dumps(about).encode()
    start = _aligned(len(MAGIC) + 8 + len(head))
    partial = path.with_name(path.name + ".partial")
    with partial.open("wb") as file:
        file.write(MAGIC + len(head).to_bytes(8, "little") + head)
        file.write(b"\0" * (start - file.tell()))
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    _sync_folder(path.parent)


def load(path: Path, algorithm: str, layout: Layout) -> Arrays:
    """Map every array read-only; raises BadSnapshot where the file cannot be trusted.

    `layout` gives the type of each array that has to be there, and of no other.
    """
    fixed = len(MAGIC) + 8
    if path.stat().st_size < fixed:
        raise BadSnapshot(f"{path} is no snapshot of listed names")
    whole = np.memmap(path, dtype=np.uint8, mode="r")
    if bytes(whole[: len(MAGIC)]) != MAGIC:
        raise BadSnapshot(f"{path} is no snapshot of listed names")
    length = int.from_bytes(bytes(whole[len(MAGIC) : fixed]), "little")
    made_by, directory, checksum = _head(bytes(whole[fixed : fixed + length]), path)
    if made_by != algorithm:
        raise BadSnapshot(f"{path} was made by {made_by}, not {algorithm}")
    if {name: each[0] for name, each in directory.items()} != layout:
        raise BadSnapshot(f"{path} has another layout than {algorithm} has now")
    body = whole[_aligned(fixed + length) :]
    if _checksum(body) != checksum:
        raise BadSnapshot(f"the body of {path} is not what was written")
    return {name: _array(body, *where) for name, where in directory.items()}


def layout_of(arrays: Mapping[str, NDArray[Any]]) -> Layout:
    """The type of each array by name."""
    return {name: array.dtype.str for name, array in arrays.items()}


def _body(arrays: Mapping[str, NDArray[Any]], directory: Directory, size: int) -> bytes:
    body = bytearray(size)
    for name, (_, offset, _) in directory.items():
        plain = np.ascontiguousarray(arrays[name]).tobytes()
        body[offset : offset + len(plain)] = plain
    return bytes(body)


def _checksum(body: Any) -> str:
    return blake2b(memoryview(body), digest_size=16).hexdigest()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _head(text: bytes, path: Path) -> tuple[str, Directory, str]:
    """Who made the file; kind, offset and count of each array; the checksum of the body."""
    try:
        head = json.loads(text)
        rows = {
            str(name): (np.dtype(kind).str, int(offset), int(count))
            for name, (kind, offset, count) in head["arrays"].items()
        }
        return str(head["algorithm"]), rows, str(head["body"])
    except _NOT_A_HEAD as error:
        raise BadSnapshot(f"the head of {path} cannot be read") from error


def _array(body: NDArray[Any], kind: str, offset: int, count: int) -> NDArray[Any]:
    size = np.dtype(kind).itemsize * count
    if offset < 0 or count < 0 or offset + size > body.size:
        raise BadSnapshot("the snapshot is cut short")
    return np.asarray(body[offset : offset + size]).view(kind)


def _directory(arrays: Mapping[str, NDArray[Any]]) -> tuple[Directory, int]:
    directory: Directory = {}
    offset = 0
    for name in sorted(arrays):
        array = arrays[name]
        directory[name] = (array.dtype.str, offset, int(array.size))
        offset = _aligned(offset + array.nbytes)
    return directory, offset


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGN) * _ALIGN
