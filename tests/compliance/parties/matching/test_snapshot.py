"""One snapshot file, the same bytes for the same names, refused when it is not one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance.parties.matching import Index, ListedName
from compliance.parties.matching.snapshot import BadSnapshot


def test_the_same_names_in_any_order_give_the_same_bytes(listed: list[ListedName], tmp_path: Path):
    Index.build(listed).save(tmp_path / "one")
    Index.build([*reversed(listed), listed[0]]).save(tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_loaded_index_answers_as_the_built_one(
    index: Index, listed: list[ListedName], tmp_path: Path
):
    index.save(tmp_path / "names")
    loaded = Index.load(tmp_path / "names")
    for row in listed:
        assert loaded.search(row.name, floor=0.3) == index.search(row.name, floor=0.3)


def test_saving_leaves_no_partial_file(index: Index, tmp_path: Path):
    index.save(tmp_path / "names")
    assert [path.name for path in tmp_path.iterdir()] == ["names"]


@pytest.mark.parametrize("content", [b"", b"nonsense that is long enough to be read"])
def test_a_file_that_is_no_snapshot_is_refused(content: bytes, tmp_path: Path):
    (tmp_path / "names").write_bytes(content)
    with pytest.raises(BadSnapshot):
        Index.load(tmp_path / "names")


def test_a_snapshot_cut_short_is_refused(index: Index, tmp_path: Path):
    index.save(tmp_path / "names")
    whole = (tmp_path / "names").read_bytes()
    (tmp_path / "names").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadSnapshot):
        Index.load(tmp_path / "names")


def test_an_empty_list_can_be_searched(tmp_path: Path):
    Index.build([]).save(tmp_path / "names")
    assert Index.load(tmp_path / "names").search("Anything Ltd") == ()


def with_head(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """The same file with another directory."""
    whole = path.read_bytes()
    length = int.from_bytes(whole[8:16], "little")
    head = json.loads(whole[16 : 16 + length])
    change(head)
    text = json.dumps(head, separators=(",", ":")).encode().ljust(length)
    assert len(text) == length
    path.write_bytes(whole[:16] + text + whole[16 + length :])


@pytest.mark.parametrize(
    "change",
    [
        lambda head: head.pop("arrays"),
        lambda head: head.pop("algorithm"),
        lambda head: head["arrays"].pop("form_legal"),
        lambda head: head["arrays"].update(x=head["arrays"].pop("form_legal")),
        lambda head: head["arrays"].update(form_legal=["<u2", 0, 1]),
        lambda head: head["arrays"].update(form_legal=["nonsense", 0, 1]),
        lambda head: head["arrays"].update(form_legal=["<u4", -64, 1]),
        lambda head: head["arrays"].update(form_legal=["<u4", 0, -1]),
        lambda head: head["arrays"].update(form_legal=["<u4", 0, 10**9]),
        lambda head: head["arrays"].update(form_legal=["<u4", 0, float("inf")]),
        lambda head: head["arrays"].update(form_legal=["<u4,(", 0, 1]),
        lambda head: head.update(arrays=[]),
        lambda head: head.clear(),
    ],
)
def test_a_file_of_another_layout_under_the_same_algorithm_is_refused(
    index: Index, tmp_path: Path, change: Callable[[dict[str, Any]], object]
):
    index.save(tmp_path / "names")
    with_head(tmp_path / "names", lambda head: None)
    assert Index.load(tmp_path / "names").arrays.keys() == index.arrays.keys()
    with_head(tmp_path / "names", change)
    with pytest.raises(BadSnapshot):
        Index.load(tmp_path / "names")


def body_of(path: Path) -> int:
    """Where the arrays begin."""
    length = int.from_bytes(path.read_bytes()[8:16], "little")
    return -(-(16 + length) // 64) * 64


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.999])
def test_one_flipped_bit_of_the_body_is_noticed(index: Index, tmp_path: Path, share: float):
    path = tmp_path / "names"
    index.save(path)
    whole = bytearray(path.read_bytes())
    start = body_of(path)
    whole[start + int(share * (len(whole) - start))] ^= 4
    path.write_bytes(whole)
    with pytest.raises(BadSnapshot):
        Index.load(path)


def test_a_zeroed_page_is_noticed(index: Index, tmp_path: Path):
    path = tmp_path / "names"
    index.save(path)
    whole = bytearray(path.read_bytes())
    whole[body_of(path) : body_of(path) + 4096] = bytes(4096)
    path.write_bytes(whole)
    with pytest.raises(BadSnapshot):
        Index.load(path)


@pytest.mark.parametrize(
    ("name", "place", "value"),
    [
        ("form_token", 0, 2**31),
        ("post_value", 0, 2**31),
        ("form_start", 1, 2**31),
        ("span_value", 0, 2**31),
        ("token_start", -1, 7),
        ("name_kind", 0, 200),
    ],
)
def test_arrays_that_point_past_an_end_are_refused_though_their_checksum_is_right(
    index: Index, tmp_path: Path, name: str, place: int, value: int
):
    arrays = {key: array.copy() for key, array in index.arrays.items()}
    arrays[name][place] = value
    Index(arrays).save(tmp_path / "names")
    with pytest.raises(BadSnapshot):
        Index.load(tmp_path / "names")
