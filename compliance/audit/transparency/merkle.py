"""The Merkle tree of RFC 9162, section 2.1, pure: roots, proofs and their verification.

Hashes are 32 bytes. A `Node` gives the hash of the complete subtree of 2**level leaves whose first
leaf is index * 2**level; positions count from 0.
"""

import hashlib
from collections.abc import Callable, Sequence

Node = Callable[[int, int], bytes]
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry of the log."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash above two others."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """The root over these leaf hashes."""
    growing = Growing()
    for each in hashes:
        growing.add(each)
    return growing.root()


def root(size: int, node: Node) -> bytes:
    """The root of the tree over the first `size` entries."""
    return _range(0, size, node) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """PATH(index, D[size]): from the leaf's sibling to the child of the root."""
    if not 0 <= index < size:
        raise ValueError("no such entry")
    return _path(index, 0, size, node)


def consistency_proof(old: int, size: int, node: Node) -> list[bytes]:
    """PROOF(old, D[size]): that the tree of `old` entries is the beginning of the larger one."""
    if not 0 < old <= size:
        raise ValueError("no such tree")
    return _subproof(old, 0, size, node, is_whole=True)


def is_included(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Section 2.1.3.2: whether the proof leads from the leaf's hash to the root."""
    if not 0 <= index < size:
        return False
    at, last, reached = index, size - 1, leaf
    for each in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            reached = node_hash(each, reached)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            reached = node_hash(reached, each)
        at, last = at >> 1, last >> 1
    return last == 0 and reached == root


def is_consistent(
    old: int, old_root: bytes, size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Section 2.1.4.2: whether the larger tree begins with the smaller one."""
    if old == size:
        return not proof and old_root == new_root
    if not 0 < old < size or not proof:
        return False
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = path[0]
    for each in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            first, second = node_hash(each, first), node_hash(each, second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = node_hash(second, each)
        at, last = at >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


class Growing:
    """A tree that only grows at its end; keeps one hash for each complete subtree."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """One more leaf hash."""
        at = self.size
        while at & 1:
            leaf, at = node_hash(self._peaks.pop(), leaf), at >> 1
        self._peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root as it is now."""
        if not self._peaks:
            return EMPTY_ROOT
        reached = self._peaks[-1]
        for each in reversed(self._peaks[:-1]):
            reached = node_hash(each, reached)
        return reached


def _split(width: int) -> int:
    """The largest power of two below the width."""
    return 1 << ((width - 1).bit_length() - 1)


def _range(start: int, end: int, node: Node) -> bytes:
    width = end - start
    if width & (width - 1) == 0:
        level = width.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(width)
    return node_hash(_range(start, middle, node), _range(middle, end, node))


def _path(index: int, start: int, end: int, node: Node) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + _split(end - start)
    if index < middle:
        return [*_path(index, start, middle, node), _range(middle, end, node)]
    return [*_path(index, middle, end, node), _range(start, middle, node)]


def _subproof(old: int, start: int, end: int, node: Node, *, is_whole: bool) -> list[bytes]:
    if old == end:
        return [] if is_whole else [_range(start, end, node)]
    middle = start + _split(end - start)
    if old <= middle:
        return [
            *_subproof(old, start, middle, node, is_whole=is_whole),
            _range(middle, end, node),
        ]
    return [*_subproof(old, middle, end, node, is_whole=False), _range(start, middle, node)]
