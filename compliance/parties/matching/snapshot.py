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


def load(path: Path, algorithm: str) -> Arrays:
    """Map every array read-only; raises BadSnapshot where the file cannot be trusted."""
    if path.stat().st_size < len(MAGIC) + 8:
        raise BadSnapshot(f"{path} is no snapshot of listed names")
    whole = np.memmap(path, dtype=np.uint8, mode="r")
    fixed = len(MAGIC) + 8
    if bytes(whole[: len(MAGIC)]) != MAGIC:
        raise BadSnapshot(f"{path} is no snapshot of listed names")
    length = int.from_bytes(bytes(whole[len(MAGIC) : fixed]), "little")
    head = json.loads(bytes(whole[fixed : fixed + length]))
    if head["algorithm"] != algorithm:
        raise BadSnapshot(f"{path} was made by {head['algorithm']}, not {algorithm}")
    start = _aligned(fixed + length)
    return {
        name: _array(whole, kind, start + offset, count)
        for name, (kind, offset, count) in head["arrays"].items()
    }


def _array(whole: NDArray[Any], kind: str, start: int, count: int) -> NDArray[Any]:
    size = np.dtype(kind).itemsize * count
    if start + size > whole.size:
        raise BadSnapshot("the snapshot is cut short")
    return np.asarray(whole[start : start + size]).view(kind)


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
