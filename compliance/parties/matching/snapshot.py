"""The arrays of an index in one file: a JSON directory, then each array on a 64-byte boundary.

The file is mapped, not read, so that all workers share its pages; the same names give the same
bytes.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"G49NAMES"
_ALIGN = 64

Arrays = dict[str, NDArray[Any]]
Layout = dict[str, str]


class BadSnapshot(ValueError):
    """The file is not a snapshot, or one that another algorithm made."""


def save(path: Path, arrays: Mapping[str, NDArray[Any]], algorithm: str) -> None:
    """Write beside the target first, then rename, so that no reader sees half a file."""
    directory, size = _directory(arrays)
    head = json.dumps({"algorithm": algorithm, "arrays": directory}).encode()
    start = _aligned(len(MAGIC) + 8 + len(head))
    partial = path.with_name(path.name + ".partial")
    with partial.open("wb") as file:
        file.write(MAGIC + len(head).to_bytes(8, "little") + head)
        for name, (_, offset, _) in directory.items():
            file.write(b"\0" * (start + offset - file.tell()))
            file.write(np.ascontiguousarray(arrays[name]).tobytes())
        file.write(b"\0" * (start + size - file.tell()))
    partial.replace(path)


def load(path: Path, algorithm: str, layout: Layout | None = None) -> Arrays:
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
    made_by, directory = _head(bytes(whole[fixed : fixed + length]), path)
    if made_by != algorithm:
        raise BadSnapshot(f"{path} was made by {made_by}, not {algorithm}")
    if layout is not None and {name: each[0] for name, each in directory.items()} != layout:
        raise BadSnapshot(f"{path} has another layout than {algorithm} has now")
    body = whole[_aligned(fixed + length) :]
    return {name: _array(body, *where) for name, where in directory.items()}


def layout_of(arrays: Mapping[str, NDArray[Any]]) -> Layout:
    """The type of each array by name."""
    return {name: array.dtype.str for name, array in arrays.items()}


def _head(text: bytes, path: Path) -> tuple[str, dict[str, tuple[str, int, int]]]:
    """Who made the file, and kind, offset and count of each array."""
    try:
        head = json.loads(text)
        rows = {
            str(name): (np.dtype(kind).str, int(offset), int(count))
            for name, (kind, offset, count) in head["arrays"].items()
        }
        return str(head["algorithm"]), rows
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadSnapshot(f"the head of {path} cannot be read") from error


def _array(body: NDArray[Any], kind: str, offset: int, count: int) -> NDArray[Any]:
    size = np.dtype(kind).itemsize * count
    if offset < 0 or count < 0 or offset + size > body.size:
        raise BadSnapshot("the snapshot is cut short")
    return np.asarray(body[offset : offset + size]).view(kind)


def _directory(arrays: Mapping[str, NDArray[Any]]) -> tuple[dict[str, tuple[str, int, int]], int]:
    directory: dict[str, tuple[str, int, int]] = {}
    offset = 0
    for name in sorted(arrays):
        array = arrays[name]
        directory[name] = (array.dtype.str, offset, int(array.size))
        offset = _aligned(offset + array.nbytes)
    return directory, offset


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGN) * _ALIGN
