"""The tree against RFC 9162's own definition, written out by hand, and known roots."""

import hashlib

import pytest

from compliance.audit.transparency.merkle import (
    EMPTY_ROOT,
    Growing,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    root,
    root_of,
)

# The eight entries and roots that implementations of Certificate Transparency test with.
ENTRIES = [
    bytes.fromhex(each)
    for each in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
MOST = 40


def hashed(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def mth(leaves: list[bytes]) -> bytes:
    """MTH(D[n]) to the letter of section 2.1.1."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashed(mth(leaves[:k]), mth(leaves[k:]))


LEAVES = [hashlib.sha256(b"\x00" + bytes([each])).digest() for each in range(MOST)]


def node(level: int, index: int) -> bytes:
    return mth(LEAVES[index << level : (index + 1) << level])


@pytest.mark.parametrize("size", ROOTS)
def test_known_roots_come_out(size: int) -> None:
    assert root_of([leaf_hash(each) for each in ENTRIES[:size]]).hex() == ROOTS[size]
    assert EMPTY_ROOT.hex() == ROOTS[0]


def test_every_size_has_the_root_of_the_definition_whichever_way_it_is_made() -> None:
    growing = Growing()
    for size in range(1, MOST + 1):
        growing.add(LEAVES[size - 1])
        assert growing.root() == root(size, node) == mth(LEAVES[:size]), size


def test_each_entry_of_each_tree_is_proven_and_no_other() -> None:
    for size in range(1, MOST + 1):
        top = mth(LEAVES[:size])
        for index in range(size):
            proof = inclusion_proof(index, size, node)
            assert is_included(index, size, LEAVES[index], proof, top)
            assert not is_included(index, size, LEAVES[index - 1], proof, top) or size == 1
            assert not is_included(index, size, LEAVES[index], [*proof, top], top)
            assert not proof or not is_included(index, size, LEAVES[index], proof[:-1], top)


def test_each_tree_is_proven_to_continue_each_smaller_one_and_no_other() -> None:
    for size in range(1, MOST + 1):
        top = mth(LEAVES[:size])
        for old in range(1, size + 1):
            before, proof = mth(LEAVES[:old]), consistency_proof(old, size, node)
            assert is_consistent(old, before, size, top, proof)
            assert not is_consistent(old, leaf_hash(b"?"), size, top, proof)
            assert not is_consistent(old, before, size, leaf_hash(b"?"), proof)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_what_is_not_there_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no such entry"):
        inclusion_proof(index, size, node)
    with pytest.raises(ValueError, match="no such tree"):
        consistency_proof(size + 1, size, node)
